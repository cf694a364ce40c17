/** Chance that comes out the same each time for the same seed and purpose: a run can be told again exactly. */
export const chance = (seed: number, purpose: string): (() => number) => {
  let state = seed >>> 0
  for (const letter of purpose) state = mixed(state ^ (letter.codePointAt(0) ?? 0))
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    return mixed(state) / 2 ** 32
  }
}

/** The same people in an order drawn by lot. */
export const shuffled = <T>(things: readonly T[], draw: () => number): readonly T[] => {
  const lots = things.map((thing) => ({ thing, lot: draw() }))
  return lots.toSorted((a, b) => a.lot - b.lot).map(({ thing }) => thing)
}

/** Spreads the bits of a 32-bit number (finaliser of MurmurHash3, public domain). */
const mixed = (number: number): number => {
  let bits = Math.imul(number ^ (number >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
