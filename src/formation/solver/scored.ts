import { type Board, circleOn, faultsWithin, fitsOf, openBoard, type Scored } from './board.ts'
import { randomFit } from './chance.ts'
import { countFaults, faultsOf } from './check.ts'
import { pairFit } from './fit.ts'
import type { Hour, Problem, Rule } from './types.ts'

/** Who sits where, without what it is worth; and when a circle meets that has set its hour already. */
export type Arrangement = readonly Seated[]
export type Seated = { readonly circle: string; readonly members: readonly string[]; readonly hour?: Hour }

/** What an arrangement is worth as it stands, as a person made it: nobody is moved, and each rule that it breaks is counted. */
export const scored = (problem: Problem, arrangement: Arrangement): Scored => scoredOn(openBoard(problem), arrangement)

/** The same on a board that is open already. People who are not among the problem's are left out. */
export function scoredOn(board: Board, arrangement: Arrangement): Scored {
  const { problem } = board
  const circles = arrangement
    .map(({ circle, members }) => circleOn(board, circle, members))
    .filter(({ members }) => members.length > 0)
  const seated = new Set(circles.flatMap(({ members }) => members))
  const faults = faultsOf(
    problem,
    circles.map(({ members }) => members),
    board.model.shared.week,
  )
  return {
    circles,
    unplaced: problem.people.filter(({ id }) => !seated.has(id)).map(({ id }) => id),
    ...fitsOf(circles),
    randomFit: randomFit(board.model, board.chance),
    violations: countFaults(faults),
  }
}

/** A board with circles on it, and what they are worth: plain data all of it, though a second's work for thousands of people. */
export type Laid = { board: Board; scored: Scored; broken: Broken }

export const opened = (problem: Problem, circles: Arrangement): Laid => laidOn(openBoard(problem), circles)

/** The same on a board that is open already. */
export function laidOn(board: Board, circles: Arrangement): Laid {
  const scored = scoredOn(board, circles)
  return { board, scored, broken: brokenRules(board, scored.circles) }
}

/** The rules that circles break as they stand, by the circle's name; a circle that keeps all of them is not named. */
export type Broken = ReadonlyMap<string, readonly Rule[]>

export const brokenRules = (board: Board, arrangement: Arrangement): Broken =>
  new Map(arrangement.flatMap((each) => brokenBy(board, each)))

/** The same after a person left one circle, '' for none, for another: only what that can have changed is looked at again. */
export function brokenAfter(board: Board, before: Broken, arrangement: Arrangement, id: string, from: string): Broken {
  const concerned = [id, ...(board.together.get(id) ?? [])]
  const stale = arrangement.filter(
    ({ circle, members }) => circle === from || concerned.some((one) => members.includes(one)),
  )
  const names = new Set(arrangement.map(({ circle }) => circle))
  const kept = [...before].filter(([circle]) => names.has(circle) && !stale.some((each) => each.circle === circle))
  return new Map([...kept, ...stale.flatMap((each) => brokenBy(board, each))])
}

function brokenBy(board: Board, { circle, members }: Arrangement[number]): [string, readonly Rule[]][] {
  const here = new Set(members)
  const torn = members.some((id) => board.together.get(id)?.some((mate) => !here.has(mate)))
  const within = faultsWithin(board, members).flatMap(({ rule }) => (rule === 'unplaced' ? [] : [rule]))
  const rules = new Set<Rule>([...within, ...(torn ? (['together_with'] as const) : [])])
  return rules.size > 0 ? [[circle, [...rules]]] : []
}

/** How well somebody would go with the people of a circle, 0 to 1, and which rules would be broken there by it. */
export type Chair = { circle: string; fit: number; rules: Rule[] }

/** Every circle as a place for one person: where they sit first, then the others, best first, those that break a rule last. */
export function chairsFor(board: Board, arrangement: Arrangement, id: string): Chair[] {
  const { index, model } = board
  const person = index.get(id)
  if (person === undefined) return []
  const here = arrangement.find(({ members }) => members.includes(id))?.circle
  const chairs = arrangement.map(({ circle, members }) => {
    const mates = members.filter((member) => member !== id)
    const others = mates.flatMap((mate) => index.get(mate) ?? [])
    const fit = others.reduce((sum, other) => sum + pairFit(model, person, other), 0) / Math.max(1, others.length)
    return { circle, fit, rules: newRules(board, mates, [...mates, id]) }
  })
  const rank = ({ circle, rules }: Chair) => (circle === here ? 0 : rules.length === 0 ? 1 : 2)
  return chairs.sort((a, b) => rank(a) - rank(b) || b.fit - a.fit)
}

/**
 * What a circle's fit becomes when somebody joins it whose fit with its members is `withThem`, and what it is for the others when one of its
 * `people` goes: both follow from the mean over pairs. Undefined where nobody is left to be compared with.
 */
export const fitWith = (fit: number, people: number, withThem: number): number =>
  people < 1 ? 0 : (fit * (people - 1) + 2 * withThem) / (people + 1)

export const fitWithout = (fit: number, people: number, withThem: number): number | undefined =>
  people < 3 ? undefined : (fit * people - 2 * withThem) / (people - 2)

/** The rule that costs somebody most: without it alone a circle would be open to them that fits best; none where none fits better. */
export function costliestFor(chairs: readonly Chair[]): { rule: Rule; circle: string; fit: number } | undefined {
  const here = chairs[0]?.fit ?? 0
  const closed = chairs
    .slice(1)
    .flatMap(({ circle, fit, rules: [rule, ...more] }) =>
      rule && rule !== 'size' && more.length === 0 && fit - here >= WORTH ? [{ rule, circle, fit }] : [],
    )
  return closed.toSorted((a, b) => b.fit - a.fit)[0]
}

/** A smaller gain in fit is not worth a sentence. */
const WORTH = 0.005

/** A circle as it would be left: how many would stay, and which rules would be broken there that are not broken now. */
export type Leaving = { circle: string; people: number; rules: Rule[] }

/** What becomes of the circle in which somebody sits when they go; undefined where they sit in none, or nobody would stay. */
export function leavingBy(board: Board, arrangement: Arrangement, id: string): Leaving | undefined {
  const from = arrangement.find(({ members }) => members.includes(id))
  const rest = from?.members.filter((member) => member !== id) ?? []
  if (!from || rest.length === 0) return undefined
  return { circle: from.circle, people: rest.length, rules: newRules(board, from.members, rest) }
}

/** What people of one circle would break that they did not break before. */
export function newRules(board: Board, before: readonly string[], after: readonly string[]): Rule[] {
  const rulesOf = (members: readonly string[]) => brokenBy(board, { circle: '', members })[0]?.[1] ?? []
  const broken = rulesOf(after)
  if (broken.length === 0) return []
  const known = new Set(rulesOf(before))
  return broken.filter((rule) => !known.has(rule))
}
