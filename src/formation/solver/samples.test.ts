import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { circlesCsv, judge, makePeople, policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { form } from './index.ts'

/** Evaluations that take well under a second on a quiet machine. */
const effortFor = (people: number) => (people < 50 ? 150_000 : 350_000)

const kept = {
  unplaced: 0,
  size: 0,
  apart: 0,
  manager: 0,
  apart_from: 0,
  together_with: 0,
  language: 0,
  lone: 0,
  no_slot: 0,
}

describe('Applicants with a good solution hidden among them', () => {
  test.each([
    [48, 1, false],
    [97, 4, true],
    [48, 3, true],
    [97, 6, false],
    [203, 7, true],
  ])('%i people (seed %i, hard %s) sit at least as well, and every rule is kept', (people, seed, hard) => {
    const { csv, hidden } = makePeople(people, seed, hard)
    const formation = form(problemFrom(csv, policyOf(hard)), { seed: 1, effort: effortFor(people) })
    const planted = judge(csv, policyOf(hard), hidden)
    const found = judge(csv, policyOf(hard), circlesCsv(formation))
    expect(found).toMatchObject({ exit: 0, hard: kept })
    expect(found.mean_fit).toBeGreaterThanOrEqual(planted.mean_fit - 1e-6)
    expect(found.worst_fit).toBeGreaterThanOrEqual(planted.worst_fit - 1e-6)
    expect(formation.meanFit).toBeCloseTo(found.mean_fit, 5)
    expect(formation.worstFit).toBeCloseTo(found.worst_fit, 5)
  })

  test('chance is what everyone together in one circle would be', () => {
    const { csv } = makePeople(48, 3, true)
    const everyone = problemFrom(csv, policyOf(true)).people.map(({ id }) => `${id},1`)
    const all = judge(csv, policyOf(true), `${['id,circle', ...everyone].join('\n')}\n`)
    const { randomFit } = form(problemFrom(csv, policyOf(true)), { seed: 1, effort: 1 })
    expect(randomFit).toBeCloseTo(all.mean_fit, 5)
  })

  test('the same seed and effort give the same circles, another seed others', () => {
    const problem = problemFrom(readFileSync(sample('applicants-203.csv'), 'utf8'), policyOf(false))
    const formed = (seed: number) => JSON.stringify(form(problem, { seed, effort: 20_000 }))
    expect(formed(5)).toBe(formed(5))
    expect(formed(6)).not.toBe(formed(5))
  })

  test('a search that is stopped at once still gives lawful circles', () => {
    const csv = readFileSync(sample('applicants-203.csv'), 'utf8')
    const shares: number[] = []
    const formation = form(problemFrom(csv, policyOf(false)), {
      seed: 1,
      spent: () => 0,
      shouldStop: () => true,
      progress: ({ share }) => shares.push(share),
    })
    const { hard } = judge(csv, policyOf(false), circlesCsv(formation))
    expect(hard).toEqual({ ...kept, unknown: 0, unplaced: formation.unplaced.length })
    expect(formation.unplaced.length).toBeLessThan(30)
    expect(shares.at(-1)).toBe(1)
  })
})
