import { type Between, betweenOf, exchangeBetween } from './between.ts'
import type { Taste } from './construct.ts'
import { gather } from './gather.ts'
import type { Lists } from './lists.ts'
import { cost, exchange, NEVER, shares } from './moves.ts'
import type { Round } from './plans.ts'
import type { Random } from './random.ts'
import { neighbours, rebuild } from './rebuild.ts'
import { anyCircle, circleFit, isFlawed, type Search, seatedCircles, standing, suits } from './search.ts'
import { NOBODY, POOL, type State } from './state.ts'

/** How far above the worst circle the floor is when that one is to be lifted. */
const ABOVE = 0.02
/** The share of the rebuildings that call people from many circles into a new one. */
const GATHERING = 0.7
/** As how many evaluations a look at all exchanges between two circles counts, by the time that it takes. */
export const LOOK = 4
/** One step in so many begins with a circle that needs care, where there is one. */
const CARE_EVERY = 3

/** Simulated annealing from where the state is until the budget's share reaches the end of the round; `usual` is a usual loss. */
export function anneal(search: Search, { until, from, to, rebuilding, ...fairness }: Round, usual: number): void {
  const { budget } = search
  const begin = budget.spend(0)
  const used = budget.used
  let temperature = usual * from
  const seldom = Math.max(1024, 8 * search.open.length)
  let care: readonly number[] = []
  let rebuilt = 0
  const between = betweenOf(search.state.model)
  for (let share = begin, n = 0; share < until; share = budget.spend(LOOK), n++) {
    if ((n & 63) === 0) temperature = usual * from * (to / from) ** ((share - begin) / (until - begin))
    if (n % seldom === 0) care = favour(search, fairness)
    if ((n & 15) > 0 || rebuilt > rebuilding * (budget.used - used)) swapSome(search, between, temperature, care)
    else {
      const before = budget.used
      rebuildSome(search, temperature, care)
      rebuilt += budget.used - before
    }
  }
}

/** Sets the floor under the circles' fits. Returns the circles that need care: those with flaws, and in the end those below it. */
function favour({ state, prices, isOpen }: Search, { steep, fair }: Pick<Round, 'steep' | 'fair'>): number[] {
  const { mean, spread, worst } = standing(state)
  prices.floor = fair === 'worst' ? worst + ABOVE : mean - fair * spread
  prices.steep = steep
  const low = (circle: number) => fair === 'worst' && circleFit(state, circle) < prices.floor
  return [...seatedCircles(state)].filter((circle) => isOpen[circle] === 1 && (isFlawed(state, circle) || low(circle)))
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
  search.budget.spend(steps * LOOK)
  for (let n = 0; n < steps; n++) swapSome(search, betweenOf(search.state.model), temperature, [])
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

function swapSome(search: Search, between: Between, temperature: number, care: readonly number[]): void {
  const { state, random } = search
  if (state.pooled > 0 && random.int(4) === 0) {
    seatSome(search, temperature)
    return
  }
  const a =
    care.length > 0 && random.int(CARE_EVERY) === 0 ? memberOf(search, oneOf(care, random)) : somebody(search, false)
  const to = a === NOBODY ? POOL : target(search, a)
  if (to !== POOL) exchangeBetween(search, between, state.circleOf[a] ?? POOL, to, temperature)
}

/** Tries to seat somebody who waits, be it in another's place. */
function seatSome(search: Search, temperature: number): void {
  const { state, prices, random, locked } = search
  const a = state.pool[random.int(state.pooled)] ?? NOBODY
  const { to, b } = somePartner(search, a)
  if (to === POOL || (b !== NOBODY && locked[b] === 1)) return
  const change = cost(state, prices, a, to, b)
  if (change !== NEVER && accepts(search, change, temperature)) exchange(state, a, to, b)
}

function rebuildSome(search: Search, temperature: number, care: readonly number[]): void {
  const { random, state } = search
  if (random.next() < GATHERING && gather(search, needy(search, care), -temperature * Math.log(1 - random.next())))
    return
  const first = care.length > 0 && random.int(CARE_EVERY) === 0 ? oneOf(care, random) : poorCircle(search)
  if (first === POOL || (state.count[first] ?? 0) === 0) return
  const { change, undo } = rebuild(search, neighbours(search, first, 2 + random.int(3)), someTaste(search))
  if (!accepts(search, change, temperature)) undo()
}

/** Somebody who waits, or who sits in a circle that needs care, or anybody. */
function needy(search: Search, care: readonly number[]): number {
  const { state, random } = search
  if (state.pooled > 0) return state.pool[random.int(state.pooled)] ?? NOBODY
  return care.length > 0 ? memberOf(search, oneOf(care, random)) : somebody(search, false)
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
  const { state, random } = search
  if (withPool && state.pooled > 0 && random.int(4) === 0) return state.pool[random.int(state.pooled)] ?? NOBODY
  return memberOf(search, anyCircle(search, POOL))
}

function memberOf({ state, random, locked }: Search, circle: number): number {
  if (circle === POOL || (state.count[circle] ?? 0) === 0) return NOBODY
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

const oneOf = (list: readonly number[], random: Random) => list[random.int(list.length)] ?? POOL

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
