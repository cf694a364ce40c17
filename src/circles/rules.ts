import type { Box } from '../platform/vault/index.ts'

declare const minted: unique symbol

/**
 * The proof that a request comes from someone who has a place in this circle today. Only `circles/web.ts` makes one.
 * `box` seals and opens what the circle writes, from the epoch in which this person joined.
 */
export interface Seat {
  readonly [minted]: 'seat'
  readonly community: string
  readonly circle: string
  readonly id: string
  readonly person: string
  readonly fromEpoch: number
  readonly box: Box
}
