import { loneChange } from './moves.ts'
import { canJoin, emptyCircle, type Search } from './search.ts'
import { dissolve, fitWith, move } from './seating.ts'
import { NOBODY, POOL, type State } from './state.ts'

/** How many of those who could join a circle are looked at for it. */
const LOOKED_AT = 200

/** What it counts for a newcomer to end, or against one to begin, somebody's being alone with a value. */
const ALONE = 0.15

/** `reluctance`: how much it counts against someone that they are easy to place elsewhere; `noise`: chance, in units of fit. */
export type Taste = { reluctance: number; noise: number; target: () => number }

/**
 * Circles from the pool: begin with whoever has the fewest people around them and fill the circle with those who fit best
 * among the ones that are hard to place. Nobody is put where a rule forbids it; who is left over stays in the pool.
 */
export function construct(search: Search, taste: Taste): void {
  const { state, random, company } = search
  const order = Array.from(state.pool.subarray(0, state.pooled), (block) => ({
    block,
    key: (company[block] ?? 0) * (1 + random.next() * taste.noise),
  }))
  const blocks = order.sort((a, b) => a.key - b.key || a.block - b.block).map(({ block }) => block)
  for (const seed of blocks) {
    if (state.circleOf[seed] !== POOL) continue
    const circle = emptyCircle(search)
    if (circle === POOL) return
    found(search, seed, circle, blocks, taste)
  }
}

/** For each block how many people share its values and hours, roughly, as a share of the most that any block has. */
export function companyOf(state: State): Float64Array {
  const { shared, size } = state.model
  const company = new Float64Array(size.length).fill(1)
  for (const { from, to } of shared.stretches) {
    const free = new Float64Array((to - from) * 32)
    eachBit(state, from, to, (block, bit) => {
      free[bit] = (free[bit] ?? 0) + (size[block] ?? 0)
    })
    const sum = new Float64Array(size.length)
    eachBit(state, from, to, (block, bit) => {
      sum[block] = (sum[block] ?? 0) + (free[bit] ?? 0)
    })
    const most = sum.reduce((x, y) => Math.max(x, y), 1)
    company.forEach((value, block) => {
      company[block] = value * ((sum[block] ?? 0) / most)
    })
  }
  return company
}

function eachBit({ model }: State, from: number, to: number, visit: (block: number, bit: number) => void): void {
  const { words, bits } = model.shared
  for (let block = 0; block < model.size.length; block++) {
    for (let w = from; w < to; w++) {
      for (let rest = bits[block * words + w] ?? 0; rest !== 0; rest &= rest - 1) {
        visit(block, (w - from) * 32 + 31 - Math.clz32(rest & -rest))
      }
    }
  }
}

function found(search: Search, seed: number, circle: number, blocks: readonly number[], taste: Taste): void {
  const { state } = search
  const { min } = state.model
  const target = taste.target()
  move(state, seed, circle)
  let candidates = suitable(search, circle, blocks)
  while ((state.size[circle] ?? 0) < target) {
    const next = nextMember(search, circle, candidates, taste)
    if (next === NOBODY) break
    move(state, next, circle)
    candidates = candidates.filter((block) => block !== next && canJoin(state, block, circle))
  }
  if ((state.size[circle] ?? 0) < min) dissolve(state, circle)
}

/** The first who wait and could join; who cannot join now cannot later either, as a circle only grows. */
function suitable({ state }: Search, circle: number, blocks: readonly number[]): number[] {
  const found: number[] = []
  for (const block of blocks) {
    if (state.circleOf[block] === POOL && canJoin(state, block, circle) && found.push(block) >= LOOKED_AT) break
  }
  return found
}

function nextMember({ state, random, company, budget }: Search, circle: number, from: readonly number[], taste: Taste) {
  let best = NOBODY
  let most = Number.NEGATIVE_INFINITY
  for (const block of from) {
    const fit = fitWith(state, block, circle) / ((state.model.size[block] ?? 1) * (state.size[circle] ?? 1))
    const against = taste.reluctance * (company[block] ?? 0) + taste.noise * random.next()
    const score = fit - against - ALONE * loneChange(state, circle, block, NOBODY)
    if (score > most) [most, best] = [score, block]
  }
  budget.spend(from.length)
  return best
}
