import { LOOK, someTaste } from './anneal.ts'
import { betweenOf, exchangeBetween } from './between.ts'
import { PATIENT, seatByChain, seatByChains } from './chains.ts'
import { construct } from './construct.ts'
import { keeper } from './keeper.ts'
import { leastMean } from './lift.ts'
import { circleCost } from './moves.ts'
import { displacing, kindred, neighbours } from './rebuild.ts'
import { priceOf, type Search, type Standing, seatedCircles, standing, worstCircle } from './search.ts'
import { dissolve, move, restore, snapshot } from './seating.ts'
import { POOL, type State } from './state.ts'

/** How far below the mean, in spreads of the circles' fits, a circle begins to pay, and how steeply. */
const LOW = { spreads: 1.5, steep: 4 }
/** How dear, in usual losses, what is kept all the same may be at the beginning; at the end only what gains is kept. */
const DARING = 0.5
/** How often all exchanges between circles that were formed anew are looked at, and at which temperature, in usual losses. */
const POLISH = { rounds: 4, from: 0.015 }

/**
 * Lifts the worst circle where no exchange can: one of its members finds a place elsewhere by a chain; where that does not
 * help it is taken apart with a few others, circles are formed of whoever goes together and all others find a place by chains.
 * Now and then keeps what is a little worse for the whole, as the way to something better; ends with the best that was met
 * when the budget's share reaches `until`, as far as it gives back no more of the mean than it may. `usual` is a usual loss.
 */
export function focus(search: Search, until: number, usual: number): void {
  const { state, prices, budget, random } = search
  const best = keeper(state)
  const start = best.standing()
  const offer = (at: Standing) => {
    if (at.flaws < start.flaws || at.mean >= leastMean(start)) best.offer(at)
  }
  const begin = budget.spend(0)
  for (let tried = POOL, share = begin; share < until; share = budget.spend(1)) {
    const at = standing(state)
    offer(at)
    Object.assign(prices, { floor: at.mean - LOW.spreads * at.spread, steep: LOW.steep })
    const worst = worstCircle(search)
    if (worst === POOL) break
    if (worst !== tried && letGo(search, worst)) continue
    tried = worst
    const daring = (DARING * usual * (until - share)) / (until - begin)
    takeApart(search, worst, usual, -daring * Math.log(1 - random.next()))
  }
  offer(standing(state))
  best.recall()
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

/** Forms a circle and a few others anew; keeps it where it costs less than `worth`. */
function takeApart(search: Search, circle: number, usual: number, worth: number): void {
  const { state, fixed } = search
  const before = snapshot(state)
  const old = priceOf(search, seatedCircles(state))
  for (const each of around(search, circle)) if (fixed[each] === 0) dissolve(state, each)
  construct(search, someTaste(search))
  seatByChains(search)
  polish(search, changedSince(state, before), usual)
  const change = priceOf(search, seatedCircles(state)) - old
  if (Math.abs(change) < 1e-9 || change >= worth) restore(state, before)
}

/** A circle with a few others: those of whoever goes best with its people or would have to yield to them, or any that suit. */
function around(search: Search, circle: number): number[] {
  const howMany = 2 + search.random.int(4)
  const way = search.random.int(10)
  if (way < 4) return displacing(search, circle, 1 + howMany)
  return way < 7 ? kindred(search, circle, howMany) : neighbours(search, circle, howMany - 1)
}

/** The circles that somebody left or joined, as far as anybody sits there. */
function changedSince({ circleOf, count }: State, before: Int32Array): number[] {
  const changed = new Set<number>()
  for (let block = 0; block < before.length; block++) {
    if (before[block] === circleOf[block]) continue
    changed.add(before[block] ?? POOL).add(circleOf[block] ?? POOL)
  }
  return [...changed].filter((circle) => (count[circle] ?? 0) > 0)
}

/** Lays each two of these circles beside each other, cooler every time, until nothing moves. */
function polish(search: Search, circles: readonly number[], usual: number): void {
  const between = betweenOf(search.state.model)
  const { rounds, from } = POLISH
  for (let round = 0, moved = true; moved && round < rounds; round++) {
    moved = false
    const temperature = from * usual * (1 - round / rounds)
    for (const [n, one] of circles.entries())
      for (const other of circles.slice(n + 1)) {
        search.budget.spend(LOOK)
        if (exchangeBetween(search, between, one, other, temperature)) moved = true
      }
  }
}
