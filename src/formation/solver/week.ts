import type { Person, Policy, Span } from './types.ts'
import { type Clock, clockOf, instantOf, offsetAt, sameClock, WEEK } from './zones.ts'

/**
 * The times at which a circle could meet in every week of the season. A season has only a few kinds of weeks (before, between
 * and after the changes of the clocks, and the weeks of the changes themselves), so each slot is a row of starts, one for
 * each kind of week, in minutes from that week's Monday 00:00 UTC. Names that always mean the same minutes share one slot.
 * For each person `clock` says which clock is theirs and `free` at which slots, ascending, they are free for the whole
 * meeting in every week.
 */
export type Week = {
  mondays: readonly number[]
  clocks: readonly Clock[]
  clock: readonly number[]
  slots: readonly WeekSlot[]
  free: readonly (readonly number[])[]
}
export type WeekSlot = { starts: readonly number[]; names: { clock: number; quarter: number }[] }

/** The slots of a season for these people, ordered by their start in the first kind of week; null without a season. */
export function weekOf(people: readonly Person[], policy: Policy): Week | null {
  const all = policy.season ? mondaysOf(policy.season) : []
  const [first, last] = [all[0], all.at(-1)]
  if (first === undefined || last === undefined) return null
  const { clocks, clock } = clocksOf(people, (first - 8) * 1440, (last + 15) * 1440)
  const mondays = kindsOfWeek(all, clocks)
  const slots = slotsOf(mondays, clocks)
  const offsets = clocks.map((own) => mondays.map((monday) => steadyOffset(own, monday)))
  const free = people.map((person, p) => {
    const own = clocks[clock[p] ?? 0]
    return own
      ? freeSlots(slots, freeTimes(own, offsets[clock[p] ?? 0] ?? [], person.free, mondays), policy.meetingMinutes)
      : []
  })
  return { mondays, clocks, clock, slots, free }
}

/**
 * The slots, as indexes into the week, at which all of these people (by index) are free, and which mean the same minutes
 * in every week by the clock of one of them or in UTC: only such a time can be told to them as one time.
 */
export function commonSlots(week: Week, members: readonly number[]): number[] {
  const clocks = new Set([0, ...members.map((member) => week.clock[member] ?? 0)])
  const all = meet(members.map((member) => week.free[member] ?? []))
  return all.filter((slot) => week.slots[slot]?.names.some(({ clock }) => clocks.has(clock)))
}

/** What all lists have in common; each of them ascending. */
export function meet(lists: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = lists
  return others.reduce<number[]>(inBoth, [...first])
}

function inBoth(one: readonly number[], other: readonly number[]): number[] {
  const both: number[] = []
  let at = 0
  for (const item of one) {
    while ((other[at] ?? Number.POSITIVE_INFINITY) < item) at++
    if (other[at] === item) both.push(item)
  }
  return both
}

/** Free time around one kind of week: spans that are `shift` minutes later than they are by the week's Monday 00:00 UTC. */
type FreeTime = { shift: number; spans: readonly Span[] }

/** Where a clock does not change around a week, its free time is that of the wall clock, moved. */
function freeTimes(
  clock: Clock,
  offsets: readonly (number | null)[],
  free: readonly Span[],
  mondays: readonly number[],
) {
  const wall = joined(
    [-WEEK, 0, WEEK].flatMap((week) => free.map(({ from, to }) => ({ from: from + week, to: to + week }))),
  )
  return mondays.map((monday, kind): FreeTime => {
    const offset = offsets[kind] ?? null
    return offset === null ? { shift: 0, spans: freeSpans(clock, free, monday) } : { shift: offset, spans: wall }
  })
}

function freeSlots(slots: readonly WeekSlot[], free: readonly FreeTime[], minutes: number): number[] {
  const out: number[] = []
  const { shift, spans } = free[0] ?? { shift: 0, spans: [] }
  for (const span of spans) {
    for (let s = firstFrom(slots, span.from - shift); s < slots.length; s++) {
      const starts = slots[s]?.starts ?? []
      if ((starts[0] ?? 0) + shift + minutes > span.to) break
      if (alwaysFree(starts, free, minutes)) out.push(s)
    }
  }
  return out
}

