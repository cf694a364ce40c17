import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { canSeat, lawful, mostPlaceable, under } from '../../../test/circle-laws.ts'
import { form } from './index.ts'
import type { Formation, Person, Policy, Problem, Span } from './types.ts'

/** Random inputs, many of them impossible: some hundreds at each check, 10,000 for a full test. */
const runs = process.env.TEST_FULL ? 10_000 : 300
vi.setConfig({ testTimeout: runs * 400 })

const day = 1440
const hours: Span[] = [
  { from: 600, to: 720 },
  { from: 690, to: 840 },
  { from: day + 1380, to: 2 * day + 60 },
  { from: 6 * day + 1320, to: 7 * day },
  { from: 0, to: 120 },
]
const zones = ['UTC', 'Europe/Lisbon', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland']
const season = { from: '2027-03-08', to: '2027-04-04' }

const columns = fc.record({
  employer: fc.constantFrom('', '', 'Acme', 'Blip', 'Cove'),
  tongues: fc.constantFrom('en', 'en; es', 'es', 'en; fr', ''),
  gender: fc.constantFrom('', 'woman', 'man', 'man', 'man'),
  age: fc.constantFrom('', '20', '35', '60'),
  goals: fc.constantFrom('', 'a', 'a; b', 'b; c', 'd'),
})

const someone = fc.record({
  answers: columns,
  zone: fc.constantFrom(...zones),
  free: fc.subarray(hours, { minLength: 0 }),
  manager: fc.option(fc.nat(30), { freq: 6, nil: undefined }),
  apartFrom: fc.array(fc.nat(30), { maxLength: 1 }),
  togetherWith: fc.oneof(
    { arbitrary: fc.constant<number[]>([]), weight: 5 },
    { arbitrary: fc.tuple(fc.nat(30)), weight: 1 },
  ),
})

const policies = fc
  .record({
    min: fc.integer({ min: 2, max: 4 }),
    more: fc.integer({ min: 0, max: 3 }),
    apart: fc.subarray(['employer']),
    common: fc.subarray(['tongues']),
    noLone: fc.subarray([{ column: 'gender', values: ['woman'] }]),
    weights: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)),
    aim: fc.constantFrom('diverse' as const, 'similar' as const),
  })
  .map(
    ({ min, more, weights: [one, two, three], aim, ...rules }): Policy => ({
      ...rules,
      size: { min, max: min + more },
      meetingMinutes: 60,
      attributes: [
        { column: 'employer', kind: 'category', aim, weight: one },
        { column: 'age', kind: 'number', aim: 'similar', weight: two },
        { column: 'goals', kind: 'set', aim: 'similar', weight: three },
      ],
    }),
  )

const problems = (most: number, withSeason: boolean) =>
  fc.tuple(fc.array(someone, { minLength: 1, maxLength: most }), policies).map(([people, policy]): Problem => {
    const id = (n: number) => `p${n % people.length}`
    return {
      policy: withSeason ? { ...policy, season } : policy,
      people: people.map(
        ({ manager, ...person }, n): Person => ({
          ...{ ...person, id: `p${n}`, answers: person.answers },
          ...(manager === undefined || id(manager) === `p${n}` ? {} : { manager: id(manager) }),
          apartFrom: person.apartFrom.map(id).filter((other) => other !== `p${n}`),
          togetherWith: person.togetherWith.map(id).filter((other) => other !== `p${n}`),
        }),
      ),
    }
  })

/** Everybody once, every circle lawful, and nobody left out without a word. */
function expectHonest(problem: Problem, { circles, unplaced, violations, impossible }: Formation): void {
  const seated = [...circles.flatMap(({ members }) => members), ...unplaced]
  expect(seated.toSorted()).toEqual(problem.people.map(({ id }) => id).toSorted())
  for (const { members } of circles) {
    expect(
      lawful(
        problem,
        problem.people.filter(({ id }) => members.includes(id)),
      ),
      members.join(),
    ).toBe(true)
  }
  const { unplaced: count, ...broken } = violations
  expect(count).toBe(unplaced.length)
  expect(Object.values(broken).every((times) => times === 0)).toBe(true)
  const named = new Set(impossible.flatMap(({ people }) => people))
  expect(unplaced.filter((id) => !named.has(id))).toEqual([])
}

describe('Whatever people and wishes there are', () => {
  test('every circle keeps every rule, and who is left out is named', () => {
    fc.assert(
      fc.property(problems(30, false), fc.nat(5), (problem, seed) => {
        expectHonest(problem, form(problem, { seed, effort: 3000 }))
      }),
      { numRuns: runs },
    )
  })

  test('every circle has an hour that holds before and after the clocks change', () => {
    fc.assert(
      fc.property(problems(16, true), (problem) => {
        expectHonest(problem, form(problem, { seed: 1, effort: 2000 }))
      }),
      { numRuns: Math.ceil(runs / 10) },
    )
  })

  test('few people all sit when there is any way at all, and what is called impossible is', () => {
    fc.assert(
      fc.property(problems(9, false), (problem) => {
        const { unplaced, impossible } = form(problem, { seed: 1, effort: 3000 })
        const most = mostPlaceable(problem)
        expect(problem.people.length - unplaced.length).toBeLessThanOrEqual(most)
        if (most === problem.people.length) expect(unplaced).toEqual([])
        else expect(impossible.some(({ proved }) => proved)).toBe(true)
      }),
      { numRuns: runs / 2 },
    )
  })

  test('without any one of the people or rules that a proof names, the rest can be placed', () => {
    fc.assert(
      fc.property(problems(9, false), (problem) => {
        const { impossible } = form(problem, { seed: 1, effort: 1000 })
        for (const { people, rules, proved, because } of impossible) {
          if (!proved || because.code === 'unsplittable' || rules.includes('together_with')) continue
          expect(canSeat(under(problem, rules), people)).toBe(false)
          for (const person of people) {
            const rest = people.filter((other) => !boundTo(problem, person).has(other))
            expect(canSeat(under(problem, rules), rest), `without ${person}`).toBe(true)
          }
          for (const rule of rules.filter((one) => one !== 'size')) {
            const fewer = rules.filter((other) => other !== rule)
            expect(canSeat(under(problem, fewer), people), `without ${rule}`).toBe(true)
          }
        }
      }),
      { numRuns: runs / 2 },
    )
  })
})

/** Someone with all who wish, directly or through others, to be with them: nobody is left out without those. */
function boundTo({ people }: Problem, person: string): Set<string> {
  const bound = new Set([person])
  for (const id of bound) {
    for (const { id: other, togetherWith } of people) {
      if (other === id) for (const mate of togetherWith) bound.add(mate)
      else if (togetherWith.includes(id)) bound.add(other)
    }
  }
  return bound
}
