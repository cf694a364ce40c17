import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lawful } from '../../../test/circle-laws.ts'
import { policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { openBoard } from './board.ts'
import { form } from './index.ts'
import { costOfTouchingOne, type Need, type Remedy, rebalance } from './rebalance.ts'
import { type Arrangement, scored } from './scored.ts'
import type { Problem } from './types.ts'

const problem = problemFrom(readFileSync(sample('applicants-203.csv'), 'utf8'), policyOf(false))
const formed = form(problem, { seed: 1, effort: 60_000 })
const circles: Arrangement = formed.circles.map(({ circle, members }) => ({ circle, members }))

/** The circles after somebody has left: the problem knows no more of them than the circles do. */
function without(gone: readonly string[]): { left: Problem; rest: Arrangement } {
  return {
    left: { ...problem, people: problem.people.filter(({ id }) => !gone.includes(id)) },
    rest: circles.map(({ circle, members }) => ({ circle, members: members.filter((id) => !gone.includes(id)) })),
  }
}

/** Everybody's seats after a remedy, done by hand. */
function carriedOut(before: Arrangement, { moving, kind, touched }: Remedy): Arrangement {
  const going = new Set(moving.map(({ person }) => person))
  const stay = before.map(({ circle, members }) => ({
    circle,
    members: [
      ...members.filter((id) => !going.has(id)),
      ...moving.filter(({ to }) => to === circle).map(({ person }) => person),
    ],
  }))
  const begun = moving.filter(({ to }) => to === null).map(({ person }) => person)
  return [
    ...stay.filter(({ circle }) => kind !== 'merge' || circle !== touched[1]),
    ...(begun.length > 0 ? [{ circle: '', members: begun }] : []),
  ]
}

const find = (of: Problem, before: Arrangement, need: Pick<Need, 'circle'> & Partial<Need>) =>
  rebalance(openBoard(of), before, { side: 'below', waiting: [], ...need })

/** A circle that somebody from another could come to once it has shrunk to so many. */
function helpedAt(size: number): { circle: string; members: readonly string[] } {
  const helped = circles.find(({ circle, members }) => {
    const { left, rest } = without(members.slice(size))
    return find(left, rest, { circle }).some(({ kind }) => kind === 'move')
  })
  if (!helped) throw new Error(`no circle of ${size} can be helped`)
  return helped
}

describe('A circle that shrank', () => {
  const { circle, members } = helpedAt(4)
  const gone = members.slice(4)
  const { left, rest } = without(gone)

  test('is merged with another, or somebody comes over, and what comes of it keeps every rule', () => {
    const remedies = find(left, rest, { circle })
    expect(remedies.length).toBeGreaterThan(0)
    for (const { after } of remedies) {
      for (const each of after) {
        const people = left.people.filter(({ id }) => each.members.includes(id))
        expect(lawful(left, people)).toBe(true)
      }
    }
  })

  test('touches the circle that is helped and at most one other, and each gain is what the whole has gained', () => {
    const before = scored(left, rest).meanFit
    for (const remedy of find(left, rest, { circle })) {
      expect(remedy.touched).toContain(circle)
      expect(remedy.touched.length).toBeLessThanOrEqual(2)
      const after = carriedOut(rest, remedy)
      expect(scored(left, after).meanFit - before).toBeCloseTo(remedy.gain, 9)
      const changed = rest.filter(
        (each) =>
          after
            .find((now) => now.circle === each.circle)
            ?.members.toSorted()
            .join() !== each.members.toSorted().join(),
      )
      expect(changed.map((each) => each.circle).toSorted()).toEqual(remedy.touched.toSorted())
    }
  })

  test('is filled from those who wait by touching no other, and what that costs is told', () => {
    const { left: all, rest: fewer } = without(gone.slice(1))
    const waiting = gone.slice(0, 1)
    const short = fewer.map((each) => ({ ...each, members: each.members.filter((id) => !waiting.includes(id)) }))
    const remedies = rebalance(openBoard(all), short, { circle, side: 'below', waiting })
    const fill = remedies.find(({ kind }) => kind === 'fill')
    expect(fill).toMatchObject({ touched: [circle], moving: [{ person: waiting[0], from: null, to: circle }] })
    expect(costOfTouchingOne(remedies)).toBeGreaterThanOrEqual(0)
    expect(costOfTouchingOne(remedies.filter(({ kind }) => kind === 'fill'))).toBeNull()
  })

  test('gets two people where one is not enough, and nobody where three are missing', () => {
    const three = helpedAt(3)
    const small = without(three.members.slice(3))
    const two = find(small.left, small.rest, { circle: three.circle }).filter(({ kind }) => kind === 'move')
    expect(new Set(two.map(({ moving }) => moving.length))).toEqual(new Set([2]))
    const lone = without(members.slice(2))
    expect(find(lone.left, lone.rest, { circle }).filter(({ kind }) => kind === 'move')).toEqual([])
  })
})

describe('A circle that is too large', () => {
  const [one, two] = circles
  const both = [...(one?.members ?? []), ...(two?.members ?? [])].slice(0, 10)
  const large: Arrangement = [{ circle: 'large', members: both }, ...circles.slice(2)]
  const people = large.flatMap(({ members }) => members)
  const known = { ...problem, people: problem.people.filter(({ id }) => people.includes(id)) }

  test('is split so that the larger half stays and the rest begin anew', () => {
    const remedies = find(known, large, { circle: 'large', side: 'above' })
    const split = remedies.filter(({ kind }) => kind === 'split')
    for (const { touched, moving, after } of split) {
      expect(touched).toEqual(['large'])
      expect(moving.every(({ to }) => to === null)).toBe(true)
      expect(after.map(({ members }) => members.length)).toEqual([5, 5])
    }
    expect(split.map(({ gain }) => gain)).toEqual(split.map(({ gain }) => gain).toSorted((a, b) => b - a))
  })
})

const tongues = fc.constantFrom('en', 'en; es', 'es')
const people = fc.array(fc.record({ tongues, employer: fc.constantFrom('', 'Acme', 'Blip'), apart: fc.nat(20) }), {
  minLength: 5,
  maxLength: 8,
})
const small = people.map((all): Problem => {
  const id = (n: number) => `p${n}`
  return {
    policy: {
      ...{ size: { min: 2, max: 4 }, meetingMinutes: 60, apart: ['employer'], common: ['tongues'], noLone: [] },
      attributes: [{ column: 'tongues', kind: 'set', aim: 'diverse', weight: 1 }],
    },
    people: all.map(({ tongues: spoken, employer, apart }, n) => ({
      ...{ id: id(n), zone: 'UTC', free: [], answers: { tongues: spoken, employer }, togetherWith: [] },
      apartFrom: apart < all.length && apart !== n ? [id(apart)] : [],
    })),
  }
})

/** Every lawful way to spread the people of the touched circles over one circle or two, by counting on. */
function everyWay(of: Problem, ids: readonly string[]): string[][][] {
  const ways = Array.from({ length: 2 ** ids.length }, (_, mask) => [
    ids.filter((_id, bit) => (mask >> bit) & 1),
    ids.filter((_id, bit) => !((mask >> bit) & 1)),
  ])
  const fits = (members: string[]) =>
    lawful(
      of,
      of.people.filter(({ id }) => members.includes(id)),
    )
  return ways.filter((parts) => parts.every((part) => part.length === 0 || fits(part)))
}

describe('By trying everything on small ones', () => {
  const seat = (of: Problem, first: number): Arrangement => [
    { circle: 'a', members: of.people.slice(0, first).map(({ id }) => id) },
    { circle: 'b', members: of.people.slice(first, -1).map(({ id }) => id) },
  ]
  const wait = (of: Problem) => of.people.slice(-1).map(({ id }) => id)
  const moved = (before: Arrangement, [one = [], two = []]: string[][]) =>
    Math.min(
      one.filter((id) => !before[0]?.members.includes(id)).length +
        two.filter((id) => !before[1]?.members.includes(id)).length,
    )

  test('a merger, a move of one, a split or somebody who comes is found just where one is lawful', () => {
    fc.assert(
      fc.property(small, fc.constantFrom(1, 2, 3), (of, first) => {
        const before = seat(of, first)
        const ids = before.flatMap(({ members }) => members)
        const seated = { ...of, people: of.people.filter(({ id }) => ids.includes(id)) }
        const found = rebalance(openBoard(seated), before, { circle: 'a', side: 'below', waiting: [] })
        const ways = everyWay(seated, ids)
        const merged = ways.some((parts) => parts.some((part) => part.length === ids.length))
        expect(found.some(({ kind }) => kind === 'merge')).toBe(merged)
        const came = ways.filter(
          ([one = [], two = []]) =>
            two.length > 0 && one.length === first + 1 && moved(before, [one, two]) === 1 && first + 1 >= 2,
        )
        expect(found.filter(({ kind }) => kind === 'move')).toHaveLength(came.length)
      }),
      { numRuns: 300 },
    )
  })

  test('a split is found for each lawful way to make two of one, and joiners just where they are lawful', () => {
    fc.assert(
      fc.property(small, (of) => {
        const ids = of.people.slice(0, -1).map(({ id }) => id)
        const seated = { ...of, people: of.people.filter(({ id }) => ids.includes(id)) }
        const split = rebalance(openBoard(seated), [{ circle: 'a', members: ids }], {
          ...{ circle: 'a', side: 'above', waiting: [] },
        })
        const ways = everyWay(seated, ids).filter((parts) => parts.every((part) => part.length > 0))
        expect(split).toHaveLength(ways.length / 2)
        const [two = []] = [ids.slice(0, 2)]
        const filled = rebalance(openBoard(of), [{ circle: 'a', members: two }], {
          ...{ circle: 'a', side: 'below', waiting: wait(of) },
        })
        const three = of.people.filter(({ id }) => [...two, ...wait(of)].includes(id))
        expect(filled).toHaveLength(lawful(of, three) ? 1 : 0)
      }),
      { numRuns: 300 },
    )
  })
})
