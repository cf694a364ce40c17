import { answer } from './answers.ts'
import { type Blocks, blocksOf } from './blocks.ts'
import { apart, type Conflicts, conflictsOf } from './conflicts.ts'
import { type Features, featuresOf } from './features.ts'
import { type Near, nearOf } from './near.ts'
import { type Shared, sharedOf } from './shared.ts'
import type { Problem, Rule } from './types.ts'
import { type Week, weekOf } from './week.ts'

/**
 * A problem made ready for the search. What moves between circles is a block: nearly always one person, else people who asked
 * to be together. `first[b]` to `first[b + 1]` are the places of block b's people in `person`.
 */
export type Model = {
  problem: Problem
  blocks: Blocks
  first: Int32Array
  person: Int32Array
  size: Int32Array
  features: Features
  conflicts: Conflicts
  /** Kept for as many people as there is room for. */
  near: Near | null
  shared: Shared
  /** How many people of each block count towards each no-lone value: `blocks × lone.count`. */
  lone: { count: number; of: Int32Array; names: readonly { column: string; value: string }[] }
  /** Blocks that can sit in no circle at all, each with the rule that its own people break among themselves. */
  broken: ReadonlyMap<number, Rule>
  min: number
  max: number
  /** As many circles as these people can make at the most. */
  circles: number
}

/** `week` may be taken from another model of the same people and season: working it out is most of the work for few people. */
export function modelOf(problem: Problem, week: Week | null = weekOf(problem.people, problem.policy)): Model {
  const { people, policy } = problem
  const blocks = blocksOf(people)
  const person = Int32Array.from(blocks.members.flat())
  const size = Int32Array.from(blocks.members, (members) => members.length)
  const first = new Int32Array(size.length + 1)
  size.forEach((count, b) => {
    first[b + 1] = (first[b] ?? 0) + count
  })
  const features = featuresOf(people, policy)
  const conflicts = conflictsOf(problem)
  const model = {
    ...{ problem, blocks, person, size, first, features, conflicts },
    near: nearOf(features, conflicts, blocks),
    shared: sharedOf(people, policy, blocks, week),
    lone: loneOf(problem, blocks),
    ...{
      min: policy.size.min,
      max: policy.size.max,
      circles: Math.max(Math.floor(people.length / policy.size.min), problem.earlier?.length ?? 0),
    },
  }
  return { ...model, broken: brokenBlocks(model) }
}

function loneOf({ people, policy }: Problem, blocks: Blocks): Model['lone'] {
  const names = policy.noLone.flatMap(({ column, values }) => values.map((value) => ({ column, value })))
  const of = new Int32Array(blocks.members.length * names.length)
  people.forEach((person, p) => {
    names.forEach(({ column, value }, n) => {
      const at = (blocks.of[p] ?? 0) * names.length + n
      if (answer(person, column) === value) of[at] = (of[at] ?? 0) + 1
    })
  })
  return { count: names.length, of, names }
}

function brokenBlocks(model: Omit<Model, 'broken'>): Map<number, Rule> {
  const broken = new Map<number, Rule>()
  const { bits, words, stretches } = model.shared
  model.blocks.members.forEach((members, b) => {
    if (members.length > model.max) broken.set(b, 'size')
    for (const { rule, from, to } of stretches) {
      if (bits.subarray(b * words + from, b * words + to).every((word) => word === 0)) broken.set(b, rule)
    }
    if (members.some((x, i) => members.slice(i + 1).some((y) => apart(model.conflicts, x, y)))) broken.set(b, 'apart')
  })
  return broken
}
