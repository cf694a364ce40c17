import pg from 'pg'
import type { Log } from '../log.ts'

export interface Listener {
  readonly listening: boolean
  close(): Promise<void>
}

export interface Heard {
  /** One notification: a kind and opaque ids, never words. */
  heard(payload: string): void
  /** The connection was away and is back: something may have been missed. */
  again(): void
}

/** Listens to one channel on one connection of its own, and connects again by itself. */
export async function listenTo(
  connection: pg.ClientConfig,
  channel: string,
  { heard, again }: Heard,
  log: Log,
): Promise<Listener> {
  let client: pg.Client | undefined
  let closed = false
  let waiting: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...connection, keepAlive: true, application_name: `trellis listens to ${channel}` })
    next.on('notification', (message) => heard(message.payload ?? ''))
    next.on('error', () => lost(next))
    next.on('end', () => lost(next))
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = next
    if (closed) await next.end()
  }

  function lost(which: pg.Client): void {
    if (closed || client !== which) return
    client = undefined
    retry(100)
  }

  function retry(wait: number): void {
    waiting = setTimeout(() => {
      connect().then(again, (error) => {
        log.warn({ err: error, channel }, 'cannot listen yet')
        if (!closed) retry(Math.min(wait * 2, 5000))
      })
    }, wait)
  }

  await connect()
  return {
    get listening() {
      return client !== undefined
    },
    async close() {
      closed = true
      clearTimeout(waiting)
      await client?.end()
    },
  }
}
