import { job } from '../platform/jobs/registry.ts'
import { type Forgettable, forget, forgetQueue } from './writes.ts'

const tables: readonly Forgettable[] = ['possible_challenge', 'own_note', 'brief']

/** The last day of something is over. */
const forgetting = job(forgetQueue, async ({ community, table, id, until }, { handles }) => {
  const known = tables.find((each) => each === table)
  if (typeof community !== 'string' || !known || typeof id !== 'string' || typeof until !== 'string') return
  await handles.worker({ community }, (db) => forget(db, known, id, until))
})

export const challengeJobs = [forgetting]
