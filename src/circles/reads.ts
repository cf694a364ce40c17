import { sql } from 'kysely'
import type { CircleDb } from '../platform/db/handles.ts'
import type { WrappedKey } from '../platform/vault/index.ts'

export interface SeatRow {
  readonly id: string
  readonly from_epoch: number
  readonly keys: readonly WrappedKey[]
}

/**
 * The seat of the person in context in the circle in context, with the keys it may open; one statement. With `lock` the seat is held until
 * the transaction ends, so that nothing is written after it was left.
 */
export async function seatOf(
  db: CircleDb,
  circle: string,
  person: string,
  lock: boolean,
): Promise<SeatRow | undefined> {
  const { rows } = await sql<{ id: string; from_epoch: number; epochs: number[]; wrapped: Buffer[] }>`
    select s.id, s.from_epoch,
      array(select k.epoch from app.circle_key k where k.circle = s.circle and k.epoch >= s.from_epoch order by k.epoch) as epochs,
      array(select k.wrapped from app.circle_key k where k.circle = s.circle and k.epoch >= s.from_epoch order by k.epoch) as wrapped
    from app.seat s where s.circle = ${circle} and s.person = ${person} and s.left_at is null
    ${lock ? sql`for share of s` : sql``}`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const keys = row.epochs.flatMap((epoch, at) => {
    const wrapped = row.wrapped[at]
    return wrapped ? [{ epoch, wrapped }] : []
  })
  return { id: row.id, from_epoch: row.from_epoch, keys }
}
