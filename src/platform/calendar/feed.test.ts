import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { zones } from '../i18n/zones.ts'
import { type CalendarEvent, calendarText } from './feed.ts'

const event = (wish: Partial<CalendarEvent>): CalendarEvent => ({
  id: 'one@trellis',
  title: 'Peer circle meeting',
  url: 'https://example.org/circles/1/meetings/2',
  starts: new Date('2026-11-24T17:30Z'),
  minutes: 90,
  zone: 'Europe/Lisbon',
  sequence: 0,
  stamp: new Date('2026-11-01T00:00Z'),
  ...wish,
})

/** Start and end as another program reads them, which knows no zone but those that the text describes. */
function readBack(text: string): { starts: Date; ends: Date } {
  const calendar = new ICAL.Component(ICAL.parse(text))
  ICAL.TimezoneService.reset()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const found = new ICAL.Event(calendar.getAllSubcomponents('vevent')[0])
  return { starts: found.startDate.toJSDate(), ends: found.endDate.toJSDate() }
}

test('Whatever the zone and the day, another program reads the same instants', () => {
  const quarter = 15 * 60_000
  const from = Date.parse('2026-01-01')
  fc.assert(
    fc.property(fc.constantFrom(...zones()), fc.nat(10 * 365 * 96), (zone, quarters) => {
      const starts = new Date(from + quarters * quarter)
      const found = readBack(calendarText('Meetings', [event({ zone, starts })]))
      expect(found).toEqual({ starts, ends: new Date(+starts + 90 * 60_000) })
    }),
    { numRuns: 150 },
  )
})

test('Around each clock change of a year nothing is an hour off', () => {
  for (const zone of ['Europe/Lisbon', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago'])
    for (let hour = 0; hour < 366 * 24; hour += 1) {
      const starts = new Date(Date.parse('2027-01-01T00:30Z') + hour * 3_600_000)
      if (offsetAt(zone, starts) === offsetAt(zone, new Date(+starts + 7_200_000))) continue
      expect(readBack(calendarText('Meetings', [event({ zone, starts })])).starts, `${zone} ${+starts}`).toEqual(starts)
    }
})

const formats = new Map<string, Intl.DateTimeFormat>()
function offsetAt(zone: string, at: Date): string {
  const known = formats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, known)
  return known.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

test('The same events give the same text, byte for byte', () => {
  const events = [event({}), event({ id: 'two@trellis', zone: 'Asia/Kolkata' })]
  expect(calendarText('Meetings', events)).toBe(calendarText('Meetings', events))
})

test('A time stands in its zone where all programs agree on it, and in UTC where an hour comes twice', () => {
  expect(calendarText('Meetings', [event({})])).toContain('DTSTART;TZID=Europe/Lisbon:20261124T173000')
  const twice = event({ starts: new Date('2027-10-31T00:30Z') })
  expect(calendarText('Meetings', [twice])).toContain('DTSTART:20271031T003000Z')
})
