import type { VNode } from 'preact'
import type { ZodType, z } from 'zod'
import type { Answer, Go } from './answers.ts'
import type { Asked, ParamsOf } from './asked.ts'
import { parseInput, readValues } from './input.ts'
import { flow, type Source } from './stream.ts'

export type { Source, StreamEvent } from './stream.ts'

// Everything that is served stands here: a page, form, event stream, feed, file, job, mail or command. What was not made by one of
// these functions cannot be mounted, and none of them can be called without saying for whom.

/** The audiences there are; the audience test knows for each who is let in. */
export const audienceNames = [
  'anyone',
  'first owner',
  'signed in',
  'community member',
  'applicant',
  'invited person',
  'circle member',
  'circle member, also former',
  'organiser',
  'owner',
  'link holder',
  'guest',
  'member with a link',
  'worker',
  'operator',
] as const
export type AudienceName = (typeof audienceNames)[number]

/** Whether the work only looks, or also writes: who writes in a circle locks their seat for it. */
export type Intent = 'read' | 'write'

/**
 * Who may ask, and the proof of it. `enter` opens the transaction that belongs to the proof and hands both to `work`; it throws
 * NotFound for everybody else. Forgetting the guard is impossible, for there is no other way to a proof.
 */
export interface Audience<Scope> {
  readonly name: AudienceName
  enter<T>(asked: Asked, intent: Intent, work: (scope: Scope) => Promise<T>): Promise<T>
}

/** One thing that is served. `answer` throws NotFound, Refused and their kin; the server turns them into pages. */
export interface Entry {
  readonly kind: 'page' | 'form' | 'stream' | 'feed'
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly audience: AudienceName
  readonly answer: (asked: Asked) => Promise<Answer>
  /** For a form: the page on which it stands, shown again when its input cannot be used. */
  readonly back?: (asked: Asked) => Promise<Answer>
  readonly fromAnywhere?: boolean
  /** What its page may ask of the device, where no other page may. */
  readonly allows?: 'microphone'
}

type Show<Scope, Path extends string> = (scope: Scope, asked: Asked<ParamsOf<Path>>) => Promise<VNode | Go | Response>

/** A page: looks, never writes. */
export function page<Scope, const Path extends string>(
  path: Path,
  audience: Audience<Scope>,
  show: Show<Scope, Path>,
  also: Pick<Entry, 'allows'> = {},
): Entry {
  const answer = entered(audience, 'read', show)
  return { kind: 'page', method: 'GET', path, audience: audience.name, answer, ...also }
}

/** A feed or file for a program to read: as a page, but never with a form or a sign-in hint around it. */
export function feed<Scope, const Path extends string>(
  path: Path,
  audience: Audience<Scope>,
  show: Show<Scope, Path>,
): Entry {
  return { kind: 'feed', method: 'GET', path, audience: audience.name, answer: entered(audience, 'read', show) }
}

/** What a form does: its one schema, the page it stands on, and the act. */
export interface FormOf<Scope, Path extends string, Schema extends ZodType> {
  readonly schema: Schema
  /** The page shown again, with the values kept and a sentence beside each field. */
  readonly back: Show<Scope, Path>
  readonly act: (scope: Scope, input: z.output<Schema>, asked: Asked<ParamsOf<Path>>) => Promise<Answer>
  /** Taken from pages and programs that are not ours. Only where the address itself carries a secret and no cookie counts. */
  readonly fromAnywhere?: true
}

/** A form: parses by its schema, then acts in one transaction, then sends the browser on. */
export function form<Scope, const Path extends string, Schema extends ZodType>(
  path: Path,
  audience: Audience<Scope>,
  { schema, back, act, fromAnywhere }: FormOf<Scope, Path, Schema>,
): Entry {
  return {
    kind: 'form',
    method: 'POST',
    path,
    audience: audience.name,
    ...(fromAnywhere ? { fromAnywhere } : {}),
    back: entered(audience, 'read', back),
    // Admitted first, parsed second: who may not ask learns nothing from how bad input is answered.
    answer: async (asked) => {
      const typed = withParams<Path>(asked)
      const values = await readValues(asked)
      return audience.enter(asked, 'write', (scope) => act(scope, parseInput(schema, values), typed))
    },
  }
}

/** A stream of server-sent events. No transaction is held while it flows: `open` looks, and returns what will flow. */
export function stream<Scope, const Path extends string>(
  path: Path,
  audience: Audience<Scope>,
  open: (scope: Scope, asked: Asked<ParamsOf<Path>>) => Promise<Source>,
): Entry {
  return {
    kind: 'stream',
    method: 'GET',
    path,
    audience: audience.name,
    answer: async (asked) =>
      flow(asked, await audience.enter(asked, 'read', (scope) => open(scope, withParams<Path>(asked)))),
  }
}

function entered<Scope, Path extends string>(audience: Audience<Scope>, intent: Intent, show: Show<Scope, Path>) {
  return (asked: Asked): Promise<Answer> =>
    audience.enter(asked, intent, (scope) => show(scope, withParams<Path>(asked)))
}

/** The router matched `Path`, so its parts are there; this is the one place that says so to the compiler. */
function withParams<Path extends string>(asked: Asked): Asked<ParamsOf<Path>> {
  return asked as Asked<ParamsOf<Path>>
}
