import { sql } from 'kysely'
import type { Self } from '../../people/rules.ts'
import type { CircleDb, MemberDb } from '../../platform/db/handles.ts'
import { sitsIn } from '../reads.ts'
import { type AnsweredPlace, placeAnswers, type Seat } from '../rules.ts'

/** The place by which somebody sits in a circle that was formed for them, as an id; undefined for whoever came by themselves. */
export async function sitsByPlacement(db: CircleDb, seat: Seat): Promise<string | undefined> {
  const row = await db
    .selectFrom('app.invitation')
    .select('id')
    .where('circle', '=', seat.circle)
    .where('person', '=', seat.person)
    .where('via', '=', 'placement')
    .where('answer', '=', 'yes')
    .orderBy('made_at', 'desc')
    .executeTakeFirst()
  return row?.id
}

/** Whether a place in the circle of a seat is still kept for somebody who has not sat down. Who that is, members are not told. */
export async function isAwaited(db: CircleDb, seat: Pick<Seat, 'circle'>): Promise<boolean> {
  const { rows } = await sql<{ awaited: boolean }>`select app.is_awaited(${seat.circle}) as awaited`.execute(db)
  return rows[0]?.awaited ?? false
}

/** Whether all places of the circle are taken, or kept for somebody. */
export async function isFull(db: CircleDb, seat: Pick<Seat, 'circle'>): Promise<boolean> {
  const { rows } = await sql<{ free: number }>`select app.places_left(${seat.circle}) as free`.execute(db)
  return rows[0]?.free === 0
}

/** Whether somebody may sit down in a circle now, as the database decides it. */
export async function maySit(db: MemberDb, circle: string, person: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select app.may_sit(${circle}, ${person}) as may`.execute(db)
  return rows[0]?.may ?? false
}

/** A place that was kept for this person and is not any more; undefined for one that never was theirs. */
export async function answeredPlace(db: MemberDb, self: Self, id: string): Promise<AnsweredPlace | undefined> {
  const row = await db
    .selectFrom('app.invitation')
    .select(['circle', 'answer'])
    .where('id', '=', id)
    .where('person', '=', self.person)
    .where('via', '=', 'placement')
    .executeTakeFirst()
  if (!row) return undefined
  const said = placeAnswers.find((each) => each === row.answer)
  const sits = said === 'yes' && (await sitsIn(db, self, row.circle))
  return { said: said ?? 'nothing', circle: sits ? row.circle : undefined }
}
