import { type Groups, groupSizes } from './groups.ts'

/** As elsewhere in the engine, an opaque id. */
type PersonId = string

/** How often two worked together in a small group, so far. */
export type Met = readonly (readonly [PersonId, PersonId, number])[]

/**
 * Divides people so that everybody meets everybody before two meet again, as far as the numbers allow: of all ways to divide them the one whose pairs
 * met least, and of equals the first. Groups are of `size` people or one more; where there are fewer, they are one group.
 */
export const mixed = (people: readonly PersonId[], size: number, met: Met): Groups => {
  // Always looked through in the same order: that is what makes the pairs of many meetings a whole.
  const sorted = people.toSorted()
  const price = prices(sorted, met)
  let best: Groups = []
  let least = Number.POSITIVE_INFINITY
  let looked = 0
  for (const groups of ways(sorted, groupSizes(people.length, size))) {
    const cost = sum(groups.map((group) => sum(pairsOf(group).map(([one, other]) => price(one, other)))))
    if (cost < least) [best, least] = [groups, cost]
    looked += 1
    if (looked === MOST) break
  }
  return best
}

/** All pairs of some people who worked together in these groups, once each. */
export const meetingsIn = (groups: Groups): Met =>
  groups.flatMap((group) => pairsOf(group).map(([one, other]) => [one, other, 1] as const))

/** More than there are ways to divide ten. */
const MOST = 5000

/** To meet again costs far more than to meet for the first time; and the more, the more often two have met than others have. */
const prices = (people: readonly PersonId[], met: Met) => {
  const times = new Map<string, number>()
  for (const [one, other, count] of met) times.set(key(one, other), (times.get(key(one, other)) ?? 0) + count)
  const base = Math.min(...pairsOf(people).map(([one, other]) => times.get(key(one, other)) ?? 0))
  return (one: PersonId, other: PersonId): number => {
    const again = (times.get(key(one, other)) ?? 0) - base
    return again > 0 ? 16 + 4 ** again : 1
  }
}

const key = (one: PersonId, other: PersonId): string => (one < other ? `${one} ${other}` : `${other} ${one}`)

/** Every way to divide people, and first those that come out as a whole where looking at one meeting at a time would not get there. */
function* ways(people: readonly PersonId[], sizes: readonly number[]): Generator<Groups> {
  if (people.length === 9 && sizes.length === 4) yield* NINE_IN_PAIRS.map((round) => seated(people, round))
  yield* divisions(people, sizes)
}

/** Nine people on a square of three by three: each row and each column is the group of three of one meeting, and each two meet once in the six. */
const NINE_IN_PAIRS = ['012 38 46 57', '345 62 70 81', '678 05 13 24', '036 15 48 72', '147 23 56 80', '258 04 37 61']

const seated = (people: readonly PersonId[], round: string): Groups =>
  round.split(' ').map((group) => [...group].flatMap((at) => people[Number(at)] ?? []))

/** Every way to divide people into groups of these sizes, the first person's group first. */
function* divisions(people: readonly PersonId[], sizes: readonly number[]): Generator<Groups> {
  const [first, ...rest] = people
  if (first === undefined) return yield []
  for (const size of new Set(sizes)) {
    const others = sizes.toSpliced(sizes.indexOf(size), 1)
    for (const mates of chosen(rest, size - 1)) {
      const left = rest.filter((person) => !mates.includes(person))
      for (const more of divisions(left, others)) yield [[first, ...mates], ...more]
    }
  }
}

/** Every choice of `count` people, each in the order given. */
function* chosen(people: readonly PersonId[], count: number): Generator<readonly PersonId[]> {
  if (count === 0) return yield []
  for (const [at, person] of people.entries()) {
    for (const more of chosen(people.slice(at + 1), count - 1)) yield [person, ...more]
  }
}

const pairsOf = (people: readonly PersonId[]): readonly (readonly [PersonId, PersonId])[] =>
  people.flatMap((one, at) => people.slice(at + 1).map((other) => [one, other] as const))

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
