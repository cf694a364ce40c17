import { answer } from './answers.ts'
import { namedPairs } from './conflicts.ts'
import { seatEarlier } from './earlier.ts'
import { finish } from './finish.ts'
import { type Model, modelOf } from './model.ts'
import { AROUND } from './plans.ts'
import { fitOf, namedCircles } from './result.ts'
import { solve } from './solve.ts'
import { begun } from './start.ts'
import type { Attribute, Options, Problem, Rule } from './types.ts'

/**
 * A weight that counts for nothing, or one less than it does; a rule that need not hold; circles that may have one person less or more; or the
 * next shorter meeting. `column` where it is one column's.
 */
export type Drop = {
  what: 'weight' | 'less' | 'smaller' | 'larger' | 'shorter' | Exclude<Rule, 'size'>
  column?: string
}

/**
 * What leaving something out would bring: how much better the mean and the worst circle would be than after the same search
 * with everything kept, and how many more people would sit. `off` tells how far the searches behind it were apart in the
 * mean, and `worstOff` in the worst circle: a change that is not clearly greater may be chance. With a weight left out or lessened both are measured by the weights as they are then.
 */
export type WhatIf = { drop: Drop; mean: number; worst: number; placed: number; off: number; worstOff: number }

export type Circles = readonly { readonly circle: string; readonly members: readonly string[] }[]
type Looks = Pick<Options, 'seed' | 'shouldStop'> & {
  /** Evaluations for each of the small searches. */
  effort: number
  progress?: (share: number) => void
}

/** Each question is asked of so many searches, to see how much is chance. */
const TWICE = 2

/**
 * For each weight and each rule that concerns anybody: what would change without it, and with one less of a weight, found by small searches from these circles.
 * Locked people and circles stay. Whatever `formation` breaks is mended first. Stopped early, it tells what it knows by then.
 */
export function whatIf(problem: Problem, formation: { circles: Circles }, options: Looks): WhatIf[] {
  const drops = dropsOf(problem)
  const searches = TWICE * (drops.length + 1)
  let done = 0
  const look = (model: Model) =>
    Array.from({ length: TWICE }, (_, n) => {
      const circles = around(model, { ...options, seed: options.seed + n })
      options.progress?.(++done / searches)
      return circles
    })
  const asked = fromCircles(problem, formation.circles)
  const whole = modelOf(asked)
  const kept = look(whole)
  const out: WhatIf[] = []
  for (const drop of drops) {
    if (options.shouldStop?.()) break
    const model = modelOf(without(asked, drop), weekFor(drop, whole))
    const found = look(model)
    if (!options.shouldStop?.()) out.push(difference(drop, model, found, kept))
  }
  return out
}

/** Free hours are read anew for another length of meetings only: that is most of the work. */
const weekFor = ({ what }: Drop, { shared }: Model) =>
  what === 'no_slot' ? null : what === 'shorter' ? undefined : shared.week

/** What a policy asks for that could be left out and concerns somebody. */
export function dropsOf(problem: Problem): Drop[] {
  const { people, policy } = problem
  const ids = new Set(people.map(({ id }) => id))
  const weighed = policy.attributes.filter(({ weight }) => weight > 0)
  const named = new Set([...namedPairs(problem)].map(({ rule }) => rule))
  const bound = people.some(({ id, togetherWith }) => togetherWith.some((other) => other !== id && ids.has(other)))
  const told = (column: string) => people.some((person) => answer(person, column) !== '')
  return [
    ...(weighed.length > 1 ? weighed.flatMap(lessOf) : []),
    ...(policy.size.min > FEWEST ? [{ what: 'smaller' as const }] : []),
    ...(policy.size.max < MOST ? [{ what: 'larger' as const }] : []),
    ...(policy.season ? [{ what: 'no_slot' as const }] : []),
    ...(policy.season && policy.meetingMinutes > SHORTEST ? [{ what: 'shorter' as const }] : []),
    ...policy.apart.filter(told).map((column) => ({ what: 'apart' as const, column })),
    ...(['manager', 'apart_from', 'mates'] as const).filter((rule) => named.has(rule)).map((what) => ({ what })),
    ...(bound ? [{ what: 'together_with' as const }] : []),
    ...policy.common.filter(told).map((column) => ({ what: 'language' as const, column })),
    ...policy.noLone.filter(({ column }) => told(column)).map(({ column }) => ({ what: 'lone' as const, column })),
  ]
}

