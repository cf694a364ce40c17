import type { Seat } from '../../circles/rules.ts'
import type { CircleDb, WorkerDb } from '../../platform/db/handles.ts'
import { Refused } from '../../platform/errors.ts'
import { handOver } from '../../platform/jobs/outbox.ts'
import { queue } from '../../platform/jobs/queue.ts'
import { presentIn } from '../reads/airtime.ts'
import type { Run } from '../reads/run.ts'

/** The queue that forgets who spoke for how long. */
export const forgetQueue = queue('meetings.airtime', { community: 'id', run: 'id' })

const day = 86_400_000

/** Agrees to share how many seconds one spoke among those who are present, or says how many they are by now. */
export async function shareAirtime(db: CircleDb, seat: Seat, held: Run, seconds: number, now: Date): Promise<void> {
  const run = held.id
  const among = presentIn(held)
  if (held.state.phase === 'ended') throw new Refused('meetings.airtime.over')
  const { community, circle, person } = seat
  const { numUpdatedRows } = await db
    .updateTable('app.airtime')
    .set({ seconds, among })
    .where('run', '=', run)
    .where('person', '=', person)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return
  await db.insertInto('app.airtime').values({ community, run, person, circle, seconds, among }).execute()
  await handOver(db, forgetQueue, { community, run }, new Date(+now + day))
}

/** Shares them no more. */
export async function withdrawAirtime(db: CircleDb, { person }: Seat, { id: run }: Run): Promise<void> {
  await db.deleteFrom('app.airtime').where('run', '=', run).where('person', '=', person).execute()
}

/** Forgets who spoke for how long. */
export async function forgetAirtime(db: WorkerDb, run: string): Promise<void> {
  await db.deleteFrom('app.airtime').where('run', '=', run).execute()
}
