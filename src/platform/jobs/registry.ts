import type { Services } from '../http/asked.ts'
import type { JobBody } from './outbox.ts'

/** One kind of work done afterwards. `handle` may run more than once for one body. */
export interface Job {
  /** No request reaches a job: what was handed over to the worker is the worker's. */
  readonly audience: 'worker'
  readonly queue: string
  readonly handle: (body: JobBody, services: Services) => Promise<void>
  /** A cron line (UTC) for work that comes round by itself; its body is empty. */
  readonly every?: string
}

/** Registers a kind of work; the worker runs none that is not registered. */
export function job(queue: string, handle: Job['handle'], every?: string): Job {
  return { audience: 'worker', queue, handle, ...(every ? { every } : {}) }
}
