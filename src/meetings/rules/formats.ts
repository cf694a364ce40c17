import { z } from 'zod'
import { type Cannot, type Fault, type Protocol, readProtocol, scale } from '../protocol/engine.ts'
import { lineOf, linesOf } from '../protocol/where.ts'

export { type Cannot, inLanguage, type Plan, type PlannedStep, type Protocol } from '../protocol/engine.ts'
export { type Prompt, type Step, stepOf } from '../protocol/protocol.ts'

/** A format that a circle may choose: shipped with the program, of the community, or the circle's own. */
export interface Format {
  /** Its name where it is shipped, its id where it is not. */
  readonly key: string
  readonly origin: 'shipped' | 'community' | 'circle'
  readonly format: Protocol
}

/** The format of a meeting, and who chose it; nobody where it follows from the length. */
export interface Chosen extends Format {
  readonly by: string | undefined
}

export const chooseForm = z.object({ format: z.string().min(1).max(60) })

/** Why a format cannot be done by so many people in so many minutes; undefined where it can. */
export function misfit({ format }: Pick<Format, 'format'>, people: number, minutes: number): Cannot | undefined {
  const plan = scale(format, people, minutes)
  return 'cannot' in plan ? plan : undefined
}

/** About how many minutes a format takes so many people, or as few or many as it is for, in so long an evening. */
export function takes({ format }: Pick<Format, 'format'>, people: number, minutes: number): number {
  const { min, max } = format.people
  const plan = scale(format, Math.min(max, Math.max(min, people)), Math.min(minutes, format.minutes))
  return 'cannot' in plan ? format.minutes : Math.ceil(plan.seconds / 60)
}

/** What could be done instead: those that fit, nearest in length first; at most three. */
export function offers(formats: readonly Format[], people: number, minutes: number): readonly Format[] {
  const away = ({ format }: Format) => Math.abs(format.minutes - minutes)
  return formats
    .filter((each) => !misfit(each, people, minutes))
    .toSorted((a, b) => away(a) - away(b))
    .slice(0, 3)
}

/** For how many, how long and from when a run is printed. */
export interface Printed {
  readonly people: number
  readonly minutes: number
  /** Minutes after midnight; undefined where steps are counted from 0:00. */
  readonly starts: number | undefined
}

/** What an address says of it, made usable. */
export function printedFor(query: URLSearchParams, { minutes, people }: Protocol, seated: number): Printed {
  const figure = (name: string, usual: number, least: number, most: number) => {
    const given = Number.parseInt(query.get(name) ?? '', 10)
    return Math.min(most, Math.max(least, Number.isFinite(given) ? given : usual))
  }
  const [, hours, rest] = /^(\d{1,2}):(\d{2})$/.exec(query.get('starts') ?? '') ?? []
  const starts = hours === undefined ? undefined : (Number(hours) % 24) * 60 + Math.min(59, Number(rest))
  return {
    people: figure('people', Math.min(people.max, Math.max(people.min, seated)), 1, 20),
    minutes: figure('minutes', minutes, 1, 480),
    starts,
  }
}

const longest = 200_000

/** A format as somebody pastes or picks it. */
export const ownForm = z.object({
  text: z.string().max(longest, 'meetings.own.long').default(''),
  file: z.unknown().optional(),
})
export type OwnInput = z.output<typeof ownForm>

/** The text of a form: what was picked where something was, else what was pasted. */
export async function textOf({ text, file }: { readonly text?: unknown; readonly file?: unknown }): Promise<string> {
  if (file instanceof File && file.size > 0) return file.size > longest ? '' : file.text()
  return typeof text === 'string' ? text : ''
}

/** A mistake where it stands. */
export interface Placed extends Fault {
  readonly line: number
}

export type OwnReading = { readonly format: Protocol } | { readonly faults: readonly Placed[] }

/** Reads a format from a text that anybody may have written; mistakes come with their lines. */
export function readOwn(text: string): OwnReading {
  const lines = linesOf(text)
  if (lines.broken !== null) return { faults: [{ path: '', code: 'not-json', values: {}, line: lines.broken }] }
  const reading = readProtocol(JSON.parse(text))
  if (reading.ok) return { format: reading.protocol }
  return { faults: reading.faults.map((fault) => ({ ...fault, line: lineOf(lines, fault.path) })) }
}
