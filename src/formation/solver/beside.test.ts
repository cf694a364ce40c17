import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { besideOthers, lostMost } from './beside.ts'
import { form, openBoard } from './index.ts'
import { chairsFor } from './scored.ts'

const problem = problemFrom(readFileSync(sample('applicants-97-hard.csv'), 'utf8'), policyOf(true))
const board = openBoard(problem)
const { circles } = form(problem, { seed: 1, effort: 20_000 })

test('what is told of each answer adds up to the fit that is told of the whole', () => {
  const weights = problem.policy.attributes.reduce((sum, { weight }) => sum + weight, 0)
  for (const { id } of problem.people) {
    for (const { circle, fit } of chairsFor(board, circles, id)) {
      const members = circles.find((each) => each.circle === circle)?.members ?? []
      const told = besideOthers(board, members, id)
      expect(told.reduce((sum, { weight, as }) => sum + weight * as, 0) / weights).toBeCloseTo(fit, 9)
    }
  }
})

test('Ana, a nurse among a nurse and two cooks, reads who answered what, and in what another circle goes less well with her', () => {
  const of = (id: string, trade: string, hours: string, goals: string) => ({
    ...{ id, zone: 'UTC', free: [], apartFrom: [], togetherWith: [] },
    answers: { trade, hours, goals },
  })
  const few = openBoard({
    policy: {
      ...{ size: { min: 2, max: 4 }, meetingMinutes: 60, apart: [], common: [], noLone: [] },
      attributes: [
        { column: 'trade', kind: 'category', aim: 'diverse', weight: 3 },
        { column: 'hours', kind: 'number', aim: 'similar', weight: 1 },
        { column: 'goals', kind: 'set', aim: 'similar', weight: 1 },
      ],
    },
    people: [
      of('ana', 'nurse', '2', 'change; focus'),
      of('ben', 'nurse', '2', 'change'),
      of('cy', 'cook', '6', ''),
      of('dee', 'cook', '2', 'change; focus'),
    ],
  })
  const here = besideOthers(few, ['ana', 'cy', 'dee', 'ben'], 'ana')
  expect(here[0]).toEqual({
    ...{ column: 'trade', aim: 'diverse', weight: 3, as: 2 / 3, own: 'nurse' },
    others: [
      { value: 'cook', people: 2 },
      { value: 'nurse', people: 1 },
    ],
  })
  expect(here[1]).toMatchObject({ as: expect.closeTo(2 / 3), own: '2' })
  expect(here[2]).toMatchObject({
    own: 'change; focus',
    others: [
      { value: 'change', people: 2 },
      { value: '', people: 1 },
      { value: 'focus', people: 1 },
    ],
  })
  expect(lostMost(here, besideOthers(few, ['ben'], 'ana'))).toEqual({ column: 'trade', here: 2 / 3, there: 0 })
  expect(lostMost(here, here)).toBeUndefined()
})
