import { fellows } from '../../circles/reads.ts'
import type { Seat } from '../../circles/rules.ts'
import type { CircleDb, WorkerDb } from '../../platform/db/handles.ts'
import { handOver } from '../../platform/jobs/outbox.ts'
import { queue } from '../../platform/jobs/queue.ts'
import type { RunState } from '../protocol/engine.ts'
import type { Run } from '../reads/run.ts'
import { awaitedIn, looksIn, windowNumber } from '../rules/apart.ts'

/** Looks at a run when a window closes or somebody is to be reminded. */
export const windowQueue = queue('meetings.window', { community: 'id', circle: 'id', meeting: 'id' })
/** Tells somebody that a meeting has begun (`window` 0), or reminds them. */
export const toldQueue = queue('meetings.told', { community: 'id', run: 'id', person: 'id', window: 'number' })

/** After a change of a run held apart: notes of whom something is asked now, and when the server is to look again. */
export async function followApart(db: CircleDb, seat: Seat, run: Run, state: RunState, now: Date): Promise<void> {
  if (!state.apart) return
  await noteAwaited(db, seat, run, state)
  const { community, circle } = seat
  const known = new Set(looksIn(run.format, run.state))
  const due = (at: number) => at <= now.getTime()
  for (const at of looksIn(run.format, state).filter((each) => due(each) || !known.has(each)))
    await handOver(db, windowQueue, { community, circle, meeting: run.meeting }, new Date(at))
}

async function noteAwaited(db: CircleDb, seat: Seat, run: Run, state: RunState): Promise<void> {
  const number = windowNumber(state)
  const goesOn = number === windowNumber(run.state) && state.phase !== 'ended'
  const before = goesOn ? awaitedIn(run.format, run.state) : new Map<string, Date | null>()
  if (!goesOn) await db.deleteFrom('app.run_awaited').where('run', '=', run.id).execute()
  const seated = new Set((await fellows(db, seat)).map(({ id }) => id))
  const changed = [...awaitedIn(run.format, state)].filter(([person, until]) => {
    const known = before.get(person)
    return seated.has(person) && (known === undefined || known?.getTime() !== until?.getTime())
  })
  const { community, circle } = seat
  const { id, meeting } = run
  if (changed.length === 0) return
  const rows = changed.map(([person, until]) => {
    return { community, run: id, person, circle, meeting, window_number: number, until }
  })
  await db
    .insertInto('app.run_awaited')
    .values(rows)
    .onConflict((row) =>
      row.columns(['community', 'run', 'person']).doUpdateSet(({ ref }) => ({ until: ref('excluded.until') })),
    )
    .execute()
}

/** A circle and a meeting in it. */
export interface Where {
  readonly circle: string
  readonly meeting: string
}

/** Notes that somebody is told that a meeting begins; undefined where they were told before, or it is over. */
export function noteTold(db: WorkerDb, run: string, person: string, now: Date): Promise<Where | undefined> {
  return db
    .updateTable('app.run_awaited')
    .set({ told_at: now })
    .where('run', '=', run)
    .where('person', '=', person)
    .where('told_at', 'is', null)
    .returning(['circle', 'meeting'])
    .executeTakeFirst()
}

/** Notes that somebody is reminded in a window; undefined where they were before, or nothing is asked of them any more. */
export function noteReminded(
  db: WorkerDb,
  { run, person, window }: { readonly run: string; readonly person: string; readonly window: number },
  now: Date,
): Promise<Where | undefined> {
  return db
    .updateTable('app.run_awaited')
    .set({ reminded_at: now })
    .where('run', '=', run)
    .where('person', '=', person)
    .where('window_number', '=', window)
    .where('until', '>', now)
    .where('reminded_at', 'is', null)
    .returning(['circle', 'meeting'])
    .executeTakeFirst()
}
