import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Seat } from '../circles/rules.ts'
import type { Beside } from './rules/beside.ts'
import { dayField } from './rules/days.ts'

declare const minted: unique symbol

/** The proof that a request brings the secret address of this person's calendar. Only `scheduling/web.ts` makes one. */
export interface Subscriber {
  readonly [minted]: 'subscriber'
  readonly community: string
  readonly person: string
}

/** A date without a zone: `2026-11-24`. */
export type Day = string

/** From `from` on the series runs every `weeks` weeks at `at` on the clocks of `zone`. The first meeting is on `from` itself. */
export interface Rule {
  readonly series: string
  readonly circle: string
  readonly seq: number
  readonly from: Day
  /** From when on it takes the place of rules written before it, where that is not `from`. */
  readonly since?: Day | null
  readonly weeks: number
  readonly at: string
  readonly zone: string
  readonly minutes: number
}

/** One occurrence. `day` is the day on which it stands in the series, and with it what its id is made of. */
export interface Meeting {
  readonly id: string
  readonly circle: string
  readonly series: string
  readonly day: Day
  readonly starts: Date
  readonly ends: Date
  readonly zone: string
  readonly minutes: number
  /** Not of the series: held by everybody in their own time, or asked for soon. `series` is empty then. */
  readonly beside?: Beside
}

export type Answer = 'in' | 'out'

const dayMs = 86_400_000

export const rhythms = ['weekly', 'fortnightly'] as const
export const lengths = ['60', '90', '120'] as const

/** "17:30", also written "17.30" or "9:05". */
export const wallTime = z
  .string()
  .regex(/^\s*([01]?\d|2[0-3])[:.h][0-5]\d\s*$/, 'scheduling.series.badTime')
  .transform((text) => text.trim().replace(/[.h]/, ':').padStart(5, '0'))

/** How a series is set up or changed. `seen` is the rule that the page showed: 0 for none. */
export const seriesForm = z.object({
  from: dayField('scheduling.series.badDay'),
  rhythm: z.enum(rhythms),
  at: wallTime,
  zone: z.string(),
  minutes: z.enum(lengths).transform(Number),
  place: z.string().max(500).default(''),
  seen: z.coerce.number().int().min(0).default(0),
  step: z.enum(['look', 'set']).default('look'),
})
/** Times that would suit. */
export type Suggestion = Pick<z.output<typeof seriesForm>, 'from' | 'at' | 'zone' | 'minutes'>
/** When and where, as someone wishes it. */
export type SeriesInput = Omit<z.output<typeof seriesForm>, 'step'>

export const answerForm = z.object({
  answer: z.enum(['in', 'out']),
  back: z.enum(['meeting', 'circle']).default('meeting'),
})

export const weeksOf = (rhythm: (typeof rhythms)[number]): number => (rhythm === 'weekly' ? 1 : 2)
export const rhythmOf = (weeks: number): (typeof rhythms)[number] => (weeks === 1 ? 'weekly' : 'fortnightly')

/** Equals: whoever sits here may say when the circle meets. */
export const mayPlan = (seat: Seat, circle: string): boolean => seat.circle === circle

/** One says whether one comes until the meeting has ended. */
export const mayAnswer = (meeting: Meeting, now: Date): boolean => meeting.ends > now

/**
 * All meetings that touch the time between two instants, in their order. `rules` may belong to several series.
 * Where the clocks skip the hour (a gap), the meeting starts as much later as they skip; where an hour comes twice, at the first.
 */
export function meetingsBetween(rules: readonly Rule[], from: Date, until: Date): Meeting[] {
  const first = numberOf(dayIn('UTC', from)) - 2
  const last = numberOf(dayIn('UTC', until)) + 1
  const all = [...Map.groupBy(rules, (rule) => rule.series).values()].flatMap((own) => inSeries(own, first, last))
  return all.filter(({ starts, ends }) => ends > from && starts < until).sort((a, b) => +a.starts - +b.starts)
}

/** The meeting that stands on a day of a series, if one does. `rules` are all rules of that series. */
export function meetingOn(rules: readonly Rule[], day: Day): Meeting | undefined {
  return inSeries(rules, numberOf(day), numberOf(day))[0]
}

