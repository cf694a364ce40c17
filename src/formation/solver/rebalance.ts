import { type Board, circleOn, openBoard } from './board.ts'
import { freeAt } from './hour.ts'
import { keepingCost } from './keeping.ts'
import { type Arrangement, brokenRules } from './scored.ts'
import type { CircleResult, Problem } from './types.ts'

/** Somebody who would change seats: `from` is null for whoever waits for a place, `to` is null for a circle that would begin. */
export type Moving = { person: string; from: string | null; to: string | null }

/** One thing that would help a circle, touching at most two that there are. Every circle that comes of it keeps every rule. */
export type Remedy = {
  kind: 'merge' | 'split' | 'move' | 'fill'
  /** The circles that there are and that it touches. */
  touched: string[]
  moving: Moving[]
  /** What the touched circles would be; one that would begin is called ''. */
  after: CircleResult[]
  /** By how much the mean fit over everybody who sits would change. */
  gain: number
}

/** The circle to be helped, whether it has too few people or too many, who waits for a place, and the circles that are left as they are. */
export type Need = { circle: string; side: 'below' | 'above'; waiting: readonly string[]; apart?: readonly string[] }

/** What would help, how well each circle fits now, and what it costs the mean that all of them stay as they are. */
export type Help = { remedies: Remedy[]; fits: Record<string, number>; keeping: number }

/** So many people change one circle for another, or come into one, at the most: more is a merger. */
const FEW = 2
/** Of more who wait only those are taken two by two who go best with the circle. */
const PAIRED = 40

/** Evaluations of the search for what would be if nobody's circle had to stay. */
const LOOKED = 20_000

/** All that there is to say about helping one circle. */
export function helpFor(problem: Problem, circles: Arrangement, need: Need): Help {
  const board = openBoard(problem)
  const seated = new Set(circles.flatMap(({ members }) => members))
  const sitting = { ...problem, people: problem.people.filter(({ id }) => seated.has(id)) }
  return {
    remedies: rebalance(board, circles, need),
    fits: Object.fromEntries(circles.map(({ circle, members }) => [circle, circleOn(board, circle, members).fit])),
    keeping: keepingCost(sitting, { circles }, { seed: 1, effort: LOOKED }).cost,
  }
}

/**
 * All that would help one circle, by trying everything: from two circles one, from one two, somebody moves, somebody comes who waits. The
 * best for the mean fit come first.
 */
export function rebalance(board: Board, circles: Arrangement, need: Need): Remedy[] {
  const here = circles.find(({ circle }) => circle === need.circle)
  if (!here) return []
  const others = circles.filter((each) => each !== here && !need.apart?.includes(each.circle))
  const { min, max } = board.problem.policy.size
  const size = here.members.length
  const ground = groundOf(board, circles)
  const suits = suitsOf(board, circles)
  const tried =
    need.side === 'below'
      ? [...mergers(here, others), ...comings(here, others, min - size), ...fillings(board, here, need, min - size)]
      : [...splits(here), ...goings(here, others, size - max)]
  return tried
    .filter(({ after }) => after.every(({ members }) => members.length >= min && members.length <= max))
    .filter(suits)
    .filter(({ after }) => after.every((each) => brokenRules(board, [each]).size === 0))
    .map((each) => measured(board, ground, each))
    .sort((a, b) => b.gain - a.gain)
}

/** What it costs the mean fit to touch one circle only, where something that touches two would be better; null with nothing to compare. */
export function costOfTouchingOne(remedies: readonly Pick<Remedy, 'touched' | 'gain'>[]): number | null {
  const best = (touched: number) =>
    Math.max(...remedies.filter((each) => each.touched.length === touched).map(({ gain }) => gain))
  const [one, two] = [best(1), best(2)]
  return Number.isFinite(one) && Number.isFinite(two) ? Math.max(0, two - one) : null
}

type Circle = Arrangement[number]
type Tried = Pick<Remedy, 'kind' | 'touched' | 'moving'> & { after: Circle[] }

/** Whoever comes, by ones or twos, into a circle that has set its hour is free at it; where two become one, or one two, they set another. */
function suitsOf({ index, problem }: Board, circles: Arrangement): (tried: Tried) => boolean {
  const hours = circles.flatMap(({ circle, hour }) => (hour ? [[circle, freeAt(hour, problem.policy)] as const] : []))
  const free = new Map(hours)
  return ({ kind, moving }) =>
    (kind !== 'move' && kind !== 'fill') ||
    moving.every(({ person, to }) => {
      const who = problem.people[index.get(person) ?? -1]
      return who !== undefined && (free.get(to ?? '')?.(who) ?? true)
    })
}

