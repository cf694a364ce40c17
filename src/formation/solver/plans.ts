/**
 * A round of annealing, which ends at a share of the budget; the next begins from the best so far, or `afresh`. Temperatures
 * go down from `from` to `to`, in parts of what a bad swap usually costs. `rebuilding` is the share of the evaluations with
 * which a few circles are taken apart and formed anew; the others swap or move one block. Circles pay `steep` times what they
 * fall short of a floor: the mean fit less `fair` times the spread of the circles' fits, or just above the worst.
 */
export type Round = {
  until: number
  from: number
  to: number
  steep: number
  fair: number | 'worst'
  rebuilding: number
  afresh?: boolean
}

/**
 * The rounds for so many blocks. Few sit so tightly that single swaps seldom help and that one beginning may lead into a dead
 * end, while a fresh one costs little. For many there is never time enough: one long round, and the worst at the end.
 */
export const planFor = (blocks: number): readonly Round[] => (blocks <= 150 ? FEW : blocks <= 300 ? SOME : MANY)

const worst = { from: 0.02, to: 0.005, steep: 20, fair: 'worst' } as const

/** A look around from circles that are good already: cool, and with no fresh start. */
export const AROUND: readonly Round[] = [
  { until: 0.7, from: 0.05, to: 0.005, steep: 1, fair: 1.5, rebuilding: 0.4 },
  { until: 0.95, ...worst, rebuilding: 0.4 },
]

const FEW: readonly Round[] = [
  { until: 0.2, from: 0.1, to: 0.01, steep: 2, fair: 1.5, rebuilding: 0.6 },
  { until: 0.4, from: 0.1, to: 0.01, steep: 2, fair: 1.5, rebuilding: 0.6, afresh: true },
  { until: 0.6, from: 0.05, to: 0.01, steep: 2, fair: 1.5, rebuilding: 0.6, afresh: true },
  { until: 0.68, from: 0.03, to: 0.01, steep: 1, fair: 1.5, rebuilding: 0.6 },
  { until: 0.76, from: 0.03, to: 0.01, steep: 0.5, fair: 1.5, rebuilding: 0.6 },
  { until: 0.83, ...worst, rebuilding: 0.6 },
  { until: 0.86, ...worst, rebuilding: 0.6 },
]

const SOME: readonly Round[] = FEW.map(({ afresh, ...round }) => ({ ...round, rebuilding: 0.4 }))

const MANY: readonly Round[] = [
  { until: 0.5, from: 0.08, to: 0.004, steep: 2, fair: 1.5, rebuilding: 0.1 },
  { until: 0.53, from: 0.01, to: 0.004, steep: 1, fair: 1.5, rebuilding: 0.1 },
  { until: 0.58, from: 0.01, to: 0.004, steep: 20, fair: 'worst', rebuilding: 0.2 },
]
