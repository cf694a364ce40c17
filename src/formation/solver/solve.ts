import { anneal, usualLoss } from './anneal.ts'
import { construct } from './construct.ts'
import { lift, merit } from './lift.ts'
import { settle } from './rebuild.ts'
import { type Search, type Standing, standing } from './search.ts'
import { restore, snapshot } from './seating.ts'
import type { State } from './state.ts'

/**
 * Rounds of annealing: each ends at a share of the budget, and the next begins from the best so far. Temperatures are parts
 * of what a bad swap usually costs; `steep` says how much circles far below the others weigh, less and less.
 */
const ROUNDS = [
  { until: 0.5, from: 0.1, to: 0.01, steep: 2 },
  { until: 0.7, from: 0.03, to: 0.01, steep: 1 },
  { until: 0.85, from: 0.03, to: 0.01, steep: 0.5 },
]

/** Fills the circles as well as the budget allows, from the pool or from circles that somebody sits in already. */
export function solve(search: Search): void {
  const { state, random, prices } = search
  const { min, max } = state.model
  const target = () => Math.floor((min + max) / 2 - 0.5 + random.next())
  construct(search, { reluctance: 1, noise: 0, target })
  settle(search, search.open)
  const loss = usualLoss(search)
  const best = keeper(state)
  for (const { until, from, to, steep } of ROUNDS) {
    anneal(search, until, { from: loss * from, to: loss * to }, steep)
    best.offer()
    best.recall()
    if (best.standing().flaws > 0) prices.lone = prices.missing = prices.unplaced * max
  }
  lift(search, 1)
  if (standing(state).flaws > best.standing().flaws) best.recall()
}

/** Remembers the best state it was shown: the fewest flaws, then the most merit. */
function keeper(state: State) {
  let kept = { at: standing(state), circles: snapshot(state) }
  return {
    offer() {
      const at = standing(state)
      if (better(at, kept.at)) kept = { at, circles: snapshot(state) }
    },
    recall: () => restore(state, kept.circles),
    standing: () => kept.at,
  }
}

const better = (a: Standing, b: Standing) => (a.flaws === b.flaws ? merit(a) > merit(b) : a.flaws < b.flaws)
