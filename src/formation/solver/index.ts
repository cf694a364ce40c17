import { boardOver } from './board.ts'
import { costliestRules } from './costs.ts'
import { seatEarlier } from './earlier.ts'
import { finish } from './finish.ts'
import { gather } from './gather.ts'
import { diagnose } from './impossible.ts'
import { changeLeast } from './least.ts'
import { modelOf } from './model.ts'
import { rescue } from './rescue.ts'
import { resultOf } from './result.ts'
import { type Search, standing } from './search.ts'
import { restore, snapshot } from './seating.ts'
import { solve } from './solve.ts'
import { begun } from './start.ts'
import { POOL, type State } from './state.ts'
import { moreHoursFirst } from './turns.ts'
import type { Formation, Options, Problem } from './types.ts'

export { type Board, moved as movePerson, openBoard, type Scored } from './board.ts'
export { fill, seatAgain } from './fill.ts'
export { keepingCost } from './keeping.ts'
export { mends } from './mend.ts'
export { helpFor } from './rebalance.ts'
export { opened } from './scored.ts'
export type * from './types.ts'
export { type Drop, type WhatIf, whatIf } from './whatif.ts'

/** Evaluations that take a second at the most for a few hundred people, some four seconds for 2,000 and eight or so for 10,000. */
export const usualEffort = (people: number): number =>
  Math.min(300_000 + 1000 * people, 1_900_000 + 210 * people, 4_000_000)

/** Evaluations for each small search behind a `whatIf`: enough to tell what matters from what does not. */
export const lookEffort = (people: number): number => Math.ceil(usualEffort(people) / 12)

/** For how many who wait at the end others are called together. */
const CALLED = 20

/** What it costs to seat someone elsewhere than before: more than any gain in fit, less than a broken rule. */
const AWAY = 3

/**
 * Forms circles. Every circle of the result keeps every rule, except where locked people break one; who cannot be placed is
 * left out and named. The same problem, seed and effort give the same result; with a clock (`spent`) the result says how
 * far it came. Throws for a time zone that this machine does not know.
 */
export function form(problem: Problem, options: Options): Formation {
  const search = begun(modelOf(problem), inTime(options))
  const { state, budget } = search
  run(search)
  const result = withCosts(state, resultOf(state))
  const impossible = result.unplaced.length > 0 ? diagnose(state) : []
  return { ...result, impossible, seed: options.seed, effort: budget.used }
}

/** Of the time that a clock gives, so much is kept for working out what came of it: then all of it is there when the time is up. */
const TELLING = 0.07

const inTime = ({ spent, ...options }: Options): Options =>
  spent ? { ...options, spent: () => spent() / (1 - TELLING) } : options

/** So that what is told of thousands of people takes a part of a second, only some of their exchanges are looked at. */
const LOOKED = { all: 40_000, least: 60, closely: 8 }

/** Adds to each circle's reasons which rule costs it most. */
function withCosts<Result extends Pick<Formation, 'circles'>>({ model }: State, result: Result): Result {
  const { all, least, closely } = LOOKED
  const exchanges = Math.max(least, Math.floor(all / Math.max(1, result.circles.length)))
  const members = result.circles.map((circle) => circle.members)
  const costs = costliestRules(boardOver(model), members, { exchanges, closely })
  const circles = result.circles.map((circle, n) => ({ ...circle, reasons: [...circle.reasons, ...(costs[n] ?? [])] }))
  return { ...result, circles }
}

function run(search: Search): void {
  const { state, prices } = search
  const { earlier, keep } = state.model.problem
  if (earlier) seatEarlier(search)
  if (earlier && keep !== 'locked') {
    prices.away = AWAY
    changeLeast(search)
    if (standing(state).flaws > 0) solve(search)
  } else {
    solve(search)
  }
  finish(search)
  if (state.pooled > 0) callTogether(search)
  if (state.pooled > 0 && rescue(search)) finish(search)
  if (state.pooled > 0) moreHoursFirst(search)
}

/** For those who still wait: circles that can spare somebody send them into a new one. */
function callTogether(search: Search): void {
  const { state, prices } = search
  if (prices.away > 0) return
  const circles = snapshot(state)
  const before = standing(state)
  for (const block of Array.from(state.pool.subarray(0, Math.min(state.pooled, CALLED)))) {
    for (let tries = 0; tries < 50 && state.circleOf[block] === POOL; tries++) gather(search, block, prices.unplaced)
  }
  finish(search)
  if (standing(state).flaws >= before.flaws) restore(state, circles)
}
