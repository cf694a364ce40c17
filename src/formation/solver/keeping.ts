import { modelOf } from './model.ts'
import type { Keeping, Options, Problem } from './types.ts'
import { around, type Circles, fromCircles, measured } from './whatif.ts'

/**
 * What it cost to keep circles as they were: how much better the mean would be if everybody but the locked could be seated
 * anew, as far as a search of `effort` evaluations from these circles finds out. Never below zero.
 */
export function keepingCost(
  problem: Problem,
  formation: { circles: Circles },
  options: Pick<Options, 'seed' | 'shouldStop'> & { effort: number },
): Keeping {
  const model = modelOf(fromCircles(problem, formation.circles))
  const free = measured(model, around(model, options)).mean
  const now = measured(model, formation.circles).mean
  return { touched: touchedCircles(problem, formation.circles), cost: Math.max(0, free - now) }
}

function touchedCircles({ people, earlier = [] }: Problem, circles: Circles): string[] {
  const here = new Set(people.map(({ id }) => id))
  const after = new Map(circles.map(({ circle, members }) => [circle, members.toSorted().join('\n')]))
  const before = (members: readonly string[]) => members.filter((id) => here.has(id)).toSorted()
  return earlier
    .filter(({ circle, members }) => (after.get(circle) ?? '') !== before(members).join('\n'))
    .map(({ circle }) => circle)
}
