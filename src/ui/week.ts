/** Minutes of the week on the wall clock, counted from Monday 00:00; `from < to <= 10080`. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** The free hours of a week: stretches in their order, none touching the next. */
export type Hours = readonly Stretch[]

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
export const week = [0, 1, 2, 3, 4, 5, 6] as const
export const aDay = 1440

/** Reads `Mon 18:00-20:00; Wed 12:00-13:30`, also as people write it by hand. What it does not understand is left out. */
export function hoursFrom(text: string): Hours {
  const found = text.matchAll(/\b([a-z]{3})[a-z]*\.?\s+(\d{1,2}):(\d\d)\s*[-–—]\s*(\d{1,2}):(\d\d)/gi)
  return joined([...found].flatMap(([, name = '', ...digits]) => stretchOf(name, digits.map(Number))))
}

function stretchOf(name: string, [hour = 0, minute = 0, lastHour = 0, lastMinute = 0]: readonly number[]): Hours {
  const day = names.findIndex((each) => each.toLowerCase() === name.toLowerCase())
  const [from, to] = [hour * 60 + minute, lastHour * 60 + lastMinute]
  return day >= 0 && from < to && to <= aDay ? [dayAt(day, from, to)] : []
}

/** The hours as they are kept; a stretch over midnight stands on both days. */
export const textFrom = (hours: Hours): string => byDay(hours).map(wordFor).join('; ')

/** One stretch within a day, as it is kept. */
export const wordFor = ({ from, to }: Stretch): string => `${names[dayOf(from)]} ${clock(from)}-${clock(to, from)}`

