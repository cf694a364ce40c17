import type { PgBoss } from 'pg-boss'
import type { Server } from '../db/pools.ts'
import { loginOf, passwordOf } from '../db/roles.ts'
import type { Services } from '../http/asked.ts'
import { type Enqueue, startMover, type Wake } from './mover.ts'
import type { Job } from './registry.ts'

export interface Worker {
  /** Takes no more work and waits a few seconds for what runs; what does not end in time runs again later. */
  stop(): Promise<void>
}

/** The schema of the queue, which the worker's role owns; no other role sees it. */
export const queueSchema = 'jobs'

/**
 * A handler that throws is tried again, later and later, over about ten hours. The work of a process that died is given to another
 * when its heartbeat has been missing for half a minute.
 */
const patience = {
  retryLimit: 20,
  retryBackoff: true,
  retryDelay: 1,
  retryDelayMax: 3600,
  heartbeatSeconds: 30,
}

/** The mover wakes whoever has something to do. That each queue asks by itself is left for when that were to fail. */
const pace = { batchSize: 1, pollingIntervalSeconds: 600 }

/** Runs jobs: moves rows from the outbox to the queue as they arrive, and the queue's jobs to their handlers. */
export async function startWorker(server: Server, jobs: readonly Job[], services: Services): Promise<Worker> {
  const connection = connectionOf(server, services)
  // Loaded here, for whoever waits for the first page should not wait for the queue.
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    ...connection,
    schema: queueSchema,
    max: 4,
    createSchema: false,
    superviseIntervalSeconds: 30,
    application_name: 'trellis queue',
  })
  boss.on('error', (error) => services.log.warn({ err: error }, 'queue'))
  await boss.start()
  await makeQueues(boss, jobs)
  const workers = new Map<string, string>()
  for (const job of jobs) workers.set(job.queue, await workOn(boss, job, services))
  const mover = await startMover(
    connection,
    [...workers.keys()],
    enqueueWith(boss),
    wakeDue(boss, workers),
    services.log,
  )
  return {
    async stop() {
      await mover.stop()
      await boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}

function connectionOf({ host, port, database, roles, ssl }: Server, { vault }: Services) {
  const user = loginOf(roles, 'worker')
  const password = passwordOf((purpose) => vault.derive(purpose), user)
  return { host, port, database, user, password, ...(ssl ? { ssl } : {}) }
}

async function makeQueues(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  const there = new Set((await boss.getQueues()).map((queue) => queue.name))
  for (const { queue } of jobs) if (!there.has(queue)) await boss.createQueue(queue, patience)
  const scheduled = new Map((await boss.getSchedules()).map(({ name, cron }) => [name, cron]))
  for (const { queue, every } of jobs) {
    if (every && scheduled.get(queue) !== every) await boss.schedule(queue, every, {})
    if (!every && scheduled.has(queue)) await boss.unschedule(queue)
  }
}

/** One job at a time from each queue; after each it looks for the next at once rather than at the next poll. */
async function workOn(boss: PgBoss, { queue, handle }: Job, services: Services): Promise<string> {
  let self = ''
  self = await boss.work<object>(queue, pace, async (batch) => {
    for (const { data } of batch) {
      boss.notifyWorker(self)
      await attempt(queue, () => handle(data, services), services)
    }
  })
  return self
}

/** The row's id becomes the job's, so that a row moved twice is one job. */
function enqueueWith(boss: PgBoss): Enqueue {
  return async (client, queue, rows) => {
    const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values ?? []) }
    const entries = rows.map(({ id, body, after }) => ({ id, data: body, startAfter: after }))
    await boss.insert(queue, entries, { db })
  }
}

/** One question finds what is due in any queue: just moved, at its hour by now, or to be tried again. */
function wakeDue(boss: PgBoss, workers: ReadonlyMap<string, string>): Wake {
  return async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select distinct name from ${queueSchema}.job where state < 'active' and not blocked and start_after <= now()`,
    )
    for (const { name } of rows) boss.notifyWorker(workers.get(name) ?? '')
  }
}

/** What went wrong stands in the log; the queue, which keeps errors in the database, is told no more than its kind. */
async function attempt(queue: string, handle: () => Promise<void>, { log }: Services): Promise<void> {
  try {
    await handle()
  } catch (error) {
    log.warn({ err: error, queue }, 'a job will be tried again')
    throw new TriedInVain(error instanceof Error ? error.name : 'error')
  }
}

class TriedInVain extends Error {
  constructor(kind: string) {
    super(kind)
    this.stack = ''
  }
}
