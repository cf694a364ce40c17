import { sql } from 'kysely'
import type { WorkerDb } from '../db/handles.ts'

/** Forgets every job of a community that is gone. The queue's tables are the worker's own; there are none before it ran for the first time. */
export async function forgetJobs(db: WorkerDb, community: string): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('jobs.job') is not null as there`.execute(db)
  if (rows[0]?.there) await sql`delete from jobs.job where data->>'community' = ${community}`.execute(db)
}
