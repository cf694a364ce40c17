/** What a microphone's level has told so far: milliseconds spoken, and since when it has been quiet. No sound is kept, nor any level. */
export interface Heard {
  readonly spoken: number
  readonly quiet: number
}

export const nothingHeard: Heard = { spoken: 0, quiet: Number.POSITIVE_INFINITY }

/** Above this mean level (0 to 1) somebody speaks; a breath between words belongs to speaking. */
const loud = 0.02
const breath = 800
/** A beat that took longer was a sleeping laptop. */
const longestBeat = 1000

/** Counts one beat of `ms` in which the level was `level`. */
export function hear({ spoken, quiet }: Heard, level: number, ms: number): Heard {
  const since = level >= loud ? 0 : quiet + ms
  return { spoken: since <= breath ? spoken + Math.min(ms, longestBeat) : spoken, quiet: since }
}

/** What is shared among those present: how many have agreed, and the seconds of each once all have. */
export interface SharedAirtime {
  readonly agreed: number
  readonly of: number
  readonly shares: readonly { readonly person: string; readonly percent: number }[] | undefined
}

/** Parts of the whole, in the order in which people are given. */
export function sharesOf(
  all: readonly { readonly person: string; readonly seconds: number }[],
): readonly { readonly person: string; readonly percent: number }[] {
  const whole = all.reduce((sum, { seconds }) => sum + seconds, 0)
  return all.map(({ person, seconds }) => ({
    person,
    percent: whole === 0 ? 0 : Math.round((100 * seconds) / whole),
  }))
}
