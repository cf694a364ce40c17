import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import type pg from 'pg'

// PostgreSQL's COPY (protocol 53.2.6) over the driver's own connection, a row of text at a time, without holding a table in memory.

/** The part of the driver's connection that a COPY speaks to. */
interface Connection {
  readonly stream: Duplex
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

/** What the driver calls on the statement that is running. */
abstract class Copy {
  readonly done: Promise<void>
  protected connection: Connection | undefined
  private settle: { resolve(): void; reject(error: Error): void }
  private failure: Error | undefined

  constructor(private readonly text: string) {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.done = promise
    this.settle = { resolve, reject }
  }

  submit(connection: unknown): void {
    this.connection = connection as Connection
    this.connection.query(this.text)
  }

  handleError(error: Error): void {
    this.failure = error
    // The driver forgets a statement that failed; nothing more will be said of it.
    this.settle.reject(error)
  }

  handleReadyForQuery(): void {
    if (!this.failure) this.settle.resolve()
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleEmptyQuery(): void {}
}

/** Reads what COPY … TO STDOUT says; holds the server back while `take` is busy. */
class CopyOut extends Copy {
  private taking: Promise<void> = Promise.resolve()

  constructor(
    text: string,
    private readonly take: (chunk: Buffer) => Promise<void> | void,
  ) {
    super(text)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    const busy = this.take(Buffer.from(chunk))
    if (!busy) return
    this.connection?.stream.pause()
    this.taking = Promise.all([this.taking, busy]).then(() => void this.connection?.stream.resume())
  }

  get taken(): Promise<void> {
    return this.taking
  }
}

/** Writes to COPY … FROM STDIN as fast as the server takes it. */
class CopyIn extends Copy {
  /** What went wrong on our side; the server only hears that it did. */
  private cause: Error | undefined

  constructor(
    text: string,
    private readonly rows: AsyncIterable<Buffer>,
  ) {
    super(text)
  }

  handleCopyInResponse(): void {
    this.send().catch((error: Error) => {
      this.cause = error
      this.connection?.sendCopyFail('no more rows')
    })
  }

  override handleError(error: Error): void {
    super.handleError(this.cause ?? error)
  }

  private async send(): Promise<void> {
    const { connection } = this
    if (!connection) return
    for await (const row of this.rows) {
      connection.sendCopyFromChunk(row)
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
    }
    connection.endCopyFrom()
  }
}

/** Runs a `COPY … TO STDOUT`; `take` gets each row as the server wrote it, with its line end. */
export async function copyOut(
  client: pg.ClientBase,
  text: string,
  take: (chunk: Buffer) => Promise<void> | void,
): Promise<void> {
  const copy = new CopyOut(text, take)
  client.query(copy)
  await copy.done
  await copy.taken
}

/** Runs a `COPY … FROM STDIN` with these rows. */
export async function copyIn(client: pg.ClientBase, text: string, rows: AsyncIterable<Buffer>): Promise<void> {
  const copy = new CopyIn(text, rows)
  client.query(copy)
  await copy.done
}
