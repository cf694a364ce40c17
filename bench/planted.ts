import type { Problem } from '../src/formation/solver/index.ts'
import type { Arrangement } from '../src/formation/solver/scored.ts'
import { makePeople, policyOf, problemFrom } from '../test/people-files.ts'

/** Applicants as a file and as a problem, and the good solution that was hidden among them. */
export interface Planted {
  readonly csv: string
  readonly problem: Problem
  readonly hidden: Arrangement
}

export function hiddenAmong(people: number, seed: number, hard: boolean): Planted {
  const { csv, hidden } = makePeople(people, seed, hard)
  const rows = hidden
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','))
  const circles = Map.groupBy(rows, ([, circle = '']) => circle)
  return {
    csv,
    problem: problemFrom(csv, policyOf(hard)),
    hidden: [...circles].map(([circle, members]) => ({ circle, members: members.map(([id = '']) => id) })),
  }
}
