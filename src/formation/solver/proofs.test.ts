import { expect, test } from 'vitest'
import { form } from './index.ts'
import type { Person, Policy } from './types.ts'

const policy: Policy = {
  size: { min: 2, max: 4 },
  meetingMinutes: 60,
  attributes: [],
  apart: [],
  common: ['languages', 'goals'],
  noLone: [],
}

const someone = (id: string, goals: string): Person => ({
  ...{ id, zone: 'UTC', free: [], apartFrom: [], togetherWith: [] },
  answers: { languages: 'English', goals },
})

test('Of two columns that all must share, the one that Ana left empty is named', () => {
  const people = [someone('ana', ''), someone('ben', 'hiring'), someone('cy', 'hiring')]
  const { unplaced, impossible } = form({ people, policy }, { seed: 1, effort: 1000 })
  expect(unplaced).toEqual(['ana'])
  expect(impossible.map(({ because }) => because)).toContainEqual({
    code: 'no-value',
    values: { people: ['ana'], column: 'goals' },
  })
})
