import type { CircleResult, Formation, Impossible, Keeping, Slot, WhatIf } from '../formation/solver/index.ts'
import { clock } from '../scheduling/rules.ts'
import { becauseSentence, reasonSentence } from './form-words.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** What a report tells besides the circles: what was asked for, and what it cost to keep earlier circles. */
type Besides = {
  people: number
  version: string
  asked: readonly WhatIf[] | undefined
  kept: Keeping | undefined
}

/** `report.json` as text. */
export function reportText(formation: Formation, { people, version, asked, kept }: Besides): string {
  const { circles, meanFit, worstFit, randomFit, violations, impossible, seed, effort } = formation
  const report = {
    people,
    circles: circles.map(circleEntry),
    ...{ mean_fit: rounded(meanFit), worst_fit: rounded(worstFit), random_fit: rounded(randomFit) },
    violations,
    impossible: impossible.map(impossibleEntry),
    ...{ seed, effort, version },
    ...(kept ? { kept: { touched: kept.touched, cost: rounded(kept.cost) } } : {}),
    ...(asked ? { what_if: asked.map(whatIfEntry) } : {}),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

function circleEntry({ circle, members, fit, slots, reasons }: CircleResult) {
  return { circle, members, fit: rounded(fit), slots: slots.map(slotEntry), reasons: reasons.map(reasonSentence) }
}

function slotEntry({ zone, weekday, minute }: Slot) {
  return { zone, weekday: weekdays[weekday] ?? '', time: clock(minute) }
}

/** `rule` is the first of `rules`: what would have to give way. `proved` says whether another search could help. */
function impossibleEntry(entry: Impossible) {
  const { rules, people, proved } = entry
  return { rule: rules[0] ?? 'size', rules, people, because: becauseSentence(entry), proved }
}

/**
 * `rule` is `weight` for a column that counts for nothing, `less` for one that counts for one less, `smaller` and `larger` where circles may have
 * one person less or more, `shorter` for meetings of half an hour less; `off` is how much of the change in the mean may be chance.
 */
function whatIfEntry({ drop: { what, column }, mean, worst, placed, off }: WhatIf) {
  const change = { mean_fit: rounded(mean), worst_fit: rounded(worst), placed: Math.round(placed), off: rounded(off) }
  return { without: { rule: what, ...(column === undefined ? {} : { column }) }, ...change }
}

const rounded = (fit: number) => Math.round(fit * 1e6) / 1e6
