import { sql } from 'kysely'
import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { type SharedAirtime, sharesOf } from '../rules/airtime.ts'
import type { Run } from './run.ts'

/** Who is in the room: among them each shares what they spoke. */
export const presentIn = ({ state }: Pick<Run, 'state'>): string[] =>
  state.people.filter(({ here }) => here).map(({ id }) => id)

/** What those who are present have shared of the time that each spoke: how many agreed, and the shares once all have. */
export async function sharedAirtime(db: CircleDb, _seat: Seat, run: Run): Promise<SharedAirtime> {
  const present = presentIn(run)
  const { rows } = await sql<{ person: string; seconds: number | null }>`
    select person, seconds from app.shared_airtime(${run.id})`.execute(db)
  const agreed = present.flatMap((person) => rows.find((each) => each.person === person) ?? [])
  const known = agreed.flatMap(({ person, seconds }) => (seconds === null ? [] : [{ person, seconds }]))
  const all = present.length > 0 && known.length === present.length
  return { agreed: agreed.length, of: present.length, shares: all ? sharesOf(known) : undefined }
}
