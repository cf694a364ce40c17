import type { Seat } from '../circles/rules.ts'
import type { CircleDb, WorkerDb } from '../platform/db/handles.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { newId } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { type CarriedBy, queue } from '../platform/jobs/queue.ts'
import { endOf } from '../scheduling/reads.ts'
import { holdMeeting } from '../scheduling/writes.ts'
import { isEmpty, keptAfter, type Reflection } from './rules.ts'

/** The queue that forgets what was thought over. An earlier version handed over neither circle nor meeting. */
export const forgetQueue = queue('preparing.forget', {
  community: 'id',
  reflection: 'id',
  circle: 'id?',
  meeting: 'id?',
})

/** Keeps what somebody thinks over before a meeting, in the place of what they wrote before. Emptied, it is gone. */
export async function reflect(
  db: CircleDb,
  here: Pick<CommunityHere, 'vault'>,
  seat: Seat,
  meetingId: string,
  said: Reflection,
  now: Date,
): Promise<void> {
  const { community, circle, person } = seat
  const { id: meeting, ends } = await holdMeeting(db, seat, meetingId)
  await db.deleteFrom('app.reflection').where('person', '=', person).where('meeting', '=', meeting).execute()
  if (isEmpty(said)) return
  const id = newId()
  const { seal } = here.vault.box.row('reflection', id)
  const sealed = { high: seal('high', said.high), low: seal('low', said.low), why: seal('why', said.why) }
  await db
    .insertInto('app.reflection')
    .values({ community, id, person, meeting, ...sealed, made_at: now })
    .execute()
  await handOver(db, forgetQueue, { community, reflection: id, circle, meeting }, new Date(+ends + keptAfter))
}

/** Forgets what was thought over before a meeting; a month after the hour at which it was held, should it have moved since. */
export async function forget(db: WorkerDb, meant: CarriedBy<typeof forgetQueue>, now: Date): Promise<void> {
  const { reflection, circle, meeting } = meant
  const ends = circle && meeting ? await endOf(db, circle, meeting) : undefined
  const due = ends && new Date(+ends + keptAfter)
  if (due && due > now) return handOver(db, forgetQueue, meant, due)
  await db.deleteFrom('app.reflection').where('id', '=', reflection).execute()
}
