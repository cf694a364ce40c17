import { sql } from 'kysely'
import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { type SharedAirtime, sharesOf } from '../rules/airtime.ts'
import type { Run } from './run.ts'

/** What those who are present have shared of the time that each spoke: how many agreed, and the shares once all have. */
export async function sharedAirtime(db: CircleDb, _seat: Seat, { id, state }: Run): Promise<SharedAirtime> {
  const present = state.people.filter(({ here }) => here).map(({ id: person }) => person)
  const { rows } = await sql<{ person: string; seconds: number | null }>`
    select person, seconds from app.shared_airtime(${id}, ${present}::uuid[])`.execute(db)
  const known = rows.flatMap(({ person, seconds }) => (seconds === null ? [] : [{ person, seconds }]))
  const inOrder = present.flatMap((person) => known.find((each) => each.person === person) ?? [])
  return { agreed: rows.length, of: present.length, shares: known.length > 0 ? sharesOf(inOrder) : undefined }
}
