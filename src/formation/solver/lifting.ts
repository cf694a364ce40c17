import { type Board, circleOn, fitsOf } from './board.ts'
import { pairFit } from './fit.ts'
import { newRules } from './scored.ts'
import type { CircleResult } from './types.ts'

/** Before and after. */
type Step = { readonly before: number; readonly after: number }

/** One person who moves, or two who change places, and what that makes of the circle that fits least, of the other circle and of all. */
export interface Lift {
  /** Who leaves the circle that fits least, and who comes to it. */
  readonly leaves: string | undefined
  readonly comes: string | undefined
  readonly worst: string
  readonly other: string
  readonly fits: { readonly worst: Step; readonly other: Step; readonly mean: Step }
}

/** Who is not to be moved. */
type Locks = { readonly people: readonly string[]; readonly circles: readonly string[] }

/** A change as the sums say it; which rules it would break is asked afterwards. */
interface Candidate {
  readonly leaves: number | undefined
  readonly comes: number | undefined
  readonly other: CircleResult
  /** The fit of the worse of the two circles after it. */
  readonly least: number
}

/** A smaller gain is not worth a sentence, and what all circles may lose by it together. */
const WORTH = 0.005
const COST = 0.01
/** Rules are dear to ask. */
const ASKED = 400

/**
 * What would help the circle that fits least most: one move or one exchange that breaks no rule that is kept now, leaves the other circle better
 * than the worst was, and costs all together at most a point. Undefined where none is found among the most promising.
 */
export function liftOf(board: Board, circles: readonly CircleResult[], locks: Locks): Lift | undefined {
  const [worst] = circles.toSorted((a, b) => a.fit - b.fit)
  if (!worst || locks.circles.includes(worst.circle)) return undefined
  const others = circles.filter((each) => each !== worst && !locks.circles.includes(each.circle))
  const people = circles.reduce((sum, { members }) => sum + members.length, 0)
  const found = others.flatMap((other) => between(board, worst, other, { locks, people }))
  for (const each of found.sort((a, b) => b.least - a.least).slice(0, ASKED)) {
    const lift = carriedOut(board, circles, worst, each)
    if (lift) return lift
  }
  return undefined
}

/** Everything that could be changed between two circles, where it is worth it. */
function between(
  board: Board,
  worst: CircleResult,
  other: CircleResult,
  { locks, people }: { locks: Locks; people: number },
): Candidate[] {
  const { min, max } = board.problem.policy.size
  const { here, there, afterwards } = sumsOf(board, worst, other)
  const free = (all: number[]) => all.filter((one) => !locks.people.includes(board.problem.people[one]?.id ?? ''))
  const nobody = (fewer: number[], more: number[]) => (fewer.length > min && more.length < max ? [undefined] : [])
  const before = worst.fit * here.length + other.fit * there.length
  return [...free(here), ...nobody(there, here)].flatMap((leaves) =>
    [...free(there), ...nobody(here, there)].flatMap((comes) => {
      if (leaves === undefined && comes === undefined) return []
      const { least, all } = afterwards(leaves, comes)
      return least >= worst.fit + WORTH && all >= before - COST * people ? [{ leaves, comes, other, least }] : []
    }),
  )
}

/** Two circles by their sums over pairs: what both would be once somebody left the first, and somebody came to it from the second. */
function sumsOf({ model, index }: Board, worst: CircleResult, other: CircleResult) {
  const indices = ({ members }: CircleResult) => members.flatMap((id) => index.get(id) ?? [])
  const [here, there] = [indices(worst), indices(other)]
  const alike = (a: number, b: number) => (a === b ? 0 : pairFit(model, a, b))
  const over = (all: readonly number[], one: number) => all.reduce((sum, each) => sum + alike(one, each), 0)
  const sums = new Map([...here, ...there].map((one) => [one, [over(here, one), over(there, one)] as const]))
  const [first, second] = [worst, other].map(({ fit, members }) => fit * pairsOf(members.length))
  const sum = (one: number | undefined, at: 0 | 1) => (one === undefined ? 0 : (sums.get(one)?.[at] ?? 0))
  function afterwards(leaves: number | undefined, comes: number | undefined): { least: number; all: number } {
    const both = leaves === undefined || comes === undefined ? 0 : alike(leaves, comes)
    const more = Number(comes !== undefined) - Number(leaves !== undefined)
    const [m, n] = [here.length + more, there.length - more]
    const a = ((first ?? 0) - sum(leaves, 0) + sum(comes, 0) - both) / pairsOf(m)
    const b = ((second ?? 0) - sum(comes, 1) + sum(leaves, 1) - both) / pairsOf(n)
    return { least: Math.min(a, b), all: a * m + b * n }
  }
  return { here, there, afterwards }
}

const pairsOf = (people: number): number => Math.max(1, (people * (people - 1)) / 2)

/** The change with its exact figures; undefined where it breaks a rule. */
function carriedOut(
  board: Board,
  circles: readonly CircleResult[],
  worst: CircleResult,
  { leaves, comes, other }: Candidate,
): Lift | undefined {
  const idOf = (one: number | undefined) => (one === undefined ? undefined : board.problem.people[one]?.id)
  const [out, come] = [idOf(leaves), idOf(comes)]
  const after = (members: readonly string[], less: string | undefined, more: string | undefined) => [
    ...members.filter((id) => id !== less),
    ...(more === undefined ? [] : [more]),
  ]
  const here = after(worst.members, out, come)
  const there = after(other.members, come, out)
  if (newRules(board, worst.members, here).length + newRules(board, other.members, there).length > 0) return undefined
  const [a, b] = [circleOn(board, worst.circle, here), circleOn(board, other.circle, there)]
  const all = circles.map((each) => (each === worst ? a : each === other ? b : each))
  return {
    ...{ leaves: out, comes: come, worst: worst.circle, other: other.circle },
    fits: {
      worst: { before: worst.fit, after: a.fit },
      other: { before: other.fit, after: b.fit },
      mean: { before: fitsOf(circles).meanFit, after: fitsOf(all).meanFit },
    },
  }
}
