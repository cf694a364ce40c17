import { z } from 'zod'

/** The points of the starting version, in their order. Their words stand in the catalogue, so each reads them in their language. */
export const templatePoints = [
  'confidentiality',
  'attendance',
  'time',
  'listening',
  'advice',
  'phones',
  'turns',
  'commitments',
  'conflict',
  'decisions',
  'newcomers',
  'leaving',
] as const
export type TemplatePoint = (typeof templatePoints)[number]

/** A point of the agreement: with the circle's own words, or with those of the template that bears its id. */
export interface Point {
  readonly id: string
  readonly words?: string
}

export const template: readonly Point[] = templatePoints.map((id) => ({ id }))

export const isTemplatePoint = (id: string): id is TemplatePoint => templatePoints.some((each) => each === id)

/** Which versions count now. */
export interface Charter {
  readonly version: number
  /** What everybody must have agreed to; never after `version`. */
  readonly binding: number
  readonly pending: number | null
  /** The highest number that any version ever had. */
  readonly latest: number
}

export const fromTemplate: Charter = { version: 1, binding: 1, pending: null, latest: 1 }

/** Whoever has agreed to what binds, or to something later, may write. */
export const hasAgreed = (charter: Charter, signed: readonly number[]): boolean =>
  signed.some((version) => version >= charter.binding)

/** What counts in a circle, and which versions each seat has agreed to. */
export interface Assents {
  readonly charter: Charter
  readonly signatures: readonly { readonly seat: string; readonly version: number }[]
}

/** Whether somebody has agreed to what binds, and to what is proposed. */
export interface Signed {
  readonly agreed: boolean
  readonly toPending: boolean
}

export function signedBy({ charter, signatures }: Assents, seat: string): Signed {
  const versions = signatures.filter((each) => each.seat === seat).map(({ version }) => version)
  const toPending = charter.pending !== null && versions.includes(charter.pending)
  return { agreed: hasAgreed(charter, versions), toPending }
}

/** Whose yes is awaited: to the agreement itself, or to a change of it. */
export type AwaitedYes = 'agreement' | 'change'

export function awaitedYes({ pending }: Charter, { agreed, toPending }: Signed): AwaitedYes | undefined {
  if (!agreed) return 'agreement'
  return pending !== null && !toPending ? 'change' : undefined
}

export interface Change {
  readonly kind: 'reworded' | 'added' | 'left out'
  readonly before?: Point
  readonly after?: Point
}

/** What is different between two versions, in the order of the new one; what was left out comes last. */
export function changesBetween(before: readonly Point[], after: readonly Point[]): readonly Change[] {
  const old = new Map(before.map((point) => [point.id, point]))
  const changed = after.flatMap((point): Change[] => {
    const was = old.get(point.id)
    if (!was) return [{ kind: 'added', after: point }]
    return was.words === point.words ? [] : [{ kind: 'reworded', before: was, after: point }]
  })
  const kept = new Set(after.map((point) => point.id))
  const gone = before.filter((point) => !kept.has(point.id))
  return [...changed, ...gone.map((point): Change => ({ kind: 'left out', before: point }))]
}

/** A change of wording asks nobody again; so nothing may have come or gone. */
export const mayBeWording = (changes: readonly Change[]): boolean =>
  changes.every((change) => change.kind === 'reworded')

export const mostPoints = 20

const words = z.string().max(1000)

/**
 * A proposal as its form sends it: `words-ID` what a point shall say, `was-ID` what it said on the page, `drop-ID` to leave it out, `new` and
 * `also` two further points.
 */
export const proposal = z
  .object({
    /** Made with the form, so that it can be sent twice and proposes once. */
    id: z.uuid().toLowerCase(),
    /** The version it was made from, so that two who edit at once meet. */
    from: z.coerce.number().int(),
    kind: z.enum(['wording', 'meaning'], 'charter.new.kind.needed'),
    why: z.string().max(500).default(''),
    new: words.default(''),
    also: words.default(''),
  })
  .catchall(words)
export type Proposal = z.output<typeof proposal>

/** The points that a proposal asks for. `idFor` names the further ones. */
export function proposedPoints(before: readonly Point[], input: Proposal, idFor: () => string): readonly Point[] {
  const sent = (name: string): string => String(input[name] ?? '')
  const kept = before
    .filter(({ id }) => sent(`drop-${id}`) === '')
    .map((point) => {
      const wished = sent(`words-${point.id}`)
      return wished === '' || wished === sent(`was-${point.id}`) ? point : { id: point.id, words: wished }
    })
  const added = [input.new, input.also].filter((text) => text !== '').map((text) => ({ id: idFor(), words: text }))
  return [...kept, ...added]
}

/** What stands in the database, sealed. */
export const storedPoints = z.array(z.object({ id: z.string(), words: z.string().optional() }))

export const agreeTo = z.object({ version: z.coerce.number().int().min(1) })
