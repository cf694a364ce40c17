import type { Person } from './types.ts'

/** A person's answer as text without blanks around it; empty where there is none. */
export const answer = (person: Person, column: string) => (person.answers[column] ?? '').trim()

/** The values of a set column. */
export const values = (text: string) => [...new Set(text.split(';').map((value) => value.trim()))].filter(Boolean)

/** A number column's answer; NaN where there is none or it is no number. */
export function numberOf(person: Person, column: string): number {
  const text = answer(person, column)
  const number = text === '' ? Number.NaN : Number(text)
  return Number.isFinite(number) ? number : Number.NaN
}

/** Gives each different text a number, from 0 in the order in which they are first met. */
export function numbering() {
  const known = new Map<string, number>()
  return {
    of(text: string): number {
      const number = known.get(text) ?? known.size
      if (number === known.size) known.set(text, number)
      return number
    },
    names: () => [...known.keys()],
  }
}
