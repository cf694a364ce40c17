import { cliqueProofs } from './cliques.ts'
import { canPlace, EXACT, OPEN_RULES, type OpenRule } from './exact.ts'
import type { Model } from './model.ts'
import { admits, blocksApart, shares } from './moves.ts'
import { brokenProof, companyProof, crowdProofs, type Proof, sizeReason } from './proofs.ts'
import { seatedCircles } from './search.ts'
import { NOBODY, POOL, type State } from './state.ts'
import type { Because, Impossible, Rule } from './types.ts'

const NO_WAY: Because = { code: 'together-impossible', values: {} }

/**
 * Says why people sit in no circle, most certain first: wishes that contradict each other, people with too few others around
 * them, crowds that must be spread over more circles than there can be, numbers that cannot be split; for small problems
 * whatever else an exhaustive search can prove; and for the rest, honestly, that nothing was found.
 */
export function diagnose(state: State): Impossible[] {
  const { model } = state
  const waiting = new Set(state.pool.subarray(0, state.pooled))
  const everybody = model.problem.people.map(({ id }) => id)
  const because = sizeReason(everybody.length, model.min, model.max)
  const size = because && { rules: ['size' as const], people: tooMany(state, because), because, proved: true }
  if (size && everybody.length < model.min) return [size]
  const out = [...model.broken.keys()].flatMap((block) => brokenImpossible(state, block))
  const explained = new Set<number>()
  for (const proof of proofsOf(state, waiting)) {
    const core = shrink(state, proof, waiting)
    out.push(impossible(state, core, true), ...companions(state, core, waiting))
    for (const block of core.blocks) explained.add(block)
  }
  if (size) out.push(size)
  if (!size) out.push(...exactly(state, waiting, explained))
  const told = new Set(size?.people)
  const isTold = (block: number) =>
    model.blocks.members[block]?.every((p) => told.has(model.problem.people[p]?.id ?? ''))
  const rest = [...waiting].filter((block) => !explained.has(block) && !isTold(block))
  if (rest.length > 0) out.push(notFound(state, rest))
  return out
}

/** One more than can be seated, those who wait first: as few as show that not all can. Everybody where they are no circle at all. */
function tooMany({ model, circleOf }: State, { values }: Because): string[] {
  const { problem, blocks } = model
  const waits = (person: number) => Number(circleOf[blocks.of[person] ?? 0] === POOL)
  const order = Array.from(problem.people.keys()).sort((a, b) => waits(b) - waits(a) || a - b)
  const most = problem.people.length < model.min ? order.length : Number(values.most) + 1
  return order.slice(0, most).map((person) => problem.people[person]?.id ?? '')
}

/** The contradiction in a block, and those of its people who are only bound to it. */
function brokenImpossible(state: State, block: number): Impossible[] {
  const { model } = state
  const ids = (people: readonly number[]) => people.map((person) => model.problem.people[person]?.id ?? '')
  const { rules, people, because } = brokenProof(model, block)
  if (model.blocks.members[block]?.length === 1) {
    return [impossible(state, shrink(state, { rules, blocks: [block], because }, new Set([block])), true)]
  }
  const named = { rules, people: ids(people), because, proved: true }
  const bound = ids((model.blocks.members[block] ?? []).filter((person) => !people.includes(person)))
  return [named, ...boundTo(bound, named.people)]
}

/** Those who wait only because they come with somebody whom a proof names. */
function companions({ model }: State, { blocks, people = [] }: Proof, waiting: ReadonlySet<number>): Impossible[] {
  const id = (person: number) => model.problem.people[person]?.id ?? ''
  return blocks.flatMap((block) => {
    const members = model.blocks.members[block] ?? []
    const named = members.filter((person) => people.includes(person))
    if (named.length === 0 || !waiting.has(block)) return []
    return boundTo(members.filter((person) => !named.includes(person)).map(id), named.map(id))
  })
}

function boundTo(bound: string[], to: string[]): Impossible[] {
  const because = { code: 'bound' as const, values: { people: bound, to } }
  return bound.length === 0 ? [] : [{ rules: ['together_with'], people: bound, because, proved: true }]
}

function proofsOf({ model }: State, waiting: ReadonlySet<number>): Proof[] {
  const alone = [...waiting].flatMap((block) => companyProof(model, block) ?? [])
  const crowds = crowdProofs(model).filter(({ blocks }) => blocks.some((block) => waiting.has(block)))
  return [...alone, ...crowds, ...cliqueProofs(model, waiting)]
}

