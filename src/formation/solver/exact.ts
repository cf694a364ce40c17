import { isBroken } from './broken.ts'
import { namedPairs, type PairRule } from './conflicts.ts'
import type { Model } from './model.ts'
import type { Rule } from './types.ts'

/** A rule that a question may leave out; sizes and wishes to be together always hold. */
export type OpenRule = Exclude<Rule, 'size' | 'together_with'>
export const OPEN_RULES: readonly OpenRule[] = [
  'no_slot',
  'language',
  'apart',
  'manager',
  'apart_from',
  'mates',
  'lone',
]

/** Above this many people nobody asks: the search behind the answer grows too fast. */
export const EXACT = 40
/** Steps after which a question is given up. */
const PATIENCE = 60_000

type Asked = {
  model: Model
  rules: ReadonlySet<OpenRule>
  /** For each two blocks whether they may share a circle as far as pairs can tell. */
  pair: Uint8Array
  required: Uint8Array
  free: Uint8Array
  order: number[]
  circles: number[][]
  steps: number
}

/**
 * Whether there are circles in which all `required` blocks sit, by these rules, while all others (but the broken) may sit
 * or not: the circles, `false` if there are none for certain, `null` if that would take too long to find out.
 */
export function canPlace(
  model: Model,
  required: readonly number[],
  rules: ReadonlySet<OpenRule>,
): number[][] | false | null {
  const asked = ask(model, required, rules)
  if (required.some((block) => isBroken(model, block, rules))) return false
  const found = placeNext(asked)
  if (found) return asked.circles
  return asked.steps > PATIENCE ? null : false
}

function ask(model: Model, required: readonly number[], rules: ReadonlySet<OpenRule>): Asked {
  const blocks = model.size.length
  const pair = pairsOf(model, rules)
  const mates = (block: number) => pair.subarray(block * blocks, (block + 1) * blocks).reduce((sum, ok) => sum + ok, 0)
  const needed = new Uint8Array(blocks)
  for (const block of required) needed[block] = 1
  const order = Array.from(model.size.keys()).filter((block) => !isBroken(model, block, rules))
  order.sort((a, b) => (needed[b] ?? 0) - (needed[a] ?? 0) || mates(a) - mates(b) || a - b)
  const free = Uint8Array.from(model.size, (_, block) => (isBroken(model, block, rules) ? 0 : 1))
  return { model, rules, pair, required: needed, free, order, circles: [], steps: 0 }
}

/** Seats the hardest block that still needs a seat, and then the rest. */
function placeNext(asked: Asked): boolean {
  const seed = asked.order.find((block) => asked.required[block] === 1 && asked.free[block] === 1)
  if (seed === undefined) return true
  if (hopeless(asked)) return false
  const { words, bits } = asked.model.shared
  return grow(asked, [seed], Array.from(bits.subarray(seed * words, (seed + 1) * words)), 0)
}

function grow(asked: Asked, group: number[], shared: readonly number[], from: number): boolean {
  const { model, order, free } = asked
  if (++asked.steps > PATIENCE) return false
  const size = group.reduce((sum, block) => sum + (model.size[block] ?? 0), 0)
  if (size >= model.min && !hasLone(asked, group) && close(asked, group)) return true
  for (let i = from; i < order.length && asked.steps <= PATIENCE; i++) {
    const next = order[i] ?? 0
    if (free[next] === 0 || group.includes(next) || size + (model.size[next] ?? 0) > model.max) continue
    const rest = joined(asked, group, shared, next)
    if (!rest) continue
    group.push(next)
    if (grow(asked, group, rest, i + 1)) return true
    group.pop()
  }
  return false
}

function close(asked: Asked, group: readonly number[]): boolean {
  for (const block of group) asked.free[block] = 0
  asked.circles.push([...group])
  if (placeNext(asked)) return true
  asked.circles.pop()
  for (const block of group) asked.free[block] = 1
  return false
}

/** What a group shares once `next` has joined; null if it may not. */
function joined({ model, rules, pair }: Asked, group: readonly number[], shared: readonly number[], next: number) {
  const blocks = model.size.length
  if (group.some((block) => pair[block * blocks + next] === 0)) return null
  const { words, bits, stretches } = model.shared
  const rest = shared.map((word, w) => word & (bits[next * words + w] ?? 0))
  const empty = stretches.some(
    ({ rule, from, to }) => rules.has(rule) && rest.slice(from, to).every((word) => word === 0),
  )
  return empty ? null : rest
}

function hasLone({ model, rules }: Asked, group: readonly number[]): boolean {
  if (!rules.has('lone')) return false
  const { count, of } = model.lone
  return Array.from({ length: count }).some(
    (_, n) => group.reduce((sum, block) => sum + (of[block * count + n] ?? 0), 0) === 1,
  )
}

