import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { wholeWith } from '../rules/board.ts'
import { moved, openBoard } from './board.ts'
import { form } from './index.ts'
import { liftOf } from './lifting.ts'
import { brokenRules, chairsFor, fitWith, fitWithout, leavingBy, scored } from './scored.ts'

const problem = problemFrom(readFileSync(sample('applicants-97-hard.csv'), 'utf8'), policyOf(true))
const ids = problem.people.map(({ id }) => id)
const arrangement = Array.from({ length: 15 }, (_, circle) => ({
  circle: String(circle + 1),
  members: ids.filter((_, person) => person % 16 === circle),
}))

test('moving people one by one says the same as scoring the whole anew', () => {
  const board = openBoard(problem)
  const move = fc.tuple(fc.constantFrom(...ids), fc.option(fc.integer({ min: 1, max: 17 }).map(String)))
  fc.assert(
    fc.property(fc.array(move, { minLength: 1, maxLength: 6 }), (moves) => {
      let now = scored(problem, arrangement)
      for (const [id, to] of moves) {
        now = moved(board, now, id, to)
        const anew = scored(problem, now.circles)
        expect(now.violations).toEqual(anew.violations)
        expect(now.unplaced).toEqual(anew.unplaced)
        expect(now.circles).toEqual(anew.circles)
        expect(now.meanFit).toBeCloseTo(anew.meanFit, 12)
        expect(now.worstFit).toBeCloseTo(anew.worstFit, 12)
      }
    }),
    { numRuns: 20 },
  )
})

test('what would be wrong with a circle that somebody leaves is what is wrong with it once they left', () => {
  const board = openBoard(problem)
  const wrong = new Set<string>()
  const bound = problem.people.find(({ togetherWith }) => togetherWith.length > 0)
  const pair = bound ? [bound.id, ...bound.togetherWith] : []
  const others = arrangement.map(({ circle, members }) => ({
    circle,
    members: members.filter((id) => !pair.includes(id)),
  }))
  const five = { circle: '16', members: [...pair, ...ids.filter((_, n) => n % 16 === 15).slice(2, 7 - pair.length)] }
  const before = scored(problem, [...others, five])
  const { circles } = before
  for (const id of ids) {
    const rulesIn = (circle: string, of = circles) => brokenRules(board, of).get(circle) ?? []
    const leaving = leavingBy(board, circles, id)
    if (!leaving) continue
    const after = moved(board, before, id, null).circles
    const left = rulesIn(leaving.circle, after).filter((rule) => !rulesIn(leaving.circle).includes(rule))
    expect(leaving.rules).toEqual(left)
    expect(after.find(({ circle }) => circle === leaving.circle)?.members).toHaveLength(leaving.people)
    for (const rule of left) wrong.add(rule)
  }
  expect([...wrong]).toEqual(expect.arrayContaining(['size', 'together_with']))
})

test('what a move would make of both circles follows from how somebody goes together with their people', () => {
  const board = openBoard(problem)
  const before = scored(problem, arrangement)
  const fitIn = (of: typeof before, name: string) => of.circles.find(({ circle }) => circle === name)
  for (const id of ids.slice(0, 15)) {
    const [here, there] = chairsFor(board, before.circles, id)
    if (!here || !there) throw new Error('nowhere to sit')
    const after = moved(board, before, id, there.circle)
    const [from, to] = [fitIn(before, here.circle), fitIn(before, there.circle)]
    const left = fitWithout(from?.fit ?? 0, from?.members.length ?? 0, here.fit)
    const joined = fitWith(to?.fit ?? 0, to?.members.length ?? 0, there.fit)
    expect(left).toBeCloseTo(fitIn(after, here.circle)?.fit ?? -1, 12)
    expect(joined).toBeCloseTo(fitIn(after, there.circle)?.fit ?? -1, 12)
  }
})

test('what is said to help the circle that fits least does so: the figures are those of the moves, and no rule is broken by it', () => {
  const few = problemFrom(readFileSync(sample('applicants-48.csv'), 'utf8'), policyOf(false))
  const board = openBoard(few)
  const formed = form(few, { seed: 1, effort: 20_000 })
  const anybody = fc.constantFrom(...few.people.map(({ id }) => id))
  const everybody = formed.circles.flatMap(({ members }) => members)
  let helped = 0
  fc.assert(
    fc.property(anybody, anybody, (a, b) => {
      const swapped = (id: string) => (id === a ? b : id === b ? a : id)
      const before = scored(
        few,
        formed.circles.map(({ circle, members }) => ({ circle, members: members.map(swapped) })),
      )
      const lift = liftOf(board, before.circles, { people: [], circles: [] })
      expect(liftOf(board, before.circles, { people: everybody, circles: [] })).toBeUndefined()
      if (!lift) return
      helped++
      const { leaves, comes, worst, other, fits } = lift
      let after = leaves ? moved(board, before, leaves, other) : before
      if (comes) after = moved(board, after, comes, worst)
      const fitOf = (name: string) => after.circles.find(({ circle }) => circle === name)?.fit
      expect([fitOf(worst), fitOf(other)]).toEqual([fits.worst.after, fits.other.after])
      expect(fits.worst.after).toBeGreaterThan(fits.worst.before)
      expect(fits.other.after).toBeGreaterThan(fits.worst.before)
      expect(after.meanFit).toBeCloseTo(fits.mean.after, 12)
      const rules = (of: typeof before) => Object.values(of.violations).reduce((sum, each) => sum + each, 0)
      expect(rules(after)).toBeLessThanOrEqual(rules(before))
      const whole = wholeWith(before.circles, new Map())
      expect([whole.mean, whole.worst]).toEqual([before.meanFit, before.worstFit])
    }),
    { numRuns: 30 },
  )
  expect(helped).toBeGreaterThan(0)
})
