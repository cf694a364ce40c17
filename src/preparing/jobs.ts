import { job } from '../platform/jobs/registry.ts'
import { forget, forgetQueue } from './writes.ts'

/** The meeting is long over. */
const forgetting = job(forgetQueue, async ({ community, reflection, circle, meeting }, { handles, now }) => {
  if (typeof community !== 'string' || typeof reflection !== 'string') return
  const where = typeof circle === 'string' && typeof meeting === 'string' ? { circle, meeting } : {}
  await handles.worker({ community }, (db) => forget(db, { community, reflection, ...where }, now()))
})

export const preparingJobs = [forgetting]
