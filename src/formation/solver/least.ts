import { someTaste, stir } from './anneal.ts'
import { cost, NEVER } from './moves.ts'
import { rebuild } from './rebuild.ts'
import { isFlawed, openOnly, pooledPeople, priceOf, type Search, seatedCircles, standing } from './search.ts'
import { move, restore, snapshot } from './seating.ts'
import { NOBODY, POOL } from './state.ts'

/** How many sets of circles are tried for one person who waits, or one circle that breaks a rule. */
const TRIED = 400
/** What it costs there to seat somebody elsewhere: a whole circle of them still less than one person who waits. */
const AWAY = 0.3
/** How often a circle is tried by itself: splitting one well takes luck. */
const OFTEN = 30

/**
 * Mends what is wrong with earlier circles and changes as few of them as it can: a circle that
 * is too large is split; those who wait form a circle of their own, or join one each; else one other circle changes with it, else two. Leaves flaws where that is not enough.
 */
export function changeLeast(search: Search): void {
  const { state, open, prices } = search
  const { away } = prices
  prices.away = AWAY
  if (pooledPeople(state) >= state.model.min) improve(search, [])
  for (const circle of left(search)) {
    mend(search, open, [circle], () => !left(search).has(circle), [0])
  }
  openOnly(search, open)
  joinDirectly(search)
  for (const block of Array.from(state.pool.subarray(0, state.pooled))) {
    mend(search, open, [], () => state.circleOf[block] !== POOL)
  }
  for (const circle of [...seatedCircles(state)]) {
    if (isFlawed(state, circle)) mend(search, open, [circle], () => !isFlawed(state, circle))
  }
  openOnly(search, open)
  prices.away = away
}

/** The earlier circles from which somebody waits who found no place there any more. */
function left({ state, prices, isOpen }: Search): Set<number> {
  const homes = Array.from(state.pool.subarray(0, state.pooled), (block) => prices.home[block] ?? POOL)
  return new Set(homes.filter((circle) => circle !== POOL && isOpen[circle] === 1))
}

/** Seats each who waits in the circle that suits best among those that need no other change. */
function joinDirectly({ state, prices, open, budget }: Search): void {
  for (const block of Array.from(state.pool.subarray(0, state.pooled))) {
    let best = POOL
    let least = NEVER
    for (const circle of open) {
      if (state.count[circle] === 0) continue
      budget.spend(1)
      const flawed = isFlawed(state, circle)
      const price = cost(state, prices, block, circle, NOBODY)
      if (price >= least) continue
      move(state, block, circle)
      if (flawed || !isFlawed(state, circle)) [best, least] = [circle, price]
      move(state, block, POOL)
    }
    if (best !== POOL) move(state, block, best)
  }
}

/** Lets `circles` change together with none, one or two others (`howMany`), and keeps the best result that is `mended`. */
function mend(
  search: Search,
  open: Int32Array,
  circles: readonly number[],
  mended: () => boolean,
  howMany: readonly number[] = [0, 1, 2],
): void {
  const { state, budget } = search
  if (mended()) return
  const start = snapshot(state)
  const before = standing(state).flaws
  for (const others of howMany) {
    let best: { flaws: number; price: number; circles: Int32Array } | null = null
    for (const set of sets(search, open, circles, others)) {
      if (budget.over) break
      openOnly(search, set)
      improve(search, set)
      const [flaws, price] = [standing(state).flaws, priceOf(search, seatedCircles(state))]
      const fewer = flaws - (best?.flaws ?? before)
      if (mended() && (fewer < 0 || (fewer === 0 && price < (best?.price ?? NEVER) && best))) {
        best = { flaws, price, circles: snapshot(state) }
      }
      restore(state, start)
    }
    if (!best) continue
    restore(state, best.circles)
    return
  }
}

/** Sets of circles to try: these, those that are new, so many others, and an empty one. */
function* sets(
  { state, random }: Search,
  open: Int32Array,
  circles: readonly number[],
  others: number,
): Generator<number[]> {
  const known = state.model.problem.earlier?.length ?? 0
  const other = [...seatedCircles(state)].filter((circle) => open.includes(circle) && !circles.includes(circle))
  const fresh = other.filter((circle) => circle >= known)
  const seated = other.filter((circle) => circle < known)
  const empty = open.find((circle) => state.count[circle] === 0)
  const all = [...circles, ...fresh, ...(empty === undefined ? [] : [empty])]
  if (others === 0) for (let n = 0; n < (circles.length > 0 ? OFTEN : 1); n++) yield all
  if (others === 1) for (const one of random.shuffle(seated).slice(0, TRIED)) yield [...all, one]
  if (others !== 2 || seated.length < 2) return
  const pairs = (seated.length * (seated.length - 1)) / 2
  if (pairs <= TRIED) {
    for (const [n, one] of seated.entries()) for (const two of seated.slice(n + 1)) yield [...all, one, two]
    return
  }
  for (let n = 0; n < TRIED; n++) {
    const [one = 0, two = 0] = random.shuffle(seated)
    yield [...all, one, two]
  }
}

/** A short search among the open circles. */
function improve(search: Search, circles: readonly number[]): void {
  for (let round = 0; round < 6; round++) {
    if (round > 0) stir(search, 40, 0.05)
    const { change, undo } = rebuild(
      search,
      circles.filter((circle) => (search.state.count[circle] ?? 0) > 0),
      someTaste(search),
    )
    if (change >= 0) undo()
  }
}
