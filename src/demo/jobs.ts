import { demoQueue } from '../communities/writes.ts'
import { job } from '../platform/jobs/registry.ts'
import { addDemo } from './add.ts'
import { findDemo } from './find.ts'
import { originOf } from './links.ts'
import { removeDemo } from './remove.ts'

/** Adds the demo that somebody chose in the wizard. One that was left half made is made anew. */
const add = job(demoQueue, async (_body, services) => {
  const before = await findDemo(services.handles)
  if (before?.state === 'ready') return
  if (before) await removeDemo(services, before)
  await addDemo(services, originOf(services))
})

export const demoJobs = [add]
