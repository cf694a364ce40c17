import type { Features } from './features.ts'
import type { Model } from './model.ts'
import { type SetTable, setDistance } from './sets.ts'

/** The mean difference of two people drawn by chance, for each attribute of a kind, in the features' order. */
export type Chance = { categories: number[]; numbers: number[]; sets: number[] }

/** More different sets than this are compared by a fixed sample of pairs. */
const COMPARED = 1500

export function chanceOf({ features, problem }: Model): Chance {
  const people = problem.people.length
  return {
    categories: Array.from(features.categories.weights, (_, k) => categoryChance(features, k, people)),
    numbers: Array.from(features.numbers.weights, (_, k) => numberChance(features, k, people)),
    sets: features.sets.tables.map((table, k) => setChance(features, table, k, people)),
  }
}

/** The fit of two people drawn by chance. */
export function randomFit({ features }: Model, chance: Chance): number {
  const part = (weights: Float64Array, means: readonly number[]) =>
    weights.reduce((sum, w, k) => sum + w * (means[k] ?? 0), 0)
  return (
    features.base +
    part(features.categories.weights, chance.categories) +
    part(features.numbers.weights, chance.numbers) +
    part(features.sets.weights, chance.sets)
  )
}

const pairs = (count: number) => (count * (count - 1)) / 2
/** The mean over all pairs when those of `known` people add up to `sum` and all others count half. */
const mean = (sum: number, known: number, people: number) =>
  people < 2 ? 0 : (sum + 0.5 * (pairs(people) - pairs(known))) / pairs(people)

function categoryChance({ categories }: Features, k: number, people: number): number {
  const counts = new Map<number, number>()
  for (let p = 0; p < people; p++) {
    const level = categories.level[p * categories.count + k] ?? -1
    if (level >= 0) counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  const known = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return mean(pairs(known) - [...counts.values()].reduce((sum, count) => sum + pairs(count), 0), known, people)
}

function numberChance({ numbers }: Features, k: number, people: number): number {
  let [known, sum, squares] = [0, 0, 0]
  for (let p = 0; p < people; p++) {
    const value = numbers.value[p * numbers.count + k] ?? Number.NaN
    if (Number.isNaN(value)) continue
    known++
    sum += value
    squares += value * value
  }
  return mean(known * squares - sum * sum, known, people)
}

function setChance({ sets }: Features, table: SetTable, k: number, people: number): number {
  const counts = new Float64Array(table.count)
  let known = 0
  for (let p = 0; p < people; p++) {
    const set = sets.set[p * sets.count + k] ?? -1
    if (set < 0) continue
    known++
    counts[set] = (counts[set] ?? 0) + 1
  }
  const step = Math.ceil(table.count / COMPARED)
  let [sum, weight] = [0, 0]
  for (let a = 0; a < table.count; a += step) {
    for (let b = a; b < table.count; b += step) {
      const both = a === b ? pairs(counts[a] ?? 0) : (counts[a] ?? 0) * (counts[b] ?? 0)
      sum += both * setDistance(table, a, b)
      weight += both
    }
  }
  return mean(weight > 0 ? (sum / weight) * pairs(known) : 0, known, people)
}
