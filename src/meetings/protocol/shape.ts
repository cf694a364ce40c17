/** Descriptions of JSON values that can both check a value and write themselves down as JSON Schema. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** What is wrong, where: `path` is a JSON Pointer, `code` a key for a sentence, `values` what the sentence names. */
export type Fault = {
  readonly path: string
  readonly code: string
  readonly values: Readonly<Record<string, string | number>>
}

/** Told of each fault. */
export type Tell = (path: string, code: string, values?: Fault['values']) => void

export type Shape<T> = {
  readonly schema: { readonly [key: string]: Json }
  readonly check: (value: unknown, path: string, tell: Tell) => value is T
}

type Fields = Readonly<Record<string, Shape<unknown>>>
type Of<S> = S extends Shape<infer T> ? T : never
type Made<R extends Fields, O extends Fields> = { readonly [K in keyof R]: Of<R[K]> } & {
  readonly [K in keyof O]?: Of<O[K]>
}

/** Text with something in it, at most `most` characters; `pattern` must match all of it. */
export const text = (most: number, pattern = ''): Shape<string> => {
  const fits = new RegExp(pattern)
  return {
    schema: { type: 'string', minLength: 1, maxLength: most, ...(pattern ? { pattern } : {}) },
    check: (value, path, tell): value is string => {
      if (typeof value !== 'string') return no(tell, path, 'not-text')
      if (value.trim() === '') return no(tell, path, 'empty')
      if (value.length > most) return no(tell, path, 'too-long', { most })
      if (!fits.test(value)) return no(tell, path, 'not-a-name')
      return true
    },
  }
}

/** A finite number from `least` to `most`; whole where `whole` says so. */
export const number = (least: number, most: number, whole = false): Shape<number> => ({
  schema: { type: whole ? 'integer' : 'number', minimum: least, maximum: most },
  check: (value, path, tell): value is number => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return no(tell, path, 'not-a-number')
    if (whole && !Number.isInteger(value)) return no(tell, path, 'not-whole')
    if (value < least || value > most) return no(tell, path, 'out-of-range', { least, most })
    return true
  },
})

/** Yes or no. */
export const flag: Shape<boolean> = {
  schema: { type: 'boolean' },
  check: (value, path, tell): value is boolean => typeof value === 'boolean' || no(tell, path, 'not-yes-or-no'),
}

/** One of the given words or numbers. */
export const choice = <const C extends readonly (string | number)[]>(...choices: C): Shape<C[number]> => ({
  schema: { enum: [...choices] },
  check: (value, path, tell): value is C[number] =>
    choices.some((one) => one === value) || no(tell, path, 'not-a-choice', { choices: choices.join(', ') }),
})

/** From `least` to `most` items of one shape. */
export const list = <T>(item: Shape<T>, least: number, most: number): Shape<readonly T[]> => ({
  schema: { type: 'array', items: item.schema, minItems: least, maxItems: most },
  check: (value, path, tell): value is readonly T[] => {
    if (!Array.isArray(value)) return no(tell, path, 'not-a-list')
    if (value.length < least || value.length > most) return no(tell, path, 'wrong-count', { least, most })
    return all(value.map((one, at) => item.check(one, `${path}/${at}`, tell)))
  },
})

/** An object with names of one's own; each value has the same shape. */
export const record = <T>(item: Shape<T>, names: string, most: number): Shape<Readonly<Record<string, T>>> => {
  const named = new RegExp(names)
  return {
    schema: {
      type: 'object',
      propertyNames: { pattern: names },
      additionalProperties: item.schema,
      maxProperties: most,
    },
    check: (value, path, tell): value is Readonly<Record<string, T>> => {
      if (!isObject(value)) return no(tell, path, 'not-an-object')
      const entries = Object.entries(value)
      if (entries.length > most) return no(tell, path, 'wrong-count', { least: 0, most })
      return all(
        entries.map(([name, one]) =>
          named.test(name)
            ? item.check(one, `${path}/${escaped(name)}`, tell)
            : no(tell, `${path}/${escaped(name)}`, 'not-a-name'),
        ),
      )
    },
  }
}

/** An object with these fields and no others. */
export const object = <R extends Fields, O extends Fields = Record<never, never>>(
  required: R,
  optional?: O,
): Shape<Made<R, O>> => {
  const fields: Fields = { ...required, ...optional }
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(Object.entries(fields).map(([name, shape]) => [name, shape.schema])),
      required: Object.keys(required),
      additionalProperties: false,
    },
    check: (value, path, tell): value is Made<R, O> => {
      if (!isObject(value)) return no(tell, path, 'not-an-object')
      const known = all([
        ...Object.keys(value).map(
          (name) => Object.hasOwn(fields, name) || no(tell, `${path}/${escaped(name)}`, 'not-known'),
        ),
        ...Object.keys(required).map((name) => Object.hasOwn(value, name) || no(tell, `${path}/${name}`, 'missing')),
      ])
      const given = Object.entries(fields).filter(([name]) => Object.hasOwn(value, name))
      return all([known, ...given.map(([name, shape]) => shape.check(value[name], `${path}/${name}`, tell))])
    },
  }
}

/** Either a value of the first shape or one of the second; the faults told are the second's. */
export const either = <A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> => ({
  schema: { anyOf: [first.schema, second.schema] },
  check: (value, path, tell): value is A | B => first.check(value, path, () => {}) || second.check(value, path, tell),
})

/** One of several objects, told apart by the field `kind`. */
export const variants = <V extends Fields>(kinds: V): Shape<Of<V[keyof V]>> => ({
  schema: { oneOf: Object.values(kinds).map((shape) => shape.schema) },
  check: (value, path, tell): value is Of<V[keyof V]> => {
    if (!isObject(value)) return no(tell, path, 'not-an-object')
    const kind = Object.keys(kinds).find((name) => name === value.kind)
    const shape = kind === undefined ? undefined : kinds[kind]
    if (!shape) return no(tell, `${path}/kind`, 'not-a-choice', { choices: Object.keys(kinds).join(', ') })
    return shape.check(value, path, tell)
  },
})

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const all = (answers: readonly boolean[]): boolean => answers.every(Boolean)

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

const no = (tell: Tell, path: string, code: string, values: Fault['values'] = {}): false => {
  tell(path, code, values)
  return false
}
