import { anneal, usualLoss } from './anneal.ts'
import { construct } from './construct.ts'
import { focus } from './focus.ts'
import { keeper } from './keeper.ts'
import { leastMean, lift } from './lift.ts'
import { planFor, type Round } from './plans.ts'
import { settle } from './rebuild.ts'
import { type Search, standing } from './search.ts'
import { dissolve } from './seating.ts'

/** How much chance there is in a fresh start, in units of fit. */
const NOISE = 0.2

/** The share of the budget at which the worst circle is taken apart no more, and only exchanges lift it. */
const FOCUSED = 0.97

/** Fills the circles as well as the budget allows, from the pool or from circles that somebody sits in already. */
export function solve(search: Search, rounds: readonly Round[] = planFor(search.state.circleOf.length)): void {
  const { state, prices } = search
  begin(search, 0)
  const usual = usualLoss(search)
  const best = keeper(state)
  for (const round of rounds) {
    if (round.afresh) begin(search, NOISE)
    else best.recall()
    anneal(search, round, usual)
    best.offer()
    if (best.standing().flaws > 0) prices.lone = prices.missing = prices.unplaced * state.model.max
  }
  best.recall()
  const before = best.standing()
  focus(search, FOCUSED, usual)
  best.offer()
  best.recall()
  const after = best.standing()
  lift(search, 1, leastMean(after.flaws < before.flaws ? after : before))
  if (standing(state).flaws > best.standing().flaws) best.recall()
}

/** Takes apart what may be taken apart, if there should be `noise`, and seats everybody who waits. */
function begin(search: Search, noise: number): void {
  const { state, random, fixed, open } = search
  const { min, max } = state.model
  if (noise > 0) for (const circle of open) if (fixed[circle] === 0) dissolve(state, circle)
  construct(search, { reluctance: 1, noise, target: () => Math.floor((min + max) / 2 - 0.5 + random.next()) })
  settle(search, open)
}
