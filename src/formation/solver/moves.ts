import { apart } from './conflicts.ts'
import { pairFit } from './fit.ts'
import type { Model } from './model.ts'
import { circlePrice, type Prices } from './prices.ts'
import { fitWith, move, refresh } from './seating.ts'
import { NOBODY, POOL, type State } from './state.ts'

/** No move: a rule that may not be broken even for a moment stands in the way. */
export const NEVER = Number.POSITIVE_INFINITY

/**
 * What it costs (below zero: gains) when block `a` goes to circle `to` and block `b` of that circle, unless `NOBODY`, takes
 * its place. Either place may be the pool.
 */
export function cost(state: State, prices: Prices, a: number, to: number, b: number): number {
  const { size } = state.model
  const from = state.circleOf[a] ?? POOL
  const grows = (size[a] ?? 0) - (b === NOBODY ? 0 : (size[b] ?? 0))
  const back = from !== POOL && b !== NOBODY
  if (back && !shares(state, from, b, a)) return NEVER
  if (to !== POOL && !admits(state, to, a, b, grows)) return NEVER
  if (back && !admits(state, from, b, a, -grows)) return NEVER
  const cross = back && to !== POOL ? crossFit(state, a, b) : 0
  return (
    (to === POOL ? prices.unplaced * grows : circleChange(state, prices, to, a, b, cross)) +
    (from === POOL ? -prices.unplaced * grows : circleChange(state, prices, from, b, a, cross)) +
    (prices.away > 0 ? awayChange(state, prices, a, from, to) + awayChange(state, prices, b, to, from) : 0)
  )
}

/** Makes the move whose price `cost` tells. */
export function exchange(state: State, a: number, to: number, b: number): void {
  const from = state.circleOf[a] ?? POOL
  move(state, a, POOL)
  if (b !== NOBODY) move(state, b, from)
  if (to !== POOL) move(state, a, to)
}

/** Whether a circle can take `joins` when `leaves` (or `NOBODY`) goes, by the rules that hold in every state. */
export function admits(state: State, circle: number, joins: number, leaves: number, grows: number): boolean {
  const { max } = state.model
  if ((state.size[circle] ?? 0) + grows > max || !shares(state, circle, joins, leaves)) return false
  return !clashes(state, circle, joins, leaves)
}

/** Whether somebody in a circle, `leaves` apart, may not share one with `joins`. */
function clashes(state: State, circle: number, joins: number, leaves: number): boolean {
  const { near, max, first, person } = state.model
  if (!near) {
    for (let at = first[joins] ?? 0; at < (first[joins + 1] ?? 0); at++) {
      if (personClashes(state, circle, person[at] ?? 0, leaves)) return true
    }
    return false
  }
  const row = circle * max
  for (let at = row; at < row + (state.count[circle] ?? 0); at++) {
    const member = state.rows[at] ?? 0
    if (member !== leaves && (near.fit[joins * near.blocks + member] ?? 0) < -1) return true
  }
  return false
}

function personClashes(state: State, circle: number, joins: number, leaves: number): boolean {
  const { conflicts, blocks, max } = state.model
  const { level, enemies } = conflicts
  const count = conflicts.columns.length
  const row = circle * max
  for (let c = 0; c < count; c++) {
    const own = level[joins * count + c] ?? 0
    if (own === 0) continue
    for (let at = row; at < row + (state.size[circle] ?? 0); at++) {
      const other = state.seated[at] ?? 0
      if (level[other * count + c] === own && blocks.of[other] !== leaves) return true
    }
  }
  for (let i = enemies.from[joins] ?? 0; i < (enemies.from[joins + 1] ?? 0); i++) {
    const other = blocks.of[enemies.items[i] ?? 0] ?? 0
    if (other !== leaves && state.circleOf[other] === circle) return true
  }
  return false
}

/** Whether, without `leaves`, a circle and a newcomer have a bit in common in every stretch. */
export function shares(state: State, circle: number, joins: number, leaves: number): boolean {
  if (leaves === NOBODY) return meets(state.model, state.common, circle, joins)
  if (state.stale[circle] === 1) refresh(state, circle)
  return meets(state.model, state.others, leaves, joins)
}

/** Whether a block could take anybody's place in a circle, as far as shared values and hours tell. */
export function reaches(state: State, circle: number, joins: number): boolean {
  if (state.stale[circle] === 1) refresh(state, circle)
  return meets(state.model, state.reach, circle, joins)
}

