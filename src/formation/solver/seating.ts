import { clearSums, contribution, enter, pairFit, sumsOf } from './fit.ts'
import type { Model } from './model.ts'
import type { Near } from './near.ts'
import { NOBODY, POOL, type State } from './state.ts'

/** Everybody in the pool. Broken blocks are left out of it for good: they are never looked at again. */
export function emptyState(model: Model): State {
  const blocks = model.size.length
  const words = model.shared.words
  const state: State = {
    model,
    circleOf: new Int32Array(blocks).fill(POOL),
    place: new Int32Array(blocks),
    rows: new Int32Array(model.circles * model.max),
    count: new Int32Array(model.circles),
    seated: new Int32Array(model.circles * model.max),
    size: new Int32Array(model.circles),
    pool: new Int32Array(blocks),
    pooled: 0,
    pairs: new Float64Array(model.circles),
    sums: sumsOf(model),
    common: new Int32Array(model.circles * words).fill(-1),
    others: new Int32Array(blocks * words).fill(-1),
    reach: new Int32Array(model.circles * words),
    withMates: new Float64Array(blocks),
    stale: new Uint8Array(model.circles),
    lone: new Int32Array(model.circles * model.lone.count),
    inner: new Float64Array(blocks),
    alone: new Float64Array(blocks),
  }
  for (let b = 0; b < blocks; b++) {
    ownFit(state, b)
    if (!model.broken.has(b)) pushPool(state, b)
  }
  return state
}

/** Takes a block from where it is to a circle or the pool. Asks no questions. */
export function move(state: State, block: number, to: number): void {
  const from = state.circleOf[block] ?? POOL
  if (from === POOL) dropPool(state, block)
  else leave(state, block, from)
  if (to === POOL) pushPool(state, block)
  else join(state, block, to)
}

/** Sends everybody in a circle to the pool. */
export function dissolve(state: State, circle: number): void {
  const { model } = state
  const row = circle * model.max
  for (let i = 0; i < (state.count[circle] ?? 0); i++) {
    const block = state.rows[row + i] ?? 0
    state.circleOf[block] = POOL
    pushPool(state, block)
  }
  state.count[circle] = 0
  state.size[circle] = 0
  state.pairs[circle] = 0
  state.lone.fill(0, circle * model.lone.count, (circle + 1) * model.lone.count)
  clearSums(state, circle)
  overlay(state, circle, NOBODY)
}

/** Brings what a circle's members know of the others up to date: the shared bits forwards along its row, then backwards. */
export function refresh(state: State, circle: number): void {
  const { words, bits } = state.model.shared
  const row = circle * state.model.max
  const count = state.count[circle] ?? 0
  for (let w = 0; w < words; w++) {
    let before = -1
    for (let i = 0; i < count; i++) {
      const at = (state.rows[row + i] ?? 0) * words + w
      state.others[at] = before
      before &= bits[at] ?? 0
    }
    let after = -1
    let reach = 0
    for (let i = count - 1; i >= 0; i--) {
      const at = (state.rows[row + i] ?? 0) * words + w
      const shared = (state.others[at] ?? 0) & after
      state.others[at] = shared
      reach |= shared
      after &= bits[at] ?? 0
    }
    state.reach[circle * words + w] = reach
  }
  for (let i = 0; i < count; i++) {
    const block = state.rows[row + i] ?? 0
    state.withMates[block] = fitWith(state, block, circle) - (state.alone[block] ?? 0) - 2 * (state.inner[block] ?? 0)
  }
  state.stale[circle] = 0
}

/** The sum of the fits of a block's people with everyone in a circle who is not of the block. */
export function fitWith(state: State, block: number, circle: number): number {
  const { first, person, near } = state.model
  if (near) return nearSum(state, near, block, circle)
  let sum = 0
  for (let at = first[block] ?? 0; at < (first[block + 1] ?? 0); at++) {
    sum += contribution(state, person[at] ?? 0, circle)
  }
  return sum
}

function nearSum({ rows, count, model }: State, { blocks, fit }: Near, block: number, circle: number): number {
  const row = circle * model.max
  const end = row + (count[circle] ?? 0)
  const own = block * blocks
  let sum = 0
  for (let at = row; at < end; at++) sum += fit[own + (rows[at] ?? 0)] ?? 0
  return sum
}

