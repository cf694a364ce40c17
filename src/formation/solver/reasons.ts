import { answer, values } from './answers.ts'
import type { Chance } from './chance.ts'
import type { Model } from './model.ts'
import { setDistance } from './sets.ts'
import type { Attribute, Policy, Reason } from './types.ts'
import { commonSlots } from './week.ts'

/**
 * Why these people sit together: for each attribute how different they are on average and how different people drawn by
 * chance would be (0 to 1), the values that most of them share, the common columns' values, and how many hours they share.
 */
export function circleReasons(model: Model, chance: Chance, members: readonly number[]): Reason[] {
  const { policy } = model.problem
  return [
    ...attributeReasons(model, chance, members),
    ...policy.attributes.flatMap((attribute) =>
      attribute.kind === 'set' ? sharedValues(model, attribute, members) : [],
    ),
    ...policy.common.map((column) => commonValues(model, column, members)),
    ...hours(model, members),
  ]
}

function attributeReasons(model: Model, chance: Chance, members: readonly number[]): Reason[] {
  const by = { category: chance.categories, number: chance.numbers, set: chance.sets }
  return inKinds(model.problem.policy).map(({ attribute: { column, kind, aim, weight }, k }) => {
    const here = meanDifference(members, (a, b) => difference(model, kind, k, a, b))
    return { code: 'attribute', values: { column, aim, weight, here, chance: by[kind][k] ?? 0 } }
  })
}

/** The attributes that count, each with its number among those of its kind. */
export function inKinds({ attributes }: Policy): { attribute: Attribute; k: number }[] {
  const next = { category: 0, number: 0, set: 0 }
  return attributes.filter(({ weight }) => weight > 0).map((attribute) => ({ attribute, k: next[attribute.kind]++ }))
}

/** How different two people are in the k-th attribute of a kind, 0 to 1. */
export function difference({ features }: Model, kind: Attribute['kind'], k: number, a: number, b: number): number {
  const { categories, numbers, sets } = features
  if (kind === 'category') {
    const [x = -1, y = -1] = [a, b].map((person) => categories.level[person * categories.count + k])
    return x < 0 || y < 0 ? 0.5 : Number(x !== y)
  }
  if (kind === 'number') {
    const [x = Number.NaN, y = Number.NaN] = [a, b].map((person) => numbers.value[person * numbers.count + k])
    return Number.isNaN(x - y) ? 0.5 : (x - y) ** 2
  }
  const [x = -1, y = -1] = [a, b].map((person) => sets.set[person * sets.count + k])
  const table = sets.tables[k]
  return table ? setDistance(table, x, y) : 0
}

function meanDifference(members: readonly number[], of: (a: number, b: number) => number): number {
  let [sum, count] = [0, 0]
  for (const [n, a] of members.entries()) {
    for (const b of members.slice(n + 1)) {
      sum += of(a, b)
      count++
    }
  }
  return count > 0 ? sum / count : 0
}

function sharedValues(model: Model, { column, aim }: Attribute, members: readonly number[]): Reason[] {
  if (aim !== 'similar') return []
  const counts = new Map<string, number>()
  for (const member of members) {
    for (const value of values(told(model, member, column))) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const most = [...counts].filter(([, count]) => count * 2 > members.length).sort((a, b) => b[1] - a[1])
  return most.length === 0 ? [] : [{ code: 'most-share', values: { column, values: most.map(([value]) => value) } }]
}

function commonValues(model: Model, column: string, members: readonly number[]): Reason {
  const [first = [], ...rest] = members.map((member) => values(told(model, member, column)))
  const all = first.filter((value) => rest.every((list) => list.includes(value)))
  return { code: 'all-share', values: { column, values: all } }
}

function hours(model: Model, members: readonly number[]): Reason[] {
  const { week } = model.shared
  return week ? [{ code: 'hours', values: { slots: commonSlots(week, members).length } }] : []
}

const told = ({ problem }: Model, member: number, column: string) => {
  const person = problem.people[member]
  return person ? answer(person, column) : ''
}
