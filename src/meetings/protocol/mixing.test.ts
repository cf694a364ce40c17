import { expect, test } from 'vitest'
import { PEOPLE } from '../../../test/meeting-run.ts'
import type { Groups } from './groups.ts'
import { type Met, meetingsIn, mixed } from './mixing.ts'

/** So many meetings of the same people, one after the other. */
const meetings = (people: readonly string[], size: number, times: number): Groups[] => {
  let met: Met = []
  return Array.from({ length: times }, () => {
    const groups = mixed(people, size, met)
    met = [...met, ...meetingsIn(groups)]
    return groups
  })
}

/** How often each two met. */
const counts = (held: readonly Groups[]): number[] => {
  const times = new Map<string, number>()
  for (const [one, other] of held.flatMap(meetingsIn)) {
    const pair = [one, other].toSorted().join(' ')
    times.set(pair, (times.get(pair) ?? 0) + 1)
  }
  return [...times.values()]
}

const pairsAmong = (people: number) => (people * (people - 1)) / 2

test.each([4, 6, 8, 10])(
  '%i people in pairs are a whole round robin: each meets each once, and then each once more',
  (people) => {
    const present = PEOPLE.slice(0, people)
    expect(counts(meetings(present, 2, people - 1))).toEqual(Array.from({ length: pairsAmong(people) }, () => 1))
    expect(new Set(counts(meetings(present, 2, 2 * (people - 1))))).toEqual(new Set([2]))
  },
)

test('Nine in threes have all met after four meetings, and nobody twice', () => {
  expect(counts(meetings(PEOPLE.slice(0, 9), 3, 4))).toEqual(Array.from({ length: 36 }, () => 1))
})

test('Nine in pairs and a three have all met after six meetings, and nobody twice; and then each once more', () => {
  expect(counts(meetings(PEOPLE.slice(0, 9), 2, 6))).toEqual(Array.from({ length: 36 }, () => 1))
  expect(new Set(counts(meetings(PEOPLE.slice(0, 9), 2, 12)))).toEqual(new Set([2]))
})

// A three among pairs, or two groups of three, cannot always be of people who have not met; then as few meet again as can be.
test.each([
  [5, 2, 3],
  [7, 2, 5],
  [6, 3, 5],
  [7, 3, 3],
  [8, 3, 3],
  [10, 3, 5],
])('%i people in groups of %i have all met after %i meetings', (people, size, times) => {
  expect(counts(meetings(PEOPLE.slice(0, people), size, times))).toHaveLength(pairsAmong(people))
})

test('Whoever was away meets those first whom they have not met', () => {
  const five = PEOPLE.slice(0, 5)
  const met = meetings(five.slice(0, 4), 2, 3).flatMap(meetingsIn)
  const [eli] = five.slice(-1)
  const met2 = [...met, ...meetingsIn(mixed(five, 2, met))]
  expect(met2.filter((pair) => pair.includes(eli ?? '')).length).toBe(2)
  expect(mixed(five, 2, met).find((group) => group.includes(eli ?? ''))).toHaveLength(3)
})

test('A crowd of twenty is divided as well, each into one group', () => {
  const crowd = Array.from({ length: 20 }, (_, at) => `P${at}`)
  expect(mixed(crowd, 3, []).flat().toSorted()).toEqual(crowd.toSorted())
})
