import { someTaste } from './anneal.ts'
import { PATIENT, seatByChain, seatByChains } from './chains.ts'
import { construct } from './construct.ts'
import { circleCost } from './moves.ts'
import { kindred, neighbours } from './rebuild.ts'
import { priceOf, type Search, seatedCircles, standing, worstCircle } from './search.ts'
import { dissolve, move, restore, snapshot } from './seating.ts'
import { POOL } from './state.ts'

/** How far below the mean, in spreads of the circles' fits, a circle begins to pay, and how steeply. */
const LOW = { spreads: 1.5, steep: 4 }

/**
 * Lifts the worst circle where no exchange can: one of its members finds a place elsewhere by a chain; where that does not
 * help it is taken apart with a few others, circles are formed of whoever goes together and all others find a place by chains.
 * Keeps what is better for the whole, until the budget's share reaches `until`.
 */
export function focus(search: Search, until: number): void {
  const { state, prices, budget } = search
  for (let tried = POOL; budget.spend(1) < until; ) {
    const { mean, spread } = standing(state)
    Object.assign(prices, { floor: mean - LOW.spreads * spread, steep: LOW.steep })
    const worst = worstCircle(search)
    if (worst === POOL) return
    if (worst !== tried && letGo(search, worst)) continue
    tried = worst
    takeApart(search, worst)
  }
}

/** Lets a member of a circle go to where a chain leads them, if it gains; tells whether one went. */
function letGo(search: Search, circle: number): boolean {
  const { state, prices, locked } = search
  const row = circle * state.model.max
  for (const block of state.rows.slice(row, row + (state.count[circle] ?? 0))) {
    if (locked[block] === 1) continue
    const before = circleCost(state, prices, circle)
    move(state, block, POOL)
    if (seatByChain(search, block, before - circleCost(state, prices, circle) - 1e-9, PATIENT)) return true
    move(state, block, circle)
  }
  return false
}

function takeApart(search: Search, circle: number): void {
  const { state, fixed } = search
  const before = snapshot(state)
  const old = priceOf(search, seatedCircles(state))
  for (const each of around(search, circle)) if (fixed[each] === 0) dissolve(state, each)
  construct(search, someTaste(search))
  seatByChains(search)
  if (priceOf(search, seatedCircles(state)) >= old - 1e-9) restore(state, before)
}

/** A circle with a few others: those of whoever goes best with its people, or any that suit. */
function around(search: Search, circle: number): number[] {
  const howMany = 1 + search.random.int(4)
  return search.random.int(2) === 0 ? kindred(search, circle, 1 + howMany) : neighbours(search, circle, howMany)
}
