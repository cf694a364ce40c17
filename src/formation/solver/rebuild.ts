import { construct, type Taste } from './construct.ts'
import { admits, blocksApart, cost, crossFit, exchange, NEVER, reaches } from './moves.ts'
import { anyCircle, mayMeet, priceOf, type Search, suits } from './search.ts'
import { dissolve, move } from './seating.ts'
import { NOBODY, POOL, type State } from './state.ts'

/** What a rebuilding did: the circles it touched, what that cost (below zero: gained), and the way back. */
export type Rebuilt = { touched: Set<number>; change: number; undo: () => void }
/** How much chance there is in who goes best with somebody, in units of fit. */
const NOISE = 0.1

type Seat = { block: number; circle: number }

/** Takes circles apart, with whoever is in the pool, and forms them anew. Circles with locked members are left alone. */
export function rebuild(search: Search, circles: readonly number[], taste: Taste): Rebuilt {
  const { state, fixed } = search
  const loose = circles.filter((circle) => fixed[circle] === 0)
  const old = priceOf(search, loose)
  const before: Seat[] = Array.from(state.pool.subarray(0, state.pooled), (block) => ({ block, circle: POOL }))
  for (const circle of loose) {
    before.push(...seats(state, circle))
    dissolve(state, circle)
  }
  construct(search, taste)
  const touched = new Set(loose)
  for (const { block } of before) touched.add(state.circleOf[block] ?? POOL)
  touched.delete(POOL)
  settle(search, touched)
  return { touched, change: priceOf(search, touched) - old, undo: () => putBack(state, touched, before) }
}

/** Puts those who were left over where there is room for them and it costs least. */
export function settle({ state, prices, budget }: Search, circles: Iterable<number>): void {
  for (const block of Array.from(state.pool.subarray(0, state.pooled))) {
    let best = POOL
    let least = 0
    for (const circle of circles) {
      if (state.count[circle] === 0) continue
      const change = cost(state, prices, block, circle, NOBODY)
      if (change !== NEVER && change < least) [least, best] = [change, circle]
      budget.spend(1)
    }
    if (best !== POOL) exchange(state, block, best, NOBODY)
  }
}

/**
 * Some circles to rebuild together: `first`, and others whose common hours suit one of its members (or someone in the pool),
 * or in which somebody sits whom that member could meet.
 */
export function neighbours(search: Search, first: number, howMany: number): number[] {
  const { state, random } = search
  const { rows, model, pool, pooled } = state
  const circles = [first]
  for (let tries = 0; tries < 60 && circles.length < howMany; tries++) {
    const other = anyCircle(search, first)
    if (other === POOL || circles.includes(other)) continue
    const waiting = pooled > 0 && random.int(2) === 0
    const block = waiting ? pool[random.int(pooled)] : rows[first * model.max + random.int(state.count[first] ?? 0)]
    const mate = rows[other * model.max + random.int(state.count[other] ?? 0)] ?? 0
    if (random.int(3) > 0 ? suits(state, block ?? 0, other) : mayMeet(model, block ?? 0, mate)) circles.push(other)
  }
  return circles
}

/** Some circles to rebuild together: `first`, and those in which the people sit who would go best with one of its members. */
export function kindred(search: Search, first: number, howMany: number): number[] {
  return withMates(search, [first], someMember(search, first), howMany)
}

/**
 * Some circles to rebuild together: `first`, one in which a member of it could take somebody's place, and those in which the
 * people sit who would go best with whoever is without a place then.
 */
export function displacing(search: Search, first: number, howMany: number): number[] {
  const { state, random } = search
  const others = replaceable(search, first, someMember(search, first))
  const other = others[random.int(others.length)]
  return other === undefined ? [first] : withMates(search, [first, state.circleOf[other] ?? POOL], other, howMany)
}

/** Those in other circles whose place a member of `first` could take. */
function replaceable({ state, open, locked, budget }: Search, first: number, block: number): number[] {
  const { rows, count, model } = state
  const others: number[] = []
  for (const circle of open) {
    if (circle === first || (count[circle] ?? 0) === 0 || !reaches(state, circle, block)) continue
    const row = circle * model.max
    for (const other of rows.subarray(row, row + (count[circle] ?? 0))) {
      const grows = (model.size[block] ?? 0) - (model.size[other] ?? 0)
      if (locked[other] === 0 && admits(state, circle, block, other, grows)) others.push(other)
    }
  }
  budget.spend(model.size.length >> 6)
  return others
}

/** These circles and those in which the people sit who would go best with a block. */
function withMates(search: Search, these: readonly number[], block: number, howMany: number): number[] {
  const { state, random, isOpen, budget } = search
  const { model, circleOf } = state
  const mates: { circle: number; fit: number }[] = []
  for (let mate = 0; mate < circleOf.length; mate++) {
    const circle = circleOf[mate] ?? POOL
    if (circle === POOL || these.includes(circle) || isOpen[circle] === 0 || !mayMeet(model, block, mate)) continue
    if (!blocksApart(state, block, mate))
      mates.push({ circle, fit: crossFit(state, block, mate) / (model.size[mate] ?? 1) + NOISE * random.next() })
  }
  budget.spend(circleOf.length >> 6)
  mates.sort((a, b) => b.fit - a.fit)
  const circles = new Set(these)
  for (const { circle } of mates) if (circles.size < howMany) circles.add(circle)
  return [...circles]
}

const someMember = ({ state, random }: Search, circle: number): number =>
  state.rows[circle * state.model.max + random.int(state.count[circle] ?? 0)] ?? 0

function seats({ rows, count, model }: State, circle: number): Seat[] {
  return Array.from({ length: count[circle] ?? 0 }, (_, i) => ({ block: rows[circle * model.max + i] ?? 0, circle }))
}

function putBack(state: State, touched: Set<number>, before: readonly Seat[]): void {
  for (const circle of touched) dissolve(state, circle)
  for (const { block, circle } of before) if (circle !== POOL) move(state, block, circle)
}
