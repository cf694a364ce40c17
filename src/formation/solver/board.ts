import { type Chance, chanceOf } from './chance.ts'
import { circleFaults, countFaults, type Fault } from './check.ts'
import { namedPairs, type PairRule } from './conflicts.ts'
import { type Model, modelOf } from './model.ts'
import { circleReasons } from './reasons.ts'
import { fitOf, slotsOf } from './result.ts'
import type { CircleResult, Formation, Problem, Violations } from './types.ts'
import { commonSlots } from './week.ts'

/** A problem made ready once, so that looking at one circle or moving one person costs nothing that grows with all of them. */
export type Board = {
  problem: Problem
  model: Model
  chance: Chance
  index: ReadonlyMap<string, number>
  /** For each person, by index, whom a list of names keeps them apart from; and who is to be with whom, both ways. */
  apart: ReadonlyMap<number, readonly { rule: PairRule; other: number }[]>
  together: ReadonlyMap<string, readonly string[]>
}

/** What an arrangement is worth, without how it was found and what was found to be impossible. */
export type Scored = Omit<Formation, 'seed' | 'effort' | 'impossible'>

/** Takes some tenths of a second for 2,000 people: keep the board between moves. */
export const openBoard = (problem: Problem): Board => boardOver(modelOf(problem))

/** A board over a model that is there already. */
export function boardOver(model: Model): Board {
  const { problem } = model
  const index = new Map(problem.people.map(({ id }, person) => [id, person]))
  const apart = new Map<number, { rule: PairRule; other: number }[]>()
  const together = new Map<string, string[]>()
  for (const { rule, a, b } of namedPairs(problem)) add(apart, a, { rule, other: b })
  for (const { id, togetherWith } of problem.people) {
    for (const mate of togetherWith.filter((one) => index.has(one))) {
      add(together, id, mate)
      add(together, mate, id)
    }
  }
  return { problem, model, chance: chanceOf(model), index, apart, together }
}

/**
 * The scores after one person went to a circle (one of the name is begun where there is none), or to nobody's with `null`:
 * the same as scoring the whole arrangement anew. Nothing else moves, and each rule that breaks is counted.
 */
export function moved(board: Board, before: Scored, id: string, to: string | null): Scored {
  const from = before.circles.find(({ members }) => members.includes(id))
  if (!board.index.has(id) || (from?.circle ?? null) === to) return before
  const target = before.circles.find(({ circle }) => circle === to)
  const left = from && circleOn(board, from.circle, without(from.members, id))
  const joined = to === null ? undefined : circleOn(board, to, [...(target?.members ?? []), id])
  const circles = [
    ...before.circles.map((each) => (each === from ? left : each === target ? joined : each)),
    ...(target ? [] : [joined]),
  ].flatMap((each) => (each && each.members.length > 0 ? [each] : []))
  const unplaced = to === null ? inOrder(board, [...before.unplaced, id]) : without(before.unplaced, id)
  const change = difference(
    faultsOn(board, id, before.circles, [from, target]),
    faultsOn(board, id, circles, [left, joined]),
  )
  const violations = sum(before.violations, { ...change, unplaced: unplaced.length - before.unplaced.length })
  return { ...before, circles, unplaced, violations, ...fitsOf(circles) }
}

/** The mean over people and the worst of these circles. */
export function fitsOf(circles: readonly CircleResult[]): { meanFit: number; worstFit: number } {
  const people = circles.reduce((count, { members }) => count + members.length, 0)
  return {
    meanFit: circles.reduce((total, { fit, members }) => total + fit * members.length, 0) / Math.max(1, people),
    worstFit: circles.reduce((worst, { fit }) => Math.min(worst, fit), circles.length > 0 ? 1 : 0),
  }
}

/** One circle of people, by id, as it stands. */
export function circleOn({ model, chance, index }: Board, circle: string, ids: readonly string[]): CircleResult {
  const members = ids.flatMap((id) => index.get(id) ?? []).sort((a, b) => a - b)
  return {
    circle,
    members: members.map((member) => model.problem.people[member]?.id ?? ''),
    fit: fitOf(model, members),
    slots: slotsOf(model, members),
    reasons: circleReasons(model, chance, members),
  }
}

/** What is wrong within one circle of people, by id, whoever sits elsewhere. */
export function faultsWithin({ problem, model, index, apart }: Board, ids: readonly string[]): Fault[] {
  if (ids.length === 0) return []
  const members = ids.flatMap((id) => index.get(id) ?? [])
  const here = new Set(members)
  const name = (person: number) => problem.people[person]?.id ?? ''
  const pairs = members.flatMap((a) =>
    (apart.get(a) ?? [])
      .filter(({ other }) => here.has(other))
      .map(({ rule, other }) => ({ rule, people: [name(a), name(other)] })),
  )
  const people = members.flatMap((member) => problem.people[member] ?? [])
  const { week } = model.shared
  const none = week !== null && commonSlots(week, members).length === 0
  return [
    ...pairs,
    ...circleFaults(problem.policy, ids, people),
    ...(none ? [{ rule: 'no_slot' as const, people: ids }] : []),
  ]
}

/** The faults that a person's move can change: within two circles, and that those who are to be with them are not. */
function faultsOn(
  board: Board,
  id: string,
  circles: readonly CircleResult[],
  two: readonly (CircleResult | undefined)[],
): Violations {
  const seat = (person: string) => circles.find(({ members }) => members.includes(person))
  const own = seat(id)
  const torn = (board.together.get(id) ?? []).filter((mate) => seat(mate) !== own)
  const faults = two.flatMap((circle) => (circle ? faultsWithin(board, circle.members) : []))
  return countFaults([...faults, ...torn.map((mate) => ({ rule: 'together_with' as const, people: [id, mate] }))])
}

function difference(before: Violations, after: Violations): Violations {
  return sum(
    after,
    mapped(before, (count) => -count),
  )
}

function sum(a: Violations, b: Violations): Violations {
  return mapped(a, (count, rule) => count + b[rule])
}

function mapped(violations: Violations, change: (count: number, rule: keyof Violations) => number): Violations {
  const out = { ...violations }
  for (const rule of Object.keys(out) as (keyof Violations)[]) out[rule] = change(violations[rule], rule)
  return out
}

const without = (ids: readonly string[], id: string) => ids.filter((other) => other !== id)
const inOrder = ({ index }: Board, ids: readonly string[]) =>
  [...ids].sort((a, b) => (index.get(a) ?? 0) - (index.get(b) ?? 0))

function add<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}
