/** Who works with whom in a part; a person who left stays on the list, so that what was said there stays theirs. */
export type Groups = readonly (readonly string[])[]

/** Sizes of as many groups of at least `size` as there can be, as even as they can be; one group where there are too few. */
export const groupSizes = (people: number, size: number): readonly number[] => {
  const count = Math.max(1, Math.floor(people / size))
  return Array.from({ length: count }, (_, at) => Math.floor(people / count) + (at < people % count ? 1 : 0))
}

/** The size of the largest of those groups. */
export const largestGroup = (people: number, size: number): number =>
  Math.max(1, Math.ceil(people / Math.max(1, Math.floor(people / size))))

/** The number of somebody's group, -1 where they are in none. */
export const groupOf = (groups: Groups, person: string): number => groups.findIndex((one) => one.includes(person))

/**
 * The groups when those present have changed: who came joins the smallest, who came back goes back,
 * and nobody is left alone while there is another group to join.
 */
export const regroup = (groups: Groups, present: readonly string[]): Groups => {
  const joined = present
    .filter((person) => groupOf(groups, person) < 0)
    .reduce((all, person) => move(all, person, smallest(all, present)), groups)
  const alone = joined.findIndex((one) => here(one, present).length === 1)
  const person = here(joined[alone] ?? [], present)[0]
  const other = smallest(joined, present, alone)
  return person === undefined || other < 0 ? joined : regroup(move(joined, person, other), present)
}

const here = (group: readonly string[], present: readonly string[]): readonly string[] =>
  group.filter((person) => present.includes(person))

/** The group with the fewest present, empty ones aside while others are not; -1 where there is none but `not`. */
const smallest = (groups: Groups, present: readonly string[], not = -1): number => {
  const open = groups
    .map((group, at) => ({ at, count: here(group, present).length }))
    .filter(({ at, count }) => at !== not && (count > 0 || not < 0))
    .toSorted((a, b) => Number(a.count === 0) - Number(b.count === 0) || a.count - b.count || a.at - b.at)
  return open[0]?.at ?? -1
}

const move = (groups: Groups, person: string, to: number): Groups =>
  groups.map((group, at) => {
    const without = group.filter((one) => one !== person)
    return at === to ? [...without, person] : without
  })