/** The time of day at which a minute of the week stands, `18:30`; the end of a day that began at `after` is `24:00`. */
export function clock(minute: number, after = minute): string {
  const ofDay = minute - dayOf(after) * aDay
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`
}

export const dayOf = (minute: number): number => Math.floor(minute / aDay)

/** The same hours, cut at midnight. */
export const byDay = (hours: Hours): Stretch[] => week.flatMap((day) => within(hours, dayAt(day, 0, aDay)))

/** From one minute of a day to another. */
export const dayAt = (day: number, from: number, to: number): Stretch => ({
  from: day * aDay + from,
  to: day * aDay + to,
})

/** What of the hours lies in a stretch. */
export const within = (hours: Hours, { from, to }: Stretch): Stretch[] =>
  hours
    .filter((each) => each.from < to && from < each.to)
    .map((each) => ({ from: Math.max(each.from, from), to: Math.min(each.to, to) }))

/** The hours with these stretches free as well, or no longer. */
export function painted(hours: Hours, stretches: Hours, free: boolean): Hours {
  if (free) return joined([...hours, ...stretches])
  return stretches.reduce<Hours>(
    (left, { from, to }) => [...within(left, { from: 0, to: from }), ...within(left, { from: to, to: 7 * aDay })],
    hours,
  )
}

function joined(stretches: Hours): Hours {
  const out: { from: number; to: number }[] = []
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = out.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else out.push({ from, to })
  }
  return out
}

export const minutesOf = (hours: Hours): number => hours.reduce((sum, { from, to }) => sum + to - from, 0)

/** How much of some stretches is free. */
export function freeIn(hours: Hours, stretches: Hours): 'all' | 'some' | 'none' {
  const free = minutesOf(stretches.flatMap((stretch) => within(hours, stretch)))
  return free === 0 ? 'none' : free === minutesOf(stretches) ? 'all' : 'some'
}

/** Whether half hours are too coarse for these hours. */
export const needQuarters = (hours: Hours): boolean => hours.some(({ from, to }) => from % 30 !== 0 || to % 30 !== 0)

/** Whether any of it is at night, when few are asked to meet. */
export const atNight = (hours: Hours): boolean => freeIn(hours, nights) !== 'none'

/** The hours of a day that are in sight from the start. */
export const daytime = { from: 7, to: 22 } as const
const nights = week.flatMap((day) => [dayAt(day, 0, daytime.from * 60), dayAt(day, daytime.to * 60, aDay)])

const every = (days: readonly number[], from: number, to: number): Hours =>
  days.map((day) => dayAt(day, from * 60, to * 60))
const working = week.slice(0, 5)

/** What many people say at once. */
export const presets = {
  evenings: every(working, 18, 21),
  lunch: every(working, 12, 14),
  mornings: every(working, 7, 9),
  weekends: every(week.slice(5), 10, 18),
} as const

/** The cells between two corners, in minutes: on each day between the two, the same time of day. */
export function between(one: number, other: number, step: number): Hours {
  const [first, last] = [dayOf(one), dayOf(other)].sort((a, b) => a - b)
  const [from = 0, to = 0] = [one % aDay, other % aDay].sort((a, b) => a - b)
  return week.filter((day) => day >= (first ?? 0) && day <= (last ?? 0)).map((day) => dayAt(day, from, to + step))
}

/** Hours that are being drawn, with the way back and forth. */
export interface Sketch {
  readonly past: readonly Hours[]
  readonly now: Hours
  readonly future: readonly Hours[]
}

export const sketchOf = (now: Hours): Sketch => ({ past: [], now, future: [] })

/** The next step; what changes nothing is none. */
export const drawn = (sketch: Sketch, next: Hours): Sketch =>
  textFrom(next) === textFrom(sketch.now) ? sketch : { past: [...sketch.past, sketch.now], now: next, future: [] }

export function undone({ past, now, future }: Sketch): Sketch {
  const before = past.at(-1)
  return before ? { past: past.slice(0, -1), now: before, future: [now, ...future] } : { past, now, future }
}

export function redone({ past, now, future }: Sketch): Sketch {
  const [next, ...later] = future
  return next ? { past: [...past, now], now: next, future: later } : { past, now, future }
}

/** Sentences with `{names}` to fill, in the reader's language. */
export interface WeekWords {
  readonly locale: string
  /** `{days} {times}` */
  readonly on: string
  /** `{from} to {to}` */
  readonly run: string
  /** `{list} · {hours} a week` */
  readonly all: string
  readonly none: string
}

/** The hours in words: "Monday to Thursday 18:00–20:00; Saturday 10:00–12:00 · 10 hours a week". */
export function inWords(hours: Hours, words: WeekWords): string {
  if (hours.length === 0) return words.none
  const list = [...daysByTimes(hours)].map(([times, days]) => fill(words.on, { days: daysInWords(days, words), times }))
  return fill(words.all, { list: list.join('; '), hours: lengthInWords(minutesOf(hours), words.locale) })
}

/** Stretches that were painted, without their length. */
export const stretchesInWords = (stretches: Hours, words: WeekWords): string =>
  [...daysByTimes(stretches)]
    .map(([times, days]) => fill(words.on, { days: daysInWords(days, words), times }))
    .join('; ')

/** "6.5 hours" */
const lengthInWords = (minutes: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'hour', unitDisplay: 'long' }).format(minutes / 60)

function daysByTimes(hours: Hours): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const day of week) {
    const times = within(hours, dayAt(day, 0, aDay)).map(({ from, to }) => `${clock(from)}–${clock(to, from)}`)
    if (times.length > 0) found.set(times.join(', '), [...(found.get(times.join(', ')) ?? []), day])
  }
  return found
}

function daysInWords(days: readonly number[], { locale, run }: WeekWords): string {
  const [first = 0, last = 0] = [days[0], days.at(-1)]
  const called = (day: number) => dayName(day, locale, 'long')
  if (days.length > 2 && last - first === days.length - 1) return fill(run, { from: called(first), to: called(last) })
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(days.map(called))
}

/** The first of January 2024 was a Monday. */
export const dayName = (day: number, locale: string, weekday: 'long' | 'short'): string =>
  new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 1 + day)))

export const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