/** A few looks that show that those left cannot all be seated. */
function hopeless(asked: Asked): boolean {
  const { model, rules, pair, required, free } = asked
  const blocks = model.size.length
  let [people, needed] = [0, 0]
  for (let b = 0; b < blocks; b++) {
    if (free[b] === 0) continue
    people += model.size[b] ?? 0
    if (required[b] === 0) continue
    needed += model.size[b] ?? 0
    let company = 0
    for (let c = 0; c < blocks; c++) if (free[c] === 1 && pair[b * blocks + c] === 1) company += model.size[c] ?? 0
    if (company + (model.size[b] ?? 0) < model.min || (rules.has('lone') && isLonely({ model, pair, free }, b)))
      return true
  }
  const most = Math.floor(people / model.min)
  if (scattered(asked, people)) return true
  return Math.ceil(needed / model.max) > most || (rules.has('apart') && crowded(model, required, free, people))
}

/** Whether there is nobody left with whom a block would not be alone with a value. */
function isLonely({ model: { lone }, pair, free }: Pick<Asked, 'model' | 'pair' | 'free'>, block: number): boolean {
  return Array.from({ length: lone.count }).some((_, n) => {
    const has = (other: number) => (lone.of[other * lone.count + n] ?? 0) > 0
    return (
      lone.of[block * lone.count + n] === 1 &&
      !free.some((isFree, other) => isFree === 1 && pair[block * free.length + other] === 1 && has(other))
    )
  })
}

/**
 * As many circles as there can be of so many people, when no two of `apart` people may share one: each of the circles takes
 * all but one of its people from the others.
 */
export function circlesOf({ min }: Pick<Model, 'min'>, people: number, apart: number): number {
  const most = Math.floor(people / min)
  return min > 1 ? Math.min(most, Math.floor((people - apart) / (min - 1))) : most
}

/** Whether more of those who need a seat, each with whom they come, may all not meet each other than there can be circles. */
function scattered({ model, pair, required, free, order }: Asked, people: number): boolean {
  const alone: number[] = []
  for (const block of order) {
    if (free[block] === 0) continue
    if (alone.every((other) => pair[block * free.length + other] === 0)) alone.push(block)
  }
  const needed = alone.reduce((sum, block) => sum + (required[block] ?? 0), 0)
  return needed > circlesOf(model, people, alone.length)
}

/** Whether more of those who need a seat have one value of an `apart` column than there can be circles. */
function crowded(model: Model, required: Uint8Array, free: Uint8Array, people: number): boolean {
  const { conflicts, blocks } = model
  return conflicts.columns.some((_, c) => {
    const counts = new Map<number, { needed: number; all: number }>()
    blocks.members.forEach((members, b) => {
      if (free[b] === 0) return
      for (const person of members) {
        const level = conflicts.level[person * conflicts.columns.length + c] ?? 0
        const { needed, all } = counts.get(level) ?? { needed: 0, all: 0 }
        if (level !== 0) counts.set(level, { needed: needed + (required[b] ?? 0), all: all + 1 })
      }
    })
    return [...counts.values()].some(({ needed, all }) => needed > circlesOf(model, people, all))
  })
}

function pairsOf(model: Model, rules: ReadonlySet<OpenRule>): Uint8Array {
  const blocks = model.size.length
  const { words, bits, stretches } = model.shared
  const ok = new Uint8Array(blocks * blocks).fill(1)
  const forbid = (a: number, b: number) => {
    ok[a * blocks + b] = 0
    ok[b * blocks + a] = 0
  }
  for (let a = 0; a < blocks; a++) {
    forbid(a, a)
    for (let b = 0; b < a; b++) {
      const meet = stretches.every(({ rule, from, to }) => {
        if (!rules.has(rule)) return true
        for (let w = from; w < to; w++) if (((bits[a * words + w] ?? 0) & (bits[b * words + w] ?? 0)) !== 0) return true
        return false
      })
      if (!meet || (rules.has('apart') && alike(model, a, b))) forbid(a, b)
    }
  }
  const named = (rule: PairRule) => rules.has(rule)
  for (const { rule, a, b } of namedPairs(model.problem))
    if (named(rule)) forbid(model.blocks.of[a] ?? 0, model.blocks.of[b] ?? 0)
  return ok
}

/** Whether someone of one block has the same value of an `apart` column as someone of the other. */
export function alike({ blocks, conflicts }: Model, a: number, b: number): boolean {
  const { columns, level } = conflicts
  const levels = (block: number, c: number) =>
    (blocks.members[block] ?? [])
      .map((person) => level[person * columns.length + c] ?? 0)
      .filter((value) => value !== 0)
  return columns.some((_, c) => {
    const other = new Set(levels(b, c))
    return levels(a, c).some((value) => other.has(value))
  })
}
