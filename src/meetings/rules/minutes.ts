import type { RoomCommitment, Settled } from '../rules.ts'
import type { StepOutcome } from './counting.ts'

/** A decision as its presenter restated it in the meeting, for their journal; empty where they did not say. */
export interface Decided {
  readonly entry: string
  readonly decision: string
  readonly sign: string
  /** `2026-12-01`. */
  readonly review: string
  /** How sure they were, from 0 to 100, before it was tested and after. */
  readonly before: string
  readonly after: string
}

/** What stays of a meeting for those who were there. */
export interface Minutes {
  readonly decisions: readonly Settled[]
  readonly outcomes: readonly StepOutcome[]
  /** What was parked, so that it is not lost. */
  readonly parked: readonly Settled[]
  readonly commitments: readonly RoomCommitment[]
  /** Somebody from outside was there: a guest, and no more is said of them. */
  readonly guest: boolean
  /** What whoever reads decided in it, and nobody else's. */
  readonly decided: Decided | undefined
  /** Those that belong to whoever reads: written while they presented. */
  readonly notes: readonly { readonly id: string; readonly author: string; readonly text: string }[]
}
