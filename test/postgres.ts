import { type Connection, startEmbedded } from '../src/platform/db/embedded/embedded.ts'
import { makeFolder, removeFolder } from './folders.ts'

export type TestPostgres = {
  /** Takes `pg`'s connectionString and our DATABASE_URL alike. Its role may make databases and roles. */
  url: string
  stop(): Promise<void>
}

/**
 * The PostgreSQL that tests run on: the one named by TEST_DATABASE_URL, else an embedded one in a temporary folder.
 * Meant to be started once for a whole run (vitest's globalSetup); each test file takes a database of its own in it.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => undefined }
  const dataDir = makeFolder()
  const embedded = await startEmbedded({ dataDir, superuserPassword: 'only for tests', log, settings })
  const stop = async () => {
    await embedded.stop()
    removeFolder(dataDir)
  }
  return { url: urlOf(embedded.connection), stop }
}

/** A connection to a Unix socket as a URL. */
export function urlOf({ host, port, user, password, database }: Connection): string {
  const url = new URL(`postgresql://localhost:${port}/${database}`)
  url.username = user
  url.password = password
  url.searchParams.set('host', host)
  return url.href
}

const silent = (_sentence: string) => {}
const log = { debug: silent, warn: console.warn, error: console.error }

/** Many test files at once; and no waiting for the disk, for nothing here outlives the run (what tests durability starts its own). */
const settings = { max_connections: '300', fsync: 'off', full_page_writes: 'off' }
