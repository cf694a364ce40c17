import { answer, numbering, values } from './answers.ts'
import type { Blocks } from './blocks.ts'
import { endToEnd, type Lists } from './lists.ts'
import type { Person, Policy } from './types.ts'
import { meet, type Week } from './week.ts'

/**
 * What the members of a circle must share: at least one value of each common column and one slot. Every block has a row of
 * bits, a stretch of it for each of these rules; a circle holds them while in each stretch a bit is left when all rows are
 * laid over one another. `slots` says which slot of the week each bit of the last stretch stands for.
 */
export type Shared = {
  words: number
  stretches: readonly Stretch[]
  bits: Int32Array
  slots: readonly number[]
  week: Week | null
  /** For each block the bits of the slots at which it is free; for each of these bits the blocks that are free. */
  hours: Lists
  who: Lists
}
export type Stretch = { rule: 'language' | 'no_slot'; column: string; from: number; to: number; bits: number }

export function sharedOf(people: readonly Person[], policy: Policy, blocks: Blocks, week: Week | null): Shared {
  const sets: { rule: Stretch['rule']; column: string; sets: number[][]; bits: number }[] = policy.common.map(
    (column) => ({
      rule: 'language',
      column,
      ...valuesOf(people, column, blocks),
    }),
  )
  let slots: number[] = []
  let hours: number[][] = []
  if (week) {
    const blockSets = blocks.members.map((members) => meet(members.map((person) => week.free[person] ?? [])))
    slots = usefulSlots(week, blockSets, blocks, policy)
    const bitOf = new Map(slots.map((slot, bit) => [slot, bit]))
    hours = blockSets.map((set) => set.flatMap((slot) => bitOf.get(slot) ?? []))
    sets.push({ rule: 'no_slot', column: '', sets: hours, bits: slots.length })
  }
  const who: number[][] = slots.map(() => [])
  hours.forEach((bits, block) => {
    for (const bit of bits) who[bit]?.push(block)
  })
  return { ...rowsOf(sets, blocks.members.length), hours: endToEnd(hours), who: endToEnd(who), slots, week }
}

function valuesOf(people: readonly Person[], column: string, blocks: Blocks): { sets: number[][]; bits: number } {
  const bit = numbering()
  const of = people.map((person) => ascending(values(answer(person, column)).map(bit.of)))
  const sets = blocks.members.map((members) => meet(members.map((person) => of[person] ?? [])))
  return { sets, bits: bit.names().length }
}

const ascending = (numbers: number[]) => numbers.sort((a, b) => a - b)

function rowsOf(
  sets: readonly { rule: Stretch['rule']; column: string; sets: number[][]; bits: number }[],
  rows: number,
) {
  const stretches: Stretch[] = []
  let words = 0
  for (const { rule, column, bits } of sets) {
    const to = words + Math.max(1, Math.ceil(bits / 32))
    stretches.push({ rule, column, from: words, to, bits })
    words = to
  }
  const bits = new Int32Array(rows * words)
  sets.forEach(({ sets: of }, index) => {
    const from = stretches[index]?.from ?? 0
    of.forEach((set, row) => {
      for (const bit of set) {
        const at = row * words + from + (bit >> 5)
        bits[at] = (bits[at] ?? 0) | (1 << (bit & 31))
      }
    })
  })
  return { words, stretches, bits }
}

/**
 * The slots worth looking at: free for enough people to make a circle, and not for a part only of those who are free at
 * another slot around the same time. Leaving the others out loses nothing: whoever meets there can meet at that other one.
 */
function usefulSlots(week: Week, sets: readonly number[][], blocks: Blocks, policy: Policy): number[] {
  const who: number[][] = week.slots.map(() => [])
  const count = new Int32Array(week.slots.length)
  sets.forEach((set, block) => {
    for (const slot of set) {
      who[slot]?.push(block)
      count[slot] = (count[slot] ?? 0) + (blocks.members[block]?.length ?? 0)
    }
  })
  const start = (slot: number) => week.slots[slot]?.starts[0] ?? 0
  let kept: number[] = []
  let open: number[] = []
  week.slots.forEach((_, slot) => {
    if ((count[slot] ?? 0) < policy.size.min) return
    open = open.filter((other) => start(slot) - start(other) <= policy.meetingMinutes)
    if (open.some((other) => within(who[slot] ?? [], who[other] ?? []))) return
    const covered = new Set(open.filter((other) => within(who[other] ?? [], who[slot] ?? [])))
    open = [...open.filter((other) => !covered.has(other)), slot]
    kept = [...(covered.size > 0 ? kept.filter((other) => !covered.has(other)) : kept), slot]
  })
  return kept
}

/** Whether the first ascending list is a part of the second. */
function within(part: readonly number[], whole: readonly number[]): boolean {
  if (part.length > whole.length) return false
  let at = 0
  for (const item of part) {
    while (at < whole.length && (whole[at] ?? 0) < item) at++
    if (whole[at] !== item) return false
    at++
  }
  return true
}
