import { answer, values } from './answers.ts'
import { chain } from './blocks.ts'
import { isBroken } from './broken.ts'
import { namedPairs } from './conflicts.ts'
import { alike, circlesOf, OPEN_RULES, type OpenRule } from './exact.ts'
import { listOf } from './lists.ts'
import type { Model } from './model.ts'
import type { Because, Rule } from './types.ts'
import { meet } from './week.ts'

/**
 * Blocks that cannot all sit in circles by these rules (sizes and wishes to be together hold besides), and why; `people`, by index, where
 * some of their people alone show it.
 */
export type Proof = {
  rules: readonly Rule[]
  blocks: readonly number[]
  because: Because
  people?: readonly number[]
}

const id = ({ problem }: Model, person: number) => problem.people[person]?.id ?? ''

/** Why a broken block's own people cannot sit together; people, by index, are as few as show it. */
export function brokenProof(model: Model, block: number): { rules: Rule[]; people: number[]; because: Because } {
  const members = model.blocks.members[block] ?? []
  const rule = model.broken.get(block) ?? 'size'
  if (members.length === 1)
    return { rules: [rule], people: [...members], because: aloneReason(model, members[0] ?? 0, rule) }
  if (rule === 'size') {
    const people = members.slice(0, model.max + 1)
    return {
      rules: ['together_with', 'size'],
      people,
      because: because('block-too-large', { people: members.length, max: model.max }),
    }
  }
  const pair = clash(model, members, rule)
  const people = pair ? chain(model.problem.people, pair.a, pair.b) : [...members]
  const values = pair
    ? { a: id(model, pair.a), b: id(model, pair.b) }
    : { people: members.map((person) => id(model, person)) }
  const broken = pair?.rule ?? rule
  return {
    rules: ['together_with', broken],
    people,
    because: because(pair ? 'together-but-apart' : 'together-but-none', { ...values, rule: broken }),
  }
}

/** Blocks that find no circle's worth of people whom they could meet at any one time. */
export function companyProof(model: Model, block: number): Proof | null {
  let rules: readonly OpenRule[] = OPEN_RULES
  if (companyOf(model, block, new Set(rules)) >= model.min) return null
  for (const rule of OPEN_RULES) {
    const fewer = rules.filter((other) => other !== rule)
    if (companyOf(model, block, new Set(fewer)) < model.min) rules = fewer
  }
  const size = model.size[block] ?? 1
  const others = Math.max(0, companyOf(model, block, new Set(rules)) - size)
  const ids = (model.blocks.members[block] ?? []).map((person) => id(model, person))
  const code = rules.includes('lone') && others < model.min ? 'no-second' : 'few-others'
  return { rules, blocks: [block], because: because(code, { people: ids, others, needed: model.min - size }) }
}

/** Values of `apart` columns that more people have than there can be circles. */
export function crowdProofs(model: Model): Proof[] {
  const blocks = Array.from(model.size.keys()).filter((block) => !isBroken(model, block, new Set(['apart'])))
  const { columns, level } = model.conflicts
  return columns.flatMap((column, c) => {
    const of = (block: number) =>
      (model.blocks.members[block] ?? []).map((person) => level[person * columns.length + c] ?? 0)
    const groups = Map.groupBy(
      blocks.flatMap((block) => of(block).map((value) => ({ block, value }))),
      ({ value }) => value,
    )
    return [...groups.values()].flatMap((group) => {
      const [first] = group
      const circles = circlesOf(model, model.person.length, group.length)
      if (!first || first.value === 0 || group.length <= circles || circles === 0) return []
      const holder =
        (model.blocks.members[first.block] ?? []).find((p) => level[p * columns.length + c] === first.value) ?? 0
      const value = (model.problem.people[holder]?.answers[column] ?? '').trim()
      return [
        {
          rules: ['apart' as const],
          blocks: group.map(({ block }) => block),
          because: because('crowd', { column, value, people: group.length, circles }),
        },
      ]
    })
  })
}

/** Why this many people cannot be split into circles at all; null if they can. */
export function sizeReason(people: number, min: number, max: number): Because | null {
  const most = Math.floor(people / min)
  return Math.ceil(people / max) <= most && people > 0
    ? null
    : because('unsplittable', { people, min, max, most: Math.min(people, most * max) })
}

const because = (code: Because['code'], values: Because['values']): Because => ({ code, values })

function aloneReason(model: Model, person: number, rule: Rule): Because {
  const who = { people: [id(model, person)] }
  if (rule !== 'no_slot') return because('no-value', { ...who, column: unanswered(model, person) })
  const free = model.shared.week?.free[person]?.length ?? 0
  return because(free === 0 ? 'no-hours' : 'few-others', {
    ...who,
    others: mostFree(model, person),
    needed: model.min - 1,
    minutes: model.problem.policy.meetingMinutes,
  })
}

