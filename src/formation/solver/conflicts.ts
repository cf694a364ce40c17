import { answer, numbering } from './answers.ts'
import { endToEnd, type Lists } from './lists.ts'
import type { Problem, Rule } from './types.ts'

/** Who may never share a circle: levels of the `apart` columns (0 where empty), and for each person the others by rule. */
export type Conflicts = { columns: readonly string[]; level: Int32Array; enemies: Lists }
export type PairRule = Extract<Rule, 'apart' | 'manager' | 'apart_from' | 'mates'>

export function conflictsOf(problem: Problem): Conflicts {
  const { people, policy } = problem
  const columns = policy.apart
  const level = new Int32Array(people.length * columns.length)
  columns.forEach((column, c) => {
    const number = numbering()
    people.forEach((person, p) => {
      const text = answer(person, column)
      if (text !== '') level[p * columns.length + c] = number.of(text) + 1
    })
  })
  return { columns, level, enemies: enemiesOf(problem) }
}

/** Every pair that a list of names keeps apart, with the rule that does; indexes of people, the lower first. */
export function* namedPairs({ people, mates = [] }: Problem): Generator<{ rule: PairRule; a: number; b: number }> {
  const index = new Map(people.map((person, i) => [person.id, i]))
  for (const [i, person] of people.entries()) {
    const manager = person.manager === undefined ? undefined : index.get(person.manager)
    if (manager !== undefined && manager !== i)
      yield { rule: 'manager', a: Math.min(i, manager), b: Math.max(i, manager) }
    for (const id of person.apartFrom) {
      const other = index.get(id)
      if (other !== undefined && other !== i) yield { rule: 'apart_from', a: Math.min(i, other), b: Math.max(i, other) }
    }
  }
  for (const circle of mates) {
    const known = circle.flatMap((id) => index.get(id) ?? []).sort((a, b) => a - b)
    for (const [n, a] of known.entries()) for (const b of known.slice(n + 1)) yield { rule: 'mates', a, b }
  }
}

/** Whether two people may not share a circle. */
export function apart({ columns, level, enemies }: Conflicts, a: number, b: number): boolean {
  const count = columns.length
  for (let c = 0; c < count; c++) {
    const value = level[a * count + c] ?? 0
    if (value !== 0 && value === level[b * count + c]) return true
  }
  for (let i = enemies.from[a] ?? 0; i < (enemies.from[a + 1] ?? 0); i++) if (enemies.items[i] === b) return true
  return false
}

function enemiesOf(problem: Problem): Lists {
  const lists = problem.people.map(() => new Set<number>())
  for (const { a, b } of namedPairs(problem)) {
    lists[a]?.add(b)
    lists[b]?.add(a)
  }
  return endToEnd(lists.map((list) => [...list]))
}
