import { windowed } from './apart.ts'
import type { PlannedSlot } from './commands.ts'
import { fitInto, shortest } from './fit.ts'
import { groupOf } from './groups.ts'
import { type Part, type Protocol, partOf } from './protocol.ts'
import { timetable } from './scale.ts'
import { roundOf, type Slot, slotsOf, stretchOf } from './slots.ts'
import { here, type Item, type Place, present, type RunState, rotates } from './state.ts'

/**
 * What lies ahead, for those present now: the rest of the current part (another round for each who has not had theirs),
 * then the parts that have not begun, in the given order.
 */
export const planAhead = (protocol: Protocol, state: RunState, parts = state.parts): readonly PlannedSlot[] => {
  const count = Math.max(1, present(state).length)
  const slots = [...restOfPart(protocol, state), ...unbegun(protocol, state, parts).flatMap((p) => slotsOf(p, count))]
  return timed(protocol, state, slots)
}

/** Gives slots the seconds that the schedule leaves them; where it leaves too few, their shortest. */
export const timed = (protocol: Protocol, state: RunState, slots: readonly Slot[]): readonly PlannedSlot[] => {
  if (state.apart) return windowed(protocol, slots)
  const count = Math.max(1, present(state).length)
  const left = state.minutes * 60 - scheduled(state)
  const fitted = timetable(protocol, slots, count, left)
  if (fitted) return fitted.map(({ slot, seconds }) => ({ ...slot, planned: seconds }))
  const lengths = shortest(slots.map((slot) => stretchOf(protocol, slot, count)))
  return slots.map((slot, at) => ({ ...slot, planned: lengths[at] ?? 0 }))
}

/** Parts of which nothing has been, in the given order. */
export const unbegun = (protocol: Protocol, state: RunState, parts = state.parts): readonly Part[] => {
  const begun = new Set(state.items.filter((item) => item.standing !== 'ahead').map((item) => item.part))
  return parts.flatMap((id) => (begun.has(id) ? [] : (partOf(protocol, id) ?? [])))
}

/**
 * Seconds for the items given, as things stand: what the clock leaves until the deadline, fitted; their shortest
 * where it leaves too few.
 */
export const fitted = (
  protocol: Protocol,
  state: RunState,
  items: readonly Item[],
  from: number,
): readonly number[] => {
  if (state.apart) return items.map((item) => item.planned)
  const count = Math.max(1, present(state).length)
  const stretches = items.map((item) => stretchOf(protocol, item, count))
  const left = Math.floor(((state.deadline ?? from) - from) / 1000)
  return fitInto(stretches, left) ?? shortest(stretches)
}

/** Seconds from the start to the end of the current step, by the plan. */
export const scheduled = (state: RunState): number =>
  state.items.reduce((total, item) => total + (item.standing === 'ahead' ? 0 : item.planned), 0)

/** When the current step will be over as things stand: when its clock says, or now. */
export const projectedEnd = (state: RunState, at: number): number => {
  const paused = state.pausedAt === null ? 0 : Math.max(0, at - state.pausedAt)
  return Math.max(at, (state.endsAt ?? at) + paused)
}

/** Seconds behind the plan (below 0: ahead of it) when the current step will be over. */
export const behind = (state: RunState, at: number): number =>
  state.startedAt === null || state.endsAt === null
    ? 0
    : Math.round((projectedEnd(state, at) - state.startedAt) / 1000 - scheduled(state))

const restOfPart = (protocol: Protocol, state: RunState): readonly Slot[] => {
  const place = here(protocol, state)
  if (!place) return []
  const { part, step, item } = place
  const count = Math.max(1, present(state).length)
  const rest = roundOf(part, item.round, count, part.steps.indexOf(step) + 1)
  const more = Array.from({ length: roundsLeft(state, place) }, (_, at) => roundOf(part, item.round + 1 + at, count))
  return [...rest, ...more.flat()]
}

const roundsLeft = (state: RunState, { part, item }: Place): number => {
  if (!rotates(part)) return 0
  const waiting = (state.groups[part.id] ?? []).map((_, group) => stillToPresent(state, part, group).length)
  const most = Math.max(0, ...waiting)
  return typeof part.rounds === 'number' ? Math.min(most, part.rounds - item.round) : most
}

/** Those of a group, present, who have not had their round as presenter; in the order in which they will. */
export const stillToPresent = (state: RunState, part: Part, group: number): readonly string[] => {
  const groups = state.groups[part.id] ?? []
  const had = state.items.filter((item) => item.part === part.id).flatMap((item) => presentersOf(item))
  return present(state)
    .filter((person) => groupOf(groups, person) === group && !had.includes(person))
    .toSorted((a, b) => (groups[group]?.indexOf(a) ?? 0) - (groups[group]?.indexOf(b) ?? 0))
}

const presentersOf = (item: Item): readonly string[] =>
  Object.entries(item.cast).flatMap(([person, role]) => (role === 'presenter' ? [person] : []))
