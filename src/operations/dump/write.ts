import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { copyOut } from './copy.ts'
import { hasQueue, migrationsOf, readingOf, type TablePlan, tablesOf } from './plan.ts'

// The file: gzip around lines of text. A header, then for each table a line of JSON that names it, its rows as COPY writes them, and `\.`;
// at the end a line with the number of rows of each table and the SHA-256 of everything before it.

export const format = 'trellis-backup-1'

export interface Summary {
  readonly rows: Readonly<Record<string, number>>
}

/** Takes the text of a backup, whatever becomes of it. */
type Sink = (chunk: Buffer | string) => Promise<void> | void

/**
 * Writes everything there is into one file, as it was at one moment: a single REPEATABLE READ snapshot, while others go on writing. The
 * file has its name only once it is whole and on disk. `client` is the owner; `keyId` names the key the database was written under.
 */
export async function writeBackup(client: pg.ClientBase, file: string, keyId: string, now: Date): Promise<Summary> {
  const partial = `${file}.partial`
  try {
    const summary = await intoFile(partial, (sink) => dump(client, sink, keyId, now))
    await rename(partial, file)
    return summary
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

async function intoFile(file: string, work: (sink: Sink) => Promise<Summary>): Promise<Summary> {
  const gzip = createGzip({ level: 6 })
  const target = createWriteStream(file, { mode: 0o600, flags: 'wx' })
  const whole = finished(target)
  // Looked at below; until then a full disk must not end the process.
  whole.catch(() => {})
  gzip.pipe(target)
  const summary = await Promise.race([
    work(sinkInto(gzip)),
    whole.then(() => Promise.reject(new Error('the file was closed too early'))),
  ])
  gzip.end()
  await whole
  const written = await open(file)
  await written.sync()
  await written.close()
  return summary
}

/** Whoever writes faster than the disk waits; all who wait wait for the same. */
function sinkInto(stream: Writable): Sink {
  let draining: Promise<void> | undefined
  return (chunk) => {
    if (stream.write(chunk)) return
    draining ??= once(stream, 'drain').then(() => {
      draining = undefined
    })
    return draining
  }
}

async function dump(client: pg.ClientBase, sink: Sink, keyId: string, now: Date): Promise<Summary> {
  const hash = createHash('sha256')
  const write: Sink = (chunk) => {
    hash.update(chunk)
    return sink(chunk)
  }
  await client.query('begin isolation level repeatable read read only')
  try {
    const tables = await tablesOf(client)
    const migrations = await migrationsOf(client)
    await write(`${JSON.stringify({ format, madeAt: now.toISOString(), keyId, migrations })}\n`)
    const queued = await hasQueue(client)
    const rows: Record<string, number> = {}
    for (const table of tables) rows[table.table] = await dumpTable(client, table, queued, write)
    await sink(`${JSON.stringify({ rows, sha256: hash.digest('hex') })}\n`)
    return { rows }
  } finally {
    await client.query('rollback')
  }
}

async function dumpTable(client: pg.ClientBase, table: TablePlan, queued: boolean, write: Sink): Promise<number> {
  let rows = 0
  await write(`${JSON.stringify(table)}\n`)
  await copyOut(client, readingOf(table, queued), (chunk) => {
    rows += 1
    return write(chunk)
  })
  await write('\\.\n')
  return rows
}
