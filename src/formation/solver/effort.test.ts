import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { form, type Progress } from './index.ts'

const problem = problemFrom(readFileSync(sample('applicants-97-hard.csv'), 'utf8'), policyOf(true))
const keepsEveryRule = ({ violations: { unplaced: _, ...broken } }: ReturnType<typeof form>) =>
  Object.values(broken).every((times) => times === 0)

describe('A search', () => {
  test('comes to the same with the same effort, whether or not a clock, a stop button and a page look on', () => {
    const alone = form(problem, { seed: 4, effort: 20_000 })
    const watched = form(problem, {
      seed: 4,
      effort: 20_000,
      progress: () => {},
      shouldStop: () => false,
      spent: () => 0,
    })
    expect(JSON.stringify(watched)).toBe(JSON.stringify(alone))
  })

  test('tells how far it is, from little to all, and how many sit by then', () => {
    const told: Progress[] = []
    form(problem, { seed: 4, effort: 20_000, progress: (each) => told.push(each) })
    const shares = told.map(({ share }) => share)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.length).toBeGreaterThan(10)
    expect(
      told.every(({ people, placed, meanFit }) => people === 97 && placed <= 97 && meanFit > 0 && meanFit < 1),
    ).toBe(true)
  })

  test.each([1, 3, 10, 25])(
    'can be stopped after the %ith look, with lawful circles and everybody told of',
    (looks) => {
      let asked = 0
      const formation = form(problem, { seed: 4, effort: 40_000, shouldStop: () => ++asked > looks })
      expect(keepsEveryRule(formation)).toBe(true)
      expect(formation.effort).toBeLessThan(30_000)
      const seated = formation.circles.flatMap(({ members }) => members)
      expect(seated.length + formation.unplaced.length).toBe(97)
      const named = new Set(formation.impossible.flatMap(({ people }) => people))
      expect(formation.unplaced.filter((id) => !named.has(id))).toEqual([])
    },
  )

  test('that is stopped late is no worse than one that is stopped early', () => {
    const stopped = (looks: number) => {
      let asked = 0
      return form(problem, { seed: 4, effort: 300_000, shouldStop: () => ++asked > looks })
    }
    const [early, late] = [stopped(4), stopped(400)]
    expect(late.unplaced.length).toBeLessThanOrEqual(early.unplaced.length)
    expect(late.meanFit).toBeGreaterThan(early.meanFit)
  })
})
