import { type Board, faultsWithin } from './board.ts'
import { pairFit } from './fit.ts'
import { fitOf } from './result.ts'
import type { Reason, Rule } from './types.ts'

/** How many exchanges of one circle are looked at, and how many of the best of them are held against the rules. */
export type Looked = { exchanges: number; closely: number }

/** Who sits where, as indexes of people, and the circle of each. */
type Seats = { circles: readonly (readonly number[])[]; of: Int32Array }
type Exchange = { a: number; b: number; there: number; gain: number }

/** A smaller gain is not worth a sentence. */
const WORTH = 0.005

/**
 * For each circle the rule that costs it most: the one without which the best exchange of two people would raise its fit
 * furthest, with what the two circles gain together above nothing. No reason where no single rule stands in the way.
 */
export function costliestRules(board: Board, circles: readonly (readonly string[])[], looked: Looked): Reason[][] {
  const members = circles.map((ids) => ids.flatMap((id) => board.index.get(id) ?? []))
  const of = new Int32Array(board.problem.people.length).fill(-1)
  for (const [circle, people] of members.entries()) for (const person of people) of[person] = circle
  return members.map((_, circle) => costliest(board, { circles: members, of }, circle, looked))
}

function costliest(board: Board, seats: Seats, circle: number, { exchanges, closely }: Looked): Reason[] {
  const best = gains(board, seats, circle, exchanges).sort((x, y) => y.gain - x.gain)
  for (const exchange of best.slice(0, closely)) {
    const rules = brokenBy(board, seats, circle, exchange)
    const [rule] = rules
    if (!rule || rules.size > 1) continue
    const here = fitOf(board.model, seats.circles[circle] ?? [])
    return [{ code: 'cost', values: { rule, here, there: here + exchange.gain } }]
  }
  return []
}

/** Exchanges by which the circle would gain, and both circles together, too: of so many at the most, spread over all people. */
function gains({ model, problem }: Board, { circles, of }: Seats, circle: number, most: number): Exchange[] {
  const here = circles[circle] ?? []
  const step = Math.max(1, Math.ceil((problem.people.length * here.length) / most))
  const pairs = (here.length * (here.length - 1)) / 2
  const out: Exchange[] = []
  for (const [n, a] of here.entries()) {
    const now = sumWith(model, a, here, a)
    for (let b = n % step; b < problem.people.length; b += step) {
      const there = of[b] ?? -1
      if (there < 0 || there === circle) continue
      const gain = (sumWith(model, b, here, a) - now) / Math.max(1, pairs)
      if (gain < WORTH) continue
      const theirs = circles[there] ?? []
      const change = sumWith(model, a, theirs, b) - sumWith(model, b, theirs, b)
      const whole = gain * here.length + (2 * change) / Math.max(1, theirs.length - 1)
      if (whole > 0) out.push({ a, b, there, gain })
    }
  }
  return out
}

/** The sum of somebody's fits with these people but one. */
function sumWith(model: Board['model'], person: number, people: readonly number[], but: number): number {
  let sum = 0
  for (const other of people) if (other !== but) sum += pairFit(model, person, other)
  return sum
}

/** The rules that two circles keep now and would break after an exchange. */
function brokenBy(board: Board, { circles }: Seats, circle: number, { a, b, there }: Exchange): Set<Rule> {
  const names = (people: readonly number[]) => people.map((person) => board.problem.people[person]?.id ?? '')
  const [here, other] = [circles[circle] ?? [], circles[there] ?? []]
  const swapped = (people: readonly number[], leaves: number, joins: number) =>
    names([...people.filter((person) => person !== leaves), joins])
  const rules = (...sets: readonly (readonly string[])[]) =>
    sets.flatMap((ids) => faultsWithin(board, ids).flatMap(({ rule }) => (rule === 'unplaced' ? [] : [rule])))
  const before = new Set(rules(names(here), names(other)))
  const torn = names([a, b]).some((id) => (board.together.get(id) ?? []).length > 0)
  const after: Rule[] = [
    ...rules(swapped(here, a, b), swapped(other, b, a)),
    ...(torn ? ['together_with' as const] : []),
  ]
  return new Set(after.filter((rule) => !before.has(rule)))
}
