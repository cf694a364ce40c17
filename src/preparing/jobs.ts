import { job } from '../platform/jobs/registry.ts'
import { forget, forgetQueue } from './writes.ts'

/** The meeting is long over. */
const forgetting = job(forgetQueue, async ({ community, reflection }, { handles }) => {
  if (typeof community !== 'string' || typeof reflection !== 'string') return
  await handles.worker({ community }, (db) => forget(db, reflection))
})

export const preparingJobs = [forgetting]
