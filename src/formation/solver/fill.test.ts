import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lawful } from '../../../test/circle-laws.ts'
import { policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { faultsOf } from './check.ts'
import { type Arrival, fill, isOpen, seatAgain } from './fill.ts'
import { form } from './index.ts'
import { mends } from './mend.ts'
import type { Person, Policy, Problem } from './types.ts'
import { weekOf } from './week.ts'

const day = 1440
const hours = [
  { from: 600, to: 720 },
  { from: 690, to: 840 },
  { from: day + 1380, to: 2 * day + 60 },
]
const someone = fc.record({
  answers: fc.record({
    employer: fc.constantFrom('', '', 'Acme', 'Blip', 'Cove'),
    tongues: fc.constantFrom('en', 'en; es', 'es', 'en; fr'),
    gender: fc.constantFrom('woman', 'man', 'man'),
    age: fc.constantFrom('', '20', '35', '60'),
  }),
  zone: fc.constantFrom('UTC', 'Europe/Lisbon', 'America/New_York'),
  free: fc.subarray(hours, { minLength: 1 }),
  manager: fc.option(fc.nat(15), { freq: 6, nil: undefined }),
  apartFrom: fc.array(fc.nat(15), { maxLength: 1 }),
  togetherWith: fc.oneof(
    { arbitrary: fc.constant<number[]>([]), weight: 8 },
    { arbitrary: fc.tuple(fc.nat(15)), weight: 1 },
  ),
})
const policies = fc
  .record({
    min: fc.integer({ min: 2, max: 3 }),
    more: fc.integer({ min: 1, max: 3 }),
    apart: fc.subarray(['employer']),
    common: fc.subarray(['tongues']),
    noLone: fc.subarray([{ column: 'gender', values: ['woman'] }]),
    season: fc.option(fc.constant({ from: '2027-03-08', to: '2027-04-04' }), { nil: undefined }),
  })
  .map(
    ({ min, more, season, ...rules }): Policy => ({
      ...rules,
      ...(season ? { season } : {}),
      size: { min, max: min + more },
      meetingMinutes: 60,
      attributes: [
        { column: 'employer', kind: 'category', aim: 'diverse', weight: 1 },
        { column: 'age', kind: 'number', aim: 'similar', weight: 2 },
      ],
    }),
  )

/** Twelve people and more, all but the last few in circles as they come, whatever that breaks. */
const places = fc
  .tuple(
    fc.array(someone, { minLength: 8, maxLength: 16 }),
    policies,
    fc.integer({ min: 1, max: 5 }),
    fc.array(fc.tuple(fc.nat(15), fc.nat(15)), { maxLength: 2 }),
  )
  .map(([people, policy, waiting, met]) => {
    const id = (n: number) => `p${n % people.length}`
    const problem: Problem = {
      policy,
      mates: met.map((pair) => [...new Set(pair.map(id))]),
      people: people.map(({ manager, ...person }, n): Person => {
        const others = (ids: readonly number[]) => ids.map(id).filter((other) => other !== `p${n}`)
        return {
          ...{ ...person, id: `p${n}`, apartFrom: others(person.apartFrom), togetherWith: others(person.togetherWith) },
          ...(manager === undefined || id(manager) === `p${n}` ? {} : { manager: id(manager) }),
        }
      }),
    }
    const ids = problem.people.map((person) => person.id)
    const seated = ids.slice(0, -waiting)
    const each = Math.ceil(seated.length / 3)
    const circles = ['a', 'b', 'c'].map((circle, n) => ({ circle, members: seated.slice(n * each, (n + 1) * each) }))
    return { problem, circles, waiting: ids.slice(-waiting) }
  })

type Places = typeof places extends fc.Arbitrary<infer T> ? T : never

/** How many faults there are of each kind, as the checker counts them for the whole; those who wait and circles that are too small left aside. */
function faults({ problem }: Places, circles: Places['circles']): string[] {
  const { min } = problem.policy.size
  const week = weekOf(problem.people, problem.policy)
  const found = faultsOf(
    problem,
    circles.map(({ members }) => members),
    week,
  )
  return found
    .filter(({ rule, people }) => rule !== 'unplaced' && !(rule === 'size' && people.length < min))
    .map(
      ({ rule, people }) =>
        `${rule} ${rule === 'language' || rule === 'no_slot' ? circleOf(circles, people[0]) : people.toSorted().join()}`,
    )
}

const circleOf = (circles: Places['circles'], id = '') => circles.find(({ members }) => members.includes(id))?.circle
const joined = (circles: Places['circles'], { id, circle }: Pick<Arrival, 'id' | 'circle'>) =>
  circles.map((each) => (each.circle === circle ? { circle, members: [...each.members, id] } : each))

/** What the checker counts with them and not without. Whom they wish to sit with counts also while nobody of them sits anywhere. */
function breaks(of: Places, arrival: Pick<Arrival, 'id' | 'circle'>): string[] {
  const before = new Set(faults(of, of.circles))
  const after = faults(of, joined(of.circles, arrival))
  return after.filter(
    (fault) => !before.has(fault) || (fault.startsWith('together_with') && fault.includes(arrival.id)),
  )
}

/** Circles that are worse than chance by nothing but rounding are none. */
const fitOf = (problem: Problem, members: readonly string[]) => {
  const board = fill(problem, [{ circle: 'x', members: members.slice(0, -1) }], 'x', [
    { id: members.at(-1) ?? '', turn: 0 },
  ])
  return board[0]?.after ?? 0
}

describe('A free place', () => {
  test('goes to nobody by whom a rule would be broken, and is kept from nobody without one', () => {
    fc.assert(
      fc.property(places, (of) => {
        const candidates = of.waiting.map((id, turn) => ({ id, turn }))
        for (const circle of ['a', 'b', 'c']) {
          const arrivals = fill(of.problem, of.circles, circle, candidates)
          expect(arrivals.map(({ id }) => id).toSorted()).toEqual(of.waiting.toSorted())
          for (const arrival of arrivals) {
            const wrong = breaks(of, arrival)
            if (arrival.rules.length === 0) expect(wrong).toEqual([])
            else expect([...wrong, ...alreadyBroken(of, arrival)].length, arrival.rules.join()).toBeGreaterThan(0)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('goes to the best of those who may have it: who mends more, then whose turn it is, then who has more hours, then who fits', () => {
    fc.assert(
      fc.property(places, fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }), (of, turns) => {
        const candidates = of.waiting.map((id, n) => ({ id, turn: turns[n] ?? 0 }))
        const week = weekOf(of.problem.people, of.problem.policy)
        const key = (arrival: Arrival): number[] => {
          const person = of.problem.people.findIndex(({ id }) => id === arrival.id)
          const turn = candidates.find(({ id }) => id === arrival.id)?.turn ?? 0
          return [arrival.still.length, turn, -(week?.free[person]?.length ?? 0), -arrival.fit]
        }
        const [best, ...others] = fill(of.problem, of.circles, 'a', candidates).filter(isOpen)
        for (const other of best ? others : [])
          expect(compare(best ? key(best) : [], key(other))).toBeLessThanOrEqual(0)
      }),
      { numRuns: 200 },
    )
  })

  test('makes a lawful circle of one that was lawful but for its size', () => {
    fc.assert(
      fc.property(places, (of) => {
        const candidates = of.waiting.map((id, turn) => ({ id, turn }))
        const [best] = fill(of.problem, of.circles, 'b', candidates)
        if (!best || !isOpen(best) || best.still.length > 0) return
        const members = of.circles.find(({ circle }) => circle === 'b')?.members ?? []
        const all = of.problem.people.filter(({ id }) => id === best.id || members.includes(id))
        const torn = all.some((one) => of.problem.people.some((p) => bound(one, p) && !all.includes(p)))
        const small = all.length < of.problem.policy.size.min
        expect(lawful(of.problem, all) || small || torn).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('Somebody who would rather sit elsewhere', () => {
  test('is offered the best circle that every rule leaves open, never one of those they gave up, and nobody else moves', () => {
    fc.assert(
      fc.property(places, fc.subarray(['a', 'b', 'c']), (of, except) => {
        const [person = ''] = of.waiting
        const arrivals = seatAgain(of.problem, of.circles, person, except)
        expect(arrivals.filter(({ circle }) => except.includes(circle))).toEqual([])
        expect(arrivals).toHaveLength(3 - except.length)
        const open = arrivals.filter(isOpen)
        for (const arrival of open) {
          expect(breaks(of, arrival)).toEqual([])
          const after = joined(of.circles, arrival)
          expect(
            after.filter(({ members }, n) => members !== of.circles[n]?.members).map(({ circle }) => circle),
          ).toEqual([arrival.circle])
        }
        const best = open.filter(({ still }) => still.length === Math.min(...open.map((each) => each.still.length)))
        if (open[0]) expect(open[0].fit).toBe(Math.max(...best.map(({ fit }) => fit)))
        expect(arrivals.slice(0, open.length)).toEqual(open)
      }),
      { numRuns: 200 },
    )
  })

  test('is not seated twice', () => {
    fc.assert(
      fc.property(places, (of) => {
        expect(seatAgain(of.problem, of.circles, 'p0')).toEqual([])
        expect(fill(of.problem, of.circles, 'a', [{ id: 'p0', turn: 0 }])).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})

describe('A circle that became too small', () => {
  test('is made whole by one other circle, without a rule broken in either, and the cheapest way is named first', () => {
    fc.assert(
      fc.property(places, (of) => {
        const found = mends(of.problem, of.circles, 'a', ['b', 'c'])
        const a = of.circles[0]?.members ?? []
        expect(found.map(({ cost }) => cost)).toEqual(found.map(({ cost }) => cost).toSorted((x, y) => x - y))
        for (const mend of found) {
          const from = mend.kind === 'merge' ? mend.with : mend.from
          const there = of.circles.find(({ circle }) => circle === from)?.members ?? []
          const all = mend.kind === 'merge' ? [...a, ...there] : [...a, mend.person]
          expect(
            lawful(
              of.problem,
              of.problem.people.filter(({ id }) => all.includes(id)),
            ),
          ).toBe(true)
          expect(mend.fit).toBeCloseTo(fitOf(of.problem, all), 9)
        }
      }),
      { numRuns: 100 },
    )
  })
})

test('In a season of 203 a place that somebody gives up is filled by one of those who were left over, and all rules hold', () => {
  const whole = problemFrom(readFileSync(sample('applicants-203.csv'), 'utf8'), policyOf(false))
  const late = whole.people.slice(0, 12).map(({ id }) => id)
  const rest = { ...whole, people: whole.people.filter(({ id }) => !late.includes(id)) }
  const { circles } = form(rest, { seed: 1, effort: 60_000 })
  const givenUp = circles.map(({ circle, members: [gone = ''] }) => ({
    ...{ circle, gone },
    after: circles.map((each) => ({ ...each, members: each.members.filter((id) => id !== gone) })),
  }))
  const waiting = late.map((id, turn) => ({ id, turn: turn % 2 }))
  const filled = givenUp.find(({ circle, after }) => fill(whole, after, circle, waiting).some(isOpen))
  const best = filled && fill(whole, filled.after, filled.circle, waiting)[0]
  expect(best && isOpen(best)).toBe(true)
  const mates = filled?.after.find(({ circle }) => circle === filled.circle)?.members ?? []
  const members = [...mates, best?.id ?? '']
  const together = whole.people.filter(({ id }) => members.includes(id))
  expect(lawful({ ...whole, people: rest.people }, together)).toBe(true)
  const again = givenUp.find(({ circle, gone, after }) => seatAgain(whole, after, gone, [circle]).some(isOpen))
  expect(again).toBeDefined()
  const offered = again ? seatAgain(whole, again.after, again.gone, [again.circle]) : []
  expect(offered.map(({ circle }) => circle)).not.toContain(again?.circle)
})

const bound = (a: Person, b: Person) => a.togetherWith.includes(b.id) || b.togetherWith.includes(a.id)
const compare = (a: readonly number[], b: readonly number[]) => {
  const at = a.findIndex((value, n) => value !== b[n])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

/** Language and hours that fail without them, too, close a circle to everybody. */
const alreadyBroken = (of: Places, { circle, rules }: Arrival) =>
  faults(of, of.circles).filter(
    (fault) => fault.endsWith(` ${circle}`) && rules.some((rule) => fault.startsWith(`${rule} `)),
  )
