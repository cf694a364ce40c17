import { canPlace, EXACT, OPEN_RULES } from './exact.ts'
import { type Search, seatedCircles } from './search.ts'
import { dissolve, move } from './seating.ts'
import { POOL } from './state.ts'

/** How many who wait are tried for. */
const TRIED = 8

/**
 * Where few people are concerned, looks exhaustively for circles in which one more of those who wait sits beside all who sit
 * already, and takes them. Returns whether anything changed.
 */
export function rescue({ state, locked }: Search): boolean {
  const { model } = state
  if (model.problem.people.length > EXACT || locked.some((lock) => lock === 1)) return false
  let changed = false
  for (const block of Array.from(state.pool.subarray(0, Math.min(state.pooled, TRIED)))) {
    const seated = Array.from(model.size.keys()).filter((other) => state.circleOf[other] !== POOL)
    const found = canPlace(model, [...seated, block], new Set(OPEN_RULES))
    if (!found) continue
    for (const circle of seatedCircles(state)) dissolve(state, circle)
    found.forEach((blocks, circle) => {
      for (const member of blocks) move(state, member, circle)
    })
    changed = true
  }
  return changed
}