/** Which circle each block is in, to go back to with `restore`. */
export const snapshot = (state: State): Int32Array => state.circleOf.slice()

export function restore(state: State, circles: Int32Array): void {
  for (let b = 0; b < circles.length; b++) {
    if (state.circleOf[b] !== POOL && circles[b] !== state.circleOf[b]) move(state, b, POOL)
  }
  for (let b = 0; b < circles.length; b++) {
    const to = circles[b] ?? POOL
    if (to !== POOL && state.circleOf[b] !== to) move(state, b, to)
  }
}

function join(state: State, block: number, circle: number): void {
  const { model } = state
  state.pairs[circle] = (state.pairs[circle] ?? 0) + fitWith(state, block, circle) + (state.inner[block] ?? 0)
  const row = circle * model.max
  const count = state.count[circle] ?? 0
  state.rows[row + count] = block
  state.place[block] = count
  state.count[circle] = count + 1
  state.circleOf[block] = circle
  tally(state, block, circle, 1)
  const { words, bits } = model.shared
  for (let w = 0; w < words; w++) {
    const at = circle * words + w
    state.common[at] = (state.common[at] ?? 0) & (bits[block * words + w] ?? 0)
  }
  state.stale[circle] = 1
}

function leave(state: State, block: number, circle: number): void {
  const { model } = state
  const row = circle * model.max
  const count = (state.count[circle] ?? 0) - 1
  const place = state.place[block] ?? 0
  const last = state.rows[row + count] ?? 0
  state.rows[row + place] = last
  state.place[last] = place
  state.count[circle] = count
  state.circleOf[block] = POOL
  tally(state, block, circle, -1)
  const left = (state.pairs[circle] ?? 0) - fitWith(state, block, circle) - (state.inner[block] ?? 0)
  state.pairs[circle] = (state.size[circle] ?? 0) < 2 ? 0 : left
  overlay(state, circle, block)
}

function tally(state: State, block: number, circle: number, sign: number): void {
  const { first, person, size, lone } = state.model
  state.size[circle] = (state.size[circle] ?? 0) + sign * (size[block] ?? 0)
  for (let at = first[block] ?? 0; at < (first[block + 1] ?? 0); at++) enter(state, person[at] ?? 0, circle, sign)
  seat(state, circle)
  for (let n = 0; n < lone.count; n++) {
    const at = circle * lone.count + n
    state.lone[at] = (state.lone[at] ?? 0) + sign * (lone.of[block * lone.count + n] ?? 0)
  }
}

function seat({ model, rows, count, seated }: State, circle: number): void {
  const { first, person, max } = model
  let seat = circle * max
  for (let i = 0; i < (count[circle] ?? 0); i++) {
    const block = rows[circle * max + i] ?? 0
    for (let at = first[block] ?? 0; at < (first[block + 1] ?? 0); at++) seated[seat++] = person[at] ?? 0
  }
}

/** Lays the rows of a circle's members over one another, all but `but`'s. */
function overlay(state: State, circle: number, but: number): void {
  const { words, bits } = state.model.shared
  const row = circle * state.model.max
  const count = state.count[circle] ?? 0
  const fresh = but !== NOBODY && state.stale[circle] === 0
  for (let w = 0; w < words; w++) {
    let all = fresh ? (state.others[but * words + w] ?? 0) : -1
    for (let i = fresh ? count : 0; i < count; i++) all &= bits[(state.rows[row + i] ?? 0) * words + w] ?? 0
    state.common[circle * words + w] = all
  }
  state.stale[circle] = 1
}

function pushPool(state: State, block: number): void {
  state.pool[state.pooled] = block
  state.place[block] = state.pooled
  state.pooled++
}

function dropPool(state: State, block: number): void {
  state.pooled--
  const place = state.place[block] ?? 0
  const last = state.pool[state.pooled] ?? 0
  state.pool[place] = last
  state.place[last] = place
}

function ownFit(state: State, block: number): void {
  const { first, person } = state.model
  for (let at = first[block] ?? 0; at < (first[block + 1] ?? 0); at++) {
    const one = person[at] ?? 0
    state.alone[block] = (state.alone[block] ?? 0) + pairFit(state.model, one, one)
    for (let other = at + 1; other < (first[block + 1] ?? 0); other++) {
      state.inner[block] = (state.inner[block] ?? 0) + pairFit(state.model, one, person[other] ?? 0)
    }
  }
}
