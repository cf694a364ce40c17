import { answer, values } from './answers.ts'
import type { Board } from './board.ts'
import { difference, inKinds } from './reasons.ts'
import type { Aim } from './types.ts'

/**
 * One of somebody's answers beside those of others. `as`: how far they go together in it as was wished, 0 to 1; weighed by `weight` these
 * add up to the fit. `others`: what they answered, the most frequent first, and how many of them did; empty for no answer.
 */
export type Beside = {
  column: string
  aim: Aim
  weight: number
  as: number
  own: string
  others: { value: string; people: number }[]
}

/** Somebody's answers, by the weighed columns, beside those of the others of a circle. */
export function besideOthers({ model, index, problem }: Board, members: readonly string[], id: string): Beside[] {
  const person = index.get(id) ?? -1
  const others = members.flatMap((member) => (member === id ? [] : (index.get(member) ?? [])))
  const told = (other: number, column: string) => {
    const one = problem.people[other]
    return one ? answer(one, column) : ''
  }
  return inKinds(problem.policy).map(({ attribute: { column, aim, weight, kind }, k }) => {
    const apart = others.reduce((sum, other) => sum + difference(model, kind, k, person, other), 0)
    const unlike = apart / Math.max(1, others.length)
    return {
      ...{ column, aim, weight, as: aim === 'diverse' ? unlike : 1 - unlike },
      own: told(person, column),
      others: counted(others.flatMap((other) => split(kind, told(other, column)))),
    }
  })
}

/** A column, and how far somebody goes together in it with the people of one circle and with those of another, 0 to 1. */
export type Lost = { column: string; here: number; there: number }

/**
 * In which column somebody would lose most of their fit in another circle, of those in which they would lose any; undefined where
 * there is none.
 */
export function lostMost(here: readonly Beside[], there: readonly Beside[]): Lost | undefined {
  const lost = here.map(({ column, weight, as }, n) => {
    const other = there[n]?.as ?? as
    return { column, here: as, there: other, by: weight * (as - other) }
  })
  const [most] = lost.filter(({ by }) => by > 0).sort((a, b) => b.by - a.by)
  return most && { column: most.column, here: most.here, there: most.there }
}

const split = (kind: string, text: string): string[] => (kind === 'set' && text !== '' ? values(text) : [text])

function counted(told: readonly string[]): Beside['others'] {
  const people = [...Map.groupBy(told, (value) => value)].map(([value, all]) => ({ value, people: all.length }))
  return people.sort((a, b) => b.people - a.people || (a.value < b.value ? -1 : 1))
}
