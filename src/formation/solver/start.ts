import { Budget } from './budget.ts'
import { companyOf } from './construct.ts'
import type { Model } from './model.ts'
import { usualPrices } from './prices.ts'
import { Random } from './random.ts'
import { type Search, standing } from './search.ts'
import { emptyState } from './seating.ts'
import type { Options } from './types.ts'

/** A search that has not seated anybody yet: all circles may change. */
export function begun(model: Model, options: Options): Search {
  const state = emptyState(model)
  const budget = new Budget(options, (share) => options.progress?.(progressOf(search, share)))
  const search: Search = {
    ...{ state, budget, prices: usualPrices(state.circleOf.length), random: new Random(options.seed) },
    company: companyOf(state),
    open: Int32Array.from(state.count.keys()),
    isOpen: new Uint8Array(state.count.length).fill(1),
    locked: new Uint8Array(state.circleOf.length),
    fixed: new Uint8Array(state.count.length),
  }
  return search
}

function progressOf({ state }: Search, share: number) {
  const { flaws, mean } = standing(state)
  const people = state.model.problem.people.length
  return { share, placed: people - flaws, people, meanFit: mean }
}
