import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { NotFound } from '../../platform/errors.ts'
import { harvest, stepAt } from '../protocol/engine.ts'
import type { Decided, Minutes } from '../rules/minutes.ts'
import type { OpenEntry } from '../rules.ts'
import { outcomesIn } from './counting.ts'
import { notesFor, wordsIn } from './model.ts'
import { type EntryRow, entriesOf, type Run, runOf, type SettledLast } from './run.ts'
import { draftOf } from './words.ts'

/** What stays of a meeting beside its commitments, for those who took part in it. Throws NotFound for everybody else. */
export async function settledAt(
  db: CircleDb,
  seat: Seat,
  meeting: string,
  locale: string,
): Promise<Omit<Minutes, 'commitments' | 'guest'> & { readonly run: Run }> {
  const run = await runOf(db, seat, meeting)
  const wasThere = run?.state.people.some(({ id, apart }) => id === seat.person && !apart)
  if (run?.state.phase !== 'ended' || !wasThere) throw new NotFound()
  const shown = await entriesOf(db, seat, run.id, true)
  const rows = [...shown, ...(await entriesOf(db, seat, run.id, false))]
  const { open } = wordsIn(run, rows, seat.person, locale)
  return {
    run,
    ...settledIn(run, rows, open, locale),
    decided: decidedIn(run, rows, seat.person),
    notes: notesFor(run, open, seat.person),
  }
}

/** What was decided, voted and parked, of what lies open for whoever reads. */
function settledIn(run: Run, rows: readonly EntryRow[], open: readonly OpenEntry[], locale: string) {
  const kinds = new Map(run.state.entries.map(({ id, kind }) => [id, kind]))
  const kept = keptByCircle(run)
  return {
    decisions: open.filter(({ id }) => kept.has(id) && kinds.get(id) === 'words'),
    outcomes: outcomesIn(run, rows, open, locale),
    parked: open.filter(({ id }) => kinds.get(id) === 'parked'),
  }
}

/** The entries of a run that stay for all of the circle. */
const keptByCircle = ({ format, state }: Run): ReadonlySet<string> =>
  new Set(harvest(format, state).flatMap(({ entry, keeps }) => (keeps === 'circle' ? entry.id : [])))

/** What somebody decided in a meeting, where its format asks for a decision: in their last words, with how sure they were. */
function decidedIn(run: Run, rows: readonly EntryRow[], person: string): Decided | undefined {
  const { format, state } = run
  const mine = state.entries.filter(({ by }) => by === person)
  const asksIn = (key: string) => stepAt(format, state, key)?.asks ?? []
  const entry = mine.findLast(({ kind, step }) => kind === 'words' && asksIn(step).some(({ id }) => id === 'decision'))
  if (!entry) return undefined
  const { answers } = draftOf(run, rows, entry.id)
  const answer = (ask: string) => answers[asksIn(entry.step).findIndex(({ id }) => id === ask)] ?? ''
  const again = format.parts.flatMap(({ steps }) => steps).find(({ measure }) => measure?.again !== undefined)
  const figureAt = (step: string | undefined) => {
    const figure = mine.findLast((each) => each.kind === 'figure' && stepAt(format, state, each.step)?.id === step)
    return rows.find(({ id }) => id === figure?.id)?.text ?? ''
  }
  return {
    ...{ entry: entry.id, decision: answer('decision'), sign: answer('sign'), review: answer('review') },
    ...{ before: figureAt(again?.measure?.again), after: figureAt(again?.id) },
  }
}

/** Which other meeting the circle really held last, and when that ended; undefined where it held none in a room. */
export async function heldLast(
  db: CircleDb,
  { community, circle }: Seat,
  meeting: string,
): Promise<{ readonly meeting: string; readonly ended: Date } | undefined> {
  const row = await db
    .selectFrom('app.run')
    .select(['meeting', 'ended_at'])
    .where('community', '=', community)
    .where('circle', '=', circle)
    .where('ended_at', 'is not', null)
    .where('meeting', '<>', meeting)
    .orderBy('ended_at', 'desc')
    .executeTakeFirst()
  return row?.ended_at ? { meeting: row.meeting, ended: row.ended_at } : undefined
}

/** What the circle settled when it met last, for those who took part; a meeting opens with it. */
export async function settledLast(db: CircleDb, seat: Seat, meeting: string): Promise<SettledLast | undefined> {
  const last = await heldLast(db, seat, meeting)
  const run = last && (await runOf(db, seat, last.meeting))
  if (!run) return undefined
  const kept = keptByCircle(run)
  const shown = await entriesOf(db, seat, run.id, true)
  const words = shown.filter(({ id, kind }) => kind === 'words' && kept.has(id))
  const there = run.state.people.flatMap(({ id, apart }) => (apart ? [] : [id]))
  return { run, there, words }
}
