import { listOf } from './lists.ts'
import { circleCost } from './moves.ts'
import { canJoin, emptyCircle, mayMeet, priceOf, type Search } from './search.ts'
import { fitWith, move } from './seating.ts'
import { NOBODY, POOL, type State } from './state.ts'

/** How many who could come are looked at. */
const LOOKED_AT = 60

/**
 * Forms a new circle around someone, of people who sit elsewhere in circles that can spare them: those who alone speak a
 * language sit together only if others are called from many circles at once. Keeps it where it costs at most `worth`.
 */
export function gather(search: Search, block: number, worth: number): boolean {
  const { state } = search
  const circle = emptyCircle(search)
  if (block === NOBODY || circle === POOL || !canSpare(search, block, state.circleOf[block] ?? POOL)) return false
  const seats = [{ block, from: state.circleOf[block] ?? POOL }]
  const priced = new Map<number, number>()
  const come = (mate: number) => {
    const from = state.circleOf[mate] ?? POOL
    if (from !== POOL && !priced.has(from)) priced.set(from, circleCost(state, search.prices, from))
    move(state, mate, circle)
  }
  const old = priceOf(search, [])
  come(block)
  for (let among = mates(search, block); (state.size[circle] ?? 0) < state.model.min; ) {
    among = among.filter((mate) => canSpare(search, mate, state.circleOf[mate] ?? POOL) && canJoin(state, mate, circle))
    search.budget.spend(among.length)
    const mate = best(search, among, circle)
    if (mate === NOBODY) break
    seats.push({ block: mate, from: state.circleOf[mate] ?? POOL })
    come(mate)
    among = among.filter((other) => other !== mate)
  }
  const before = [...priced.values()].reduce((sum, price) => sum + price, old)
  const enough = (state.size[circle] ?? 0) >= state.model.min
  if (enough && priceOf(search, [circle, ...priced.keys()]) - before <= worth) return true
  for (const seat of seats) move(state, seat.block, seat.from)
  return false
}

/** Who fits best into a circle, now and then anybody. */
function best({ state, random }: Search, among: readonly number[], circle: number): number {
  if (random.int(4) === 0) return among[random.int(among.length)] ?? NOBODY
  let found = NOBODY
  let most = Number.NEGATIVE_INFINITY
  for (const mate of among) {
    const fit = fitWith(state, mate, circle) / (state.model.size[mate] ?? 1)
    if (fit > most) [most, found] = [fit, mate]
  }
  return found
}

/** Who could meet a block at one of its hours. */
function mates({ state, random, budget }: Search, block: number): number[] {
  const { model } = state
  const { hours, who } = model.shared
  const own = listOf(hours, block)
  const hour = own[random.int(own.length)]
  const all = hour === undefined ? Array.from(model.size.keys()) : Array.from(listOf(who, hour))
  budget.spend(all.length >> 3)
  const some = all.filter((other) => other !== block && mayMeet(model, block, other) && !model.broken.has(other))
  return random.shuffle(some).slice(0, LOOKED_AT)
}

function canSpare({ state, locked, isOpen }: Search, block: number, from: number): boolean {
  if (locked[block] === 1) return false
  return from === POOL || (isOpen[from] === 1 && (state.size[from] ?? 0) - sizeOf(state, block) >= state.model.min)
}

const sizeOf = ({ model }: State, block: number) => model.size[block] ?? 0
