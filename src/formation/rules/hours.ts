import { Temporal } from 'temporal-polyfill'
import { clock, type Day, meetingAt } from '../../scheduling/rules.ts'
import type { CircleResult, Person, Policy, Slot } from '../solver/index.ts'

/** A time in which a circle could meet: it begins at `from` at the earliest and has ended at `until`. */
export interface Common {
  readonly from: Date
  readonly until: Date
}

/** The times of a week at which all are free, earliest first, slots that follow each other joined. */
export function commonTimes(slots: readonly Slot[], from: string, minutes: number): Common[] {
  const starts = slots.map((slot) => startOf(slot, from))
  const out: { from: Date; until: Date; last: number }[] = []
  for (const start of [...new Set(starts)].sort((a, b) => a - b)) {
    const open = out.at(-1)
    const until = new Date(start + minutes * 60_000)
    if (open && start - open.last <= 15 * 60_000) Object.assign(open, { until, last: start })
    else out.push({ from: new Date(start), until, last: start })
  }
  return out.map(({ from: begins, until }) => ({ from: begins, until }))
}

type Free = Pick<Person, 'zone' | 'free'>

/** The longest time of the week at which a circle can meet, and how many are free in each half hour of that day, 0 to 4 (all). */
export function freeAround(
  { slots }: Pick<CircleResult, 'slots'>,
  { season, meetingMinutes }: Policy,
  people: readonly Free[],
  zone: string,
): { time: Common; levels: number[] } | undefined {
  if (!season) return undefined
  const [time] = commonTimes(slots, season.from, meetingMinutes).sort((a, b) => lasts(b) - lasts(a))
  if (!time) return undefined
  const midnight = +time.from - (minuteOfWeek(zone, +time.from) % 1440) * 60_000
  const levels = Array.from({ length: 48 }, (_, half) => {
    const free = people.filter((one) => isFree(one, midnight + half * 1_800_000)).length
    return free === people.length ? 4 : Math.floor((4 * free) / (people.length + 1))
  })
  return { time, levels }
}

const lasts = ({ from, until }: Common) => +until - +from

/**
 * How many of some people are free in each half hour of a week, from its beginning to its end, as clocks of a zone show it: seven days from
 * Monday on, 48 halves each, in the first seven days of the season.
 */
export const freeInWeek = (people: readonly Free[], from: Day, zone: string): number[][] =>
  Array.from({ length: 7 }, (_, weekday) =>
    Array.from({ length: 48 }, (_, half) => {
      const at = startOf({ zone, weekday, minute: half * 30 }, from)
      return people.filter((one) => isFree(one, at)).length
    }),
  )

/** When a half hour of a day begins, as clocks show it. */
export const timeOf = (half: number): string => clock(half * 30)

/** Whether somebody is free for the half hour from there on. */
function isFree({ zone, free }: Free, at: number): boolean {
  const minute = minuteOfWeek(zone, at)
  return free.some(({ from, to }) => from <= minute && minute + 30 <= to)
}

const dayMs = 86_400_000

/** A day as its number since 1970. */
export const numberOf = (day: Day): number => Date.parse(day) / dayMs

/** What clocks of a zone show, as if it were UTC, in milliseconds. */
export function wallOf(zone: string, at: number): number {
  const day = Math.floor(at / dayMs)
  return at + (steady(zone, day - 1, day + 1) ?? offsetAt(zone, at))
}

/** Minutes since Monday 00:00 on the clocks of a zone. */
export function minuteOfWeek(zone: string, at: number): number {
  const minute = Math.floor(wallOf(zone, at) / 60_000)
  // 1 January 1970 was a Thursday.
  return (minute + 3 * 1440) % (7 * 1440)
}

/** When a time of the week comes first, from a day on. */
function startOf({ zone, weekday, minute }: Slot, from: Day): number {
  const first = numberOf(from)
  const day = first + ((weekday - ((first + 3) % 7) + 7) % 7)
  const offset = steady(zone, day - 1, day + 2)
  return offset === undefined ? starts(`${from} ${weekday} ${minute} ${zone}`) : day * dayMs + minute * 60_000 - offset
}

/** By how much clocks are ahead of UTC from the morning of one day to that of another, days by their numbers; undefined where they change meanwhile. */
export function steady(zone: string, from: number, to: number): number | undefined {
  const offset = offsetOn(zone, from)
  return offset === offsetOn(zone, to) ? offset : undefined
}

/** Clocks are dear to ask, and all circles of a proposal ask for the same few days: at half past nine no later day has begun anywhere. */
function offsetOn(zone: string, day: number): number {
  const known = offsets.get(zone) ?? new Map<number, number>()
  offsets.set(zone, known)
  const offset = known.get(day) ?? offsetAt(zone, day * dayMs + morning)
  known.set(day, offset)
  return offset
}

const morning = 9.5 * 3_600_000
const offsets = new Map<string, Map<number, number>>()

const offsetAt = (zone: string, at: number): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6

/** On the days around a change of clocks. */
function starts(key: string): number {
  const [from = '', weekday, minute, zone = ''] = key.split(' ')
  const start = known.get(key) ?? +meetingAt({ zone, weekday: Number(weekday), minute: Number(minute) }, from, 1).starts
  if (known.size >= 20_000) known.clear()
  known.set(key, start)
  return start
}

const known = new Map<string, number>()
