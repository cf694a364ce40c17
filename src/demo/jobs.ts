import { demoQueue } from '../communities/writes.ts'
import { ownOrigin } from '../platform/http/origin.ts'
import { job } from '../platform/jobs/registry.ts'
import { addDemo } from './add.ts'
import { findDemo } from './find.ts'
import { removeDemo } from './remove.ts'

/** Adds the demo that somebody chose in the wizard. One that was left half made is made anew. */
const add = job(demoQueue, async (_body, services) => {
  const before = await findDemo(services.handles)
  if (before?.state === 'ready') return
  if (before) await removeDemo(services, before)
  await addDemo(services, ownOrigin(services))
})

export const demoJobs = [add]
