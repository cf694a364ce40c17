import { merit } from './lift.ts'
import { type Standing, standing } from './search.ts'
import { restore, snapshot } from './seating.ts'
import type { State } from './state.ts'

/** Remembers the best state it was shown: the fewest flaws, then the most merit. */
export function keeper(state: State) {
  let kept = { at: standing(state), circles: snapshot(state) }
  return {
    offer(at = standing(state)) {
      if (better(at, kept.at)) kept = { at, circles: snapshot(state) }
    },
    recall: () => restore(state, kept.circles),
    standing: () => kept.at,
  }
}

const better = (a: Standing, b: Standing) => (a.flaws === b.flaws ? merit(a) > merit(b) : a.flaws < b.flaws)
