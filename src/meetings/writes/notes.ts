import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { NotFound } from '../../platform/errors.ts'
import { type NoteFor, notesFrom } from '../reads/notes.ts'

/** Takes a note out of the circle, for whoever it belongs to: from then on nobody reads it there. Answers with what it said. */
export async function takeNote(db: CircleDb, seat: Seat, id: string): Promise<NoteFor> {
  const found = (await notesFrom(db, seat)).find((note) => note.id === id)
  const to = `/circles/${seat.circle}/challenges`
  if (!found) throw new NotFound({ because: 'failure.gone.text', to, label: 'challenges.circle.title' })
  await db.deleteFrom('app.run_entry').where('circle', '=', seat.circle).where('id', '=', id).execute()
  return found
}
