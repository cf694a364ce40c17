import { numbering, values } from './answers.ts'

/** The different sets that people gave for one column, and how far each is from each: 1 − |A∩B| / |A∪B|. */
export type SetTable = {
  count: number
  distance: Float32Array | null
  words: number
  bits: Int32Array
  size: Int32Array
}

/** Above this many different sets their distances are worked out when asked for instead of kept (4 bytes a pair). */
const KEPT = 1500

/** Interns the sets in these texts; −1 for an empty text. */
export function setTable(texts: readonly string[]): { table: SetTable; of: number[] } {
  const value = numbering()
  const kind = numbering()
  const sets: number[][] = []
  const of = texts.map((text) => {
    if (text === '') return -1
    const set = values(text)
      .map(value.of)
      .sort((a, b) => a - b)
    const index = kind.of(set.join())
    sets[index] = set
    return index
  })
  return { table: tableOf(sets, Math.max(1, Math.ceil(value.names().length / 32))), of }
}

/** The distance of two interned sets; half where either is missing. */
export function setDistance(table: SetTable, a: number, b: number): number {
  if (a < 0 || b < 0) return 0.5
  return table.distance ? (table.distance[a * table.count + b] ?? 0) : measure(table, a, b)
}

function tableOf(sets: readonly number[][], words: number): SetTable {
  const bits = new Int32Array(sets.length * words)
  sets.forEach((set, s) => {
    for (const bit of set) bits[s * words + (bit >> 5)] = (bits[s * words + (bit >> 5)] ?? 0) | (1 << (bit & 31))
  })
  const table: SetTable = {
    count: sets.length,
    distance: null,
    words,
    bits,
    size: Int32Array.from(sets, (s) => s.length),
  }
  if (sets.length > KEPT) return table
  const distance = new Float32Array(sets.length * sets.length)
  for (let a = 0; a < sets.length; a++) {
    for (let b = 0; b < sets.length; b++) distance[a * sets.length + b] = measure(table, a, b)
  }
  return { ...table, distance }
}

function measure({ words, bits, size }: SetTable, a: number, b: number): number {
  let both = 0
  for (let w = 0; w < words; w++) both += ones((bits[a * words + w] ?? 0) & (bits[b * words + w] ?? 0))
  const either = (size[a] ?? 0) + (size[b] ?? 0) - both
  return either > 0 ? 1 - both / either : 0
}

/** How many bits of a word are set. */
export function ones(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555)
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
