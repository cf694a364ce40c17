import { someTaste } from './anneal.ts'
import { seatByChains } from './chains.ts'
import { construct } from './construct.ts'
import { neighbours } from './rebuild.ts'
import { priceOf, type Search, seatedCircles, standing, worstCircle } from './search.ts'
import { dissolve, restore, snapshot } from './seating.ts'
import { POOL } from './state.ts'

/** How far below the mean, in spreads of the circles' fits, a circle begins to pay, and how steeply. */
const LOW = { spreads: 1.5, steep: 4 }

/**
 * Lifts the worst circle where no exchange can: takes it apart with a few others, forms circles of whoever goes together and
 * finds all others a place by chains through any circle. Keeps what is better for the whole, until the budget's share
 * reaches `until`.
 */
export function focus(search: Search, until: number): void {
  const { state, prices, budget, random, fixed } = search
  while (budget.spend(1) < until) {
    const { mean, spread } = standing(state)
    Object.assign(prices, { floor: mean - LOW.spreads * spread, steep: LOW.steep })
    const worst = worstCircle(search)
    if (worst === POOL) return
    const before = snapshot(state)
    const old = priceOf(search, seatedCircles(state))
    for (const circle of neighbours(search, worst, 1 + random.int(4))) if (fixed[circle] === 0) dissolve(state, circle)
    construct(search, someTaste(search))
    seatByChains(search)
    if (priceOf(search, seatedCircles(state)) >= old - 1e-9) restore(state, before)
  }
}
