import { answer, values } from './answers.ts'
import { namedPairs } from './conflicts.ts'
import type { Person, Policy, Problem, Rule, Violations } from './types.ts'
import { commonSlots, type Week } from './week.ts'

/** Something that is not as it must be: which rule, and the ids of the people concerned. */
export type Fault = { rule: Rule | 'unplaced'; people: readonly string[] }

/**
 * Holds circles of people's ids against the people and the policy, from the definitions alone: it knows nothing of how the
 * search keeps its books, so that a slip there cannot hide itself.
 */
export function faultsOf(problem: Problem, circles: readonly (readonly string[])[], week: Week | null): Fault[] {
  const index = new Map(problem.people.map((person, i) => [person.id, i]))
  const circleOf = new Map(circles.flatMap((members, circle) => members.map((id) => [id, circle] as const)))
  const unplaced = problem.people.filter(({ id }) => !circleOf.has(id))
  return [
    ...unplaced.map(({ id }) => ({ rule: 'unplaced' as const, people: [id] })),
    ...pairFaults(problem, circleOf),
    ...togetherFaults(problem, circleOf),
    ...circles.flatMap((ids) =>
      circleFaults(
        problem.policy,
        ids,
        ids.flatMap((id) => problem.people[index.get(id) ?? -1] ?? []),
      ),
    ),
    ...(week
      ? circles.filter(
          (ids) =>
            commonSlots(
              week,
              ids.flatMap((id) => index.get(id) ?? []),
            ).length === 0,
        )
      : []
    ).map((people) => ({ rule: 'no_slot' as const, people })),
  ]
}

export function countFaults(faults: readonly Fault[]): Violations {
  const count: Violations = {
    ...{ unplaced: 0, size: 0, apart: 0, manager: 0, apart_from: 0, together_with: 0 },
    ...{ mates: 0, language: 0, lone: 0, no_slot: 0 },
  }
  for (const { rule } of faults) count[rule]++
  return count
}

function pairFaults(problem: Problem, circleOf: ReadonlyMap<string, number>): Fault[] {
  const faults: Fault[] = []
  for (const { rule, a, b } of namedPairs(problem)) {
    const people = [problem.people[a]?.id ?? '', problem.people[b]?.id ?? '']
    const [one, other] = people.map((id) => circleOf.get(id))
    if (one !== undefined && one === other) faults.push({ rule, people })
  }
  return faults
}

function togetherFaults({ people }: Problem, circleOf: ReadonlyMap<string, number>): Fault[] {
  const ids = new Set(people.map(({ id }) => id))
  return people.flatMap(({ id, togetherWith }) =>
    togetherWith
      .filter((mate) => ids.has(mate) && circleOf.get(id) !== circleOf.get(mate))
      .map((mate) => ({ rule: 'together_with' as const, people: [id, mate] })),
  )
}

/** What is wrong within one circle but for hours and for lists of names. */
export function circleFaults(policy: Policy, ids: readonly string[], members: readonly Person[]): Fault[] {
  const faults: Fault[] = []
  if (ids.length < policy.size.min || ids.length > policy.size.max) faults.push({ rule: 'size', people: ids })
  for (const column of policy.apart) {
    for (const same of Map.groupBy(members, (member) => answer(member, column))) {
      if (same[0] === '') continue
      same[1].forEach((a, n) => {
        for (const b of same[1].slice(n + 1)) faults.push({ rule: 'apart', people: [a.id, b.id] })
      })
    }
  }
  for (const column of policy.common) {
    const [first = [], ...rest] = members.map((member) => values(answer(member, column)))
    if (!first.some((value) => rest.every((list) => list.includes(value))))
      faults.push({ rule: 'language', people: ids })
  }
  for (const { column, values: wanted } of policy.noLone) {
    for (const value of wanted) {
      const alone = members.filter((member) => answer(member, column) === value)
      if (alone.length === 1) faults.push({ rule: 'lone', people: alone.map(({ id }) => id) })
    }
  }
  return faults
}
