import { expect, test } from 'vitest'
import { freeAround, freeInWeek } from './hours.ts'

const monday = (from: number, to: number) => [{ from: from * 60, to: to * 60 }]
const lisbon = { zone: 'Europe/Lisbon', free: monday(18, 21) }
const berlin = { zone: 'Europe/Berlin', free: monday(20, 22) }

test('Who is free at 19 in Lisbon and at 20 in Berlin is free together, whosever clock it is', () => {
  const at = (zone: string) => freeInWeek([lisbon, berlin], '2027-01-11', zone)
  expect(at('Europe/Lisbon')[0]?.slice(35, 43)).toEqual([0, 1, 1, 2, 2, 2, 2, 0])
  expect(at('Europe/Berlin')[0]?.slice(37, 45)).toEqual([0, 1, 1, 2, 2, 2, 2, 0])
  expect(at('Asia/Kolkata')[0]?.[46]).toBe(0)
  // Half past eleven there is six in the evening here.
  expect(at('Asia/Kolkata')[0]?.[47]).toBe(1)
})

test('Nobody is free in the night, whichever day the week begins with', () => {
  expect(freeInWeek([lisbon], '2027-01-14', 'Europe/Lisbon').flat().filter(Boolean)).toHaveLength(6)
})

test('The strip of a day shows the longest time at which all are free', () => {
  const policy = { size: { min: 2, max: 3 }, season: { from: '2027-01-11', to: '2027-06-01' }, meetingMinutes: 60 }
  const slots = [0, 15, 30, 45, 60].map((minute) => ({ zone: 'Europe/Lisbon', weekday: 0, minute: 19 * 60 + minute }))
  const around = freeAround(
    { slots },
    { ...policy, attributes: [], apart: [], common: [], noLone: [] },
    [lisbon, berlin],
    'Europe/Lisbon',
  )
  expect(around?.time.from.toISOString()).toBe('2027-01-11T19:00:00.000Z')
  expect(around?.levels.slice(35, 43)).toEqual([0, 1, 1, 4, 4, 4, 4, 0])
})

test('Half an hour counts as free only for whoever is free from its beginning to its end', () => {
  const late = { zone: 'Europe/Lisbon', free: [{ from: 18 * 60 + 15, to: 19 * 60 + 30 }] }
  expect(freeInWeek([late], '2027-01-11', 'Europe/Lisbon')[0]?.slice(36, 40)).toEqual([0, 1, 1, 0])
})