/** Leaves out of a proof, while it still holds, people who sit somewhere, then others, then rules. */
function shrink(state: State, proof: Proof, waiting: ReadonlySet<number>): Proof {
  const { model } = state
  if (model.problem.people.length > EXACT || (proof.people && isLeast(model, proof))) return proof
  let blocks = [...proof.blocks].sort((a, b) => Number(waiting.has(a)) - Number(waiting.has(b)) || a - b)
  let rules = OPEN_RULES.filter((rule) => proof.rules.includes(rule))
  for (const block of [...blocks]) {
    const fewer = blocks.filter((other) => other !== block)
    if (canPlace(model, fewer, new Set(rules)) === false) blocks = fewer
  }
  for (const rule of [...rules]) {
    const fewer = rules.filter((other) => other !== rule)
    if (canPlace(model, blocks, new Set(fewer)) === false) rules = fewer
  }
  return { blocks, rules, because: rules.length > 0 ? proof.because : NO_WAY }
}

/** Whether the rest could sit without any one of the blocks, or of the rules. */
function isLeast(model: Model, { blocks, rules }: Proof): boolean {
  const open = OPEN_RULES.filter((rule) => rules.includes(rule))
  const without = <Item>(items: readonly Item[], item: Item) => items.filter((other) => other !== item)
  const canSit = (those: readonly number[], by: readonly OpenRule[]) => Boolean(canPlace(model, those, new Set(by)))
  return (
    blocks.every((block) => canSit(without(blocks, block), open)) &&
    open.every((rule) => canSit(blocks, without(open, rule)))
  )
}

/** What an exhaustive search can prove about those who wait without a reason yet. */
function exactly(state: State, waiting: ReadonlySet<number>, explained: Set<number>): Impossible[] {
  const { model } = state
  if (model.problem.people.length > EXACT) return []
  const out: Impossible[] = []
  const rules = new Set<OpenRule>(OPEN_RULES)
  let required = Array.from(model.size.keys()).filter((block) => !model.broken.has(block) && !explained.has(block))
  while (required.some((block) => waiting.has(block)) && canPlace(model, required, rules) === false) {
    const core = shrink(state, { rules: OPEN_RULES, blocks: required, because: NO_WAY }, waiting)
    out.push(impossible(state, core, true))
    const left = core.blocks.find((block) => waiting.has(block)) ?? core.blocks[0]
    for (const block of core.blocks) if (waiting.has(block)) explained.add(block)
    required = required.filter((block) => block !== left)
  }
  return out
}

function impossible({ model }: State, { blocks, rules, because, people }: Proof, proved: boolean): Impossible {
  const all = people ?? blocks.flatMap((block) => model.blocks.members[block] ?? [])
  const ids = all.map((person) => model.problem.people[person]?.id ?? '')
  return { rules: rules.length > 0 ? rules : ['size'], people: ids, because, proved }
}

function notFound(state: State, blocks: readonly number[]): Impossible {
  const counts = new Map<Rule, number>()
  for (const block of blocks) {
    for (const circle of seatedCircles(state)) {
      const rule = obstacle(state, block, circle)
      counts.set(rule, (counts.get(rule) ?? 0) + 1)
    }
  }
  const rules = [...counts].sort((a, b) => b[1] - a[1]).map(([rule]) => rule)
  const values = { people: blocks.length, rules }
  return impossible(state, { blocks, rules, because: { code: 'not-found', values } }, false)
}

/** The first rule that keeps a block out of a circle. */
function obstacle(state: State, block: number, circle: number): Rule {
  const { model } = state
  const row = circle * model.max
  const members = Array.from(state.rows.subarray(row, row + (state.count[circle] ?? 0)))
  if (members.some((member) => blocksApart(state, block, member))) return 'apart'
  if (!shares(state, circle, block, NOBODY)) return stretchOf(state, block, circle)
  if (!admits(state, circle, block, NOBODY, model.size[block] ?? 0)) return 'size'
  return 'lone'
}

function stretchOf({ model, common }: State, block: number, circle: number): Rule {
  const { words, bits, stretches } = model.shared
  const missing = stretches.find(({ from, to }) => {
    for (let w = from; w < to; w++)
      if (((common[circle * words + w] ?? 0) & (bits[block * words + w] ?? 0)) !== 0) return false
    return true
  })
  return missing?.rule ?? 'no_slot'
}
