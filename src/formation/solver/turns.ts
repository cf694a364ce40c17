import { hasSlot } from './finish.ts'
import { cost, exchange, NEVER } from './moves.ts'
import { isFlawed, type Search } from './search.ts'
import { POOL } from './state.ts'

/**
 * Where not all can sit, those with more hours come first: whoever waits takes the place of somebody with fewer, where every
 * rule allows it, so that saying less never helps. Those who sat there before, and the locked, keep their places.
 */
export function moreHoursFirst(search: Search): void {
  const { state, prices, locked, isOpen } = search
  const { week } = state.model.shared
  if (!week) return
  const hours = Int32Array.from(state.model.blocks.members, (members) =>
    members.reduce((least, person) => Math.min(least, week.free[person]?.length ?? 0), Number.MAX_SAFE_INTEGER),
  )
  const more = (a: number, b: number) => (hours[b] ?? 0) - (hours[a] ?? 0) || a - b
  const yields = (block: number) => {
    const circle = state.circleOf[block] ?? POOL
    return circle !== POOL && isOpen[circle] === 1 && locked[block] === 0 && (prices.home[block] ?? POOL) === POOL
  }
  const queue = Array.from(state.pool.subarray(0, state.pooled)).sort(more)
  for (let waits = queue.shift(); waits !== undefined; waits = queue.shift()) {
    const few = Array.from(hours.keys()).filter(
      (block) => yields(block) && (hours[block] ?? 0) < (hours[waits ?? 0] ?? 0),
    )
    const gone = few.sort((a, b) => more(b, a)).find((block) => takesPlace(search, waits ?? 0, block))
    if (gone !== undefined) queue.push(gone)
  }
}

/** Seats a block in another's place, if every rule is kept by it. */
function takesPlace({ state, prices }: Search, block: number, other: number): boolean {
  const circle = state.circleOf[other] ?? POOL
  if (state.model.size[block] !== state.model.size[other] || cost(state, prices, block, circle, other) === NEVER)
    return false
  exchange(state, block, circle, other)
  if (!isFlawed(state, circle) && hasSlot(state, circle)) return true
  exchange(state, other, circle, block)
  return false
}
