import { type Chance, chanceOf, randomFit } from './chance.ts'
import { countFaults, faultsOf } from './check.ts'
import { pairFit } from './fit.ts'
import type { Model } from './model.ts'
import { circleReasons } from './reasons.ts'
import { seatedCircles } from './search.ts'
import type { State } from './state.ts'
import type { CircleResult, Formation, Slot } from './types.ts'
import { commonSlots, type Week } from './week.ts'

/** What the search came to, worked out anew from who sits where. */
export function resultOf(state: State): Omit<Formation, 'impossible' | 'seed' | 'effort'> {
  const { model } = state
  const { problem, shared } = model
  const chance = chanceOf(model)
  const names = circleNames(state)
  const seated = [...names.keys()].map((circle) => membersOf(state, circle))
  const circles = [...names.values()].map((circle, n) => circleResult(model, chance, circle, seated[n] ?? []))
  const placed = new Set(seated.flat())
  const people = placed.size
  return {
    circles,
    unplaced: problem.people.filter((_, person) => !placed.has(person)).map(({ id }) => id),
    meanFit: people > 0 ? circles.reduce((sum, { fit, members }) => sum + fit * members.length, 0) / people : 0,
    worstFit: circles.reduce((worst, { fit }) => Math.min(worst, fit), circles.length > 0 ? 1 : 0),
    randomFit: randomFit(model, chance),
    violations: countFaults(
      faultsOf(
        problem,
        circles.map(({ members }) => members),
        shared.week,
      ),
    ),
  }
}

/** Who sits where, by the names that the circles have or are given. */
export function namedCircles(state: State): { circle: string; members: string[] }[] {
  const { people } = state.model.problem
  return [...circleNames(state)].map(([circle, name]) => ({
    circle: name,
    members: membersOf(state, circle).map((member) => people[member]?.id ?? ''),
  }))
}

/** The fit of a circle of people, by index: the mean over its pairs. */
export function fitOf(model: Model, members: readonly number[]): number {
  let sum = 0
  for (const [n, a] of members.entries()) for (const b of members.slice(n + 1)) sum += pairFit(model, a, b)
  return members.length > 1 ? (2 * sum) / (members.length * (members.length - 1)) : 0
}

/** The slots of some people, each named once: in the zone of one of them where that has a name for it, else in UTC. */
export function slotsOf(model: Model, members: readonly number[]): Slot[] {
  const { week } = model.shared
  if (!week) return []
  const zones = new Map(members.map((member) => [week.clock[member] ?? 0, model.problem.people[member]?.zone ?? 'UTC']))
  return commonSlots(week, members).map((slot) => nameOf(week, slot, zones.has(0) ? zones : zones.set(0, 'UTC')))
}

function circleResult(model: Model, chance: Chance, circle: string, members: readonly number[]): CircleResult {
  return {
    circle,
    members: members.map((member) => model.problem.people[member]?.id ?? ''),
    fit: fitOf(model, members),
    slots: slotsOf(model, members),
    reasons: circleReasons(model, chance, members),
  }
}

function nameOf(week: Week, slot: number, zones: ReadonlyMap<number, string>): Slot {
  for (const [clock, zone] of zones) {
    const name = week.slots[slot]?.names.find((other) => other.clock === clock)
    if (name) return { zone, weekday: Math.floor(name.quarter / 96), minute: (name.quarter % 96) * 15 }
  }
  return { zone: 'UTC', weekday: 0, minute: 0 }
}

function membersOf({ model, seated, size }: State, circle: number): number[] {
  const row = circle * model.max
  return Array.from(seated.subarray(row, row + (size[circle] ?? 0))).sort((a, b) => a - b)
}

/** Earlier circles keep their names; new ones take the next free numbers in the order of their first members. */
function circleNames(state: State): Map<number, string> {
  const earlier = state.model.problem.earlier ?? []
  const taken = new Set(earlier.map(({ circle }) => circle))
  const first = (circle: number) => membersOf(state, circle)[0] ?? 0
  let number = 1
  const names = new Map<number, string>()
  for (const circle of [...seatedCircles(state)].sort((a, b) => first(a) - first(b))) {
    const kept = earlier[circle]?.circle
    while (kept === undefined && taken.has(String(number))) number++
    names.set(circle, kept ?? String(number++))
  }
  return names
}
