import { isId } from '../ids.ts'

/** What a field of a job's body is: an id, a number, a text such as a day, or one of some words. `id?` may be missing, as in what an earlier version handed over. */
type Field = 'id' | 'id?' | 'number' | 'text' | readonly string[]
type Fields = Readonly<Record<string, Field>>
type Value<F extends Field> = F extends 'number' ? number : F extends readonly (infer Word)[] ? Word : string

/** The body of a job with these fields. Opaque ids and numbers, never words that a person wrote. */
type Body<F extends Fields> = {
  readonly [Name in keyof F as F[Name] extends 'id?' ? never : Name]: Value<F[Name]>
} & {
  readonly [Name in keyof F as F[Name] extends 'id?' ? Name : never]?: string
}

/** Where work of one kind waits: whoever hands it over and whoever does it agree here on what its body carries. */
export interface Queue<Carried extends object> {
  readonly name: string
  /** Whether a body that was found in the queue is one of it. */
  readonly holds: (body: unknown) => body is Carried
}

/** What the body of a queue carries. */
export type CarriedBy<Q> = Q extends Queue<infer Carried> ? Carried : never

/**
 * A queue by its name, with the fields of its bodies:
 *
 *     export const windowQueue = queue('meetings.window', { community: 'id', circle: 'id', meeting: 'id' })
 */
export const queue = <const F extends Fields>(name: string, fields: F): Queue<Body<F>> => ({
  name,
  holds(body): body is Body<F> {
    const values = new Map<string, unknown>(Object.entries(body ?? {}))
    return Object.entries(fields).every(([field, kind]) => fits(values.get(field), kind))
  },
})

function fits(value: unknown, kind: Field): boolean {
  if (typeof kind === 'object') return typeof value === 'string' && kind.includes(value)
  if (kind === 'number' || kind === 'text') return typeof value === (kind === 'text' ? 'string' : 'number')
  return (kind === 'id?' && value === undefined) || (typeof value === 'string' && isId(value))
}
