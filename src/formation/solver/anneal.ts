import type { Taste } from './construct.ts'
import { cost, exchange, NEVER, shares } from './moves.ts'
import type { Random } from './random.ts'
import { neighbours, rebuild } from './rebuild.ts'
import { anyCircle, circleFit, isFlawed, type Search, seatedCircles, standing, suits } from './search.ts'
import type { Lists } from './shared.ts'
import { NOBODY, POOL, type State } from './state.ts'

/** Temperatures, in units of one person's fit. */
export type Cooling = { from: number; to: number }

/** Circles pay extra for what they fall short of the mean fit less so many times the spread of the circles' fits. */
const FAIR = 1.5
/** One step in so many takes a few circles apart and forms them anew; the others swap or move one block. */
const REBUILD_EVERY = 40

/** Simulated annealing from where the state is until the budget's share reaches `until`. */
export function anneal(search: Search, until: number, cooling: Cooling, steep: number): void {
  const { random, budget, prices, state } = search
  const begin = budget.spend(0)
  let temperature = cooling.from
  let flawed: number[] = []
  for (let share = begin, n = 0; share < until; share = budget.spend(1), n++) {
    if ((n & 63) === 0) temperature = cooling.from * (cooling.to / cooling.from) ** ((share - begin) / (until - begin))
    if ((n & 1023) === 0) {
      const { mean, spread } = standing(state)
      prices.floor = mean - FAIR * spread
      prices.steep = steep
      flawed = [...seatedCircles(state)].filter((circle) => search.isOpen[circle] === 1 && isFlawed(state, circle))
    }
    if (random.int(REBUILD_EVERY) === 0) rebuildSome(search, temperature, flawed)
    else swapSome(search, temperature)
  }
}

/** What a swap or move that makes things worse costs here on average. */
export function usualLoss(search: Search): number {
  const { state, prices, random, budget } = search
  let sum = 0
  let count = 0
  for (let n = 0; n < 4000 && count < 400; n++) {
    const a = somebody(search, random.int(2) === 0)
    const to = a === NOBODY ? POOL : target(search, a)
    if (to === POOL || state.circleOf[a] === POOL) continue
    const change = cost(state, prices, a, to, partner(search, a, to))
    if (change <= 0 || change >= Math.min(prices.unplaced, prices.lone, prices.missing)) continue
    sum += change
    count++
  }
  budget.spend(count)
  return count > 0 ? sum / count : 0.1
}

/** So many swaps and moves at one temperature. */
export function stir(search: Search, steps: number, temperature: number): void {
  search.budget.spend(steps)
  for (let n = 0; n < steps; n++) swapSome(search, temperature)
}

/** Sometimes the best company first, sometimes the hardest to place; circles of any size that is allowed. */
export function someTaste({ random, state }: Search): Taste {
  const { min, max } = state.model
  return {
    reluctance: random.next(),
    noise: 0.1 * random.next(),
    target: () => min + random.int(max - min + 1),
  }
}

/** Another circle for a block, and whose place it could take there. */
export function somePartner(search: Search, a: number): { to: number; b: number } {
  const to = target(search, a)
  return { to, b: to === POOL ? NOBODY : partner(search, a, to) }
}

function swapSome(search: Search, temperature: number): void {
  const { state, prices } = search
  const a = somebody(search, true)
  const to = a === NOBODY ? POOL : target(search, a)
  if (to === POOL) return
  const b = partner(search, a, to)
  if (b !== NOBODY && search.locked[b] === 1) return
  const change = cost(state, prices, a, to, b)
  if (change !== NEVER && accepts(search, change, temperature)) exchange(state, a, to, b)
}

function rebuildSome(search: Search, temperature: number, flawed: readonly number[]): void {
  const { random } = search
  const flaw = flawed.length > 0 && random.int(3) === 0 ? flawed[random.int(flawed.length)] : undefined
  const first = flaw ?? poorCircle(search)
  if (first === POOL || (search.state.count[first] ?? 0) === 0) return
  const { change, undo } = rebuild(search, neighbours(search, first, 2 + random.int(3)), someTaste(search))
  if (!accepts(search, change, temperature)) undo()
}

/** The poorer of two circles. */
function poorCircle(search: Search): number {
  const one = anyCircle(search, POOL)
  const other = anyCircle(search, POOL)
  if (one === POOL || other === POOL) return one
  return circleFit(search.state, one) < circleFit(search.state, other) ? one : other
}

function accepts({ random }: Search, change: number, temperature: number): boolean {
  return change <= 0 || random.next() < Math.exp(-change / temperature)
}

/** A block that may go elsewhere, now and then one from the pool; `NOBODY` where none was met. */
function somebody(search: Search, withPool: boolean): number {
  const { state, random, locked } = search
  if (withPool && state.pooled > 0 && random.int(4) === 0) return state.pool[random.int(state.pooled)] ?? NOBODY
  const circle = anyCircle(search, POOL)
  if (circle === POOL) return NOBODY
  const block = state.rows[circle * state.model.max + random.int(state.count[circle] ?? 0)] ?? NOBODY
  return locked[block] === 1 ? NOBODY : block
}

/** A circle other than one's own: mostly the one of somebody who is free at one of the same hours. */
function target(search: Search, a: number): number {
  const { state, random, isOpen, open } = search
  const { hours, who } = state.model.shared
  const own = state.circleOf[a] ?? POOL
  if (hours.items.length === 0 || open.length < 8 || random.int(8) === 0) return anyCircle(search, own)
  for (let tries = 0; tries < 8; tries++) {
    const circle = state.circleOf[drawn(who, drawn(hours, a, random), random)] ?? POOL
    if (circle !== POOL && circle !== own && isOpen[circle] === 1 && suits(state, a, circle)) return circle
  }
  return POOL
}

function drawn({ items, from }: Lists, list: number, random: Random): number {
  const begin = from[list] ?? 0
  return items[begin + random.int((from[list + 1] ?? 0) - begin)] ?? 0
}

/** Nobody, or the first member from a random one on who suits the circle that `a` comes from. */
function partner({ state, random }: { state: State; random: Random }, a: number, to: number): number {
  const room = (state.size[to] ?? 0) + (state.model.size[a] ?? 0) <= state.model.max
  if (room && random.int(8) === 0) return NOBODY
  const count = state.count[to] ?? 0
  const from = state.circleOf[a] ?? POOL
  const first = random.int(count)
  for (let i = 0; i < count; i++) {
    const b = state.rows[to * state.model.max + ((first + i) % count)] ?? NOBODY
    if (from === POOL || shares(state, from, b, a)) return b
  }
  return NOBODY
}