/** The meeting with this id, if the rules have one. */
export function meetingWith(rules: readonly Rule[], id: string): Meeting | undefined {
  for (const [series, own] of Map.groupBy(rules, (rule) => rule.series)) {
    const day = dayFrom(series, id)
    const found = day && meetingOn(own, day)
    if (found) return found
  }
  return undefined
}

/** The id of the meeting on `day`: the series' own with the number of the day woven into its last digits, so that it can be read back. */
export const meetingId = (series: string, day: Day): string => woven(series, numberOf(day))

/** The day that is woven into an id; undefined where it is none of this series. */
export function dayFrom(series: string, id: string): Day | undefined {
  const number = tail(series) ^ tail(id)
  return number < farthest && woven(series, number) === id ? dayAt(number) : undefined
}

/** Some day in the 23rd century: other numbers come from ids that are not ours. */
const farthest = 100_000
const tail = (id: string): number => Number.parseInt(id.slice(-6), 16)
const woven = (series: string, number: number): string =>
  series.slice(0, -6) + (tail(series) ^ number).toString(16).padStart(6, '0')

/** The meetings of one series on the days from `first` to `last`. Each rule holds until one that was written after it takes its place. */
function inSeries(rules: readonly Rule[], first: number, last: number): Meeting[] {
  return rules.flatMap((rule) => {
    const begins = numberOf(rule.from)
    const later = rules.filter((other) => other.seq > rule.seq).map((other) => numberOf(other.since ?? other.from))
    const step = rule.weeks * 7
    const end = Math.min(last, ...later.map((number) => number - 1))
    const start = begins + Math.max(0, Math.ceil((first - begins) / step)) * step
    const days = Array.from({ length: Math.max(0, Math.floor((end - start) / step) + 1) }, (_, k) => start + k * step)
    return days.map((number) => asMeeting(rule, dayAt(number)))
  })
}

function asMeeting(rule: Rule, day: Day): Meeting {
  const { series, circle, zone, minutes } = rule
  const starts = instantOf(day, rule.at, zone)
  return {
    id: meetingId(series, day),
    circle,
    series,
    day,
    starts,
    ends: new Date(+starts + minutes * 60_000),
    zone,
    minutes,
  }
}

/** When the clocks of a zone show this day and time, `17:30`. */
export function instantOf(day: Day, at: string, zone: string): Date {
  return new Date(Temporal.PlainDateTime.from(`${day}T${at}`).toZonedDateTime(zone).epochMilliseconds)
}

/** Days are counted from 1 January 1970; weeks are then plain sums that no clock change touches. */
const numberOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / dayMs
const dayAt = (number: number): Day => new Date(number * dayMs).toISOString().slice(0, 10)

/** Which day it is somewhere. */
export const dayIn = (zone: string, at: Date): Day => zoned(at, zone).toPlainDate().toString()

/** What the clocks show somewhere: `17:30`. */
export const timeIn = (zone: string, at: Date): string => zoned(at, zone).toPlainTime().toString().slice(0, 5)

const zoned = (at: Date, zone: string) => Temporal.Instant.fromEpochMilliseconds(+at).toZonedDateTimeISO(zone)

/** `2026-11-24` and 7 is `2026-12-01`. */
export const daysAfter = (day: Day, count: number): Day => dayAt(numberOf(day) + count)

/** Would these times change anything? Not when the series runs just so from that day on. */
export function isAsBefore(
  rules: readonly Rule[],
  wish: Pick<Rule, 'from' | 'weeks' | 'at' | 'zone' | 'minutes'>,
): boolean {
  const latest = rules.at(-1)
  if (!latest || latest.from > wish.from || !meetingOn(rules, wish.from)) return false
  return (
    latest.weeks === wish.weeks && latest.at === wish.at && latest.zone === wish.zone && latest.minutes === wish.minutes
  )
}

/** How a meeting falls into someone's day: it begins before 7, ends after 22, or begins in the night, before 5. */
export type PartOfDay = 'fine' | 'early' | 'late' | 'night'

/** How a meeting falls into the day of whoever lives in a zone. */
export function partOfDay(meeting: Meeting, zone: string): PartOfDay {
  const starts = minutesOf(timeIn(zone, meeting.starts))
  const ends = starts + meeting.minutes
  if (starts < 5 * 60) return 'night'
  if (starts < 7 * 60) return 'early'
  return ends > 22 * 60 ? 'late' : 'fine'
}

