import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { announce } from '../../platform/live/index.ts'
import type { Sealed } from '../../platform/vault/index.ts'
import type { Run } from '../reads/run.ts'

/** What streams of a run hear of: that it changed, not what. */
export const runTopic = (run: string): string => `run ${run}`

/** What a run has become. */
interface Become {
  readonly state?: Sealed
  readonly facilitator?: string | null
  readonly protocol?: string
  readonly ended_at?: Date | null
}

/**
 * Counts one more change of what the room shows, so that of two pictures of it everybody knows which is the newer, and tells those who
 * watch. Before anything else is written: whoever comes second meets the first one at the run's row and looks again.
 */
export async function countOn(
  db: CircleDb,
  { community }: Seat,
  { id, seq }: Run,
  mark: string | undefined,
  become: Become = {},
): Promise<void> {
  const counted = db
    .updateTable('app.run')
    .set({ ...become, seq: seq + 1 })
    .where('community', '=', community)
    .where('id', '=', id)
    .execute()
  await Promise.all([counted, announce(db, runTopic(id), mark)])
}
