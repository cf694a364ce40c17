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
export async function listenTo(connection: pg.ClientConfig, channel: string, told: Heard, log: Log): Promise<Listener> {
  const line = new Line(connection, channel, told, log)
  await line.connect()
  return line
}

class Line implements Listener {
  private client: pg.Client | undefined
  private closed = false
  private waiting: NodeJS.Timeout | undefined

  constructor(
    private readonly connection: pg.ClientConfig,
    private readonly channel: string,
    private readonly told: Heard,
    private readonly log: Log,
  ) {}

  get listening(): boolean {
    return this.client !== undefined
  }

  async connect(): Promise<void> {
    const name = `trellis listens to ${this.channel}`
    const next = new pg.Client({ ...this.connection, keepAlive: true, application_name: name })
    next.on('notification', (message) => this.told.heard(message.payload ?? ''))
    next.on('error', () => this.lost(next))
    next.on('end', () => this.lost(next))
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(this.channel)}`)
    this.client = next
    if (this.closed) await next.end()
  }

  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.waiting)
    await this.client?.end()
  }

  private lost(which: pg.Client): void {
    if (this.closed || this.client !== which) return
    this.client = undefined
    this.retry(100)
  }

  private retry(wait: number): void {
    this.waiting = setTimeout(() => {
      this.connect().then(this.told.again, (error) => {
        this.log.warn({ err: error, channel: this.channel }, 'cannot listen yet')
        if (!this.closed) this.retry(Math.min(wait * 2, 5000))
      })
    }, wait)
  }
}
