import { recurring } from '../platform/jobs/registry.ts'
import { forgetFiles } from './writes.ts'

/** Files that were chosen and never imported are forgotten each night. */
export const applicationJobs = [
  recurring('applications.tidy', '41 3 * * *', ({ handles }) => handles.worker({}, forgetFiles)),
]
