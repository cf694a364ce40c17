import { describe, expect, test } from 'vitest'
import type { Locale } from './languages.ts'
import { momentIn } from './moments.ts'
import { sayIn } from './say.ts'

const starts = new Date('2026-11-24T17:30Z')
const ends = new Date('2026-11-24T19:00Z')

const reader = (zone: string, locale: Locale = 'en', now = new Date('2026-11-20T10:00Z')) =>
  momentIn({ say: sayIn(locale), locale, zone, now })

describe('a time', () => {
  test('is told to Yara in Lisbon in her own zone, with the zone named', () => {
    const moment = reader('Europe/Lisbon')
    expect(moment(starts, 'full', { until: ends })).toBe('Tuesday 24 November, 17:30–19:00 · your time, Europe/Lisbon')
    expect(moment(starts, 'when', { until: ends })).toBe('Tuesday 24 November, 17:30–19:00')
    expect(moment(starts, 'zone')).toBe('your time, Europe/Lisbon')
  })

  test('is told to Lucía in Spanish', () => {
    expect(reader('Europe/Madrid', 'es')(starts, 'full', { until: ends })).toBe(
      'martes, 24 de noviembre, 18:30–20:00 · tu hora, Europe/Madrid',
    )
  })

  test('names both days when the meeting ends after midnight where Kenji is', () => {
    expect(reader('Asia/Karachi')(starts, 'when', { until: ends })).toBe(
      'Tuesday 24 November, 22:30 – Wednesday 25 November, 00:00',
    )
  })

  test('can be told in the zone of someone else, and says so', () => {
    const moment = reader('Europe/Lisbon')
    expect(moment(starts, 'time', { zone: 'America/Los_Angeles' })).toBe('09:30')
    expect(moment(starts, 'full', { zone: 'America/Los_Angeles' })).toBe(
      'Tuesday 24 November, 09:30 · Los Angeles time, America/Los Angeles',
    )
  })

  test('names the year only when it is another one', () => {
    expect(reader('Europe/Lisbon')(new Date('2027-01-05T10:00Z'), 'day')).toBe('Tuesday, 5 January 2027')
    expect(reader('Pacific/Auckland')(new Date('2026-12-31T12:00Z'), 'date')).toBe('1 January 2027')
  })

  test('keeps its wall clock across the end of summer time', () => {
    const moment = reader('Europe/Lisbon')
    expect(moment(new Date('2026-10-20T16:30Z'), 'time')).toBe('17:30')
    expect(moment(new Date('2026-10-27T17:30Z'), 'time')).toBe('17:30')
  })

  test('comes from Temporal as well', () => {
    expect(reader('UTC')({ epochMilliseconds: starts.getTime() }, 'time')).toBe('17:30')
  })
})

describe('a distance', () => {
  test('counts midnights in the person’s zone, not hours', () => {
    const moment = reader('Pacific/Auckland', 'en', new Date('2026-11-20T10:30Z'))
    expect(moment(new Date('2026-11-20T11:30Z'), 'relative')).toBe('tomorrow')
    expect(moment(new Date('2026-11-20T10:59Z'), 'relative')).toBe('today')
  })

  test.each([
    ['2026-11-19T10:00Z', 'yesterday'],
    ['2026-11-24T10:00Z', 'in 4 days'],
    ['2026-12-12T10:00Z', 'in 3 weeks'],
    ['2026-08-01T10:00Z', '3 months ago'],
    ['2024-08-01T10:00Z', '2 years ago'],
  ])('%s is %s', (at, expected) => {
    expect(reader('Europe/Lisbon')(new Date(at), 'relative')).toBe(expected)
  })
})

test('a deadline is the same day for everyone, and over nowhere before that day is', () => {
  const ends = new Date('2026-12-07T11:59:59Z')
  for (const zone of ['Pacific/Kiritimati', 'Europe/Berlin', 'UTC', 'Pacific/Midway']) {
    expect(reader(zone)(ends, 'deadline')).toBe('Sunday 6 December')
  }
  expect(() => reader('UTC')('2026-12-06', 'deadline')).toThrow(RangeError)
})

describe('a day without a time', () => {
  test('is the same day for everyone', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Midway']) {
      expect(reader(zone)('2026-11-24', 'day')).toBe('Tuesday 24 November')
      expect(reader(zone)('2026-11-24')).toBe('Tuesday 24 November')
    }
  })

  test('is tomorrow by the person’s own calendar', () => {
    const now = new Date('2026-11-23T11:30Z')
    expect(reader('Pacific/Auckland', 'en', now)('2026-11-24', 'relative')).toBe('today')
    expect(reader('Europe/Lisbon', 'en', now)('2026-11-24', 'relative')).toBe('tomorrow')
  })

  test('has neither an hour nor a zone to tell', () => {
    const moment = reader('Europe/Lisbon')
    expect(() => moment('2026-11-24', 'time')).toThrow(RangeError)
    expect(() => moment('24 November')).toThrow(RangeError)
    expect(() => moment('2026-13-45')).toThrow(RangeError)
  })
})
