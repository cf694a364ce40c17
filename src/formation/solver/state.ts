import type { Model } from './model.ts'

/** Where those stand who sit in no circle. */
export const POOL = -1
/** In place of a block: nobody. */
export const NOBODY = -1

/**
 * Who sits where, with all that a move needs to know kept up to date. Rules that taking someone away cannot break (size at
 * the most, apart, shared values and hours) hold in every state; the others (size at the least, lone members, people in the
 * pool) are flaws with a price. `others` has for each block the bits that the rest of its circle shares.
 */
export type State = {
  model: Model
  circleOf: Int32Array
  /** Place of a block in its circle's row, or in the pool. */
  place: Int32Array
  rows: Int32Array
  count: Int32Array
  /** The people of each circle, in no order. */
  seated: Int32Array
  size: Int32Array
  pool: Int32Array
  pooled: number
  pairs: Float64Array
  sums: Sums
  common: Int32Array
  others: Int32Array
  /** For each circle the bits of all `others` of its members: whoever has none of them can take nobody's place. */
  reach: Int32Array
  /** For each block the sum of its fits with the others of its circle. */
  withMates: Float64Array
  /** Circles whose members' `others` and `withMates` are to be worked out anew before they are read; see `refresh`. */
  stale: Uint8Array
  lone: Int32Array
  /** The sum of the fits of a block's own pairs, and of each of its people with themselves. */
  inner: Float64Array
  alone: Float64Array
}

/**
 * What each circle's members add up to, so that the fit of one more person with all of them costs a few operations: how many
 * have each level, how many gave a number, the sum of the numbers and of their squares.
 */
export type Sums = {
  level: Int32Array
  knownLevel: Int32Array
  knownNumber: Int32Array
  sum: Float64Array
  squares: Float64Array
}
