import { z } from 'zod'
import {
  awaitsPresenter,
  decentAfter,
  type Item,
  missing,
  type Protocol,
  type RunState,
  reminders,
  windowsFor,
} from '../protocol/engine.ts'
import type { Clock } from '../protocol/hours.ts'
import { partOf, stepOf } from '../protocol/protocol.ts'
import type { Format } from './formats.ts'

/** How a meeting in everybody's own time begins. `id` is made with the form, so that a form sent twice begins one. */
export const apartForm = z.object({
  id: z.uuid().toLowerCase(),
  format: z.string().min(1).max(60),
  presenter: z.union([z.literal(''), z.uuid()]).default(''),
})
export type ApartInput = z.output<typeof apartForm>

/** Somebody's day, in hours of their own clock: outside of it they are not written to, and no window of theirs closes. */
interface Awake {
  readonly zone: string
  readonly awake_from: number
  readonly awake_until: number
}

const clockOf = ({ zone, awake_from, awake_until }: Awake): Clock => ({
  zone,
  quiet: { from: awake_until * 60, to: awake_from * 60 },
})

/** The clocks by which windows close at hours that suit all. */
export const clocksOf = (people: readonly (Awake & { readonly id: string })[]): Readonly<Record<string, Clock>> =>
  Object.fromEntries(people.map((each) => [each.id, clockOf(each)]))

/** When somebody may be written to: now, or once their night is over. */
export const decentHour = (who: Awake, now: Date): Date => new Date(decentAfter([clockOf(who)], +now) ?? +now)

/** How long a format takes apart, at the most. */
export interface Apart {
  readonly windows: number
  readonly days: number
  /** Somebody has to be named who brings a challenge. */
  readonly presenter: boolean
}

/** A format that can be held so, with what it is like. */
export interface ApartFormat extends Format {
  readonly apart: Apart
}

/** What to take if one does not want to choose: what is wanted, then the three that are over soonest; and all the others. */
export function quickest(
  formats: readonly ApartFormat[],
  wanted: string | undefined,
): { readonly first: readonly ApartFormat[]; readonly rest: readonly ApartFormat[] } {
  const soonest = formats.toSorted((one, other) => one.apart.days - other.apart.days).slice(0, 3)
  const asked = formats.filter(({ key }) => key === wanted)
  const first = [...new Set([...asked, ...soonest])]
  return { first, rest: formats.filter((one) => !first.includes(one)) }
}

/** What a format is like apart for so many people; undefined where it cannot be held so. */
export function apartOf({ format }: Pick<Format, 'format'>, people: number): Apart | undefined {
  if (people < format.people.min || people > format.people.max) return undefined
  const windows = windowsFor(format, people)
  if (windows.length === 0) return undefined
  const seconds = windows.reduce((sum, { planned }) => sum + planned, 0)
  const presenter = windows.some(({ part, step }) => {
    const [inPart, inStep] = [partOf(format, part), stepOf(format, part, step)]
    return inPart !== undefined && inStep !== undefined && awaitsPresenter(inPart, inStep)
  })
  return { windows: windows.length, days: Math.ceil(seconds / 86_400), presenter }
}

/** Which window of a run is open: 1 is the first. */
export const windowNumber = ({ items }: RunState): number => items.filter(({ began }) => began !== null).length

/** Until when something is asked of each who holds the meeting; null where nothing is. Nobody is asked anything once it has ended. */
export function awaitedIn(format: Protocol, state: RunState): ReadonlyMap<string, Date | null> {
  if (state.phase === 'ended') return new Map()
  const asked = new Set(missing(format, state))
  const until = state.endsAt === null ? null : new Date(state.endsAt)
  const here = state.people.filter((person) => person.here)
  return new Map(here.map(({ id }) => [id, asked.has(id) ? until : null]))
}

/** When the server has to look at a run again: to remind, and when its window closes. Milliseconds. */
export function looksIn(format: Protocol, state: RunState): readonly number[] {
  if (state.phase !== 'running' || state.endsAt === null) return []
  return [...new Set([...reminders(format, state).map(({ at }) => at), state.endsAt])]
}

/** When somebody may be written to who could be now: now, or once their night is over. */
export const decentFor = ({ apart }: RunState, person: string, now: number): number =>
  decentAfter(
    [apart?.clocks[person]].flatMap((clock) => clock ?? []),
    now,
  ) ?? now

/** What was said in an earlier window, for whoever may read it. */
export interface SaidThen {
  readonly key: string
  readonly title: string
  readonly entries: readonly { readonly id: string; readonly author: string; readonly text: string }[]
}

/** The steps that are over, the latest first. */
export const stepsBehind = ({ items }: RunState): readonly Item[] =>
  items.filter(({ standing, began }) => standing === 'done' && began !== null).toReversed()

/** A run that begins, with what those who cannot come have left for it. What the format does not ask for stays with its author. */
export function withLetters(begun: RunState, before: RunState | undefined): RunState {
  if (!before) return begun
  const wrote = new Set(before.entries.map(({ by }) => by))
  return { ...begun, people: before.people.filter(({ id, apart }) => apart && wrote.has(id)), entries: before.entries }
}