/** The smaller of the two goes over, so that as few as possible change their seat. */
function mergers(here: Circle, others: readonly Circle[]): Tried[] {
  return others
    .filter(({ members }) => !members.some((member) => here.members.includes(member)))
    .map((other) => {
      const [stays, goes] = here.members.length > other.members.length ? [here, other] : [other, here]
      return {
        kind: 'merge' as const,
        touched: [stays.circle, goes.circle],
        moving: goes.members.map((person) => ({ person, from: goes.circle, to: stays.circle })),
        after: [{ circle: stays.circle, members: [...stays.members, ...goes.members] }],
      }
    })
}

const comings = (here: Circle, others: readonly Circle[], missing: number) =>
  others.flatMap((other) => movings(other, here, missing))
const goings = (here: Circle, others: readonly Circle[], over: number) =>
  others.flatMap((other) => movings(here, other, over))

/** As few as are needed go from one circle to another. */
function movings(from: Circle, to: Circle, needed: number): Tried[] {
  return someOf(from.members, needed)
    .filter((people) => !people.some((person) => to.members.includes(person)))
    .map((people) => ({
      kind: 'move' as const,
      touched: [to.circle, from.circle],
      moving: people.map((person) => ({ person, from: from.circle, to: to.circle })),
      after: [
        { circle: to.circle, members: [...to.members, ...people] },
        { circle: from.circle, members: from.members.filter((member) => !people.includes(member)) },
      ],
    }))
}

function fillings(board: Board, here: Circle, { waiting }: Need, missing: number): Tried[] {
  const free = waiting.filter((person) => board.index.has(person) && !here.members.includes(person))
  const fitWith = (person: string) => circleOn(board, here.circle, [...here.members, person]).fit
  const among =
    missing < FEW || free.length <= PAIRED
      ? free
      : free
          .map((person) => ({ person, fit: fitWith(person) }))
          .sort((a, b) => b.fit - a.fit)
          .slice(0, PAIRED)
          .map(({ person }) => person)
  return someOf(among, missing).map((people) => ({
    kind: 'fill' as const,
    touched: [here.circle],
    moving: people.map((person) => ({ person, from: null, to: here.circle })),
    after: [{ circle: here.circle, members: [...here.members, ...people] }],
  }))
}

/** Every way to make two of one; the smaller half begins anew. */
function splits({ circle, members }: Circle): Tried[] {
  const [first, ...rest] = members
  if (first === undefined) return []
  return Array.from({ length: 2 ** rest.length - 1 }, (_, mask) => {
    const one = [first, ...rest.filter((_, bit) => (mask >> bit) & 1)]
    const two = rest.filter((_, bit) => !((mask >> bit) & 1))
    const [stay, go] = one.length >= two.length ? [one, two] : [two, one]
    return {
      kind: 'split' as const,
      touched: [circle],
      moving: go.map((person) => ({ person, from: circle, to: null })),
      after: [
        { circle, members: stay },
        { circle: '', members: go },
      ],
    }
  })
}

/** One by one, or two by two where two are needed; nothing where it would take more. */
function someOf(people: readonly string[], needed: number): string[][] {
  if (needed > FEW) return []
  if (needed < FEW) return people.map((person) => [person])
  return people.flatMap((a, n) => people.slice(n + 1).map((b) => [a, b]))
}

/** What all circles are worth together, before anything changes. */
type Ground = { fits: ReadonlyMap<string, Worth>; people: number; sum: number }
type Worth = { people: number; sum: number }

function groundOf(board: Board, circles: Arrangement): Ground {
  const fits = new Map(circles.map(({ circle, members }) => [circle, worthOf(circleOn(board, circle, members))]))
  return { fits, ...total([...fits.values()]) }
}

function measured(board: Board, { fits, ...before }: Ground, { after, ...tried }: Tried): Remedy {
  const results = after.map(({ circle, members }) => circleOn(board, circle, members))
  const gone = total(tried.touched.flatMap((circle) => fits.get(circle) ?? []))
  const come = total(results.map(worthOf))
  const now = { people: before.people - gone.people + come.people, sum: before.sum - gone.sum + come.sum }
  return { ...tried, after: results, gain: meanOf(now) - meanOf(before) }
}

const worthOf = ({ fit, members }: CircleResult): Worth => ({ people: members.length, sum: fit * members.length })
const meanOf = ({ people, sum }: Worth): number => sum / Math.max(1, people)
const total = (all: readonly Worth[]): Worth => ({
  people: all.reduce((count, { people }) => count + people, 0),
  sum: all.reduce((whole, { sum }) => whole + sum, 0),
})
