import { type Board, circleOn, faultsWithin, openBoard } from './board.ts'
import { randomFit } from './chance.ts'
import type { Fault } from './check.ts'
import { pairFit } from './fit.ts'
import { freeAt } from './hour.ts'
import { fitOf } from './result.ts'
import type { Arrangement, Seated } from './scored.ts'
import type { Problem, Rule, Slot } from './types.ts'

/** Somebody who could take a free place. Who has the lower turn comes first; of the same turn those with more hours, then who fits best. */
export type Candidate = { id: string; turn: number }

/** What closes a circle to somebody: a rule, or that it meets at an hour at which they are not free. */
export type DoorRule = Rule | 'hour'

/** What would come of somebody's joining a circle in which everybody else stays. Fits are 0 to 1. */
export type Arrival = {
  id: string
  circle: string
  /** How well they would go with those who sit there, on average. */
  fit: number
  /** The circle's own fit before and after. */
  before: number
  after: number
  /** The rules that their coming would break. */
  rules: DoorRule[]
  /** The rules that the circle would still break, whoever of them comes: it broke them before. */
  still: Rule[]
  /** The circle would fit worse than it did, and worse than people thrown together blindly. */
  poor: boolean
  /** When all of them could meet. */
  slots: Slot[]
}

/** May they join? */
export const isOpen = ({ rules, poor }: Pick<Arrival, 'rules' | 'poor'>): boolean => rules.length === 0 && !poor

/**
 * Everybody who could take a place in a circle, the best first: those who may join before those who may not; among them who mends most of
 * what is broken there, then by turn, hours and fit. Nobody else moves. Ids that are not among the problem's people are left out.
 */
export function fill(
  problem: Problem,
  circles: Arrangement,
  circle: string,
  candidates: readonly Candidate[],
): Arrival[] {
  const board = openBoard(problem)
  const seated = circles.find((each) => each.circle === circle) ?? { circle, members: [] }
  const joins = comesTo(board, seated)
  const turns = new Map(candidates.map(({ id, turn }) => [id, turn]))
  const hours = (id: string) => board.model.shared.week?.free[board.index.get(id) ?? -1]?.length ?? 0
  const arrivals = [...turns.keys()].flatMap((id) => joins(id) ?? [])
  const turnOf = ({ id }: Arrival) => turns.get(id) ?? 0
  return arrivals.sort(
    (a, b) => better(a, b) || turnOf(a) - turnOf(b) || hours(b.id) - hours(a.id) || b.fit - a.fit || byName(a.id, b.id),
  )
}

/**
 * Every circle but those of `except` as a place for somebody who sits nowhere, the best first: those that they may join before those that a
 * rule closes. Whoever sits somewhere already is not seated again: the answer is empty.
 */
export function seatAgain(
  problem: Problem,
  circles: Arrangement,
  id: string,
  except: readonly string[] = [],
): Arrival[] {
  if (circles.some(({ members }) => members.includes(id))) return []
  const board = openBoard(problem)
  const arrivals = circles
    .filter(({ circle }) => !except.includes(circle))
    .flatMap((seated) => comesTo(board, seated)(id) ?? [])
  return arrivals.sort((a, b) => better(a, b) || b.fit - a.fit || byName(a.circle, b.circle))
}

const better = (a: Arrival, b: Arrival) =>
  Number(isOpen(b)) - Number(isOpen(a)) || a.rules.length - b.rules.length || a.still.length - b.still.length

const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** What would come of anybody's joining this circle. */
function comesTo(board: Board, { hour, ...seated }: Seated): (id: string) => Arrival | undefined {
  const isFree = hour ? freeAt(hour, board.problem.policy) : () => true
  return (id) => arrivalOn(board, seated, isFree, id)
}

function arrivalOn(
  board: Board,
  { circle, members }: Omit<Seated, 'hour'>,
  isFree: ReturnType<typeof freeAt>,
  id: string,
): Arrival | undefined {
  const { index, model, chance } = board
  const person = index.get(id)
  const own = board.problem.people[person ?? -1]
  if (person === undefined || !own || members.includes(id)) return undefined
  const others = members.flatMap((mate) => index.get(mate) ?? [])
  const before = fitOf(model, others)
  const { fit: after, slots } = circleOn(board, circle, [...members, id])
  const fit = others.reduce((sum, other) => sum + pairFit(model, person, other), 0) / Math.max(1, others.length)
  const { rules, still } = broken(board, members, id)
  // Where no hour is left at all, that is said; where there is another, that they are not free at the one that was set.
  if (!rules.includes('no_slot') && !isFree(own)) rules.push('hour')
  const poor = others.length > 1 && after < Math.min(before, randomFit(model, chance)) - SLIP
  return { id, circle, fit, before, after, rules, still, poor, slots }
}

/** Sums of fits differ by so much when they are added in another order. */
const SLIP = 1e-9

/** What their coming would break, and what is broken there anyway. A circle that is too small is only less so. */
function broken(board: Board, members: readonly string[], id: string): Pick<Arrival, 'rules' | 'still'> {
  const { max } = board.problem.policy.size
  const all = [...members, id]
  const faults = faultsWithin(board, all).filter(({ rule }) => rule !== 'size' || all.length > max)
  const before = new Set(faultsWithin(board, members).map(nameOf))
  const isNew = (fault: Fault) => CLOSING.has(fault.rule) || !before.has(nameOf(fault))
  const torn = (board.together.get(id) ?? []).some((mate) => !members.includes(mate))
  const rules = new Set(faults.filter(isNew).flatMap(ruleOf))
  const still = new Set(faults.filter((fault) => !isNew(fault)).flatMap(ruleOf))
  return { rules: [...rules, ...(torn ? (['together_with'] as const) : [])], still: [...still] }
}

/** Nobody who comes can mend these, and nobody joins a circle that breaks them. */
const CLOSING: ReadonlySet<Fault['rule']> = new Set<Fault['rule']>(['size', 'language', 'no_slot'])

const nameOf = ({ rule, people }: Fault) => `${rule} ${people.toSorted().join(' ')}`
const ruleOf = ({ rule }: Fault): Rule[] => (rule === 'unplaced' ? [] : [rule])
