import type { Model } from './model.ts'

/**
 * What the search pays for, in the fit of one person. Flaws: somebody in the pool, each person that a circle has too few, each
 * lone member. Then each person away from where they sat before; what a circle's fit falls short of `floor`, `steep` times for a usual number of members,
 * so that no circle pays for the others; and unevenness, so little that it only decides between equals.
 */
export type Prices = {
  unplaced: number
  missing: number
  lone: number
  away: number
  floor: number
  steep: number
  uneven: number
  /** The circle in which each block sat before; −1 where there was none. */
  home: Int32Array
}

export const usualPrices = (blocks: number): Prices => ({
  ...{ unplaced: 6, missing: 6, lone: 6, away: 0, floor: 0, steep: 0, uneven: 0.001 },
  home: new Int32Array(blocks).fill(-1),
})

/** The price of a circle of `size` people whose pairs' fits add up to `pairs`; below zero, as fit is worth something. */
export function circlePrice({ min, max }: Model, prices: Prices, pairs: number, size: number): number {
  if (size === 0) return 0
  const off = size - (min + max) / 2
  const fit = size > 1 ? (2 * pairs) / (size - 1) : 0
  const short = prices.floor - fit / size
  return (
    prices.uneven * off * off -
    fit +
    (short > 0 ? (prices.steep * short * (min + max)) / 2 : 0) +
    (size < min ? prices.missing * (min - size) : 0)
  )
}
