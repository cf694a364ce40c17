import pg from 'pg'
import { listenTo } from '../db/listener.ts'
import { watch } from '../db/pools.ts'
import type { Log } from '../log.ts'

/** A row of the outbox. */
export interface HandedOver {
  readonly id: string
  readonly queue: string
  readonly body: object
  readonly after: Date
}

/** Puts rows of one queue where its worker finds them, over the client that is in the mover's transaction. */
export type Enqueue = (client: pg.PoolClient, queue: string, rows: readonly HandedOver[]) => Promise<void>

/** Wakes those who have something to do, as the database has it after the move. */
export type Wake = (client: pg.PoolClient) => Promise<void>

export interface Mover {
  stop(): Promise<void>
}

/**
 * Moves the outbox when the database says that there is something in it, and every few seconds in case that was missed; each time it
 * wakes whoever has something to do. Rows of queues that this version does not know stay for one that does.
 */
export async function startMover(
  connection: pg.ClientConfig,
  queues: readonly string[],
  enqueue: Enqueue,
  wake: Wake,
  log: Log,
): Promise<Mover> {
  const pool = new pg.Pool({ ...connection, max: 1, application_name: 'trellis outbox' })
  watch(pool, (error) => log.warn({ err: error }, 'outbox'))
  let stopped = false
  let more = false
  let moving: Promise<void> | undefined

  function move(): void {
    more = true
    moving ??= moveAll().finally(() => {
      moving = undefined
    })
  }

  async function moveAll(): Promise<void> {
    while (more && !stopped) {
      more = false
      await moveOnce(pool, queues, enqueue, wake).catch((error) => log.warn({ err: error }, 'the outbox waits'))
    }
  }

  const listener = await listenTo(connection, 'outbox', { heard: move, again: move }, log)
  const inCase = setInterval(move, 5000)
  move()
  return {
    async stop() {
      stopped = true
      clearInterval(inCase)
      await listener.close()
      await moving
      await pool.end()
    },
  }
}

/** Deletes and inserts in one transaction, so that nothing is lost or doubled between the two. */
async function moveOnce(pool: pg.Pool, queues: readonly string[], enqueue: Enqueue, wake: Wake): Promise<void> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const { rows } = await client.query<HandedOver>(
      'delete from ops.outbox where queue = any($1) returning id, queue, body, after',
      [queues],
    )
    for (const [queue, of] of Map.groupBy(rows, (row) => row.queue)) await enqueue(client, queue, of)
    await client.query('commit')
    await wake(client)
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}
