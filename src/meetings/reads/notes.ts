import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'

/** What somebody noted for a presenter in a meeting that has ended. */
export interface NoteFor {
  readonly id: string
  readonly meeting: string
  /** Who noted it. */
  readonly author: string
  readonly text: string
}

/** The notes that belong to whoever holds the seat, of the circle's meetings that have ended; the latest first. */
export async function notesFrom(db: CircleDb, seat: Seat): Promise<NoteFor[]> {
  const rows = await db
    .selectFrom('app.run_entry as e')
    .innerJoin('app.run as r', (join) => join.onRef('r.community', '=', 'e.community').onRef('r.id', '=', 'e.run'))
    .select(['e.id', 'e.epoch', 'e.author', 'e.body', 'r.meeting'])
    .where('e.community', '=', seat.community)
    .where('e.circle', '=', seat.circle)
    .where('e.owner', '=', seat.person)
    .where('e.kind', '=', 'note')
    .where('r.ended_at', 'is not', null)
    .orderBy('r.ended_at', 'desc')
    .orderBy('e.id')
    .execute()
  return rows.map(({ id, epoch, author, body, meeting }) => {
    return { id, meeting, author, text: seat.box.open('run_entry.body', id, epoch, body) }
  })
}
