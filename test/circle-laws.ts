import { Temporal } from 'temporal-polyfill'
import type { Person, Policy, Problem, Rule } from '../src/formation/solver/index.ts'

/**
 * The rules for circles, written down a second time and as plainly as can be, for tests to hold the engine against: slow,
 * with a calendar library for the clocks, and sharing no code with the engine but its types.
 */
export function lawful(problem: Problem, members: readonly Person[]): boolean {
  const { policy } = problem
  const { min, max } = policy.size
  return (
    members.length >= min &&
    members.length <= max &&
    pairsOf(members).every(([a, b]) => mayPair(policy, a, b)) &&
    policy.common.every((column) =>
      all(members, column).some((value) => members.every((m) => set(m, column).includes(value))),
    ) &&
    policy.noLone.every(({ column, values }) =>
      values.every((value) => members.filter((m) => (m.answers[column] ?? '').trim() === value).length !== 1),
    ) &&
    members.every((m) => m.togetherWith.every((id) => !problem.people.some((p) => p.id === id) || has(members, id))) &&
    problem.people.every((p) => has(members, p.id) || !p.togetherWith.some((id) => has(members, id))) &&
    (!policy.season || hasSlot(policy, members))
  )
}

/** The most people that any circles can seat. Counts on at most a dozen people. */
export function mostPlaceable(problem: Problem): number {
  const { people } = problem
  const known = new Map<number, number>([[0, 0]])
  const legal = new Map<number, boolean>()
  const group = (mask: number) => people.filter((_, i) => (mask >> i) & 1)
  const isLegal = (mask: number) => {
    const before = legal.get(mask) ?? lawful(problem, group(mask))
    legal.set(mask, before)
    return before
  }
  const best = (left: number): number => {
    const before = known.get(left)
    if (before !== undefined) return before
    const first = left & -left
    const rest = left ^ first
    let most = best(rest)
    for (let others = rest; ; others = (others - 1) & rest) {
      const size = group(first | others).length
      if (size >= problem.policy.size.min && size <= problem.policy.size.max && isLegal(first | others)) {
        most = Math.max(most, size + best(rest ^ others))
      }
      if (others === 0) break
    }
    known.set(left, most)
    return most
  }
  return best((1 << people.length) - 1)
}

/** Whether circles can seat all of these people while others sit or not. Counts on at most a dozen people. */
export function canSeat(problem: Problem, required: readonly string[]): boolean {
  const { people, policy } = problem
  const needed = people.reduce((mask, { id }, i) => (required.includes(id) ? mask | (1 << i) : mask), 0)
  const group = (mask: number) => people.filter((_, i) => (mask >> i) & 1)
  const seat = (free: number): boolean => {
    const waiting = free & needed
    if (waiting === 0) return true
    const first = waiting & -waiting
    const rest = free ^ first
    for (let others = rest; ; others = (others - 1) & rest) {
      const size = group(first | others).length
      const fits = size >= policy.size.min && size <= policy.size.max
      if (fits && lawful(problem, group(first | others)) && seat(rest ^ others)) return true
      if (others === 0) return false
    }
  }
  return seat((1 << people.length) - 1)
}

/** The same people under these rules only; sizes and wishes to be together hold always. */
export function under(problem: Problem, rules: readonly Rule[]): Problem {
  const { season, ...policy } = problem.policy
  const has = (rule: Rule) => rules.includes(rule)
  return {
    policy: {
      ...policy,
      ...(season && has('no_slot') ? { season } : {}),
      apart: has('apart') ? policy.apart : [],
      common: has('language') ? policy.common : [],
      noLone: has('lone') ? policy.noLone : [],
    },
    people: problem.people.map(({ manager, ...person }) => ({
      ...person,
      ...(manager !== undefined && has('manager') ? { manager } : {}),
      apartFrom: has('apart_from') ? person.apartFrom : [],
    })),
  }
}

function mayPair(policy: Policy, a: Person, b: Person): boolean {
  const alike = (column: string) => {
    const value = (a.answers[column] ?? '').trim()
    return value !== '' && value === (b.answers[column] ?? '').trim()
  }
  return (
    !policy.apart.some(alike) &&
    a.manager !== b.id &&
    b.manager !== a.id &&
    !a.apartFrom.includes(b.id) &&
    !b.apartFrom.includes(a.id)
  )
}

/** A quarter hour of the week in a member's zone or in UTC at which, in every week, all are free for the whole meeting. */
function hasSlot(policy: Policy, members: readonly Person[]): boolean {
  const holds = slotHolds(policy, members)
  return ['UTC', ...new Set(members.map(({ zone }) => zone))].some((zone) =>
    Array.from({ length: 7 * 96 }).some((_, quarter) => holds(zone, quarter * 15)),
  )
}

/** Says of a minute of the week on a zone's clock whether all are free from it on for a meeting, in every week of the season. */
export function slotHolds(policy: Policy, members: readonly Person[]): (zone: string, minute: number) => boolean {
  const { season, meetingMinutes } = policy
  if (!season) return () => true
  const weeks: Temporal.PlainDate[] = []
  let monday = Temporal.PlainDate.from(season.from)
  monday = monday.subtract({ days: monday.dayOfWeek - 1 })
  for (; Temporal.PlainDate.compare(monday, season.to) <= 0; monday = monday.add({ days: 7 })) weeks.push(monday)
  const free = weeks.map((week) => members.map((member) => freeTime(member, week)))
  return (zone, minute) =>
    weeks.every((week, w) => {
      const start = instant(zone, week, minute)
      return free[w]?.every((spans) => spans.some(([from, to]) => from <= start && start + meetingMinutes <= to))
    })
}

function freeTime(member: Person, week: Temporal.PlainDate): [number, number][] {
  const spans = [-7, 0, 7].flatMap((days) =>
    member.free.map(({ from, to }): [number, number] => {
      const monday = week.add({ days })
      return [instant(member.zone, monday, from), instant(member.zone, monday, to)]
    }),
  )
  const joined: [number, number][] = []
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

/** Minutes since 1970 of a minute of the week on a zone's wall clock. Within gaps libraries differ; the tests keep clear of them. */
function instant(zone: string, monday: Temporal.PlainDate, minute: number): number {
  const day = monday.add({ days: Math.floor(minute / 1440) })
  const time = Temporal.PlainTime.from({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 })
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds / 60000
}

const set = (person: Person, column: string) =>
  (person.answers[column] ?? '')
    .split(';')
    .map((value) => value.trim())
    .filter((value) => value !== '')
const all = (members: readonly Person[], column: string) => members.flatMap((member) => set(member, column))
const has = (members: readonly Person[], id: string) => members.some((member) => member.id === id)
const pairsOf = (members: readonly Person[]) =>
  members.flatMap((a, i) => members.slice(i + 1).map((b) => [a, b] as const))
