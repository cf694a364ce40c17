import { job } from '../platform/jobs/registry.ts'
import { forget, forgetQueue } from './writes.ts'

/** The last day of something is over. */
const forgetting = job(forgetQueue, async ({ community, table, id, until }, { handles }) => {
  await handles.worker({ community }, (db) => forget(db, table, id, until))
})

export const challengeJobs = [forgetting]
