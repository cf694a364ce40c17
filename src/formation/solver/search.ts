import type { Budget } from './budget.ts'
import type { Model } from './model.ts'
import { admits, circleCost, shares } from './moves.ts'
import type { Prices } from './prices.ts'
import type { Random } from './random.ts'
import { NOBODY, POOL, type State } from './state.ts'

/** What every phase of the search works with. */
export type Search = {
  state: State
  prices: Prices
  random: Random
  budget: Budget
  /** For each block how many people it could meet, roughly, from 0 to 1: the more, the easier to place. */
  company: Float64Array
  /** The circles that may change, empty ones among them. */
  open: Int32Array
  isOpen: Uint8Array
  /** Blocks that stay where they are, and circles that are not taken apart because of them. */
  locked: Uint8Array
  fixed: Uint8Array
}

/** Lets these circles change and no others. */
export function openOnly(search: Search, circles: Iterable<number>): void {
  search.open = Int32Array.from(circles)
  search.isOpen.fill(0)
  for (const circle of search.open) search.isOpen[circle] = 1
}

/** A circle that somebody sits in and that may change, other than `not`; `POOL` where none was met. */
export function anyCircle({ state, random, open }: Search, not: number): number {
  for (let tries = 0; tries < 32; tries++) {
    const circle = open[random.int(open.length)] ?? POOL
    if (circle !== not && (state.count[circle] ?? 0) > 0) return circle
  }
  return POOL
}

/** An empty circle that may be filled, or `POOL`. */
export function emptyCircle({ state, open }: Search): number {
  for (let i = open.length - 1; i >= 0; i--) {
    const circle = open[i] ?? POOL
    if (state.count[circle] === 0) return circle
  }
  return POOL
}

/** The circles that somebody sits in. */
export function* seatedCircles({ count }: State): Generator<number> {
  for (let circle = 0; circle < count.length; circle++) if ((count[circle] ?? 0) > 0) yield circle
}

/** The fit of a circle: the mean over its pairs. */
export function circleFit({ size, pairs }: State, circle: number): number {
  const people = size[circle] ?? 0
  return people > 1 ? (2 * (pairs[circle] ?? 0)) / (people * (people - 1)) : 0
}

/** The circle with the lowest fit among those that may change; `POOL` where there is none. */
export function worstCircle({ state, isOpen, fixed }: Search): number {
  let worst = POOL
  for (const circle of seatedCircles(state)) {
    if (isOpen[circle] === 0 || fixed[circle] === 1) continue
    if (worst === POOL || circleFit(state, circle) < circleFit(state, worst)) worst = circle
  }
  return worst
}

/** Whether a block's hours and values suit a circle as it is, with no look at anything else. */
export const suits = (state: State, block: number, circle: number) => shares(state, circle, block, NOBODY)

/** Whether two blocks share values and hours. */
export function mayMeet({ shared }: Model, a: number, b: number): boolean {
  const { words, stretches, bits } = shared
  return stretches.every(({ from, to }) => {
    for (let w = from; w < to; w++) if (((bits[a * words + w] ?? 0) & (bits[b * words + w] ?? 0)) !== 0) return true
    return false
  })
}

export function canJoin(state: State, block: number, circle: number): boolean {
  return admits(state, circle, block, NOBODY, state.model.size[block] ?? 0)
}

export function pooledPeople({ pool, pooled, model }: State): number {
  let people = 0
  for (let i = 0; i < pooled; i++) people += model.size[pool[i] ?? 0] ?? 0
  return people
}

/** The price of these circles and of the pool. */
export function priceOf({ state, prices }: Search, circles: Iterable<number>): number {
  let sum = prices.unplaced * pooledPeople(state)
  for (const circle of circles) sum += circleCost(state, prices, circle)
  return sum
}

/**
 * How a state stands. `flaws` counts the people who would sit in no circle if every circle that breaks a rule were given up;
 * the fits are over the circles as they are.
 */
export type Standing = { flaws: number; mean: number; worst: number; spread: number }

export function standing(state: State): Standing {
  let [flaws, sum, squares, people, worst] = [pooledPeople(state), 0, 0, 0, 1]
  for (const circle of seatedCircles(state)) {
    const size = state.size[circle] ?? 0
    const fit = circleFit(state, circle)
    if (isFlawed(state, circle)) flaws += size
    people += size
    sum += fit * size
    squares += fit * fit * size
    worst = Math.min(worst, fit)
  }
  const mean = people > 0 ? sum / people : 0
  const spread = people > 0 ? Math.sqrt(Math.max(0, squares / people - mean * mean)) : 0
  return { flaws, mean, worst: people > 0 ? worst : 0, spread }
}

/** Whether a circle has too few people or somebody alone with a value. */
export function isFlawed({ model, size, lone, count }: State, circle: number): boolean {
  if ((count[circle] ?? 0) === 0) return false
  if ((size[circle] ?? 0) < model.min) return true
  for (let n = 0; n < model.lone.count; n++) if (lone[circle * model.lone.count + n] === 1) return true
  return false
}
