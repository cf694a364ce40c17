import { cost, NEVER } from './moves.ts'
import { isFlawed, type Search, seatedCircles } from './search.ts'
import { dissolve, move } from './seating.ts'
import { NOBODY, POOL, type State } from './state.ts'
import { commonSlots } from './week.ts'

/**
 * Gives up what could not be mended: a circle that still breaks a rule loses whoever is alone in it if that helps, else it is
 * dissolved. Then whoever waits in the pool takes any seat that breaks none. Afterwards every circle keeps every rule.
 */
export function finish(search: Search): void {
  const { state, isOpen } = search
  for (const circle of seatedCircles(state)) {
    if (isOpen[circle] === 0) continue
    for (let i = (state.count[circle] ?? 0) - 1; i >= 0 && isFlawed(state, circle); i--) sendLone(search, circle, i)
    if ((isFlawed(state, circle) || !hasSlot(state, circle)) && search.fixed[circle] === 0) dissolve(state, circle)
  }
  seatWaiting(search)
}

/** Whether a circle's common hours have a name: the search takes this for granted, and it hardly ever fails. */
export function hasSlot({ model, seated, size }: State, circle: number): boolean {
  const { week } = model.shared
  const row = circle * model.max
  return week === null || commonSlots(week, Array.from(seated.subarray(row, row + (size[circle] ?? 0)))).length > 0
}

/** Sends a member away who is alone with a value, where the circle does without them. */
function sendLone({ state, locked }: Search, circle: number, place: number): void {
  const { model } = state
  const block = state.rows[circle * model.max + place] ?? 0
  if (locked[block] === 1 || (state.size[circle] ?? 0) - (model.size[block] ?? 0) < model.min) return
  if (isAlone(state, circle, block)) move(state, block, POOL)
}

function isAlone({ model, lone }: State, circle: number, block: number): boolean {
  const { count, of } = model.lone
  for (let n = 0; n < count; n++) if (lone[circle * count + n] === 1 && of[block * count + n] === 1) return true
  return false
}

function seatWaiting({ state, prices, open }: Search): void {
  for (const block of Array.from(state.pool.subarray(0, state.pooled))) {
    let best = POOL
    let least = NEVER
    for (const circle of open) {
      if ((state.count[circle] ?? 0) === 0) continue
      const change = cost(state, prices, block, circle, NOBODY)
      if (change >= least) continue
      move(state, block, circle)
      if (!isFlawed(state, circle) && hasSlot(state, circle)) [least, best] = [change, circle]
      move(state, block, POOL)
    }
    if (best !== POOL) move(state, block, best)
  }
}