/** The first of the columns to share in which somebody gave no value. */
function unanswered({ problem: { people, policy } }: Model, person: number): string {
  const told = people[person]
  return policy.common.find((column) => told && values(answer(told, column)).length === 0) ?? ''
}

/** How many others are free at someone's best hour; who sits together comes together or not at all. */
function mostFree({ shared: { week }, blocks }: Model, person: number): number {
  const free = (p: number) => week?.free[p] ?? []
  const own = new Set(free(person))
  const counts = new Map<number, number>()
  for (const members of blocks.members)
    if (!members.includes(person))
      for (const slot of meet(members.map(free)))
        if (own.has(slot)) counts.set(slot, (counts.get(slot) ?? 0) + members.length)
  return Math.max(0, ...counts.values())
}

function clash(model: Model, members: readonly number[], rule: Rule) {
  const within = new Set(members)
  for (const pair of namedPairs(model.problem)) if (within.has(pair.a) && within.has(pair.b)) return pair
  const { columns, level } = model.conflicts
  const same = (a: number, b: number) =>
    columns.some(
      (_, c) =>
        (level[a * columns.length + c] ?? 0) !== 0 && level[a * columns.length + c] === level[b * columns.length + c],
    )
  for (const [n, a] of members.entries())
    for (const b of members.slice(n + 1)) if (rule === 'apart' && same(a, b)) return { rule, a, b }
  return null
}

/** The most people, the block's own among them, who could meet at one of its hours, as far as pairs with it can tell. */
function companyOf(model: Model, block: number, rules: ReadonlySet<OpenRule>): number {
  const { hours, who, week } = model.shared
  const all = Array.from(model.size.keys()).filter((other) => !isBroken(model, other, rules))
  const mates = new Set(all.filter((other) => other !== block && mayPair(model, block, other, rules)))
  const gather = (at: readonly number[]) =>
    crowdSize(
      model,
      block,
      at.filter((other) => mates.has(other)),
      rules,
    )
  if (!week || !rules.has('no_slot')) return gather(all)
  let most = 0
  for (let i = hours.from[block] ?? 0; i < (hours.from[block + 1] ?? 0); i++) {
    const bit = hours.items[i] ?? 0
    most = Math.max(most, gather(Array.from(who.items.subarray(who.from[bit], who.from[bit + 1]))))
  }
  return most
}

/** How many of these could sit with the block at once: of equal values of an `apart` column only one counts. */
function crowdSize(model: Model, block: number, mates: readonly number[], rules: ReadonlySet<OpenRule>): number {
  const { lone, size, conflicts, blocks } = model
  if (rules.has('lone') && mates.length > 0) {
    for (let n = 0; n < lone.count; n++) {
      const alone = lone.of[block * lone.count + n] === 1
      if (alone && !mates.some((mate) => (lone.of[mate * lone.count + n] ?? 0) > 0)) return 0
    }
  }
  const people = mates.reduce((sum, mate) => sum + (size[mate] ?? 0), size[block] ?? 0)
  if (!rules.has('apart')) return people
  const least = conflicts.columns.map((_, c) => {
    const levels = mates.flatMap((mate) =>
      (blocks.members[mate] ?? []).map((p) => conflicts.level[p * conflicts.columns.length + c] ?? 0),
    )
    return (
      (size[block] ?? 0) +
      new Set(levels.filter((level) => level !== 0)).size +
      levels.filter((level) => level === 0).length
    )
  })
  return Math.min(people, ...least)
}

function mayPair(model: Model, a: number, b: number, rules: ReadonlySet<OpenRule>): boolean {
  const { words, bits, stretches } = model.shared
  const meet = stretches.every(({ rule, from, to }) => {
    if (!rules.has(rule)) return true
    for (let w = from; w < to; w++) if (((bits[a * words + w] ?? 0) & (bits[b * words + w] ?? 0)) !== 0) return true
    return false
  })
  return meet && !(rules.has('apart') && alike(model, a, b)) && !enemies(model, a, b, rules)
}

function enemies(model: Model, a: number, b: number, rules: ReadonlySet<OpenRule>): boolean {
  const named: OpenRule[] = ['manager', 'apart_from', 'mates']
  const others = new Set(model.blocks.members[b])
  const linked = (model.blocks.members[a] ?? []).some((person) =>
    listOf(model.conflicts.enemies, person).some((other) => others.has(other)),
  )
  if (!linked) return false
  if (named.every((rule) => rules.has(rule))) return true
  const of = model.blocks.of
  for (const pair of namedPairs(model.problem)) {
    const [x, y] = [of[pair.a], of[pair.b]]
    if (rules.has(pair.rule) && ((x === a && y === b) || (x === b && y === a))) return true
  }
  return false
}