/** One less of a weight of one is none of it. */
const lessOf = ({ column, weight }: Attribute): Drop[] => [
  { what: 'weight', column },
  ...(weight > 1 ? [{ what: 'less' as const, column }] : []),
]

const lessened = (weight: number, what: Drop['what']) => (what === 'weight' ? 0 : what === 'less' ? weight - 1 : weight)

/** Whom a circle may hold, and how short a meeting may be, in minutes; lengths differ by steps of `STEP`. */
const [FEWEST, MOST, SHORTEST, STEP] = [2, 10, 60, 30]

/** The same people and wishes but for one. */
export function without(problem: Problem, { what, column }: Drop): Problem {
  const { season, ...policy } = problem.policy
  const others = (list: readonly string[], rule: Rule) =>
    what === rule ? list.filter((each) => each !== column) : list
  const attributes = policy.attributes.map(
    (each): Attribute => (each.column === column ? { ...each, weight: lessened(each.weight, what) } : each),
  )
  return {
    ...problem,
    policy: {
      ...{ ...policy, attributes, size: sizeWithout(policy.size, what) },
      meetingMinutes: what === 'shorter' ? Math.max(SHORTEST, policy.meetingMinutes - STEP) : policy.meetingMinutes,
      ...(season && what !== 'no_slot' ? { season } : {}),
      apart: others(policy.apart, 'apart'),
      common: others(policy.common, 'language'),
      noLone: policy.noLone.filter((each) => what !== 'lone' || each.column !== column),
    },
    people: problem.people.map(({ manager, ...person }) => ({
      ...person,
      ...(manager !== undefined && what !== 'manager' ? { manager } : {}),
      apartFrom: what === 'apart_from' ? [] : person.apartFrom,
      togetherWith: what === 'together_with' ? [] : person.togetherWith,
    })),
    ...(what === 'mates' ? { mates: [] } : {}),
  }
}

const sizeWithout = ({ min, max }: Problem['policy']['size'], what: Drop['what']) => ({
  min: what === 'smaller' ? min - 1 : min,
  max: what === 'larger' ? max + 1 : max,
})

/** The problem of circles that are there already; what was locked stays so. */
export function fromCircles(problem: Problem, circles: Circles): Problem {
  const locked = new Set(problem.earlier?.filter((each) => each.locked).map(({ circle }) => circle))
  const earlier = circles.map(({ circle, members }) => ({ circle, members, locked: locked.has(circle) }))
  return { ...problem, earlier, keep: 'locked' }
}

/** Circles that a small search comes to from the earlier ones. */
export function around(model: Model, { seed, effort, shouldStop }: Omit<Looks, 'progress'>): Circles {
  const search = begun(model, { seed, effort, ...(shouldStop ? { shouldStop } : {}) })
  seatEarlier(search)
  solve(search, AROUND)
  finish(search)
  return namedCircles(search.state)
}

function difference(drop: Drop, model: Model, found: readonly Circles[], kept: readonly Circles[]): WhatIf {
  const after = found.map((circles) => measured(model, circles))
  const before = kept.map((circles) => measured(model, circles))
  const mean = (of: readonly Measured[], key: keyof Measured) =>
    of.reduce((sum, each) => sum + each[key], 0) / of.length
  const change = (key: keyof Measured) => mean(after, key) - mean(before, key)
  const apart = (key: keyof Measured) =>
    Math.max(
      ...[after, before].map((each) => {
        const all = each.map((one) => one[key])
        return Math.max(...all) - Math.min(...all)
      }),
    )
  const changes = { mean: change('mean'), worst: change('worst'), placed: change('placed') }
  return { drop, ...changes, off: apart('mean'), worstOff: apart('worst') }
}

type Measured = { mean: number; worst: number; placed: number }

export function measured(model: Model, circles: Circles): Measured {
  const index = new Map(model.problem.people.map(({ id }, person) => [id, person]))
  const fits = circles.map(({ members }) => {
    const people = members.flatMap((id) => index.get(id) ?? [])
    return { fit: fitOf(model, people), people: people.length }
  })
  const placed = fits.reduce((sum, { people }) => sum + people, 0)
  return {
    mean: fits.reduce((sum, { fit, people }) => sum + fit * people, 0) / Math.max(1, placed),
    worst: Math.min(1, ...fits.map(({ fit }) => fit)),
    placed,
  }
}
