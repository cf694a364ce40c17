import { apart, namedPairs } from './conflicts.ts'
import { circlesOf, type OpenRule } from './exact.ts'
import type { Model } from './model.ts'
import type { Proof } from './proofs.ts'

/** For each person those whom a list of names keeps apart from them, by rule. */
type Named = ReadonlyMap<number, ReadonlyMap<number, OpenRule>>

/** People, some of whom wait, who must all be apart and are more than there can be circles; as few as show it. */
export function cliqueProofs(model: Model, waiting: ReadonlySet<number>): Proof[] {
  const { blocks, problem } = model
  const named = namedApart(model)
  const waits = (person: number) => waiting.has(blocks.of[person] ?? 0)
  const explained = new Set<number>()
  return [...problem.people.keys()].filter(waits).flatMap((person) => {
    if (explained.has(person) || model.broken.has(blocks.of[person] ?? 0)) return []
    const clique = fewest(model, cliqueAround(model, named, person, waits))
    const circles = circlesOf(model, model.person.length, clique.length)
    const people = clique.slice(0, circles + 1)
    for (const each of people) explained.add(each)
    const rules = rulesAmong(model, named, clique)
    if (circles === 0 || clique.length === 0 || (rules.length === 1 && rules[0] === 'apart')) return []
    return [proof(model, people, rules, circles)]
  })
}

/** Somebody who comes with others stands for them all: the others have no part in it. */
function proof({ blocks, size }: Model, people: readonly number[], rules: readonly OpenRule[], circles: number): Proof {
  const of = people.map((person) => blocks.of[person] ?? 0)
  const because = { code: 'all-apart' as const, values: { people: people.length, circles } }
  return { rules, blocks: of, because, ...(of.every((block) => size[block] === 1) ? {} : { people }) }
}

/** As few of these as are still more than there can be circles; none where there can be enough. */
function fewest(model: Model, clique: readonly number[]): readonly number[] {
  const sizes = Array.from(clique.keys(), (n) => n + 1)
  const most = sizes.find((size) => size > circlesOf(model, model.person.length, size))
  return clique.slice(0, most ?? 0)
}

function namedApart({ problem }: Model): Named {
  const named = new Map<number, Map<number, OpenRule>>()
  const note = (a: number, b: number, rule: OpenRule) =>
    named.set(a, (named.get(a) ?? new Map<number, OpenRule>()).set(b, rule))
  for (const { rule, a, b } of namedPairs(problem)) {
    note(a, b, rule)
    note(b, a, rule)
  }
  return named
}

/** People who are all apart from each other, grown from one: those who wait first, then those with most to avoid. */
function cliqueAround(
  { problem, blocks, broken, conflicts }: Model,
  named: Named,
  person: number,
  waits: (person: number) => boolean,
): number[] {
  const avoided = (other: number) => named.get(other)?.size ?? 0
  const order = [...problem.people.keys()]
    .filter((other) => !broken.has(blocks.of[other] ?? 0) && apart(conflicts, person, other))
    .sort((a, b) => Number(waits(b)) - Number(waits(a)) || avoided(b) - avoided(a) || a - b)
  const clique = [person]
  for (const other of order)
    if (other !== person && clique.every((member) => apart(conflicts, member, other))) clique.push(other)
  return clique
}

/** The rules that keep these apart: for each pair one is enough. */
function rulesAmong({ conflicts }: Model, named: Named, people: readonly number[]): OpenRule[] {
  const rules = people.flatMap((a, n) =>
    people.slice(n + 1).map((b) => (sameAnswer(conflicts, a, b) ? 'apart' : (named.get(a)?.get(b) ?? 'apart_from'))),
  )
  return [...new Set(rules)]
}

const sameAnswer = ({ columns, level }: Model['conflicts'], a: number, b: number): boolean =>
  columns.some((_, c) => {
    const value = level[a * columns.length + c] ?? 0
    return value !== 0 && value === level[b * columns.length + c]
  })
