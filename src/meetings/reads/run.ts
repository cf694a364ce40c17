import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { hashOf, isId } from '../../platform/ids.ts'
import { maySee, type Protocol, type RunState } from '../protocol/engine.ts'
import type { Format } from '../rules/formats.ts'
import type { RoomCommitment, RoomGuest, RoomModel, Seated } from '../rules.ts'
import { formatOfRun } from './formats.ts'

/** A run as it stands. */
export interface Run {
  readonly id: string
  readonly meeting: string
  readonly protocol: string
  readonly epoch: number
  readonly seq: number
  /** Its room is open, or was; until then it only holds what those who cannot come have left for it. */
  readonly opened: boolean
  readonly state: RunState
  /** The format as it was when the run began, whatever became of it since. */
  readonly format: Protocol
}

/** The run of a meeting, if its room is open or was. */
export async function runOf(db: CircleDb, seat: Seat, meeting: string): Promise<Run | undefined> {
  const run = await heldRun(db, seat, meeting)
  return run?.opened ? run : undefined
}

/** The run of a meeting, also before its room is open. */
export async function heldRun(db: CircleDb, seat: Seat, meeting: string): Promise<Run | undefined> {
  const row = isId(meeting) ? await runAt(db, seat, meeting).executeTakeFirst() : undefined
  return row && openedRun(db, seat, row)
}

/** The run of a meeting whose room is open, and whether a command was carried out in it before: it then is said again, not done again. */
export async function runFor(
  db: CircleDb,
  seat: Seat,
  meeting: string,
  command: string,
): Promise<{ readonly run: Run; readonly done: boolean } | undefined> {
  if (!isId(meeting)) return undefined
  const row = await runAt(db, seat, meeting)
    .select((the) =>
      the
        .exists(
          the
            .selectFrom('app.run_change as c')
            .select('c.seq')
            .whereRef('c.community', '=', 'r.community')
            .whereRef('c.run', '=', 'r.id')
            .where('c.command', '=', markOf(command)),
        )
        .as('done'),
    )
    .executeTakeFirst()
  const run = row && (await openedRun(db, seat, row))
  return run?.opened ? { run, done: Boolean(row?.done) } : undefined
}

const runAt = (db: CircleDb, { community, circle }: Seat, meeting: string) =>
  db
    .selectFrom('app.run as r')
    .select(['r.id', 'r.meeting', 'r.protocol', 'r.epoch', 'r.seq', 'r.facilitator', 'r.state'])
    .where('r.community', '=', community)
    .where('r.circle', '=', circle)
    .where('r.meeting', '=', meeting)

interface RunRow {
  readonly id: string
  readonly meeting: string
  readonly protocol: string
  readonly epoch: number
  readonly seq: number
  readonly facilitator: string | null
  readonly state: Buffer
}

async function openedRun(db: CircleDb, seat: Seat, row: RunRow): Promise<Run> {
  const { id, meeting, protocol, epoch, seq } = row
  const state: RunState = JSON.parse(seat.box.open('run.state', id, epoch, row.state))
  return {
    id,
    meeting,
    protocol,
    epoch,
    seq,
    opened: row.facilitator !== null || state.phase !== 'waiting',
    state,
    format: await formatOfRun(db, seat, { id, protocol, epoch }, state),
  }
}

/** The meetings of the circle whose rooms are open. */
export async function openRuns(db: CircleDb, seat: Seat): Promise<string[]> {
  const rows = await db
    .selectFrom('app.run')
    .select('meeting')
    .where('community', '=', seat.community)
    .where('circle', '=', seat.circle)
    .where('ended_at', 'is', null)
    .orderBy('made_at')
    .execute()
  return rows.map(({ meeting }) => meeting)
}

/**
 * By what the database knows a command again. Not by its id: that may name what somebody has written and nobody else is to find yet, not even under
 * the database role of another member.
 */
export const markOf = (command: string): string => hashOf(command).toString('base64url')

/** Whether a command was carried out before: it then is said again, not done again. */
export async function wasDone(db: CircleDb, run: string, command: string): Promise<boolean> {
  const row = await db
    .selectFrom('app.run_change')
    .select('seq')
    .where('run', '=', run)
    .where('command', '=', markOf(command))
    .executeTakeFirst()
  return row !== undefined
}

/** Something that was written in a run, in clear. */
export interface EntryRow {
  readonly id: string
  readonly kind: string
  readonly author: string
  readonly owner: string
  readonly text: string
  readonly madeAt: Date
}

/** What was written in a run: what is shown to all, or what this person alone may read, in order of writing. */
export async function entriesOf(db: CircleDb, seat: Seat, run: string, shown: boolean): Promise<readonly EntryRow[]> {
  const rows = await db
    .selectFrom('app.run_entry')
    .select(['id', 'kind', 'author', 'owner', 'epoch', 'body', 'made_at as madeAt'])
    .where('community', '=', seat.community)
    .where('circle', '=', seat.circle)
    .where('run', '=', run)
    .where('shown', '=', shown)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, kind, author, owner, epoch, body, madeAt }) => ({
    ...{ id, kind, author, owner, madeAt },
    text: seat.box.open('run_entry.body', id, epoch, body),
  }))
}

/** Who looks into the room, in which language, and when (the server's clock). */
export interface Looking {
  readonly meeting: string
  readonly locale: string
  readonly zone: string
  readonly now: Date
}

/** What was settled when the circle met last: in which run, in which words, and who was there. */
export interface SettledLast {
  readonly run: Run
  readonly words: readonly EntryRow[]
  readonly there: readonly string[]
}

/** What is the same for all who look into a room with the same first epoch: read once for each change, however many look. */
export interface RoomFacts {
  readonly run: Run
  readonly circle: RoomModel['circle']
  readonly place: RoomModel['place']
  readonly seated: readonly Seated[]
  /** Each with whoever is still to tell them that the meeting has moved. */
  readonly guests: readonly (Omit<RoomGuest, 'tell'> & { readonly teller: string | null })[]
  /** The words that lie open for everybody. */
  readonly shown: readonly EntryRow[]
  readonly challenge: string | undefined
  /** What may still be chosen, until it starts. */
  readonly formats: readonly Format[]
  readonly last: readonly RoomCommitment[]
  readonly settled: SettledLast | undefined
  readonly taken: readonly RoomCommitment[]
  /** When the circle meets again and whose turn it is to lead then; read where the meeting comes to its end. */
  readonly next: { readonly starts: Date; readonly leads: string | undefined } | undefined
}

/** What only this person may read of a run: asked of the database only where the run knows of such words. */
export async function hiddenFor(db: CircleDb, seat: Seat, { run, shown }: RoomFacts): Promise<readonly EntryRow[]> {
  return mayHaveHidden({ run, shown }, seat.person) ? entriesOf(db, seat, run.id, false) : []
}

/** Whether a run knows of words that this person may see, and not all. */
export function mayHaveHidden({ run, shown }: Pick<RoomFacts, 'run' | 'shown'>, person: string): boolean {
  const open = new Set(shown.map(({ id }) => id))
  return run.state.entries.some(({ id }) => !open.has(id) && maySee(run.format, run.state, id, person))
}
