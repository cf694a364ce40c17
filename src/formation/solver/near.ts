import type { Blocks } from './blocks.ts'
import type { Conflicts } from './conflicts.ts'
import { type Features, fitsWith } from './features.ts'
import { listOf } from './lists.ts'

/**
 * For every two blocks the sum of the fits between their people, `APART` where a rule keeps them apart: rows of `blocks`
 * numbers. A block with itself: its own pairs twice and each of its people with themselves.
 */
export type Near = { blocks: number; fit: Float32Array }

/** So far below any sum of fits that a sum with it in it shows. */
const APART = -1e6

/** Above this many people the table would not stay near the processor (4 bytes a pair), and fits are worked out when asked for. */
const KEPT = 700

export function nearOf(features: Features, conflicts: Conflicts, { members, of }: Blocks): Near | null {
  const people = of.length
  const blocks = members.length
  if (people > KEPT) return null
  const fit = new Float32Array(blocks * blocks)
  const row = new Float64Array(people)
  const everybody = Int32Array.from(row.keys())
  for (let person = 0; person < people; person++) {
    fitsWith(features, person, everybody, people, row)
    const from = (of[person] ?? 0) * blocks
    for (let other = 0; other < people; other++) {
      const at = from + (of[other] ?? 0)
      fit[at] = (fit[at] ?? 0) + (row[other] ?? 0)
    }
  }
  for (const [a, b] of pairsApart(conflicts, people)) {
    const [x, y] = [of[a] ?? 0, of[b] ?? 0]
    fit[x * blocks + y] = fit[y * blocks + x] = APART
  }
  return { blocks, fit }
}

function* pairsApart({ columns, level, enemies }: Conflicts, people: number): Generator<[number, number]> {
  for (let a = 0; a < people; a++) for (const b of listOf(enemies, a)) yield [a, b]
  for (let c = 0; c < columns.length; c++) {
    const groups = new Map<number, number[]>()
    for (let person = 0; person < people; person++) {
      const value = level[person * columns.length + c] ?? 0
      if (value === 0) continue
      const group = groups.get(value)
      for (const other of group ?? []) yield [person, other]
      if (group) group.push(person)
      else groups.set(value, [person])
    }
  }
}
