import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { everSeated } from '../../turns/reads.ts'
import type { Change } from '../protocol/engine.ts'
import type { Run } from '../reads/run.ts'

/** Keeps who works with whom where a change of the run divides people into small groups, or divides them anew. */
export async function rememberGroups(db: CircleDb, seat: Seat, run: Run, { events }: Change): Promise<void> {
  const divided = events.flatMap((event) => (event.kind === 'grouped' && inGroups(run, event.part) ? [event] : []))
  if (divided.length === 0) return
  const { community, circle } = seat
  // Whoever was erased while the meeting went on is remembered by nobody.
  const known = await everSeated(db, seat)
  for (const { part, groups } of divided) {
    const rows = groups.flatMap((people, number) =>
      people
        .filter((person) => known.has(person))
        .map((person) => ({ community, run: run.id, part, person, circle, number })),
    )
    await db.deleteFrom('app.small_group').where('run', '=', run.id).where('part', '=', part).execute()
    if (rows.length > 0) await db.insertInto('app.small_group').values(rows).execute()
  }
}

/** Where everybody presents in turn, all of them are one group: they meet nobody by that. */
const inGroups = ({ format }: Run, part: string): boolean =>
  format.parts.some(({ id, groups }) => id === part && groups !== undefined)
