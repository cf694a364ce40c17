import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Server } from '../db/pools.ts'
import { loginOf, passwordOf } from '../db/roles.ts'
import type { Services } from '../http/asked.ts'
import type { JobBody } from './outbox.ts'
import type { Job } from './registry.ts'

export interface Worker {
  stop(): Promise<void>
}

/** The schema of the queue, which the worker's role owns; no other role sees it. */
export const queueSchema = 'jobs'

/**
 * Runs jobs: moves rows from the outbox to the queue as they arrive, and the queue's jobs to their handlers.
 * A handler that throws is tried again, later and later, up to ten times.
 */
export async function startWorker(server: Server, jobs: readonly Job[], services: Services): Promise<Worker> {
  const user = loginOf(server.roles, 'worker')
  const { host, port, database } = server
  const connection = {
    host,
    port,
    database,
    user,
    password: passwordOf((purpose) => services.vault.derive(purpose), user),
  }
  const boss = new PgBoss({ ...connection, schema: queueSchema, max: 3, createSchema: false, useListenNotify: true })
  boss.on('error', (error) => services.log.warn({ err: error }, 'queue'))
  await boss.start()
  for (const { queue, handle, every } of jobs) {
    await boss.createQueue(queue, { retryLimit: 10, retryBackoff: true, retryDelay: 1 })
    await boss.work<JobBody>(queue, { batchSize: 1, localConcurrency: 2 }, async (batch) => {
      for (const { data } of batch) await handle(data ?? {}, services)
    })
    if (every) await boss.schedule(queue, every, {})
  }
  const mover = await startMover(connection, boss, new Set(jobs.map((job) => job.queue)), services)
  return {
    async stop() {
      await mover.stop()
      await boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}

/** Moves the outbox when the database says that there is something in it, and every few seconds in case that was missed. */
async function startMover(
  connection: pg.ClientConfig,
  boss: PgBoss,
  known: Set<string>,
  services: Services,
): Promise<Worker> {
  const listener = new pg.Client({ ...connection, keepAlive: true })
  let stopped = false
  let moving: Promise<void> | undefined
  let more = false

  function move(): void {
    if (stopped) return
    more = true
    moving ??= (async () => {
      while (more && !stopped) {
        more = false
        await moveOnce(listener, boss, known)
      }
    })()
      .catch((error) => services.log.warn({ err: error }, 'outbox'))
      .finally(() => {
        moving = undefined
      })
  }

  listener.on('notification', move)
  listener.on('error', (error) => services.log.warn({ err: error }, 'outbox listener'))
  await listener.connect()
  await listener.query('listen outbox')
  const inCase = setInterval(move, 5000)
  move()
  return {
    async stop() {
      stopped = true
      clearInterval(inCase)
      await moving
      await listener.end()
    },
  }
}

interface Waiting {
  id: string
  queue: string
  body: JobBody
  after: Date
}

/** Deletes and inserts in one transaction, so that nothing is lost or doubled between the two. */
async function moveOnce(client: pg.Client, boss: PgBoss, known: Set<string>): Promise<void> {
  await client.query('begin')
  try {
    const { rows } = await client.query<Waiting>(
      'delete from ops.outbox where queue = any($1) returning id, queue, body, after',
      [[...known]],
    )
    const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values ?? []) }
    for (const [queue, of] of Map.groupBy(rows, (row) => row.queue)) {
      await boss.insert(
        queue,
        of.map((row) => ({ id: row.id, data: row.body, startAfter: row.after })),
        { db },
      )
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
