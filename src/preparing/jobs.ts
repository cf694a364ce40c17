import { job } from '../platform/jobs/registry.ts'
import { forget, forgetQueue } from './writes.ts'

/** The meeting is long over. */
const forgetting = job(forgetQueue, async (meant, { handles, now }) => {
  await handles.worker({ community: meant.community }, (db) => forget(db, meant, now()))
})

export const preparingJobs = [forgetting]
