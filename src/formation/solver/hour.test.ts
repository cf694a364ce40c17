import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openBoard } from './board.ts'
import { fill } from './fill.ts'
import { freeAt } from './hour.ts'
import { mends } from './mend.ts'
import { rebalance } from './rebalance.ts'
import type { Hour, Person, Policy, Problem } from './types.ts'
import { weekOf } from './week.ts'

/** From a Monday to a Sunday, across the changes of the clocks in New York and in Lisbon. */
const season = { from: '2027-03-08', to: '2027-04-04' }
const policy: Policy = {
  ...{ size: { min: 3, max: 5 }, season, meetingMinutes: 60, apart: [], common: [], noLone: [] },
  attributes: [{ column: 'stage', kind: 'category', aim: 'diverse', weight: 1 }],
}
const at = (weekday: number, hour: number) => weekday * 1440 + hour * 60
const evenings = { from: at(0, 18), to: at(0, 21) }
const noons = { from: at(2, 12), to: at(2, 14) }

const someone = (id: string, free: Person['free'], zone = 'Europe/Lisbon'): Person => ({
  ...{ id, zone, free, answers: { stage: id }, apartFrom: [], togetherWith: [] },
})
const mondayAt = (minute: number, more: Partial<Hour> = {}): Hour => ({
  ...{ zone: 'Europe/Lisbon', day: '2027-03-08', weeks: 1, minute, minutes: 60 },
  ...more,
})

const spans = fc.array(
  fc
    .tuple(fc.nat(671), fc.integer({ min: 1, max: 40 }))
    .map(([from, length]) => ({ from: from * 15, to: Math.min(10_080, (from + length) * 15) })),
  { minLength: 1, maxLength: 4 },
)
const zones = fc.constantFrom('UTC', 'Europe/Lisbon', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland')

test('Whoever is free at a slot of every week is free at an hour that is set there, and nobody else is', () => {
  fc.assert(
    fc.property(zones, zones, spans, fc.nat(671), (own, theirs, free, quarter) => {
      const person = someone('ana', free, own)
      const week = weekOf([person, someone('bo', [], theirs)], policy)
      const clock = week?.clock[1]
      const slot = week?.slots.findIndex(({ names }) =>
        names.some((name) => name.clock === clock && name.quarter === quarter),
      )
      const [weekday, minute] = [Math.floor(quarter / 96), (quarter % 96) * 15]
      const hour = mondayAt(minute, { zone: theirs, day: `2027-03-${String(8 + weekday).padStart(2, '0')}` })
      expect(freeAt(hour, policy)(person)).toBe(week?.free[0]?.includes(slot ?? -1))
    }),
    { numRuns: 300 },
  )
})

describe('A circle that has set its hour', () => {
  const seated = ['ana', 'bo', 'cy', 'di'].map((id) => someone(id, [evenings, noons]))
  const nora = someone('nora', [noons])
  const otto = someone('otto', [evenings])
  const others = ['eva', 'fe', 'gil', 'hana'].map((id, n) => someone(id, n === 0 ? [noons] : [evenings, noons]))
  const problem: Problem = { policy, people: [...seated, nora, otto, ...others] }
  const ids = (people: readonly Person[]) => people.map(({ id }) => id)
  const circlesWith = (hour: Hour, members = ids(seated)) => [
    { circle: 'one', members, hour },
    { circle: 'two', members: ids(others) },
  ]

  test('takes in Otto, who is free then, and not Nora, though there is another hour at which all are', () => {
    const both = ['nora', 'otto'].map((id) => ({ id, turn: 0 }))
    const arrivals = fill(problem, circlesWith(mondayAt(at(0, 19))), 'one', both)
    expect(arrivals.map(({ id, rules }) => [id, rules])).toEqual([
      ['otto', []],
      ['nora', ['hour']],
    ])
    expect(arrivals[1]?.slots.length).toBeGreaterThan(0)
    expect(fill(problem, circlesWith(mondayAt(at(0, 19) + 5)), 'one', both)[1]?.rules).toEqual(['hour'])
  })

  test('is asked for no longer than a meeting of theirs lasts, and not once the season is over', () => {
    const nights = [{ id: 'otto', turn: 0 }]
    const rulesWith = (hour: Hour) => fill(problem, circlesWith(hour), 'one', nights)[0]?.rules
    expect(rulesWith(mondayAt(at(0, 20), { minutes: 60 }))).toEqual([])
    expect(rulesWith(mondayAt(at(0, 20), { minutes: 75 }))).toEqual(['hour'])
    expect(rulesWith(mondayAt(at(0, 3), { day: '2027-04-05' }))).toEqual([])
  })

  test('is helped only by those who are free then: Eva moves nowhere, and Nora does not come', () => {
    const circles = circlesWith(mondayAt(at(0, 19)), ['ana', 'bo'])
    const here = { ...problem, people: problem.people.filter(({ id }) => id !== 'cy' && id !== 'di') }
    const moved = mends(here, circles, 'one', ['two']).flatMap((mend) => (mend.kind === 'move' ? mend.person : []))
    expect(moved.sort()).toEqual(['fe', 'gil', 'hana'])
    const need = { circle: 'one', side: 'below', waiting: ['nora', 'otto'] } as const
    const remedies = rebalance(openBoard(here), circles, need)
    const who = (kind: string) =>
      remedies.filter((each) => each.kind === kind).flatMap(({ moving }) => moving.map(({ person }) => person))
    expect(who('move').sort()).toEqual(['fe', 'gil', 'hana'])
    expect(who('fill')).toEqual(['otto'])
  })
})
