import { job } from '../platform/jobs/registry.ts'
import { forgetFiles } from './writes.ts'

/** Files that were chosen and never imported are forgotten each night. */
export const applicationJobs = [
  job('applications.tidy', (_body, services) => services.handles.worker({}, forgetFiles), '41 3 * * *'),
]
