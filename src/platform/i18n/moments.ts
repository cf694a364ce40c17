import type { Day, Instant, Moment, MomentOptions, MomentStyle, Say } from '../../ui/reader.ts'
import { dateFormat, distanceFormat } from './formats.ts'
import { formatsOf, type Locale } from './languages.ts'
import { cityOf, lastZone, spaced } from './zones.ts'

interface Setting {
  say: Say
  formats: string
  home: string
  zone: string
  now: Date
}

const dayMs = 86_400_000
const plain = /^\d{4}-\d{2}-\d{2}$/

/** Says times to one reader. `now` decides what is today, and whether a year needs to be named. */
export function momentIn(reader: { say: Say; locale: Locale; zone: string; now: Date }): Moment {
  const { say, now, zone: home } = reader
  const formats = formatsOf(reader.locale)
  return (at, style = 'full', options = {}) => {
    if (typeof at === 'string')
      return dayText({ say, formats, home: 'UTC', zone: 'UTC', now: dayIn(now, home) }, at, style)
    return text({ say, formats, home, zone: options.zone ?? home, now }, dateOf(at), style, options)
  }
}

/** A day has no zone: it is read, counted and written in UTC throughout. */
function dayText(setting: Setting, day: Day, style: MomentStyle): string {
  const at = new Date(`${day}T00:00:00Z`)
  if (!plain.test(day) || Number.isNaN(at.getTime())) throw new RangeError('Not a day: expected YYYY-MM-DD')
  if (style === 'time' || style === 'zone' || style === 'deadline')
    throw new RangeError('A day has neither time nor zone')
  return text(setting, at, style === 'full' || style === 'when' ? 'day' : style, {})
}

function text(setting: Setting, at: Date, style: MomentStyle, options: MomentOptions): string {
  const until = options.until && dateOf(options.until)
  switch (style) {
    case 'full':
      return setting.say('ui.moment.full', { when: when(setting, at, until), zone: zoneText(setting) })
    case 'when':
      return when(setting, at, until)
    case 'day':
      return day(setting, at)
    case 'date':
      return format(setting, { day: 'numeric', month: 'long', year: 'numeric' }).format(at)
    case 'short':
      return format(setting, { weekday: 'short', day: 'numeric', month: 'short' }).format(at)
    case 'time':
      return hours(setting, at, until)
    case 'zone':
      return zoneText(setting)
    case 'relative':
      return distance(setting, at)
    case 'deadline':
      return day({ ...setting, zone: lastZone }, at)
  }
}

function when(setting: Setting, at: Date, until: Date | undefined): string {
  const { say } = setting
  const starts = say('ui.moment.when', { day: day(setting, at), time: hours(setting, at) })
  if (!until) return starts
  if (ordinalDay(setting, at) === ordinalDay(setting, until))
    return say('ui.moment.when', { day: day(setting, at), time: hours(setting, at, until) })
  const ends = say('ui.moment.when', { day: day(setting, until), time: hours(setting, until) })
  return say('ui.moment.span', { starts, ends })
}

function day(setting: Setting, at: Date): string {
  const year = (date: Date) => format(setting, { year: 'numeric' }).format(date)
  const parts: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' }
  return format(setting, year(at) === year(setting.now) ? parts : { ...parts, year: 'numeric' }).format(at)
}

function hours(setting: Setting, at: Date, until?: Date): string {
  const clock = format(setting, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return until ? setting.say('ui.moment.hours', { from: clock.format(at), to: clock.format(until) }) : clock.format(at)
}

function zoneText({ say, home, zone }: Setting): string {
  if (zone === home) return say('ui.moment.yourZone', { zone: spaced(zone) })
  return say('ui.moment.otherZone', { city: cityOf(zone), zone: spaced(zone) })
}

/** Counts midnights, not hours: at 23:00 tomorrow is an hour away. */
function distance(setting: Setting, at: Date): string {
  const days = ordinalDay(setting, at) - ordinalDay(setting, setting.now)
  const words = distanceFormat(setting.formats)
  const far = Math.abs(days)
  if (far < 14) return words.format(days, 'day')
  if (far < 60) return words.format(Math.trunc(days / 7), 'week')
  if (far < 365) return words.format(Math.trunc(days / 30.44), 'month')
  return words.format(Math.trunc(days / 365.25), 'year')
}

const ordinalDay = (setting: Setting, at: Date): number => dayIn(at, setting.zone).getTime() / dayMs

/** Midnight in UTC of the day that it is in the zone. */
function dayIn(at: Date, zone: string): Date {
  const parts = dateFormat('en', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(
    at,
  )
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  return new Date(Date.UTC(part('year'), part('month') - 1, part('day')))
}

const format = (setting: Setting, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  dateFormat(setting.formats, { ...options, timeZone: setting.zone })

const dateOf = (at: Instant): Date => (at instanceof Date ? at : new Date(at.epochMilliseconds))
