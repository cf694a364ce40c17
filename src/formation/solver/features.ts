import { answer, numbering, numberOf } from './answers.ts'
import { type SetTable, setDistance, setTable } from './sets.ts'
import type { Attribute, Person, Policy } from './types.ts'

/**
 * The answers as numbers. The fit of a pair is `base` plus the weighted differences: an attribute that should be similar gives
 * its weight to the base and takes the difference off. Weights are shares, so that they add up to one.
 */
export type Features = {
  base: number
  categories: { count: number; weights: Float64Array; level: Int32Array; levels: number }
  numbers: { count: number; weights: Float64Array; value: Float64Array }
  sets: { count: number; weights: Float64Array; set: Int32Array; tables: readonly SetTable[] }
}

/** Missing categories and sets are −1, missing numbers NaN; numbers run from 0 to 1; levels are numbered across columns. */
export function featuresOf(people: readonly Person[], policy: Policy): Features {
  const total = policy.attributes.reduce((sum, { weight }) => sum + weight, 0)
  const used = policy.attributes.filter(({ weight }) => weight > 0)
  const similar = used.filter(({ aim }) => aim === 'similar').reduce((sum, { weight }) => sum + weight, 0)
  const of = (kind: Attribute['kind']) => used.filter((attribute) => attribute.kind === kind)
  const weights = (list: Attribute[]) =>
    Float64Array.from(list, ({ weight, aim }) => (aim === 'diverse' ? weight : -weight) / total)
  return {
    base: total > 0 ? similar / total : 0,
    categories: { weights: weights(of('category')), ...categoriesOf(people, of('category')) },
    numbers: { weights: weights(of('number')), ...numbersOf(people, of('number')) },
    sets: { weights: weights(of('set')), ...setsOf(people, of('set')) },
  }
}

/** The fits of one person with each of the first `count` others. */
export function fitsWith(
  features: Features,
  person: number,
  others: Int32Array,
  count: number,
  row: Float64Array,
): void {
  const { base, categories, numbers, sets } = features
  for (let n = 0; n < count; n++) row[n] = base
  for (let k = 0; k < categories.count; k++) {
    const weight = categories.weights[k] ?? 0
    const own = categories.level[person * categories.count + k] ?? -1
    for (let n = 0; n < count; n++) {
      const other = categories.level[(others[n] ?? 0) * categories.count + k] ?? -1
      row[n] = (row[n] ?? 0) + weight * (own < 0 || other < 0 ? 0.5 : own === other ? 0 : 1)
    }
  }
  for (let k = 0; k < numbers.count; k++) {
    const weight = numbers.weights[k] ?? 0
    const own = numbers.value[person * numbers.count + k] ?? Number.NaN
    for (let n = 0; n < count; n++) {
      const gap = own - (numbers.value[(others[n] ?? 0) * numbers.count + k] ?? Number.NaN)
      row[n] = (row[n] ?? 0) + weight * (Number.isNaN(gap) ? 0.5 : gap * gap)
    }
  }
  for (let k = 0; k < sets.count; k++) {
    const table = sets.tables[k]
    const weight = sets.weights[k] ?? 0
    const own = sets.set[person * sets.count + k] ?? -1
    for (let n = 0; table && n < count; n++) {
      row[n] = (row[n] ?? 0) + weight * setDistance(table, own, sets.set[(others[n] ?? 0) * sets.count + k] ?? -1)
    }
  }
}

function categoriesOf(people: readonly Person[], attributes: readonly Attribute[]) {
  const level = new Int32Array(people.length * attributes.length).fill(-1)
  const number = numbering()
  attributes.forEach(({ column }, a) => {
    people.forEach((person, p) => {
      const text = answer(person, column)
      if (text !== '') level[p * attributes.length + a] = number.of(`${a} ${text}`)
    })
  })
  return { count: attributes.length, level, levels: number.names().length }
}

function numbersOf(people: readonly Person[], attributes: readonly Attribute[]) {
  const value = new Float64Array(people.length * attributes.length)
  attributes.forEach(({ column }, a) => {
    const all = people.map((person) => numberOf(person, column))
    const known = all.filter((number) => !Number.isNaN(number))
    const low = known.reduce((x, y) => Math.min(x, y), Number.POSITIVE_INFINITY)
    const high = known.reduce((x, y) => Math.max(x, y), Number.NEGATIVE_INFINITY)
    all.forEach((number, p) => {
      value[p * attributes.length + a] = (number - low) / (high - low || 1)
    })
  })
  return { count: attributes.length, value }
}

function setsOf(people: readonly Person[], attributes: readonly Attribute[]) {
  const set = new Int32Array(people.length * attributes.length).fill(-1)
  const tables = attributes.map(({ column }, a) => {
    const { table, of } = setTable(people.map((person) => answer(person, column)))
    of.forEach((index, p) => {
      set[p * attributes.length + a] = index
    })
    return table
  })
  return { count: attributes.length, set, tables }
}