/** How far from the middle of the waking day (14:30) the middle of a meeting is, in minutes: the most is the worst off. */
export function strain(meeting: Meeting, zone: string): number {
  const middle = minutesOf(timeIn(zone, meeting.starts)) + meeting.minutes / 2
  const apart = Math.abs(middle - (14 * 60 + 30)) % (24 * 60)
  return Math.min(apart, 24 * 60 - apart)
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** The first meetings at which the clocks somewhere show another time than at the one before. */
export function timeChanges(meetings: readonly Meeting[], zone: string): Meeting[] {
  return meetings.filter((meeting, index) => {
    const before = meetings[index - 1]
    return before && timeIn(zone, before.starts) !== timeIn(zone, meeting.starts)
  })
}

/** Meetings whose hour the clocks skip that day. */
export const moved = (meetings: readonly Meeting[], { at, zone }: Pick<Rule, 'at' | 'zone'>): Meeting[] =>
  meetings.filter((meeting) => timeIn(zone, meeting.starts) !== at)

/** A place that is an address in the web: a video link. */
export const isLink = (place: string): boolean => /^https?:\/\/\S+$/.test(place)

/** What a meeting is for one of the circle, where they live. */
export interface LocalHour {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly part: PartOfDay
  /** Theirs is the hardest hour of all; nobody's where all have the same. */
  readonly hardest: boolean
  /** The next meetings from which on their clocks show another time. */
  readonly changes: readonly Meeting[]
}

/** Everyone's hour at the first of some meetings. */
export function localHours(
  people: readonly { readonly id: string; readonly name: string; readonly zone: string }[],
  meetings: readonly Meeting[],
): LocalHour[] {
  const [first] = meetings
  if (!first) return []
  // Fellows often live in one zone, and its clocks are dear to ask.
  const zones = new Map(people.map(({ zone }) => [zone, hourIn(zone, first, meetings)]))
  const strains = [...zones.values()].map(({ strained }) => strained)
  const [least, most] = [Math.min(...strains), Math.max(...strains)]
  return people.map(({ id, name, zone }) => {
    const { strained, ...hour } = zones.get(zone) ?? hourIn(zone, first, meetings)
    return { id, name, zone, ...hour, hardest: least < most && strained === most }
  })
}

const hourIn = (zone: string, first: Meeting, meetings: readonly Meeting[]) => ({
  part: partOfDay(first, zone),
  strained: strain(first, zone),
  changes: timeChanges(meetings, zone).slice(0, 2),
})

/** A weekday and a time on the clocks of a zone. `weekday`: 0 is Monday; `minute` counts from midnight. */
export interface Weekly {
  readonly zone: string
  readonly weekday: number
  readonly minute: number
}

/** The meeting that begins at a time of the week on the first such day from `from` on. */
export const meetingAt = ({ zone, weekday, minute }: Weekly, from: Day, minutes: number): Meeting =>
  oneAt(nextOn(weekday, from), clock(minute), zone, minutes)

/** The first such day of the week from a day on. `weekday`: 0 is Monday. */
export const nextOn = (weekday: number, from: Day): Day => daysAfter(from, (weekday - weekdayOf(from) + 7) % 7)

/** The last second of a day somewhere. */
export const endOf = (day: Day, zone: string): Date => new Date(+oneAt(day, '23:59', zone, 1).ends - 1000)

/** Times of the week, the kindest to whoever is worst off first. */
export function kindest<Time extends Weekly>(
  times: readonly Time[],
  zones: readonly string[],
  from: Day,
  minutes: number,
): Time[] {
  const hardest = (meeting: Meeting) => Math.max(0, ...zones.map((zone) => strain(meeting, zone)))
  const known = times.map((time) => ({ time, hard: hardest(meetingAt(time, from, minutes)) }))
  return known.sort((a, b) => a.hard - b.hard).map(({ time }) => time)
}

const oneAt = (day: Day, at: string, zone: string, minutes: number): Meeting =>
  asMeeting({ ...{ series: '', circle: '', seq: 1, weeks: 1 }, from: day, at, zone, minutes }, day)

/** 0 is Monday; 1 January 1970 was a Thursday. */
const weekdayOf = (day: Day): number => (numberOf(day) + 3) % 7

/** `17:30` for 1050. */
export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
