import { useReader } from './reader.ts'

const collators = new Map<string, Intl.Collator>()

/** Names as a language puts them in order, numbers in them by their size. */
export function collatorIn(locale: string): Intl.Collator {
  const known = collators.get(locale) ?? new Intl.Collator(locale, { numeric: true })
  collators.set(locale, known)
  return known
}

/** Puts things in the order of their names, as the reader's language has it. */
export function useByName(): <One>(list: readonly One[], nameOf: (one: One) => string) => One[] {
  const { compare } = collatorIn(useReader().locale)
  return (list, nameOf) => list.toSorted((a, b) => compare(nameOf(a), nameOf(b)))
}
