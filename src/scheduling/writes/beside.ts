import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import type { Beside } from '../rules/beside.ts'
import { dayIn } from '../rules.ts'

/** A meeting that is not of the series. */
interface NewBeside {
  readonly id: string
  readonly kind: Beside
  readonly starts: Date
  readonly minutes: number
  /** Whose clocks say on which day it is. */
  readonly zone: string
}

/** Writes down a meeting beside the series. Made twice under one id, it is one. */
export async function holdBeside(
  db: CircleDb,
  { community, circle }: Seat,
  { id, kind, starts, minutes, zone }: NewBeside,
): Promise<void> {
  await db
    .insertInto('app.meeting')
    .values({ community, id, circle, kind, starts_at: starts, minutes, zone, day: dayIn(zone, starts) })
    .onConflict((row) => row.columns(['community', 'id']).doNothing())
    .execute()
}
