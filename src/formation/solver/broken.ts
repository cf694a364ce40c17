import { namedPairs } from './conflicts.ts'
import type { Model } from './model.ts'
import type { Rule } from './types.ts'

/** Whether a block can sit in no circle at all, by these rules (and by the sizes). */
export function isBroken(model: Model, block: number, rules: ReadonlySet<Rule>): boolean {
  if (!model.broken.has(block)) return false
  return (model.size[block] ?? 0) > model.max || sharesNothing(model, block, rules) || hasPairApart(model, block, rules)
}

function sharesNothing({ shared }: Model, block: number, rules: ReadonlySet<Rule>): boolean {
  const { bits, words, stretches } = shared
  return stretches.some(
    ({ rule, from, to }) =>
      rules.has(rule) && bits.subarray(block * words + from, block * words + to).every((word) => word === 0),
  )
}

function hasPairApart({ problem, blocks, conflicts }: Model, block: number, rules: ReadonlySet<Rule>): boolean {
  const members = blocks.members[block] ?? []
  if (members.length < 2) return false
  for (const { rule, a, b } of namedPairs(problem)) {
    if (rules.has(rule) && blocks.of[a] === block && blocks.of[b] === block) return true
  }
  const { columns, level } = conflicts
  const values = (c: number) => members.map((p) => level[p * columns.length + c] ?? 0).filter((value) => value !== 0)
  return rules.has('apart') && columns.some((_, c) => new Set(values(c)).size < values(c).length)
}
