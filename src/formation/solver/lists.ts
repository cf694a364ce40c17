/** Lists laid end to end: those of `n` are `items` from `from[n]` to `from[n + 1]`. */
export type Lists = { items: Int32Array; from: Int32Array }

export function endToEnd(lists: readonly (readonly number[])[]): Lists {
  const from = new Int32Array(lists.length + 1)
  lists.forEach((list, n) => {
    from[n + 1] = (from[n] ?? 0) + list.length
  })
  return { items: Int32Array.from(lists.flat()), from }
}

/** The list of `n`. */
export const listOf = ({ items, from }: Lists, n: number): Int32Array => items.subarray(from[n] ?? 0, from[n + 1] ?? 0)
