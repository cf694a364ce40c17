import { z } from 'zod'
import { type Meeting, partOfDay, strain } from '../rules.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** How long a meeting that cannot wait may be, in minutes. */
export const soonLengths = ['30', '60', '90'] as const

/** Asking to meet soon: for how long, and when it could be. Why is asked nowhere. `id` is made with the form. */
export const askSoonForm = z.object({
  id: z.uuid().toLowerCase(),
  minutes: z.enum(soonLengths).transform(Number),
  times: z
    .array(
      z.iso.datetime().transform((text) => new Date(text)),
      'scheduling.soon.noTime',
    )
    .min(1, 'scheduling.soon.noTime')
    .max(6),
})
export type AskSoonInput = z.output<typeof askSoonForm>

const starts = z.iso.datetime().transform((text) => new Date(text))
export const canForm = z.object({ starts, can: z.enum(['yes', 'no']).transform((said) => said === 'yes') })
export const setForm = z.object({ starts })
export const nothing = z.object({})

/** Somebody asks to meet soon. */
export interface Soon {
  readonly id: string
  /** Nobody once they sit there no longer. */
  readonly askedBy: string | null
  readonly minutes: number
  readonly times: readonly SoonTime[]
}

export interface SoonTime {
  readonly starts: Date
  readonly can: readonly string[]
  readonly cannot: readonly string[]
}

/** So many can: then a time is set by itself. More than half of those who sit there, and never one alone. */
export const enough = (seated: number): number => Math.max(2, Math.floor(seated / 2) + 1)

/** Whoever asked says when, or takes it back; anybody, once that one has left. */
export const maySet = ({ askedBy }: Soon, person: string): boolean => askedBy === null || askedBy === person

/** A time to be asked for lies ahead, and not further than a meeting of the series would. */
export const isSoon = (time: Date, now: Date): boolean => time > now && +time < +now + 8 * dayMs

/**
 * When a circle could meet soon: of each of the next three days the two hours that are decent for most, the kindest to whoever is worst off first.
 * `taken` are meetings that stand already; at each hour there is room before them for the longest that can be asked for.
 */
export function soonTimes(zones: readonly string[], taken: readonly Meeting[], now: Date): Date[] {
  const minutes = Math.max(...soonLengths.map(Number))
  const first = Math.ceil((+now + 2 * hourMs) / hourMs) * hourMs
  const hours = Array.from({ length: 72 }, (_, at) => ({
    at,
    meeting: meetingAt(new Date(first + at * hourMs), minutes),
  }))
  const free = hours.filter(({ meeting }) => !taken.some((other) => overlap(meeting, other)))
  const weighed = free.map((one) => ({ ...one, day: Math.floor(one.at / 24), ...weigh(one.meeting, zones) }))
  const days = [...Map.groupBy(weighed, ({ day }) => day).values()]
  return days
    .flatMap((day) => twoOf(day.toSorted((a, b) => b.fine - a.fine || a.hard - b.hard || a.at - b.at)))
    .map(({ meeting }) => meeting.starts)
    .sort((a, b) => +a - +b)
}

const overlap = (one: Meeting, other: Meeting): boolean => one.starts < other.ends && other.starts < one.ends

/** The best, and the best of those that are three hours or more away from it. */
function twoOf<Weighed extends { readonly at: number }>(day: readonly Weighed[]): readonly Weighed[] {
  const [best] = day
  const other = day.find(({ at }) => best && Math.abs(at - best.at) >= 3)
  return [best, other].flatMap((one) => one ?? [])
}

function weigh(meeting: Meeting, zones: readonly string[]): { readonly fine: number; readonly hard: number } {
  const known = new Map([...new Set(zones)].map((zone) => [zone, partOfDay(meeting, zone) === 'fine']))
  return {
    fine: zones.filter((zone) => known.get(zone)).length,
    hard: Math.max(0, ...[...known.keys()].map((zone) => strain(meeting, zone))),
  }
}

const meetingAt = (starts: Date, minutes: number): Meeting => ({
  ...{ id: '', circle: '', series: '', day: '', zone: 'UTC', minutes, starts },
  ends: new Date(+starts + minutes * 60_000),
})
