import { fitsWith } from './features.ts'
import { admits, awayChange, exchange, loneChange } from './moves.ts'
import type { Near } from './near.ts'
import { circlePrice, type Prices } from './prices.ts'
import type { Search } from './search.ts'
import { refresh } from './seating.ts'
import { NOBODY, type State } from './state.ts'

/**
 * Two circles laid beside each other: the fit of each block of one with each of the other. From it every exchange between them
 * is priced with a few operations.
 */
export type Between = { width: number; row: Float64Array; fit: Float64Array; here: Side; there: Side }
/** A circle, and of its blocks, nobody last, how many people each is, the fits that it takes along, and those that the other circle has for it. */
type Side = {
  count: number
  people: number
  pairs: number
  person: Int32Array
  place: Int32Array
  blocks: Int32Array
  size: Int32Array
  takes: Float64Array
  brings: Float64Array
}

/** What costs more than so many temperatures is not thought of. */
const UNLIKELY = 8

export function betweenOf({ max }: State['model']): Between {
  const width = max + 1
  const side = (): Side => ({
    ...{ count: 0, people: 0, pairs: 0, blocks: new Int32Array(width), size: new Int32Array(width) },
    ...{ person: new Int32Array(max), place: new Int32Array(max) },
    ...{ takes: new Float64Array(width), brings: new Float64Array(width) },
  })
  return { width, row: new Float64Array(max), fit: new Float64Array(width * width), here: side(), there: side() }
}

/**
 * Of all exchanges and moves between two circles makes one, or none: the likelier the less it costs, as in annealing at this
 * temperature.
 */
export function exchangeBetween(
  search: Search,
  between: Between,
  one: number,
  other: number,
  temperature: number,
): boolean {
  const { state, prices, random } = search
  const { here, there, fit, width } = between
  layBeside(state, between, one, other)
  const now = priceNow(search, here) + priceNow(search, there)
  const most = now + UNLIKELY * temperature + reliefIn(state, prices, one) + reliefIn(state, prices, other)
  let best = now + chance(temperature, random.next())
  let [goes, comes] = [NOBODY, NOBODY]
  for (let i = 0; i <= here.count; i++) {
    for (let j = 0; j <= there.count; j++) {
      const cross = fit[i * width + j] ?? 0
      const price = priceAfter(search, here, i, there, j, cross) + priceAfter(search, there, j, here, i, cross)
      if (price > most) continue
      const [a, b] = [here.blocks[i] ?? NOBODY, there.blocks[j] ?? NOBODY]
      const score = price + flawChange(search, a, one, b, other) + chance(temperature, random.next())
      if (score >= best || !isAllowed(search, a, one, b, other)) continue
      best = score
      goes = a
      comes = b
    }
  }
  if (goes !== NOBODY) exchange(state, goes, other, comes)
  else if (comes !== NOBODY) exchange(state, comes, one, NOBODY)
  return goes !== NOBODY || comes !== NOBODY
}

const priceNow = ({ state, prices }: Search, { pairs, people }: Side) => circlePrice(state.model, prices, pairs, people)

/** The price of a circle without its i-th block and with the j-th of the other, whose fit with each other is `cross`. */
function priceAfter({ state, prices }: Search, side: Side, i: number, other: Side, j: number, cross: number): number {
  const pairs = side.pairs - (side.takes[i] ?? 0) + (other.brings[j] ?? 0) - cross
  return circlePrice(state.model, prices, pairs, side.people - (side.size[i] ?? 0) + (other.size[j] ?? 0))
}

function layBeside(state: State, between: Between, one: number, other: number): void {
  const { width, fit, here, there } = between
  layOut(state, here, one)
  layOut(state, there, other)
  for (let i = 0; i <= here.count; i++) fit.fill(0, i * width, i * width + there.count + 1)
  if (state.model.near) fitBlocks(state.model.near, between)
  else fitPeople(state, between)
  for (let i = 0; i < here.count; i++) {
    for (let j = 0; j < there.count; j++) {
      const cross = fit[i * width + j] ?? 0
      here.brings[i] = (here.brings[i] ?? 0) + cross
      there.brings[j] = (there.brings[j] ?? 0) + cross
    }
  }
}

function fitBlocks(near: Near, { width, fit, here, there }: Between): void {
  for (let i = 0; i < here.count; i++) {
    const row = (here.blocks[i] ?? 0) * near.blocks
    for (let j = 0; j < there.count; j++) fit[i * width + j] = near.fit[row + (there.blocks[j] ?? 0)] ?? 0
  }
}

function fitPeople({ model }: State, { width, fit, here, there, row }: Between): void {
  for (let p = 0; p < here.people; p++) {
    fitsWith(model.features, here.person[p] ?? 0, there.person, there.people, row)
    const from = (here.place[p] ?? 0) * width
    for (let q = 0; q < there.people; q++) {
      const at = from + (there.place[q] ?? 0)
      fit[at] = (fit[at] ?? 0) + (row[q] ?? 0)
    }
  }
}

function layOut(state: State, side: Side, circle: number): void {
  const { model, rows, inner, withMates } = state
  if (state.stale[circle] === 1) refresh(state, circle)
  const count = state.count[circle] ?? 0
  let person = 0
  side.count = count
  side.people = state.size[circle] ?? 0
  side.pairs = state.pairs[circle] ?? 0
  for (let i = 0; i < count; i++) {
    const block = rows[circle * model.max + i] ?? 0
    side.blocks[i] = block
    side.size[i] = model.size[block] ?? 0
    side.takes[i] = (withMates[block] ?? 0) + (inner[block] ?? 0)
    side.brings[i] = inner[block] ?? 0
    for (let at = model.first[block] ?? 0; at < (model.first[block + 1] ?? 0); at++) {
      side.person[person] = model.person[at] ?? 0
      side.place[person++] = i
    }
  }
  side.blocks[count] = NOBODY
  side.size[count] = side.takes[count] = side.brings[count] = 0
}

/** What a circle could gain at the most besides fit: nobody alone any more, everybody back. */
function reliefIn({ model, lone }: State, prices: Prices, circle: number): number {
  if (prices.away > 0) return Number.POSITIVE_INFINITY
  let relief = 0
  for (let n = 0; n < model.lone.count; n++) if (lone[circle * model.lone.count + n] === 1) relief += prices.lone
  return relief
}

function flawChange({ state, prices }: Search, a: number, one: number, b: number, other: number): number {
  let change = 0
  if (state.model.lone.count > 0) change = prices.lone * (loneChange(state, one, b, a) + loneChange(state, other, a, b))
  return prices.away === 0
    ? change
    : change + awayChange(state, prices, a, one, other) + awayChange(state, prices, b, other, one)
}

function isAllowed({ state, locked }: Search, a: number, one: number, b: number, other: number): boolean {
  const { size } = state.model
  if ((a === NOBODY && b === NOBODY) || locked[a] === 1 || locked[b] === 1) return false
  const grows = (a === NOBODY ? 0 : (size[a] ?? 0)) - (b === NOBODY ? 0 : (size[b] ?? 0))
  return (a === NOBODY || admits(state, other, a, b, grows)) && (b === NOBODY || admits(state, one, b, a, -grows))
}

/** What chance adds to a price: the one that is least then is as likely as annealing would have it. */
const chance = (temperature: number, random: number) => temperature * Math.log(-Math.log(random))
