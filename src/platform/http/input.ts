import { type ZodError, type ZodType, z } from 'zod'
import type { Asked } from './asked.ts'

/** What a form sent: a text for each field, a list where a name came several times or ends in `[]`, a file where one was picked. */
export type Values = Record<string, string | string[] | File>

/** What a person typed cannot be used. Keeps the values, so that the form comes back as it was. */
export class BadInput extends Error {
  constructor(
    readonly values: Values,
    readonly faults: ZodError,
  ) {
    super('bad input')
  }
}

const read = new WeakMap<Request, Promise<Values>>()

/** The values of a posted form, read once. Bodies over 5 MB are cut off by the server before. */
export function readValues(asked: Asked): Promise<Values> {
  const known = read.get(asked.request)
  if (known) return known
  const reading = sentIn(asked.request).then(collect, () => ({}))
  read.set(asked.request, reading)
  return reading
}

/** Most forms are a line of text, which is read as one: for that no whole `Request` has to be made of what came in. */
async function sentIn(request: Request): Promise<Iterable<[string, string | File]>> {
  const plain = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')
  return plain ? new URLSearchParams(await request.text()) : request.formData()
}

function collect(data: Iterable<[string, string | File]>): Values {
  const values: Values = {}
  for (const [name, value] of data) {
    const before = values[name]
    if (typeof value !== 'string') values[name] = value
    else if (name.endsWith('[]')) values[name] = [...(Array.isArray(before) ? before : []), value]
    else if (before === undefined) values[name] = value
    else if (typeof before === 'string') values[name] = [before, value]
    else if (Array.isArray(before)) values[name] = [...before, value]
  }
  return values
}

/** Parses by the form's schema; throws {@link BadInput}. Texts are trimmed and their line ends made alike. */
export function parseInput<Schema extends ZodType>(schema: Schema, values: Values): z.output<Schema> {
  const parsed = schema.safeParse(tidy(values))
  if (!parsed.success) throw new BadInput(values, parsed.error)
  return parsed.data
}

function tidy(values: Values): Record<string, unknown> {
  const clean = (text: string) => text.replace(/\r\n?/g, '\n').replace(/\0/g, '').trim()
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const plain = name.endsWith('[]') ? name.slice(0, -2) : name
      if (typeof value === 'string') return [plain, clean(value)]
      return [plain, Array.isArray(value) ? value.map(clean) : value]
    }),
  )
}

/** The moment of `?before=…`, from which a long list goes on; undefined where there is none, or it is none. */
export function beforeOf({ query }: Asked): Date | undefined {
  const moment = z.iso.datetime().safeParse(query.get('before'))
  return moment.success ? new Date(moment.data) : undefined
}
