import { EventEmitter } from 'node:events'
import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import { listenTo } from '../db/listener.ts'
import type { Log } from '../log.ts'

/** What happens in the database, heard by every process that serves: topics are kinds and opaque ids, never words. */
export interface Live {
  /** Calls `heard` after every commit that announced `topic`, with the mark it was announced with. Returns how to stop. */
  hear(topic: string, heard: (mark?: string) => void): () => void
  /** Whoever listens is told once more, for example after the connection was away: something may have been missed. */
  readonly listening: boolean
  close(): Promise<void>
}

/** Tells all who hear `topic`, once this transaction commits. By the mark, an id, they know which transaction it was. */
export async function announce<Tables>(db: Kysely<Tables>, topic: string, mark?: string): Promise<void> {
  await sql`select pg_notify('live', ${mark ? `${topic}\n${mark}` : topic})`.execute(db)
}

/** Listens on one connection of its own; what was missed while that was away is made up by telling everyone. */
export async function openLive(connection: pg.ClientConfig, log: Log): Promise<Live> {
  const topics = new EventEmitter().setMaxListeners(0)
  const tellAll = () => {
    for (const topic of topics.eventNames()) topics.emit(topic)
  }
  const listener = await listenTo(
    connection,
    'live',
    { heard: (payload) => void topics.emit(...markedTopic(payload)), again: tellAll },
    log,
  )
  return {
    hear(topic, heard) {
      topics.on(topic, heard)
      return () => topics.off(topic, heard)
    },
    get listening() {
      return listener.listening
    },
    close: () => listener.close(),
  }
}

function markedTopic(payload: string): [topic: string, mark: string | undefined] {
  const [topic = '', mark] = payload.split('\n')
  return [topic, mark]
}
