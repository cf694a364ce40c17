import { expect, test } from 'vitest'
import { dayIn, timeIn } from '../../scheduling/rules.ts'
import { form, type Person } from '../solver/index.ts'
import { longest, type Through, timesThrough, weeksAlike } from './through.ts'

// Lucy in London, Siti in Singapore and Kiran in Kolkata meet from October to June, while clocks change in London only.

const hour = 3_600_000
const thursday = 3 * 1440
const free = (zone: string, from: number, to: number): Person => ({
  ...{ id: zone, zone, answers: {}, apartFrom: [], togetherWith: [] },
  free: [{ from: thursday + from * 60, to: thursday + to * 60 }],
})
const people = [free('Europe/London', 8, 12), free('Asia/Singapore', 15, 20), free('Asia/Kolkata', 12.5, 18)]
const season = { from: '2026-10-05', to: '2027-06-27' }
const minutes = 90
const policy = { size: { min: 3, max: 3 }, season, meetingMinutes: minutes }
const [circle] = form(
  { people, policy: { ...policy, attributes: [], apart: [], common: [], noLone: [] } },
  { seed: 1, effort: 100 },
).circles
const slots = circle?.slots ?? []
const seen = (zone: string) => timesThrough(slots, season, minutes, zone)

const told = (zone: string, { time, last, fromStart, toEnd }: Through) => {
  const days = `${dayIn(zone, time.from)} ${dayIn(zone, last)}`
  return `${timeIn(zone, time.from)}–${timeIn(zone, time.until)}, ${days}${fromStart ? ' <' : ''}${toEnd ? ' >' : ''}`
}

test('In London the hour is the same all season, in Singapore it is later in winter, and each says from which day to which', () => {
  expect(seen('Europe/London').map((each) => told('Europe/London', each))).toEqual([
    '08:00–12:00, 2026-10-08 2027-06-24 < >',
  ])
  expect(seen('Asia/Singapore').map((each) => told('Asia/Singapore', each))).toEqual([
    '15:00–19:00, 2026-10-08 2026-10-22 <',
    '16:00–20:00, 2026-10-29 2027-03-25',
    '15:00–19:00, 2027-04-01 2027-06-24 >',
  ])
})

/** Wall-clock minutes of the week, from the tables of the runtime alone. */
function minuteOfWeek(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...({ timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const),
  }).formatToParts(at)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday'))
  return weekday * 1440 + Number(part('hour')) * 60 + Number(part('minute'))
}

const allFree = (at: number) =>
  people.every(({ zone, free: spans }) => {
    const minute = minuteOfWeek(zone, at)
    return spans.some(({ from, to }) => from <= minute && minute + minutes <= to)
  })

/** Every quarter of an hour at which a meeting could begin on some day of the season, as a list of times says it. */
function startsOf(times: readonly Through[], zone: string): Set<number> {
  const out = new Set<number>()
  for (const { time, last } of times) {
    const minute = minuteOfWeek(zone, +time.from)
    for (let week = +time.from; week <= +last + hour; week += 7 * 24 * hour) {
      // The clock is moved back or forth where it has changed in between.
      const from = week + (minute - minuteOfWeek(zone, week)) * 60_000
      for (let at = from; at + minutes * 60_000 <= from + (+time.until - +time.from); at += 15 * 60_000) out.add(at)
    }
  }
  return out
}

test.each(['Europe/London', 'Asia/Singapore', 'America/New_York', 'Australia/Lord_Howe'])(
  'Whatever is said by the clocks of %s, all three are free then in every week, and no week is left out',
  (zone) => {
    const starts = startsOf(seen(zone), zone)
    expect([...starts].filter((at) => !allFree(at))).toEqual([])
    const days = Array.from({ length: 38 }, (_, week) => Date.UTC(2026, 9, 8 + 7 * week))
    const possible = days.flatMap((day) =>
      Array.from({ length: 96 }, (_, quarter) => day + quarter * 15 * 60_000).filter(allFree),
    )
    expect([...starts].sort()).toEqual(possible)
  },
)

test('Weeks are shown apart where clocks change between them', () => {
  expect(weeksAlike(['Asia/Kolkata'], season)).toEqual([expect.objectContaining({ from: '2026-10-05', weeks: 38 })])
  const london = weeksAlike(['Europe/London', 'Asia/Kolkata'], season).map(({ from, weeks }) => `${from} ${weeks}`)
  expect(london).toEqual(['2026-10-05 2', '2026-10-19 1', '2026-10-26 21', '2027-03-22 1', '2027-03-29 13'])
})

test('Of many times the longest are shown with what takes their place, and the others are counted', () => {
  const { shown, more } = longest(seen('Asia/Singapore'), 'Asia/Singapore', 1)
  expect([shown.length, more]).toEqual([3, 0])
  const week = ['Mon', 'Tue', 'Wed'].map((_, weekday) => ({ zone: 'UTC', weekday, minute: 600 }))
  const [first, ...rest] = timesThrough(week, season, minutes, 'UTC')
  expect(
    longest(
      [first, ...rest].flatMap((each) => each ?? []),
      'UTC',
      2,
    ),
  ).toMatchObject({ shown: [first, rest[0]], more: 1 })
})
