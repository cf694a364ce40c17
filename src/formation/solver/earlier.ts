import { canJoin, type Search } from './search.ts'
import { move } from './seating.ts'
import { POOL } from './state.ts'
import type { EarlierCircle, Problem } from './types.ts'

/**
 * Seats people where they sat before, as far as the rules allow: who no longer fits with the rest waits in the pool. Locked
 * people and the members of locked circles are seated whatever the rules say. Remembers everyone's seat in the prices.
 */
export function seatEarlier(search: Search): void {
  const { state, prices, locked, fixed } = search
  const { problem, blocks } = state.model
  const earlier = problem.earlier ?? []
  homes(problem, blocks.of, prices.home)
  const held = new Set([
    ...(problem.locked ?? []),
    ...earlier.flatMap((circle) => (circle.locked ? circle.members : [])),
  ])
  problem.people.forEach(({ id }, person) => {
    if (held.has(id)) locked[blocks.of[person] ?? 0] = 1
  })
  earlier.forEach((circle, c) => {
    const seated = Array.from(prices.home.keys()).filter((b) => prices.home[b] === c && !state.model.broken.has(b))
    for (const block of seated.filter((b) => locked[b] === 1)) seatLocked(search, block, c)
    seatMost(
      search,
      seated.filter((b) => locked[b] !== 1),
      c,
    )
    if (circle.locked) search.isOpen[c] = 0
    if (seated.some((b) => locked[b] === 1)) fixed[c] = 1
  })
  search.open = search.open.filter((circle) => search.isOpen[circle] === 1)
}

/** The circle in which most of a block's people sat before. */
function homes(problem: Problem, blockOf: Int32Array, home: Int32Array): void {
  const index = new Map(problem.people.map(({ id }, person) => [id, person]))
  const votes = new Map<number, number[]>()
  problem.earlier?.forEach((circle: EarlierCircle, c) => {
    for (const id of circle.members) {
      const person = index.get(id)
      if (person === undefined) continue
      const block = blockOf[person] ?? 0
      votes.set(block, [...(votes.get(block) ?? []), c])
    }
  })
  for (const [block, circles] of votes) {
    const times = (circle: number) => circles.filter((other) => other === circle).length
    home[block] = circles.reduce((best, circle) => (times(circle) > times(best) ? circle : best))
  }
}

function seatLocked({ state, locked }: Search, block: number, circle: number): void {
  if ((state.size[circle] ?? 0) + (state.model.size[block] ?? 0) <= state.model.max) move(state, block, circle)
  else locked[block] = 0
}

/** Seats as many as can sit together: all, or all but the one whose absence lets most others in. */
function seatMost({ state }: Search, blocks: readonly number[], circle: number): void {
  const seat = (without: number) =>
    blocks.filter((block) => {
      const joins = block !== without && canJoin(state, block, circle)
      if (joins) move(state, block, circle)
      return joins
    })
  let best = { without: POOL, count: 0 }
  for (const without of [POOL, ...blocks]) {
    const seated = seat(without)
    if (seated.length === blocks.length) return
    if (seated.length > best.count) best = { without, count: seated.length }
    for (const block of seated) move(state, block, POOL)
  }
  seat(best.without)
  for (const block of blocks)
    if (state.circleOf[block] === POOL && canJoin(state, block, circle)) move(state, block, circle)
}
