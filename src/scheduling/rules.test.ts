import fc from 'fast-check'
import { RRuleTemporal } from 'rrule-temporal'
import { expect, test } from 'vitest'
import { zones } from '../platform/i18n/zones.ts'
import { newId } from '../platform/ids.ts'
import { problemWithMove, rulesToMove } from './rules/moving.ts'
import {
  daysAfter,
  instantOf,
  isAsBefore,
  localHours,
  type Meeting,
  meetingId,
  meetingOn,
  meetingsBetween,
  meetingWith,
  moved,
  partOfDay,
  type Rule,
  seriesForm,
  strain,
  timeChanges,
} from './rules.ts'

const base: Rule = {
  series: newId(),
  circle: newId(),
  seq: 1,
  from: '2026-11-24',
  weeks: 2,
  at: '17:30',
  zone: 'Europe/Lisbon',
  minutes: 90,
}
const always = [new Date('2023-01-01T00:00Z'), new Date('2035-01-01T00:00Z')] as const
const all = (...rules: Rule[]) => meetingsBetween(rules, ...always)
const year = (rule: Rule) =>
  meetingsBetween(
    [rule],
    new Date(Date.parse(rule.from) - 2 * 86_400_000),
    new Date(Date.parse(rule.from) + 400 * 86_400_000),
  )

const anyZone = fc.constantFrom(...zones())
/** Where clocks move in odd ways: half an hour, from midnight, in the south, around Ramadan, not at all. */
const oddZone = fc.constantFrom(
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'America/Santiago',
  'America/Asuncion',
  'Africa/Casablanca',
  'Africa/Cairo',
  'America/Havana',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'America/St_Johns',
  'Europe/Dublin',
)
const rule = fc
  .record({
    zone: fc.oneof(anyZone, oddZone),
    from: fc.date({ min: new Date('2024-01-01'), max: new Date('2033-01-01'), noInvalidDate: true }),
    weeks: fc.constantFrom(1, 2),
    minuteOfDay: fc.integer({ min: 0, max: 1439 }),
    minutes: fc.constantFrom(60, 90, 120),
  })
  .map(({ from, minuteOfDay, ...rest }) => ({
    ...base,
    ...rest,
    from: from.toISOString().slice(0, 10),
    at: `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`,
  }))

const formats = new Map<string, Intl.DateTimeFormat>()

/** What `Intl` says that clocks show: another reader of the same instant than the one under test. */
function clock(zone: string, at: Date): string {
  const known =
    formats.get(zone) ?? new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(zone, known)
  return known.format(at)
}

const instant = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2033-01-01'), noInvalidDate: true })
  .map((date) => +date)

test('Wherever Ana lives, the clocks on her wall show the agreed hour at every meeting, or the hour does not exist that day', () => {
  fc.assert(
    fc.property(rule, (each) => {
      const meetings = year(each)
      expect(meetings.length).toBeGreaterThan(20)
      for (const { day, starts } of meetings) {
        const shown = clock(each.zone, starts)
        if (shown === `${day} ${each.at}`) continue
        expect(showsAt(each.zone, day, each.at), `${each.zone} ${day} ${each.at}`).toBe(false)
      }
    }),
    { numRuns: 100 },
  )
})

/** Do clocks there show this time at all on this day? Looked for minute by minute. */
function showsAt(zone: string, day: string, at: string): boolean {
  const noon = Date.parse(`${day}T${at}:00Z`)
  for (let minutes = -15 * 60; minutes <= 15 * 60; minutes++)
    if (clock(zone, new Date(noon + minutes * 60_000)) === `${day} ${at}`) return true
  return false
}

