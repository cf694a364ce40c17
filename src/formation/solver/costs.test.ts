import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { moved, openBoard } from './board.ts'
import { costliestRules } from './costs.ts'
import { form } from './index.ts'
import type { Person, Problem } from './types.ts'

const someone = (id: string, trade: string, tongue: string): Person => ({
  ...{ id, zone: 'UTC', free: [], apartFrom: [], togetherWith: [] },
  answers: { trade, tongue },
})

/** Two cooks and two nurses of two tongues each, who would rather sit with their own trade. */
const torn: Problem = {
  policy: {
    ...{ size: { min: 2, max: 2 }, meetingMinutes: 60, apart: [], common: ['tongue'], noLone: [] },
    attributes: [{ column: 'trade', kind: 'category', aim: 'similar', weight: 1 }],
  },
  people: [
    someone('ana', 'cook', 'Basque'),
    someone('ben', 'cook', 'Welsh'),
    someone('cy', 'nurse', 'Basque'),
    someone('dot', 'nurse', 'Welsh'),
  ],
}
const all = { exchanges: 1e9, closely: 100 }

describe('The rule that costs a circle most', () => {
  test('is the tongue in common where that alone keeps Ana and Ben, both cooks, apart', () => {
    const { circles } = form(torn, { seed: 1, effort: 500 })
    const cost = { code: 'cost', values: { rule: 'language', here: 0, there: 1 } }
    expect(circles.map(({ reasons }) => reasons.at(-1))).toEqual([cost, cost])
  })

  test('is none where nothing better is kept from it', () => {
    const loose = { ...torn, policy: { ...torn.policy, common: [] } }
    const { circles } = form(loose, { seed: 1, effort: 500 })
    expect(circles.flatMap(({ reasons }) => reasons.map(({ code }) => code))).not.toContain('cost')
  })

  test('is one that really stands in the way, and without it one exchange reaches the fit that is told', () => {
    const problem = problemFrom(readFileSync(sample('applicants-48.csv'), 'utf8'), policyOf(false))
    const board = openBoard(problem)
    const formed = form(problem, { seed: 1, effort: 5000 })
    const told = costliestRules(
      board,
      formed.circles.map(({ members }) => members),
      all,
    )
    const n = told.findIndex((reasons) => reasons.length > 0)
    const [here, others] = [formed.circles[n], formed.circles.filter((_, other) => other !== n)]
    const reached = (here?.members ?? []).flatMap((a) =>
      others.flatMap((other) =>
        other.members.flatMap((b) => {
          const after = moved(board, moved(board, formed, a, other.circle), b, here?.circle ?? '')
          const fit = after.circles.find(({ circle }) => circle === here?.circle)?.fit ?? 0
          const broken = Object.entries(after.violations).flatMap(([rule, times]) => (times > 0 ? [rule] : []))
          return broken.length === 1 ? [{ rule: broken[0], there: fit }] : []
        }),
      ),
    )
    const cost = told[n]?.[0]?.values ?? {}
    expect(
      reached.filter(({ rule, there }) => rule === cost.rule && Math.abs(there - Number(cost.there)) < 1e-9).length,
    ).toBeGreaterThan(0)
  })
})
