import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { rulesOf } from '../reads.ts'
import { standsFor } from '../rules/moved.ts'
import { dayIn, daysAfter } from '../rules.ts'

/**
 * The times have changed: what hangs on a meeting to come whose day is gone comes along to the one that stands for it, with its row, which gets that
 * one's id. Where something hangs on that one already it stays apart from it.
 */
export async function bringAlong(db: CircleDb, seat: Seat, now: Date): Promise<void> {
  const { community, circle } = seat
  const rules = await rulesOf(db, circle)
  const rows = await db
    .selectFrom('app.meeting')
    .select('id')
    .where('community', '=', community)
    .where('circle', '=', circle)
    .where('series', 'is not', null)
    .where('day', '>=', daysAfter(dayIn('UTC', now), -1))
    .orderBy('day')
    .execute()
  const held = new Set(rows.map(({ id }) => id))
  for (const { id: before } of rows) {
    const meeting = standsFor(rules, before)
    if (!meeting || held.has(meeting.id)) continue
    held.add(meeting.id)
    const { id, day } = meeting
    const its = db.updateTable('app.meeting').set({ id, day })
    await its.where('community', '=', community).where('id', '=', before).execute()
  }
}
