import type { Seat } from '../circles/rules.ts'
import type { CircleDb, WorkerDb } from '../platform/db/handles.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { newId } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { endOf } from '../scheduling/reads.ts'
import { holdMeeting } from '../scheduling/writes.ts'
import { isEmpty, keptAfter, type Reflection } from './rules.ts'

/** The queue that forgets what was thought over; its body is `{ community, reflection, circle, meeting }`. */
export const forgetQueue = 'preparing.forget'

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

interface Meant {
  readonly community: string
  readonly reflection: string
  /** Absent where it was handed over by an earlier version. */
  readonly circle?: string
  readonly meeting?: string
}

/** Forgets what was thought over before a meeting; a month after the hour at which it was held, should it have moved since. */
export async function forget(db: WorkerDb, meant: Meant, now: Date): Promise<void> {
  const { reflection, circle, meeting } = meant
  const ends = circle && meeting ? await endOf(db, circle, meeting) : undefined
  const due = ends && new Date(+ends + keptAfter)
  if (due && due > now) return handOver(db, forgetQueue, { ...meant }, due)
  await db.deleteFrom('app.reflection').where('id', '=', reflection).execute()
}
