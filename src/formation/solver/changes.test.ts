import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lawful } from '../../../test/circle-laws.ts'
import { policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { form, keepingCost } from './index.ts'
import type { EarlierCircle, Formation, Problem } from './types.ts'

const effort = 60_000
const problem = problemFrom(readFileSync(sample('applicants-203.csv'), 'utf8'), policyOf(false))
const formed = form(problem, { seed: 1, effort })
const earlier: EarlierCircle[] = formed.circles.map(({ circle, members }) => ({ circle, members }))

/** The earlier circles whose members are not the same as before, those who are gone left aside. */
function touched({ circles }: Formation, gone: readonly string[] = []): string[] {
  const after = new Map(circles.map(({ circle, members }) => [circle, members.toSorted().join()]))
  const before = (members: readonly string[]) => members.filter((id) => !gone.includes(id)).toSorted()
  return earlier
    .filter(({ circle, members }) => after.get(circle) !== before(members).join())
    .map(({ circle }) => circle)
}

const without = (gone: readonly string[]): Problem => ({
  ...problem,
  people: problem.people.filter(({ id }) => !gone.includes(id)),
  earlier,
})

/** Everybody sits, and the circles that are not as they were keep every rule. */
function expectLawful({ people, policy }: Problem, { circles, unplaced }: Formation): void {
  const before = new Set(earlier.map(({ members }) => members.toSorted().join()))
  for (const { members } of circles.filter((circle) => !before.has(circle.members.toSorted().join()))) {
    const seated = people.filter(({ id }) => members.includes(id))
    expect(lawful({ people, policy }, seated)).toBe(true)
  }
  expect(unplaced).toEqual([])
}

/** Two circles whose members could all meet each other but for the size. */
function pairThatFits(): [readonly string[], readonly string[]] {
  for (const { members: one } of earlier) {
    for (const { members: two } of earlier) {
      const first = problem.people.filter(({ id }) => [...one.slice(0, 3), ...two.slice(0, 3)].includes(id))
      if (one !== two && lawful(problem, first)) return [one, two]
    }
  }
  throw new Error('no two circles go together')
}

describe('Circles that met before', () => {
  test('nothing changes when nobody comes or goes', () => {
    const again = form({ ...problem, earlier }, { seed: 2, effort })
    expect(touched(again)).toEqual([])
  })

  test.each([0, 2, 4])('late joiner %i touches one circle at most', (n) => {
    const late = earlier.filter(({ members }) => members.length > 5)[n]?.members[n] ?? ''
    const rest = earlier.map(({ circle, members }) => ({ circle, members: members.filter((id) => id !== late) }))
    const joined = form({ ...problem, earlier: rest }, { seed: 1, effort })
    expectLawful(problem, joined)
    const changed = joined.circles.filter(({ circle, members }) => {
      const before = rest.find((each) => each.circle === circle)?.members ?? []
      return before.toSorted().join() !== members.toSorted().join()
    })
    expect(changed).toHaveLength(1)
    expect(changed[0]?.members).toContain(late)
  })

  test('a circle that shrank below five is mended with one other circle at most', () => {
    const small = earlier.toSorted((a, b) => a.members.length - b.members.length)[0]?.members ?? []
    const gone = small.slice(0, small.length - 4)
    const mended = form(without(gone), { seed: 1, effort })
    expectLawful(without(gone), mended)
    expect(touched(mended, gone).length).toBeLessThanOrEqual(2)
  })

  test('two circles that shrank to three each become one, and no other changes', () => {
    const [one, two] = pairThatFits()
    const gone = [...one.slice(3), ...two.slice(3)]
    const merged = form(without(gone), { seed: 1, effort })
    expectLawful(without(gone), merged)
    expect(touched(merged, gone).length).toBeLessThanOrEqual(2)
  })

  test('a circle that is too large is split, and at most one other changes', () => {
    const [one, two] = pairThatFits()
    const rest = earlier.filter(({ members }) => members !== one && members !== two)
    const large = [...rest, { circle: 'large', members: [...one, ...two] }]
    const split = form({ ...problem, earlier: large }, { seed: 1, effort })
    expect(split.unplaced).toEqual([])
    expect(Object.values(split.violations).every((count) => count === 0)).toBe(true)
    const { touched: changed } = keepingCost({ ...problem, earlier: large }, split, { seed: 1, effort: 1000 })
    expect(changed).toContain('large')
    expect(changed.length).toBeLessThanOrEqual(2)
  })

  test('what it costs to change no more is told: nothing where nothing better is found, else the mean that is missed', () => {
    const poor = form(problem, { seed: 1, effort: 500 })
    const kept = { ...problem, earlier: poor.circles.map(({ circle, members }) => ({ circle, members })) }
    const again = form(kept, { seed: 1, effort: 5000 })
    const { touched: changed, cost } = keepingCost(kept, again, { seed: 1, effort })
    expect(changed).toEqual([])
    expect(cost).toBeGreaterThan(0.01)
    expect(cost).toBeLessThanOrEqual(formed.meanFit - poor.meanFit + 0.02)
    const locked = { ...kept, earlier: kept.earlier.map((circle) => ({ ...circle, locked: true })) }
    expect(keepingCost(locked, again, { seed: 1, effort: 5000 }).cost).toBeCloseTo(0, 9)
  })

  test('somebody who leaves a circle that does without them touches no other', () => {
    const gone = earlier.find(({ members }) => members.length > 5)?.members.slice(0, 1) ?? []
    const rest = form(without(gone), { seed: 1, effort })
    expectLawful(without(gone), rest)
    expect(touched(rest, gone)).toEqual([])
  })

  test('a locked circle stays as it is when all others are formed anew', () => {
    const [first, ...others] = earlier
    const kept = first ? [{ ...first, locked: true }, ...others] : []
    const again = form({ ...problem, earlier: kept, keep: 'locked' }, { seed: 5, effort })
    expect(touched(again)).not.toContain(first?.circle)
    expect(Object.values(again.violations).every((count) => count === 0)).toBe(true)
  })
})
