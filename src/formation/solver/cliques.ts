import { namedPairs } from './conflicts.ts'
import { alike, circlesOf, type OpenRule } from './exact.ts'
import type { Model } from './model.ts'
import type { Proof } from './proofs.ts'

/** People, some of whom wait, who must all be apart and are more than there can be circles; as few as show it. */
export function cliqueProofs(model: Model, waiting: ReadonlySet<number>): Proof[] {
  const pairs = namedApart(model)
  const explained = new Set<number>()
  return [...waiting].flatMap((block) => {
    if (explained.has(block) || model.size[block] !== 1) return []
    const clique = fewest(model, cliqueAround(model, pairs, block, waiting))
    const circles = circlesOf(model, model.person.length, clique.length)
    const blocks = clique.slice(0, circles + 1)
    for (const each of blocks) explained.add(each)
    const rules = rulesAmong(model, pairs, clique)
    if (circles === 0 || clique.length === 0 || (rules.length === 1 && rules[0] === 'apart')) return []
    return [{ rules, blocks, because: { code: 'all-apart', values: { people: blocks.length, circles } } }]
  })
}

/** As few of these as are still more than there can be circles; none where there can be enough. */
function fewest(model: Model, clique: readonly number[]): readonly number[] {
  const sizes = Array.from(clique.keys(), (n) => n + 1)
  const most = sizes.find((size) => size > circlesOf(model, model.person.length, size))
  return clique.slice(0, most ?? 0)
}

/** For each block those whom a list of names keeps apart from it, by rule. */
function namedApart({ problem, blocks }: Model): Map<number, Map<number, OpenRule>> {
  const apart = new Map<number, Map<number, OpenRule>>()
  const note = (a: number, b: number, rule: OpenRule) => {
    const known = apart.get(a) ?? new Map<number, OpenRule>()
    apart.set(a, known.set(b, rule))
  }
  for (const { rule, a, b } of namedPairs(problem)) {
    const [x, y] = [blocks.of[a] ?? 0, blocks.of[b] ?? 0]
    note(x, y, rule)
    note(y, x, rule)
  }
  return apart
}

/** A set of blocks that are all apart from each other, grown from one: those who wait first, then those with most to avoid. */
function cliqueAround(
  model: Model,
  named: ReadonlyMap<number, ReadonlyMap<number, OpenRule>>,
  block: number,
  waiting: ReadonlySet<number>,
): number[] {
  const apart = (a: number, b: number) => named.get(a)?.has(b) === true || alike(model, a, b)
  const order = Array.from(model.size.keys())
    .filter((other) => other !== block && model.size[other] === 1 && !model.broken.has(other) && apart(block, other))
    .sort((a, b) => Number(waiting.has(b)) - Number(waiting.has(a)) || avoided(named, b) - avoided(named, a) || a - b)
  const clique = [block]
  for (const other of order) if (clique.every((member) => apart(member, other))) clique.push(other)
  return clique
}

const avoided = (named: ReadonlyMap<number, ReadonlyMap<number, OpenRule>>, block: number) =>
  named.get(block)?.size ?? 0

/** The rules that keep these apart: for each pair one is enough. */
function rulesAmong(
  model: Model,
  named: ReadonlyMap<number, ReadonlyMap<number, OpenRule>>,
  blocks: readonly number[],
): OpenRule[] {
  const rules = blocks.flatMap((a, n) =>
    blocks.slice(n + 1).map((b) => (alike(model, a, b) ? 'apart' : (named.get(a)?.get(b) ?? 'apart_from'))),
  )
  return [...new Set(rules)]
}
