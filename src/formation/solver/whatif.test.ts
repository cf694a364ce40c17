import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { form } from './index.ts'
import type { Person, Problem } from './types.ts'
import { dropsOf, whatIf, without } from './whatif.ts'

const hard = problemFrom(readFileSync(sample('applicants-97-hard.csv'), 'utf8'), policyOf(true))

const few = problemFrom(readFileSync(sample('applicants-48.csv'), 'utf8'), policyOf(false))

/** Twelve people of two employers; whose trades differ share an employer, so that keeping those apart costs dearly. */
const tied: Problem = {
  policy: {
    ...{ size: { min: 2, max: 2 }, meetingMinutes: 60, common: [], noLone: [], apart: ['employer'] },
    attributes: [{ column: 'trade', kind: 'category', aim: 'similar', weight: 1 }],
  },
  people: Array.from(
    { length: 12 },
    (_, n): Person => ({
      ...{ id: `p${n}`, zone: 'UTC', free: [], apartFrom: [], togetherWith: [] },
      answers: { employer: n < 6 ? 'Acme' : 'Blip', trade: n < 6 ? 'nurse' : 'cook' },
    }),
  ),
}

describe('What leaving something out would bring', () => {
  test('is told of every weight and of every rule that concerns somebody, and of no other', () => {
    expect(dropsOf(hard)).toEqual([
      ...['industry', 'function', 'stage', 'hours_per_month'].flatMap((column) => [
        { what: 'weight', column },
        { what: 'less', column },
      ]),
      // One less of a weight of one is none of it.
      { what: 'weight', column: 'goals' },
      ...['smaller', 'larger', 'no_slot', 'shorter'].map((what) => ({ what })),
      { what: 'apart', column: 'employer' },
      ...['manager', 'apart_from', 'together_with'].map((what) => ({ what })),
      { what: 'language', column: 'languages' },
      { what: 'lone', column: 'gender' },
    ])
    expect(dropsOf(tied)).toEqual([{ what: 'larger' }, { what: 'apart', column: 'employer' }])
  })

  test('names what a rule costs: colleagues with one trade could sit together', () => {
    const formed = form(tied, { seed: 1, effort: 5000 })
    expect(formed).toMatchObject({ meanFit: 0, worstFit: 0 })
    const [, apart] = whatIf(tied, formed, { seed: 1, effort: 5000 })
    expect(apart).toEqual({
      drop: { what: 'apart', column: 'employer' },
      mean: 1,
      worst: 1,
      placed: 0,
      off: 0,
      worstOff: 0,
    })
  })

  test('a weight may count for one less: what stands against it counts for more', () => {
    const trades = ['nurse', 'cook', 'nurse', 'cook']
    const torn: Problem = {
      policy: {
        ...{ size: { min: 2, max: 2 }, meetingMinutes: 60, apart: [], common: [], noLone: [] },
        attributes: [
          { column: 'trade', kind: 'category', aim: 'similar', weight: 3 },
          { column: 'town', kind: 'category', aim: 'similar', weight: 2.5 },
        ],
      },
      people: trades.map((trade, n) => ({
        ...{ id: `p${n}`, zone: 'UTC', free: [], apartFrom: [], togetherWith: [] },
        answers: { trade, town: n < 2 ? 'Porto' : 'Lyon' },
      })),
    }
    const formed = form(torn, { seed: 1, effort: 5000 })
    const told = whatIf(torn, formed, { seed: 1, effort: 5000 })
    const of = (what: string, column: string) => told.find(({ drop }) => drop.what === what && drop.column === column)
    // By towns, which then count for 2.5 of 4.5, circles fit by 0.56 and by trades by 0.44; without trades at all they fit wholly.
    expect(of('less', 'trade')?.mean).toBeCloseTo(0.5 / 4.5)
    expect(of('weight', 'trade')?.mean).toBeCloseTo(1)
  })

  test('one less of a weight leaves the others and every rule as they are', () => {
    const { policy } = without(hard, { what: 'less', column: 'stage' })
    expect(policy).toEqual({
      ...hard.policy,
      attributes: hard.policy.attributes.map((each) => (each.column === 'stage' ? { ...each, weight: 2 } : each)),
    })
  })

  test('circles may have one person less or more, and meetings be half an hour shorter', () => {
    const { size, meetingMinutes } = hard.policy
    expect(without(hard, { what: 'smaller' }).policy).toEqual({ ...hard.policy, size: { ...size, min: size.min - 1 } })
    expect(without(hard, { what: 'larger' }).policy).toEqual({ ...hard.policy, size: { ...size, max: size.max + 1 } })
    expect(without(hard, { what: 'shorter' }).policy).toEqual({ ...hard.policy, meetingMinutes: meetingMinutes - 30 })
    const trio = { ...tied, people: tied.people.slice(0, 3), policy: { ...tied.policy, apart: [] } }
    const [larger] = whatIf(trio, form(trio, { seed: 1, effort: 500 }), { seed: 1, effort: 500 })
    expect(larger).toMatchObject({ drop: { what: 'larger' }, placed: 1 })
  })

  test('the same circles, seed and effort tell the same, and how far it has come', () => {
    const formed = form(few, { seed: 1, effort: 20_000 })
    const shares: number[] = []
    const told = whatIf(few, formed, { seed: 3, effort: 1000, progress: (share) => shares.push(share) })
    expect(whatIf(few, formed, { seed: 3, effort: 1000 })).toEqual(told)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
    for (const { mean, worst, off } of told) {
      expect(Math.abs(mean)).toBeLessThan(0.1)
      expect(Math.abs(worst)).toBeLessThan(0.5)
      expect(off).toBeGreaterThanOrEqual(0)
    }
  })

  test('stopped on the way it tells what it knows by then', () => {
    const formed = form(few, { seed: 1, effort: 5000 })
    let asked = 0
    const stop = { seed: 1, effort: 1000, progress: () => void asked++, shouldStop: () => asked > 6 }
    expect(whatIf(few, formed, stop).map(({ drop }) => drop)).toEqual(dropsOf(few).slice(0, 2))
  })

  test('who is locked stays, whatever is asked', () => {
    const formed = form(tied, { seed: 1, effort: 5000 })
    const earlier = formed.circles.map((each) => ({ ...each, locked: true }))
    const [, apart] = whatIf({ ...tied, earlier, keep: 'locked' }, formed, { seed: 1, effort: 1000 })
    expect(apart).toMatchObject({ mean: 0, worst: 0 })
  })
})