function meets({ shared }: Model, rows: Int32Array, row: number, joins: number): boolean {
  const { words, stretches, bits } = shared
  const at = row * words
  const own = joins * words
  for (const { from, to } of stretches) {
    let any = 0
    for (let w = from; w < to && any === 0; w++) any = (rows[at + w] ?? 0) & (bits[own + w] ?? 0)
    if (any === 0) return false
  }
  return true
}

/** The price of one circle as it is. */
export function circleCost(state: State, prices: Prices, circle: number): number {
  const { lone } = state.model
  let price = circlePrice(state.model, prices, state.pairs[circle] ?? 0, state.size[circle] ?? 0)
  for (let n = 0; n < lone.count; n++) if (state.lone[circle * lone.count + n] === 1) price += prices.lone
  if (prices.away === 0) return price
  for (let i = 0; i < (state.count[circle] ?? 0); i++) {
    price += awayChange(state, prices, state.rows[circle * state.model.max + i] ?? 0, POOL, circle)
  }
  return price
}

/** How many more members are alone with a value when `joins` comes and `leaves` goes. */
export function loneChange({ model, lone }: State, circle: number, joins: number, leaves: number): number {
  const { count, of } = model.lone
  let change = 0
  for (let n = 0; n < count; n++) {
    const now = lone[circle * count + n] ?? 0
    const plus = joins === NOBODY ? 0 : (of[joins * count + n] ?? 0)
    const minus = leaves === NOBODY ? 0 : (of[leaves * count + n] ?? 0)
    change += (now + plus - minus === 1 ? 1 : 0) - (now === 1 ? 1 : 0)
  }
  return change
}

export function blocksApart({ model }: State, a: number, b: number): boolean {
  const { first, person, conflicts, near } = model
  if (near) return (near.fit[a * near.blocks + b] ?? 0) < -1
  for (let x = first[a] ?? 0; x < (first[a + 1] ?? 0); x++) {
    for (let y = first[b] ?? 0; y < (first[b + 1] ?? 0); y++) {
      if (apart(conflicts, person[x] ?? 0, person[y] ?? 0)) return true
    }
  }
  return false
}

/** The sum of the fits of all pairs between two blocks. */
export function crossFit({ model }: State, a: number, b: number): number {
  const { first, person, near } = model
  if (near) return near.fit[a * near.blocks + b] ?? 0
  let sum = 0
  for (let x = first[a] ?? 0; x < (first[a + 1] ?? 0); x++) {
    for (let y = first[b] ?? 0; y < (first[b + 1] ?? 0); y++) sum += pairFit(model, person[x] ?? 0, person[y] ?? 0)
  }
  return sum
}

/** The change of a circle's price when `joins` comes and `leaves` goes (either may be `NOBODY`). */
export function circleChange(
  state: State,
  prices: Prices,
  circle: number,
  joins: number,
  leaves: number,
  cross: number,
): number {
  const brings = joins === NOBODY ? 0 : fitWith(state, joins, circle) + (state.inner[joins] ?? 0) - cross
  return changeBy(state, prices, circle, joins, leaves, brings)
}

/** The same where the sum of the fits of all new pairs is known. */
export function changeBy(
  state: State,
  prices: Prices,
  circle: number,
  joins: number,
  leaves: number,
  brings: number,
): number {
  const { model } = state
  const size = state.size[circle] ?? 0
  const pairs = state.pairs[circle] ?? 0
  let nextSize = size
  let nextPairs = pairs + brings
  if (joins !== NOBODY) nextSize += model.size[joins] ?? 0
  if (leaves !== NOBODY) {
    nextSize -= model.size[leaves] ?? 0
    if (state.stale[circle] === 1) refresh(state, circle)
    nextPairs -= (state.withMates[leaves] ?? 0) + (state.inner[leaves] ?? 0)
  }
  const change = circlePrice(model, prices, nextPairs, nextSize) - circlePrice(model, prices, pairs, size)
  return model.lone.count === 0 ? change : change + prices.lone * loneChange(state, circle, joins, leaves)
}

export function awayChange({ model }: State, { home, away }: Prices, block: number, from: number, to: number): number {
  const at = block === NOBODY ? POOL : (home[block] ?? POOL)
  if (at === POOL) return 0
  return away * (model.size[block] ?? 0) * (isAway(at, to) - isAway(at, from))
}

const isAway = (home: number, circle: number) => (circle === POOL || circle === home ? 0 : 1)