function alwaysFree(starts: readonly number[], free: readonly FreeTime[], minutes: number): boolean {
  for (let kind = 1; kind < starts.length; kind++) {
    const time = free[kind]
    if (!time || !covered(time.spans, (starts[kind] ?? 0) + time.shift, minutes)) return false
  }
  return true
}

function covered(spans: readonly Span[], start: number, minutes: number): boolean {
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i]
    if (span && span.from <= start) {
      if (start + minutes <= span.to) return true
    } else return false
  }
  return false
}

function mondaysOf(season: { from: string; to: string }): number[] {
  const from = dayOf(season.from)
  const monday = from - ((from + 3) % 7)
  const count = Math.floor((dayOf(season.to) - monday) / 7) + 1
  return Array.from({ length: Math.max(0, count || 0) }, (_, i) => monday + i * 7)
}

const dayOf = (date: string) => Math.floor(Date.parse(`${date}T00:00Z`) / 86400000)

function clocksOf(people: readonly Person[], from: number, to: number) {
  const clocks: Clock[] = [clockOf('UTC', from, to)]
  const known = new Map([['UTC', 0]])
  const clock = people.map(({ zone }) => {
    const seen = known.get(zone)
    if (seen !== undefined) return seen
    const own = clockOf(zone, from, to)
    const same = clocks.findIndex((other) => sameClock(other, own))
    const index = same < 0 ? clocks.push(own) - 1 : same
    known.set(zone, index)
    return index
  })
  return { clocks, clock }
}

function kindsOfWeek(mondays: readonly number[], clocks: readonly Clock[]): number[] {
  const kinds = new Map<string, number>()
  for (const monday of mondays) {
    const key = clocks.map((clock) => shape(clock, (monday - 8) * 1440, (monday + 15) * 1440, monday * 1440)).join('|')
    if (!kinds.has(key)) kinds.set(key, monday)
  }
  return [...kinds.values()]
}

function shape(clock: Clock, from: number, to: number, zero: number): string {
  const within = clock.changes.filter((change, i) => change.from < to && (clock.changes[i + 1]?.from ?? to) > from)
  return within.map((change) => `${change.from <= from ? '' : change.from - zero}:${change.offset}`).join()
}

function slotsOf(mondays: readonly number[], clocks: readonly Clock[]): WeekSlot[] {
  const known = new Map<string, WeekSlot>()
  clocks.forEach((clock, index) => {
    const offsets = mondays.map((monday) => steadyOffset(clock, monday))
    for (let quarter = 0; quarter < WEEK / 15; quarter++) {
      const starts = mondays.map((monday, kind) => {
        const offset = offsets[kind] ?? null
        return offset === null ? instantOf(clock, monday, quarter * 15) - monday * 1440 : quarter * 15 - offset
      })
      const key = starts.join()
      const slot = known.get(key) ?? { starts, names: [] }
      slot.names.push({ clock: index, quarter })
      known.set(key, slot)
    }
  })
  return [...known.values()].sort((a, b) => (a.starts[0] ?? 0) - (b.starts[0] ?? 0))
}

/** The one offset of a clock throughout a week and a day on either side; null where it changes. */
function steadyOffset(clock: Clock, monday: number): number | null {
  const [from, to] = [(monday - 1) * 1440, (monday + 8) * 1440]
  return clock.changes.some((change) => change.from > from && change.from <= to) ? null : offsetAt(clock, from)
}

/** Free time around one week in minutes from its Monday 00:00 UTC. */
export function freeSpans(clock: Clock, spans: readonly Span[], monday: number): Span[] {
  const at = (day: number, minute: number) => instantOf(clock, day, minute) - monday * 1440
  return joined(
    [monday - 7, monday, monday + 7].flatMap((day) =>
      spans.map(({ from, to }) => ({ from: at(day, from), to: at(day, to) })),
    ),
  )
}

/** Spans in order, those that meet as one. */
function joined(spans: Span[]): Span[] {
  const out: Span[] = []
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = out.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else out.push({ ...span })
  }
  return out
}

function firstFrom(slots: readonly WeekSlot[], from: number): number {
  let low = 0
  let high = slots.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((slots[middle]?.starts[0] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}
