import type { Arrangement } from '../solver/scored.ts'

/** Two circles of two proposals that are the same, as far as they are: who sits in both, and who in one only, by id. */
export interface Pair {
  readonly left: string | undefined
  readonly right: string | undefined
  readonly both: readonly string[]
  readonly onlyLeft: readonly string[]
  readonly onlyRight: readonly string[]
}

/** Numbers of circles mean nothing from one proposal to another: those who have most people in common stand beside each other. */
export function paired(left: Arrangement, right: Arrangement): Pair[] {
  const matches = new Map<string, string>()
  const taken = new Set<string>()
  for (const { one, other } of likeliest(left, right)) {
    if (matches.has(one) || taken.has(other)) continue
    matches.set(one, other)
    taken.add(other)
  }
  const membersOf = (circles: Arrangement, name: string | undefined) =>
    circles.find(({ circle }) => circle === name)?.members ?? []
  const pairs = left.map(({ circle }) => ({ left: circle, right: matches.get(circle) }))
  const alone = right
    .filter(({ circle }) => !taken.has(circle))
    .map(({ circle }) => ({ left: undefined, right: circle }))
  return [...pairs, ...alone].map((pair) => {
    const [one, other] = [membersOf(left, pair.left), membersOf(right, pair.right)]
    return {
      ...pair,
      both: one.filter((id) => other.includes(id)),
      onlyLeft: one.filter((id) => !other.includes(id)),
      onlyRight: other.filter((id) => !one.includes(id)),
    }
  })
}

/** Whether two fits of all circles, 0 to 1, are within half a point of a hundred: nothing to choose by. */
export const asGood = (left: { readonly meanFit: number }, right: { readonly meanFit: number }): boolean =>
  Math.abs(left.meanFit - right.meanFit) < 0.005

/** Who sits elsewhere, or in one of the two only. */
export const elsewhere = (pairs: readonly Pair[]): string[] => [
  ...new Set(pairs.flatMap(({ onlyLeft, onlyRight }) => [...onlyLeft, ...onlyRight])),
]

/** Circles with somebody in common, those with most first. */
function likeliest(left: Arrangement, right: Arrangement) {
  const there = new Map(right.flatMap(({ circle, members }) => members.map((id) => [id, circle] as const)))
  return left
    .flatMap(({ circle: one, members }) => {
      const counts = new Map<string, number>()
      for (const id of members) {
        const other = there.get(id)
        if (other !== undefined) counts.set(other, (counts.get(other) ?? 0) + 1)
      }
      return [...counts].map(([other, count]) => ({ one, other, count }))
    })
    .sort((a, b) => b.count - a.count)
}
