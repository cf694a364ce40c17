import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { Refused } from '../../platform/errors.ts'
import type { Protocol, RunState } from '../protocol/engine.ts'
import { packed } from '../reads/formats.ts'
import { heldRun, openRuns, type Run } from '../reads/run.ts'
import { countOn } from './counting.ts'

/** A run that begins. */
interface Beginning {
  readonly id: string
  readonly meeting: string
  /** The name of the format where it is shipped, its id where it is not. */
  readonly key: string
  readonly format: Protocol
  readonly state: RunState
  /** Whoever leads; nobody while words are only left for a meeting whose room is not open yet. */
  readonly facilitator: string | null
}

/** Writes down a run with its format beside it. Refuses a meeting that has begun without whoever sits here: they cannot read its run, and no second one is begun. */
export async function insertRun(db: CircleDb, seat: Seat, beginning: Beginning): Promise<Run> {
  const { community, circle, box } = seat
  const { id, meeting, key, format, state, facilitator } = beginning
  const { numInsertedOrUpdatedRows: rows } = await db
    .insertInto('app.run')
    .values({
      ...{ community, id, circle, meeting, epoch: box.epoch, protocol: key, facilitator },
      state: box.seal('run.state', id, JSON.stringify(state)),
    })
    .onConflict((row) => row.doNothing())
    .executeTakeFirstOrThrow()
  if (!rows) throw new Refused('meetings.opening.before')
  const body = box.seal('run_format.body', id, packed(format))
  await db.insertInto('app.run_format').values({ community, run: id, circle, epoch: box.epoch, body }).execute()
  return { id, meeting, protocol: key, epoch: box.epoch, seq: 0, opened: facilitator !== null, state, format }
}

/** Opens the room of a meeting for which words were left before: with another format and whoever leads, and with those words. */
export async function openAnew(db: CircleDb, seat: Seat, before: Run, beginning: Beginning): Promise<void> {
  const { id, key, format, state, facilitator } = beginning
  const sealed = seat.box.sealIn(before.epoch, 'run.state', id, JSON.stringify(state))
  await countOn(db, seat, before, undefined, { protocol: key, state: sealed, ...(facilitator ? { facilitator } : {}) })
  const body = seat.box.sealIn(before.epoch, 'run_format.body', id, packed(format))
  await db
    .updateTable('app.run_format')
    .set({ body })
    .where('community', '=', seat.community)
    .where('run', '=', id)
    .execute()
}

/** Seals what waits to begin under the circle's newest key, for whoever has just sat down: they are in that meeting, too. No words are in it. */
export async function carryRunsForward(db: CircleDb, seat: Seat): Promise<void> {
  const { community, box } = seat
  for (const meeting of await openRuns(db, seat)) {
    const run = await heldRun(db, seat, meeting)
    if (run?.state.phase !== 'waiting' || run.epoch === box.epoch) continue
    const { id, format, state } = run
    const under = { epoch: box.epoch }
    await db
      .updateTable('app.run')
      .set({ ...under, state: box.seal('run.state', id, JSON.stringify(state)) })
      .where('community', '=', community)
      .where('id', '=', id)
      .execute()
    await db
      .updateTable('app.run_format')
      .set({ ...under, body: box.seal('run_format.body', id, packed(format)) })
      .where('community', '=', community)
      .where('run', '=', id)
      .execute()
  }
}
