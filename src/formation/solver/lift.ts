import { somePartner, someTaste } from './anneal.ts'
import { cost, exchange, NEVER } from './moves.ts'
import { neighbours, rebuild } from './rebuild.ts'
import { circleFit, type Search, type Standing, standing, worstCircle } from './search.ts'
import { NOBODY, POOL } from './state.ts'

/** The share of the mean fit that may be given back for the sake of the worst circle, */
const GIVE_BACK = 0.005
/** and how much a circle that far below the mean weighs: the cube of its distance, so that one far below the others counts. */
const WORTH = 4
/** Attempts at one circle without any success after which it is taken to be as good as it can be. */
const PATIENCE = 600

/**
 * Lifts the worst circle, then the next worst, by exchanges with others until the budget's share reaches `until` or nothing
 * moves any more. What others lose may not make them the worst, and what the mean loses must be worth it and leave it at `least`.
 */
export function lift(search: Search, until: number, least: number): void {
  const { state, prices, budget, random } = search
  const start = { merit: merit(standing(state)), least }
  prices.steep = 20
  for (let failed = 0; failed < PATIENCE && budget.spend(1) < until; ) {
    const worst = worstCircle(search)
    if (worst === POOL) return
    prices.floor = circleFit(state, worst) + 0.03
    const done = random.int(4) === 0 ? rebuildWorst(search, worst, start) : swapWorst(search, worst, start)
    failed = done ? 0 : failed + 1
  }
}

/** The mean fit less what the worst circle's distance from it weighs: what is worth giving the one up for the other. */
export const merit = ({ mean, worst }: Standing) => mean - WORTH * Math.max(0, mean - worst) ** 3

/** Below this the mean fit may not fall for the sake of the worst circle. */
export const leastMean = ({ mean }: Standing) => mean * (1 - GIVE_BACK)

interface Start {
  readonly merit: number
  readonly least: number
}

const worthIt = (start: Start, now: Standing) => merit(now) >= start.merit && now.mean >= start.least

function rebuildWorst(search: Search, worst: number, start: Start): boolean {
  const { change, undo } = rebuild(search, neighbours(search, worst, 2 + search.random.int(3)), someTaste(search))
  if (change < -1e-9 && worthIt(start, standing(search.state))) return true
  undo()
  return false
}

/** Tries a few exchanges with one member of the worst circle and makes the first that gains. */
function swapWorst(search: Search, worst: number, start: Start): boolean {
  const { state, prices, random, locked, budget } = search
  const a = state.rows[worst * state.model.max + random.int(state.count[worst] ?? 0)] ?? NOBODY
  if (a === NOBODY || locked[a] === 1) return false
  for (let tries = 0; tries < 20; tries++) {
    const { to, b } = somePartner(search, a)
    budget.spend(1)
    if (to === POOL || (b !== NOBODY && locked[b] === 1)) continue
    const change = cost(state, prices, a, to, b)
    if (change === NEVER || change >= -1e-9) continue
    exchange(state, a, to, b)
    if (worthIt(start, standing(state))) return true
    exchange(state, a, worst, b)
  }
  return false
}
