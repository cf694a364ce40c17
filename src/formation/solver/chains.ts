import { cost, exchange, NEVER } from './moves.ts'
import type { Search } from './search.ts'
import { NOBODY, POOL } from './state.ts'

/** How many of the cheapest exchanges that make room for somebody are followed up. */
const FOLLOWED = 8

/** Seats those who wait wherever it costs least, if need be in the place of somebody who finds another. */
export function seatByChains(search: Search): void {
  const { state } = search
  for (const block of Array.from(state.pool.subarray(0, state.pooled))) {
    const direct = cheapest(search, block, POOL)
    const chain = cheapestChain(search, block, direct.price)
    if (chain) {
      exchange(state, block, chain.circle, chain.leaves)
      exchange(state, chain.leaves, chain.to, NOBODY)
    } else if (direct.price < 0) exchange(state, block, direct.circle, NOBODY)
  }
}

/** The circle other than `not` that a waiting block can join at the least price. */
function cheapest({ state, prices, open, budget }: Search, block: number, not: number) {
  let best = { circle: POOL, price: NEVER }
  for (const circle of open) {
    if (circle === not || (state.count[circle] ?? 0) === 0) continue
    const price = cost(state, prices, block, circle, NOBODY)
    if (price < best.price) best = { circle, price }
  }
  budget.spend(open.length >> 3)
  return best
}

/** The exchange after which the one who made room joins a third circle, where both together cost less than `most`. */
function cheapestChain(search: Search, block: number, most: number) {
  const { state } = search
  let least = Math.min(0, most)
  let best: { circle: number; leaves: number; to: number } | null = null
  for (const { circle, leaves, price } of roomMakers(search, block)) {
    exchange(state, block, circle, leaves)
    const next = cheapest(search, leaves, circle)
    exchange(state, leaves, circle, block)
    if (price + next.price >= least) continue
    least = price + next.price
    best = { circle, leaves, to: next.circle }
  }
  return best
}

function roomMakers({ state, prices, open, locked, budget }: Search, block: number) {
  const { max, size } = state.model
  const found: { circle: number; leaves: number; price: number }[] = []
  for (const circle of open) {
    const count = state.count[circle] ?? 0
    for (let i = 0; i < count; i++) {
      const leaves = state.rows[circle * max + i] ?? NOBODY
      if (locked[leaves] === 1 || size[leaves] !== size[block]) continue
      const price = cost(state, prices, block, circle, leaves)
      if (price !== NEVER) found.push({ circle, leaves, price })
    }
  }
  budget.spend((size.length >> 4) + found.length)
  return found.sort((a, b) => a.price - b.price).slice(0, FOLLOWED)
}
