import { fellows } from '../../circles/reads.ts'
import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { meetingOf } from '../../scheduling/reads.ts'
import type { Meeting } from '../../scheduling/rules.ts'
import { ledgerOf, turnsAt } from '../../turns/reads.ts'
import { begin, type Protocol, type RunState } from '../protocol/engine.ts'
import type { StepOutcome } from '../rules/counting.ts'
import { type OpenPart, partsFor } from '../rules/part.ts'
import type { OpenEntry } from '../rules.ts'
import { figureIn, outcomesOf, picksIn } from './counting.ts'
import { chosenFor } from './formats.ts'
import { wordsIn } from './model.ts'
import { type EntryRow, entriesOf, heldRun, type Run } from './run.ts'
import { draftOf, told } from './words.ts'

/** A step in which somebody takes part: what they gave, what there is to choose from, and what came of it once they gave theirs. */
export interface PartSeen extends OpenPart {
  readonly draft: { readonly text: string; readonly answers: readonly string[] }
  readonly picks: readonly string[]
  readonly figure: number | undefined
  /** Words by their text; people stand there by id alone. */
  readonly choices: readonly { readonly id: string; readonly text: string | undefined }[]
  readonly said: readonly OpenEntry[]
  readonly outcome: StepOutcome | undefined
}

/** A live meeting as somebody finds it who is not there: what they can write, and what stands under the steps in which they took part. */
export interface PartView {
  readonly meeting: Meeting
  readonly over: boolean
  readonly parts: readonly PartSeen[]
  readonly names: ReadonlyMap<string, string>
}

/** No parts where this person was there, or nothing in the format is open to who is not. */
export async function partOf(
  db: CircleDb,
  seat: Seat,
  id: string,
  looking: { readonly now: Date; readonly locale: string },
): Promise<PartView> {
  const meeting = await meetingOf(db, seat, id)
  const run = await heldRun(db, seat, id)
  const over = run ? run.state.phase === 'ended' : meeting.ends <= looking.now
  const { format, state } = run ?? (await comingRun(db, seat, meeting))
  const closed = state.apart || (over && !run) || (run && wasThere(run, seat))
  const parts = closed ? [] : partsFor(format, state, { person: seat.person, ...looking })
  const rows = run ? [...(await entriesOf(db, seat, run.id, true)), ...(await entriesOf(db, seat, run.id, false))] : []
  const seen = run && { run, rows, person: seat.person, locale: looking.locale }
  return {
    meeting,
    over,
    names: new Map((await fellows(db, seat)).map((each) => [each.id, each.name])),
    parts: parts.map((part) => ({ ...part, ...(seen ? seenIn(seen, part) : nothingSeen(part)) })),
  }
}

type Seen = Omit<PartSeen, keyof OpenPart>

const nothingSeen = ({ ballot }: OpenPart): Seen => ({
  ...{ draft: { text: '', answers: [] }, picks: [], figure: undefined, said: [], outcome: undefined },
  choices: (ballot?.choices ?? []).map((id) => ({ id, text: undefined })),
})

interface Looked {
  readonly run: Run
  readonly rows: readonly EntryRow[]
  readonly person: string
  readonly locale: string
}

function seenIn({ run, rows, person, locale }: Looked, part: OpenPart): Seen {
  const { open } = wordsIn(run, rows, person, locale)
  const bodies = new Map(rows.map(({ id, text }) => [id, text]))
  const choices = (part.ballot?.choices ?? []).map((id) => ({ id, text: textOf(run, id, bodies, locale) }))
  const counted = part.ballot !== undefined || part.measure !== undefined
  // What there was to choose from may be read with the result; of the rest of the meeting nothing else.
  const texts = choices.flatMap(({ id, text }) => (text === undefined ? [] : [[id, text] as const]))
  const words = new Map([...open.map(({ id, text }) => [id, text] as const), ...texts])
  const [outcome] = part.entry ? outcomesOf(run, { rows, words, locale }, ({ id }) => id === part.step) : []
  const body = part.entry ? bodies.get(part.entry) : undefined
  return {
    ...{ choices, outcome },
    draft: part.entry && !counted ? draftOf(run, rows, part.entry) : { text: '', answers: [] },
    picks: part.ballot ? picksIn(body) : [],
    figure: part.measure ? figureIn(body) : undefined,
    said: counted ? [] : open.filter(({ id, mine }) => !mine && inStep(run.state, id, part.step)),
  }
}

/** The words of an entry that lies open for all; nothing for a person. */
function textOf(run: Run, id: string, bodies: ReadonlyMap<string, string>, locale: string): string | undefined {
  const body = bodies.get(id)
  return body === undefined ? undefined : told(run, id, body, locale)
}

const wasThere = ({ state }: Run, { person }: Seat): boolean =>
  state.people.some(({ id, apart }) => id === person && !apart)

const inStep = ({ entries, items }: RunState, entry: string, step: string): boolean => {
  const key = entries.find(({ id }) => id === entry)?.step
  return items.some((item) => item.key === key && item.step === step)
}

/** A meeting whose room is not open: with the format that is chosen for it, led by whoever is next. */
export async function comingRun(
  db: CircleDb,
  seat: Seat,
  meeting: Meeting,
): Promise<{ readonly key: string; readonly format: Protocol; readonly state: RunState }> {
  const { key, format } = await chosenFor(db, seat, meeting)
  const ledger = await ledgerOf(db, seat)
  const next = (await turnsAt(db, seat, ledger, meeting)).find(({ role }) => role === 'facilitator')?.who
  const facilitator = next ?? seat.person
  const { minutes } = meeting
  const seed = Number.parseInt(meeting.id.slice(-8), 16)
  // Before any command: time never runs backwards in a run, and parts may be left for it at any time.
  return { key, format, state: begin(format, { minutes, facilitator, seed, at: 0 }) }
}

/** Whether somebody could take part in a meeting without being there, or did. */
export async function mayTakeAPart(db: CircleDb, seat: Seat, meeting: Meeting, now: Date): Promise<boolean> {
  const run = await heldRun(db, seat, meeting.id)
  if (run ? run.state.apart || wasThere(run, seat) : meeting.ends <= now) return false
  const { format, state } = run ?? (await comingRun(db, seat, meeting))
  return partsFor(format, state, { person: seat.person, now, locale: 'en' }).length > 0
}
