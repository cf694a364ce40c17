/** What somebody named in a vote, in their order. */
export type Picks = readonly string[]

/**
 * Counts votes. Without order each thing named counts one; in order the first of `most` counts `most`, the second one less …
 * Things that are not among the choices count nothing. Most first; equals in the order of the choices.
 */
export const tally = (
  votes: readonly Picks[],
  choices: readonly string[],
  { most, ranked }: { readonly most: number; readonly ranked: boolean },
): readonly { readonly id: string; readonly points: number }[] => {
  const points = new Map(choices.map((id) => [id, 0]))
  for (const vote of votes) {
    ;[...new Set(vote)].slice(0, most).forEach((id, at) => {
      const before = points.get(id)
      if (before !== undefined) points.set(id, before + (ranked ? most - at : 1))
    })
  }
  return [...points].map(([id, points]) => ({ id, points })).toSorted((a, b) => b.points - a.points)
}

/** Whether a vote is one: some of the choices, each once, no more than may be named. */
export const isVote = (vote: Picks, choices: readonly string[], most: number): boolean =>
  vote.length > 0 &&
  vote.length <= most &&
  new Set(vote).size === vote.length &&
  vote.every((id) => choices.includes(id))
