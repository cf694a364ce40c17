import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { moved, openBoard } from './board.ts'
import { chairsFor, fitWith, fitWithout, scored } from './scored.ts'

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
