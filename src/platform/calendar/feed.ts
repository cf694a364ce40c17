import ical from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import { tzlib_get_ical_block, tzlib_get_offset } from 'timezones-ical-library'

/** What a calendar shows of one meeting. No more is ever put into one: a title, a time and a link. */
export interface CalendarEvent {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly starts: Date
  readonly minutes: number
  /** The zone in whose clocks the event was agreed. */
  readonly zone: string
  /** Grows each time the event changes. */
  readonly sequence: number
  readonly stamp: Date
}

/**
 * The text of a calendar (RFC 5545): the same events give the same text. Times stand in their own zone, with the VTIMEZONE that Outlook
 * needs; where that text and our clocks disagree, and where an hour comes twice, in UTC, which every program reads alike.
 */
export function calendarText(name: string, events: readonly CalendarEvent[]): string {
  const calendar = ical({
    prodId: '//Trellis//Meetings//EN',
    name,
    ttl: 3600,
    timezone: { name: null, generator: (zone) => blockOf(zone) ?? null },
  })
  for (const { id, title, url, starts, minutes, zone, sequence, stamp } of events) {
    const at = Temporal.Instant.fromEpochMilliseconds(+starts)
    const ends = at.add({ minutes })
    const plain = readAlike(at.toZonedDateTimeISO(zone)) && readAlike(ends.toZonedDateTimeISO(zone))
    calendar.createEvent({
      id,
      summary: title,
      url,
      description: url,
      sequence,
      stamp,
      ...(plain
        ? { start: at.toZonedDateTimeISO(zone), end: ends.toZonedDateTimeISO(zone), timezone: zone }
        : { start: at, end: ends }),
    })
  }
  return calendar.toString()
}

/** Does every program find the same instant for this time on the clocks of this zone? */
function readAlike(at: Temporal.ZonedDateTime): boolean {
  if (!blockOf(at.timeZoneId)) return false
  const clock = at.toPlainDateTime()
  const once = (['earlier', 'later'] as const).every((disambiguation) =>
    clock.toZonedDateTime(at.timeZoneId, { disambiguation }).equals(at),
  )
  const day = clock.toPlainDate().toString()
  const theirs = tzlib_get_offset(at.timeZoneId, day, clock.toPlainTime().toString().slice(0, 5))
  return once && theirs === at.offset.replace(':', '')
}

const blocks = new Map<string, string | undefined>()

/** The VTIMEZONE of a zone; undefined for one that the library does not know. */
function blockOf(zone: string): string | undefined {
  if (!blocks.has(zone)) blocks.set(zone, findBlock(zone))
  return blocks.get(zone)
}

/** The library describes a zone that follows another under that one's name; a program would not find it by ours. */
function findBlock(zone: string): string | undefined {
  try {
    return tzlib_get_ical_block(zone)[0]?.replace(/^(TZID|X-LIC-LOCATION):.*$/gm, `$1:${zone}`)
  } catch {
    return undefined
  }
}
