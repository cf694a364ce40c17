import { type Board, faultsWithin, openBoard } from './board.ts'
import { freeAt } from './hour.ts'
import { fitOf } from './result.ts'
import type { Arrangement } from './scored.ts'
import type { Problem } from './types.ts'

/**
 * What would make a circle whole that became too small: it becomes one with another, or somebody of another sits here from then on. `cost` is
 * what the mean fit of all people loses by it; below zero it gains. `fit` is that of the circle that comes of it.
 */
export type Mend = { fit: number; cost: number } & (
  | { kind: 'merge'; with: string }
  | { kind: 'move'; person: string; from: string }
)

/**
 * Everything that would make a circle whole by touching one other of `among`, and by which no rule is broken in either, the cheapest first. What
 * another circle breaks already it may go on breaking. Whoever would come is free when this circle meets, where that is set.
 */
export function mends(problem: Problem, circles: Arrangement, circle: string, among: readonly string[]): Mend[] {
  const board = openBoard(problem)
  const { members: here, hour } = circles.find((each) => each.circle === circle) ?? { members: [] }
  const isFree = hour ? freeAt(hour, problem.policy) : () => true
  const others = circles.filter((each) => each.circle !== circle && among.includes(each.circle))
  const worth = worthOf(board)
  const all = circles.reduce((sum, { members }) => sum + members.length, 0)
  const cost = (before: readonly (readonly string[])[], after: readonly (readonly string[])[]) =>
    (worth(before) - worth(after)) / Math.max(1, all)
  const merged = others.flatMap(({ circle: other, members }): Mend[] => {
    const one = [...here, ...members]
    if (!isWhole(board, one)) return []
    return [{ kind: 'merge', with: other, fit: fitAmong(board, one), cost: cost([here, members], [one]) }]
  })
  const moved = others.flatMap(({ circle: from, members }) =>
    members.flatMap((person): Mend[] => {
      const [joined, left] = [[...here, person], members.filter((each) => each !== person)]
      const who = problem.people[board.index.get(person) ?? -1]
      if (!who || !isFree(who) || !isWhole(board, joined) || !isNoWorse(board, members, left)) return []
      const change = cost([here, members], [joined, left])
      return [{ kind: 'move', person, from, fit: fitAmong(board, joined), cost: change }]
    }),
  )
  return [...merged, ...moved].sort((a, b) => a.cost - b.cost)
}

const indexed = ({ index }: Board, ids: readonly string[]) => ids.flatMap((id) => index.get(id) ?? [])
const fitAmong = (board: Board, ids: readonly string[]) => fitOf(board.model, indexed(board, ids))

/** What circles add to the sum of all people's fits. */
const worthOf = (board: Board) => (circles: readonly (readonly string[])[]) =>
  circles.reduce((sum, ids) => sum + fitAmong(board, ids) * ids.length, 0)

const isWhole = (board: Board, ids: readonly string[]) => faultsWithin(board, ids).length === 0 && !isTorn(board, ids)

/** Nobody wishes to sit with somebody who does not sit here. */
const isTorn = ({ together }: Board, ids: readonly string[]) =>
  ids.some((id) => together.get(id)?.some((mate) => !ids.includes(mate)))

/** A circle without one of its members breaks nothing that it did not break with them. */
function isNoWorse(board: Board, before: readonly string[], after: readonly string[]): boolean {
  if (isTorn(board, after) && !isTorn(board, before)) return false
  const rules = new Set(
    faultsWithin(board, before).map(({ rule, people }) => `${rule} ${people.length === 1 ? people[0] : ''}`),
  )
  return faultsWithin(board, after).every(({ rule, people }) =>
    rules.has(`${rule} ${people.length === 1 ? people[0] : ''}`),
  )
}
