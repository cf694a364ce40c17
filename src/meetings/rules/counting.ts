/** Something to vote for. */
export interface Choice {
  readonly id: string
  readonly text: string | undefined
  /** One's own words, or oneself. */
  readonly mine: boolean
  /** Of somebody: what they said last in their own turn. */
  readonly about: string | undefined
}

/** Votes and figures: what one may choose from, what one has given, and what came of it once all is shown together. */
export interface Counting {
  /** What one may vote for, words by their text; people stand there by id alone. */
  readonly choices: readonly Choice[]
  readonly mine: readonly string[]
  readonly result: readonly { readonly id: string; readonly text: string | undefined; readonly points: number }[]
  /** How many were to be found by that vote, and whether places counted in it. */
  readonly ballot: { readonly picks: number; readonly ranked: boolean } | undefined
  readonly figure: number | undefined
  /** My own figure of the earlier step that asked the same. */
  readonly before: number | undefined
  /** Everybody's, from low to high, without names. */
  readonly figures: readonly number[]
}

/** What a vote came to, or the figures that were shown together, without names. */
export interface StepOutcome {
  readonly key: string
  readonly title: string
  /** What was named, the most often first; people by their id alone. */
  readonly named: Counting['result']
  readonly figures: readonly number[]
}
