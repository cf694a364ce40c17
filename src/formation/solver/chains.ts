import { admits, changeBy, crossFit, NEVER, reaches } from './moves.ts'
import type { Search } from './search.ts'
import { fitWith, move } from './seating.ts'
import { NOBODY, POOL } from './state.ts'

/** How many of the cheapest chains of each length are followed up, and how long they grow. */
type Patience = { followed: number; longest: number }
const QUICK: Patience = { followed: 6, longest: 3 }
export const PATIENT: Patience = { followed: 16, longest: 4 }

/**
 * The last link of a chain: somebody takes a seat in a circle, in the place of whoever is `homeless` then, or of nobody at the
 * end. `price` is that of the whole chain so far; no circle is in it twice, so that each can be priced as it is.
 */
type Link = { block: number; circle: number; homeless: number; price: number; before: Link | null }

/** Seats those who wait wherever it costs least, if need be in the place of somebody who finds another, and so on. */
export function seatByChains(search: Search): void {
  const { state, prices } = search
  for (const block of Array.from(state.pool.subarray(0, state.pooled))) {
    seatByChain(search, block, prices.unplaced * (state.model.size[block] ?? 0), QUICK)
  }
}

/** Seats somebody who waits by the cheapest chain, if one costs less than `most`. */
export function seatByChain(search: Search, block: number, most: number, patience: Patience): boolean {
  let best = { price: most, block, before: null as Link | null, circle: POOL, homeless: block }
  let chains: Link[] = [{ block: NOBODY, circle: POOL, homeless: block, price: 0, before: null }]
  for (let length = 0; length < patience.longest; length++) {
    const longer = new Map<number, Link>()
    for (const chain of chains) {
      search.budget.spend(search.state.model.size.length >> 6)
      const end = grow(search, chain, longer)
      if (end.price < best.price) best = end
    }
    chains = [...longer.values()].sort((a, b) => a.price - b.price).slice(0, patience.followed)
  }
  if (best.circle === POOL) return false
  for (let link: Link | null = best; link && link.circle !== POOL; link = link.before)
    move(search.state, link.block, link.circle)
  return true
}

/** Notes the cheapest chains in which whoever is homeless now takes somebody's place; the cheapest by which they find a free one. */
function grow(search: Search, chain: Link, longer: Map<number, Link>): Link {
  const { state, prices, locked } = search
  const { max, size } = state.model
  const block = chain.homeless
  const people = size[block] ?? 0
  let end: Link = { block, circle: POOL, homeless: NOBODY, price: NEVER, before: chain }
  for (const circle of search.open) {
    const count = state.count[circle] ?? 0
    if (count === 0 || !reaches(state, circle, block) || isOn(chain, circle)) continue
    const brings = fitWith(state, block, circle) + (state.inner[block] ?? 0)
    if (admits(state, circle, block, NOBODY, people)) {
      const price = chain.price + changeBy(state, prices, circle, block, NOBODY, brings)
      if (price < end.price) end = { ...end, circle, price }
    }
    for (let i = 0; i < count; i++) {
      const homeless = state.rows[circle * max + i] ?? NOBODY
      if (locked[homeless] === 1 || !admits(state, circle, block, homeless, people - (size[homeless] ?? 0))) continue
      const cross = crossFit(state, block, homeless)
      const price = chain.price + changeBy(state, prices, circle, block, homeless, brings - cross)
      if (price < (longer.get(homeless)?.price ?? NEVER))
        longer.set(homeless, { block, circle, homeless, price, before: chain })
    }
  }
  return end
}

function isOn(chain: Link, circle: number): boolean {
  for (let link: Link | null = chain; link; link = link.before) if (link.circle === circle) return true
  return false
}
