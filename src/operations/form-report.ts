import type { CircleResult, Formation, Impossible, Slot } from '../formation/solver/index.ts'
import { clock } from '../scheduling/rules.ts'
import { becauseSentence, reasonSentence } from './form-words.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** `report.json` as text. */
export function reportText(formation: Formation, people: number, version: string): string {
  const { circles, meanFit, worstFit, randomFit, violations, impossible, seed, effort } = formation
  const report = {
    people,
    circles: circles.map(circleEntry),
    ...{ mean_fit: rounded(meanFit), worst_fit: rounded(worstFit), random_fit: rounded(randomFit) },
    violations,
    impossible: impossible.map(impossibleEntry),
    ...{ seed, effort, version },
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

const rounded = (fit: number) => Math.round(fit * 1e6) / 1e6
