import type { Services } from '../http/asked.ts'
import type { Queue } from './queue.ts'

/** One kind of work done afterwards. `handle` may run more than once for one body. */
export interface Job {
  /** No request reaches a job: what was handed over to the worker is the worker's. */
  readonly audience: 'worker'
  readonly queue: string
  readonly handle: (body: unknown, services: Services) => Promise<void>
  /** A cron line (UTC) for work that comes round by itself; its body is empty. */
  readonly every?: string
}

/** Registers a kind of work; the worker runs none that is not registered. A body that the queue does not know is done with, for another try would not help. */
export function job<Carried extends object>(
  { name, holds }: Queue<Carried>,
  handle: (body: Carried, services: Services) => Promise<void>,
): Job {
  return {
    audience: 'worker',
    queue: name,
    async handle(body, services) {
      if (holds(body)) await handle(body, services)
      else services.log.warn({ queue: name }, 'work was handed over that this version does not know')
    },
  }
}

/** Registers work that comes round by itself, by a cron line (UTC). */
export const recurring = (queue: string, every: string, handle: (services: Services) => Promise<void>): Job => ({
  ...{ audience: 'worker', queue, every },
  handle: (_body, services) => handle(services),
})
