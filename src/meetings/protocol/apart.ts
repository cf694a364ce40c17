import { decentAfter, decentBefore } from './hours.ts'
import { type Protocol, type Step, stepOf, takesWords } from './protocol.ts'
import { type Slot, slotsOf } from './slots.ts'
import { actors, here, type PersonId, type Place, presents, type RunState } from './state.ts'

/** Runs in each one's own time: the same steps and rules, with windows of hours where live ones have minutes. */

const HOUR = 3_600_000

/** Whether those who act in a step may write: apart, also where they would otherwise speak. */
export const writesNow = ({ apart }: RunState, step: Step): boolean =>
  takesWords(step) || (apart !== undefined && step.apart?.done === 'wrote')

/** Who is asked in a step that takes questions only answers in writing: apart there is no other way. */
export const answersApart = ({ apart }: RunState, { item, step }: Place, person: PersonId): boolean =>
  apart !== undefined && step.how === 'questions' && presents(item, person)

/** The steps that can be done apart, each with the seconds of its window. */
export const windowed = (
  protocol: Protocol,
  slots: readonly Slot[],
): readonly (Slot & { readonly planned: number })[] =>
  slots.flatMap((slot) => {
    const hours = stepOf(protocol, slot.part, slot.step)?.apart?.hours
    return hours === undefined ? [] : [{ ...slot, planned: hours * 3600 }]
  })

/** The windows that a format has for so many people, in order; none where nothing in it can be done apart. */
export const windowsFor = (protocol: Protocol, people: number) =>
  windowed(
    protocol,
    protocol.parts.flatMap((part) => slotsOf(part, people)),
  )

/** When a window that opens now closes: after its hours, and then at an hour that is decent for all who act in it. */
export const windowEnd = (state: RunState, place: Place, seconds: number, now: number): number => {
  const end = now + seconds * 1000
  return decentAfter(clocksOf(state, actors(state, place)), end) ?? end
}

/** Who has not yet done what counts as done in the step that is on. */
export const missing = (protocol: Protocol, state: RunState): readonly PersonId[] => {
  const place = here(protocol, state)
  if (!state.apart || !place || state.phase !== 'running') return []
  return actors(state, place).filter((person) => !isDone(state, place, person))
}

/** Something to be said to somebody who is missing, `hours` before their window closes (about: it is said at a decent hour of theirs). */
export type Reminder = { readonly person: PersonId; readonly step: string; readonly at: number; readonly hours: number }

/** All reminders of the window that is open, for those who are missing as things stand; none where no hour is decent. */
export const reminders = (protocol: Protocol, state: RunState): readonly Reminder[] => {
  const place = here(protocol, state)
  const { endsAt } = state
  if (!place || endsAt === null) return []
  const began = place.item.began ?? 0
  return missing(protocol, state).flatMap((person) =>
    [...new Set(place.step.apart?.remind ?? [])].flatMap((hours): Reminder[] => {
      const at = decentIn(state, person, { began, endsAt }, endsAt - hours * HOUR)
      return at === null ? [] : [{ person, step: place.item.key, at, hours }]
    }),
  )
}

/** The reminders whose time has come since the server looked last: `after` < time ≤ `until`. One a person, however many there are. */
export const remindersDue = (
  protocol: Protocol,
  state: RunState,
  after: number,
  until: number,
): readonly Reminder[] => {
  const due = reminders(protocol, state).filter(({ at }) => at > after && at <= until)
  return due.filter((one, index) => due.findIndex(({ person }) => person === one.person) === index)
}

type Window = { readonly began: number; readonly endsAt: number }

/** Later in the window rather than earlier, where the hour itself would disturb. */
const decentIn = (state: RunState, person: PersonId, { began, endsAt }: Window, wanted: number): number | null => {
  if (wanted <= began) return null
  const clocks = clocksOf(state, [person])
  const inside = (moment: number | null) => (moment !== null && moment > began && moment < endsAt ? moment : null)
  return inside(decentAfter(clocks, wanted)) ?? inside(decentBefore(clocks, wanted))
}

const isDone = (state: RunState, { item, step }: Place, person: PersonId): boolean =>
  state.done.includes(person) ||
  (step.apart?.done !== 'read' && state.entries.some((entry) => entry.by === person && entry.step === item.key))

const clocksOf = ({ apart }: RunState, people: readonly PersonId[]) =>
  people.flatMap((person) => apart?.clocks[person] ?? [])
