import { EventEmitter } from 'node:events'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import type { Log } from '../log.ts'

/** What happens in the database, heard by every process that serves: topics are kinds and opaque ids, never words. */
export interface Live {
  /** Calls `heard` after every commit that announced `topic`. Returns how to stop. */
  hear(topic: string, heard: () => void): () => void
  /** Whoever listens is told once more, for example after the connection was away: something may have been missed. */
  readonly listening: boolean
  close(): Promise<void>
}

/** Tells all who hear `topic`, once this transaction commits. */
export async function announce<Tables>(db: Kysely<Tables>, topic: string): Promise<void> {
  await sql`select pg_notify('live', ${topic})`.execute(db)
}

/** Listens on one connection of its own and connects again by itself; what was missed is made up by telling everyone. */
export async function openLive(connection: pg.ClientConfig, log: Log): Promise<Live> {
  const heard = new EventEmitter().setMaxListeners(0)
  let client: pg.Client | undefined
  let closed = false
  let again: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...connection, keepAlive: true })
    next.on('notification', ({ channel, payload }) => {
      if (channel === 'live' && payload) heard.emit(payload)
    })
    next.on('error', () => lost(next))
    next.on('end', () => lost(next))
    await next.connect()
    await next.query('listen live')
    client = next
  }

  function lost(which: pg.Client): void {
    if (closed || client !== which) return
    client = undefined
    retry(100)
  }

  function retry(wait: number): void {
    again = setTimeout(() => {
      connect().then(tellAll, (error) => {
        log.warn({ err: error }, 'cannot listen yet')
        retry(Math.min(wait * 2, 5000))
      })
    }, wait)
  }

  function tellAll(): void {
    for (const topic of heard.eventNames()) heard.emit(topic)
  }

  await connect()
  return {
    hear(topic, listener) {
      heard.on(topic, listener)
      return () => heard.off(topic, listener)
    },
    get listening() {
      return client !== undefined
    },
    async close() {
      closed = true
      clearTimeout(again)
      await client?.end()
    },
  }
}