test('Meetings stand every week or every second week, and a plain recurrence library finds the same ones', () => {
  fc.assert(
    fc.property(rule, (each) => {
      // From a first hour that clocks skip the library goes on an hour late for good.
      fc.pre(showsAt(each.zone, each.from, each.at))
      const stamp = `${each.from}T${each.at}00`.replaceAll(/[-:]/g, '')
      const theirs = new RRuleTemporal({
        rruleString: `DTSTART;TZID=${each.zone}:${stamp}\nRRULE:FREQ=WEEKLY;INTERVAL=${each.weeks};COUNT=28`,
      }).all()
      const found = new Set(theirs.map(({ epochMilliseconds }) => epochMilliseconds))
      for (const meeting of year(each).slice(0, 25)) {
        // The library counts an hour that clocks skip in its own way.
        if (clock(each.zone, meeting.starts) !== `${meeting.day} ${each.at}`) continue
        expect(found.has(+meeting.starts), meeting.day).toBe(true)
      }
    }),
    { numRuns: 30 },
  )
})

test('A look at any stretch of time finds just the meetings that touch it, and the same ones as a look at all', () => {
  fc.assert(
    fc.property(rule, instant, fc.integer({ min: 0, max: 200 }), (each, start, days) => {
      const [from, until] = [new Date(start), new Date(start + days * 86_400_000)]
      const expected = all(each).filter(({ starts, ends }) => ends > from && starts < until)
      expect(meetingsBetween([each], from, until)).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})

test('An id leads back to its meeting, and no other text does', () => {
  fc.assert(
    fc.property(rule, fc.nat(20), (each, index) => {
      const meeting = year(each)[index]
      expect(meeting && meetingWith([each], meeting.id)).toEqual(meeting)
    }),
  )
  for (const id of [newId(), base.series, meetingId(base.series, '2026-11-25'), 'series', '', `${base.series}1`])
    expect(meetingWith([base], id), id).toBeUndefined()
})

test('Meetings of different days and series never share an id', () => {
  const other = { ...base, series: newId() }
  const ids = [...all(base), ...all(other)].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('The Lisbon circle keeps 17:30 in Lisbon through both clock changes, and Ana in New York is told of each', () => {
  const meetings = meetingsBetween([base], new Date('2026-11-01Z'), new Date('2027-05-01Z'))
  expect(meetings.slice(0, 2).map(({ starts }) => starts.toISOString())).toEqual([
    '2026-11-24T17:30:00.000Z',
    '2026-12-08T17:30:00.000Z',
  ])
  expect(meetings.find(({ day }) => day === '2027-03-30')?.starts.toISOString()).toBe('2027-03-30T16:30:00.000Z')
  const told = timeChanges(meetings, 'America/New_York').map(({ day }) => day)
  expect(told).toEqual(['2027-03-16', '2027-03-30'])
  expect(timeChanges(meetings, 'Europe/Lisbon')).toEqual([])
})

test('A meeting at an hour that the clocks skip begins when they have moved on, and the circle is told', () => {
  const night = { ...base, from: '2027-03-21', weeks: 1, at: '01:30' }
  const meetings = year(night)
  expect(meetings[1]?.starts.toISOString()).toBe('2027-03-28T01:30:00.000Z')
  expect(clock('Europe/Lisbon', meetings[1]?.starts ?? new Date(0))).toBe('2027-03-28 02:30')
  expect(moved(meetings, night).map(({ day }) => day)).toEqual(['2027-03-28', '2028-03-26'])
})

test('At an hour that comes twice the circle meets at the first of the two', () => {
  const night = { ...base, from: '2027-10-31', at: '01:30' }
  expect(meetingOn([night], '2027-10-31')?.starts.toISOString()).toBe('2027-10-31T00:30:00.000Z')
})

test('A change holds from its day on; what was before stays as it was, also after a change of the change', () => {
  const thursdays = { ...base, seq: 2, from: '2027-01-07', weeks: 1, at: '08:00' }
  const sooner = { ...base, seq: 3, from: '2026-12-23', weeks: 1, at: '19:00' }
  const days = (...rules: Rule[]) =>
    meetingsBetween(rules, new Date('2026-11-01'), new Date('2027-01-20')).map(({ day }) => day)
  expect(days(base, thursdays)).toEqual([
    '2026-11-24',
    '2026-12-08',
    '2026-12-22',
    '2027-01-05',
    '2027-01-07',
    '2027-01-14',
  ])
  expect(days(base, thursdays, sooner)).toEqual([
    '2026-11-24',
    '2026-12-08',
    '2026-12-22',
    '2026-12-23',
    '2026-12-30',
    '2027-01-06',
    '2027-01-13',
  ])
})

test('A meeting that is moved once stands on its new day only, and all others stand as before, also where times change later', () => {
  const days = (rules: readonly Rule[]) =>
    meetingsBetween(rules, new Date('2025-12-01'), new Date('2029-01-01')).map(({ day, starts }) => `${day} ${+starts}`)
  const fromDay = (year: number) => fc.integer({ min: 0, max: 300 }).map((number) => daysAfter(`${year}-01-05`, number))
  const later = fc.option(fc.tuple(fc.constantFrom(1, 2), fromDay(2027)))
  fc.assert(
    fc.property(
      fromDay(2026),
      fc.constantFrom(1, 2),
      later,
      fc.nat(40),
      fc.integer({ min: -13, max: 13 }),
      (from, weeks, other, nth, by) => {
        const first = { ...base, from, weeks }
        const rules = other ? [first, { ...base, seq: 2, weeks: other[0], from: other[1], at: '09:00' }] : [first]
        const meeting = meetingsBetween(rules, new Date('2026-01-01'), new Date('2028-06-01'))[nth]
        if (!meeting) return
        const day = daysAfter(meeting.day, by)
        const [now, said] = [new Date('2025-11-01'), { day, at: '11:00', which: 'once' as const }]
        const starts = instantOf(day, '11:00', meeting.zone)
        if (problemWithMove(rules, meeting, said, starts, now)) return
        const after = days([...rules, ...rulesToMove(rules, meeting, said)])
        const expected = days(rules).map((each) => (each.startsWith(meeting.day) ? `${day} ${+starts}` : each))
        expect(after).toEqual(expected)
      },
    ),
    { numRuns: 60 },
  )
})

test('A meeting keeps its id when only the hour changes', () => {
  const later = { ...base, seq: 2, from: '2026-12-08', at: '18:30' }
  const before = meetingOn([base], '2026-12-08')
  const after = meetingOn([base, later], '2026-12-08')
  expect(after?.id).toBe(before?.id)
  expect(after?.starts).not.toEqual(before?.starts)
})

test('Setting the same times again changes nothing', () => {
  expect(isAsBefore([base], { ...base, from: '2026-12-08' })).toBe(true)
  expect(isAsBefore([base], { ...base, from: '2026-12-01' })).toBe(false)
  expect(isAsBefore([base], { ...base, minutes: 60 })).toBe(false)
  expect(isAsBefore([], base)).toBe(false)
})

test('Whoever would have to get up at five is named as having the hardest hour', () => {
  const meeting = meetingOn([{ ...base, at: '13:00' }], '2026-11-24') as Meeting
  const people = [
    { id: '1', name: 'Ana', zone: 'Europe/Lisbon' },
    { id: '2', name: 'Jo', zone: 'America/Los_Angeles' },
    { id: '3', name: 'Mei', zone: 'Asia/Singapore' },
  ]
  const hours = localHours(people, [meeting])
  expect(hours.map(({ name, part, hardest }) => [name, part, hardest])).toEqual([
    ['Ana', 'fine', false],
    ['Jo', 'early', true],
    ['Mei', 'late', false],
  ])
  expect(partOfDay(meeting, 'Pacific/Auckland')).toBe('night')
  expect(strain(meeting, 'Europe/Lisbon')).toBeLessThan(strain(meeting, 'America/Los_Angeles'))
  expect(localHours(people.slice(0, 1), [meeting])[0]?.hardest).toBe(false)
})

test('A time may be typed as people write it', () => {
  const parse = (at: string) =>
    seriesForm.safeParse({ from: '2026-11-24', rhythm: 'weekly', at, zone: 'Europe/Lisbon', minutes: '90' })
  expect(['17:30', '17.30', '9:05', '17h30'].map((at) => parse(at).data?.at)).toEqual([
    '17:30',
    '17:30',
    '09:05',
    '17:30',
  ])
  expect(['25:00', '17', 'half past five', ''].map((at) => parse(at).success)).toEqual([false, false, false, false])
})
