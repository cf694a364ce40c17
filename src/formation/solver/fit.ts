import type { Model } from './model.ts'
import { setDistance } from './sets.ts'
import type { State, Sums } from './state.ts'

export function sumsOf({ features, circles }: Model): Sums {
  return {
    level: new Int32Array(circles * features.categories.levels),
    knownLevel: new Int32Array(circles * features.categories.count),
    knownNumber: new Int32Array(circles * features.numbers.count),
    sum: new Float64Array(circles * features.numbers.count),
    squares: new Float64Array(circles * features.numbers.count),
  }
}

/** The fit of two people, 0 to 1. */
export function pairFit({ features }: Model, a: number, b: number): number {
  const { base, categories, numbers, sets } = features
  let fit = base
  for (let k = 0; k < categories.count; k++) {
    const x = categories.level[a * categories.count + k] ?? -1
    const y = categories.level[b * categories.count + k] ?? -1
    fit += (categories.weights[k] ?? 0) * (x < 0 || y < 0 ? 0.5 : x === y ? 0 : 1)
  }
  for (let k = 0; k < numbers.count; k++) {
    const gap = (numbers.value[a * numbers.count + k] ?? 0) - (numbers.value[b * numbers.count + k] ?? 0)
    fit += (numbers.weights[k] ?? 0) * (Number.isNaN(gap) ? 0.5 : gap * gap)
  }
  for (let k = 0; k < sets.count; k++) {
    const table = sets.tables[k]
    const x = sets.set[a * sets.count + k] ?? -1
    if (table) fit += (sets.weights[k] ?? 0) * setDistance(table, x, sets.set[b * sets.count + k] ?? -1)
  }
  return fit
}

/** The sum of a person's fits with all who sit in a circle; one who sits there counts as a mate of their own, see `selfFit`. */
export function contribution(state: State, person: number, circle: number): number {
  const size = state.size[circle] ?? 0
  return (
    state.model.features.base * size +
    categoryPart(state, person, circle, size) +
    numberPart(state, person, circle, size) +
    setPart(state, person, circle, size)
  )
}

/** Adds a person to a circle's sums, or takes them away (`sign` −1). */
export function enter({ sums, model }: State, person: number, circle: number, sign: number): void {
  const { categories, numbers } = model.features
  for (let k = 0; k < categories.count; k++) {
    const level = categories.level[person * categories.count + k] ?? -1
    if (level < 0) continue
    add(sums.level, circle * categories.levels + level, sign)
    add(sums.knownLevel, circle * categories.count + k, sign)
  }
  for (let k = 0; k < numbers.count; k++) {
    const value = numbers.value[person * numbers.count + k] ?? Number.NaN
    if (Number.isNaN(value)) continue
    const at = circle * numbers.count + k
    add(sums.knownNumber, at, sign)
    sums.sum[at] = (sums.sum[at] ?? 0) + sign * value
    sums.squares[at] = (sums.squares[at] ?? 0) + sign * value * value
  }
}

/** Forgets what a circle's members add up to. */
export function clearSums({ sums, model }: State, circle: number): void {
  const { categories, numbers } = model.features
  sums.level.fill(0, circle * categories.levels, (circle + 1) * categories.levels)
  sums.knownLevel.fill(0, circle * categories.count, (circle + 1) * categories.count)
  for (const list of [sums.knownNumber, sums.sum, sums.squares]) {
    list.fill(0, circle * numbers.count, (circle + 1) * numbers.count)
  }
}

function add(list: Int32Array, at: number, by: number): void {
  list[at] = (list[at] ?? 0) + by
}

function categoryPart({ sums, model }: State, person: number, circle: number, size: number): number {
  const { count, weights, level, levels } = model.features.categories
  let part = 0
  for (let k = 0; k < count; k++) {
    const own = level[person * count + k] ?? -1
    const known = sums.knownLevel[circle * count + k] ?? 0
    const differing = own < 0 ? 0.5 * size : known - (sums.level[circle * levels + own] ?? 0) + 0.5 * (size - known)
    part += (weights[k] ?? 0) * differing
  }
  return part
}

function numberPart({ sums, model }: State, person: number, circle: number, size: number): number {
  const { count, weights, value } = model.features.numbers
  let part = 0
  for (let k = 0; k < count; k++) {
    const x = value[person * count + k] ?? Number.NaN
    const at = circle * count + k
    const known = sums.knownNumber[at] ?? 0
    const apart = known * x * x - 2 * x * (sums.sum[at] ?? 0) + (sums.squares[at] ?? 0) + 0.5 * (size - known)
    part += (weights[k] ?? 0) * (Number.isNaN(x) ? 0.5 * size : apart)
  }
  return part
}

function setPart({ model, seated }: State, person: number, circle: number, size: number): number {
  const { count, weights, set, tables } = model.features.sets
  const row = circle * model.max
  let part = 0
  for (let k = 0; k < count; k++) {
    const table = tables[k]
    if (!table) continue
    const own = set[person * count + k] ?? -1
    let apart = 0
    for (let i = 0; i < size; i++) apart += setDistance(table, own, set[(seated[row + i] ?? 0) * count + k] ?? -1)
    part += (weights[k] ?? 0) * apart
  }
  return part
}
