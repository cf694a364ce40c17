import { join, resolve } from 'node:path'
import { type Account, accountFor } from './account.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { claim } from './claim.ts'
import { explainFiles, explainServer } from './explain.ts'
import { hasDatabase, prepareDataDir, prepareSocket, socketFolder } from './folders.ts'
import { type Guarded, guard } from './guardian.ts'
import { initialise } from './initialise.ts'
import { clearLeftover, interrupt } from './leftover.ts'
import { asArguments, type Settings, settings } from './settings.ts'

export { CannotStart } from './cannot-start.ts'
export { usualDataDir } from './folders.ts'

export type EmbeddedOptions = {
  dataDir: string
  /** The bootstrap superuser's, set when the database is made; later starts do not change it. */
  superuserPassword: string
  /** Gets whole sentences. A pino logger fits. */
  log: { debug(sentence: string): void; warn(sentence: string): void; error(sentence: string): void }
  /** PostgreSQL settings that differ from ours (tests, benchmarks). */
  settings?: Settings
  /** For how many seconds the server may take its time when it is stopped; twenty unless said. */
  patience?: number
}

/** What `pg` takes; `host` is the folder of the Unix socket. */
export type Connection = { host: string; port: number; user: string; password: string; database: string }

export type Embedded = {
  connection: Connection
  /** Resolves if the server ends without having been asked to. */
  lost: Promise<void>
  /** Stops the server: clients still connected are cut, everything committed is on disk. */
  stop(): Promise<void>
}

/**
 * Starts the embedded PostgreSQL on a data directory, making the database on the first start, and resolves when it accepts
 * connections. The server ends with this process, however that ends. Throws CannotStart with a sentence for a person.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir)
  let release = () => {}
  try {
    prepareDataDir(dataDir)
    release = claim(dataDir)
    return await startClaimed({ ...options, dataDir }, release)
  } catch (error) {
    release()
    throw explainFiles(error, dataDir)
  }
}

async function startClaimed(options: EmbeddedOptions, release: () => void): Promise<Embedded> {
  const { dataDir, superuserPassword: password, log } = options
  const database = join(dataDir, 'database')
  const account = accountFor(database, (sentence) => log.warn(sentence))
  const binaries = findBinaries({ dataDir, copy: account !== undefined })
  const stale = await clearLeftover(dataDir, database, socketFolder(dataDir))
  const env = environment(stale)
  if (!hasDatabase(database, binaries.major)) {
    await initialise({ binaries: binaries.folder, database, password, account, env })
  }
  const { server, socket } = launch(options, { binaries, database, account, env })
  await server.ready.catch((error: Error) => {
    throw explainServer(error.message, dataDir)
  })
  return handle(server, { host: socket, port: 5432, user: 'postgres', password, database: 'postgres' }, release)
}

type Ground = { binaries: Binaries; database: string; account: Account | undefined; env: Record<string, string> }

function launch(
  { dataDir, log, settings: own, patience = 20 }: EmbeddedOptions,
  { binaries, database, account, env }: Ground,
) {
  const { folder, temporary } = prepareSocket(dataDir, account)
  const command = join(binaries.folder, 'bin', 'postgres')
  const args = ['-D', database, ...asArguments({ ...settings(folder), ...own })]
  const notices = { heard: tell(log), unguarded: () => interrupt(database) }
  const ending = { leftover: temporary ? folder : '', patience }
  const server = guard({ command, args, account, env }, ending, notices)
  return { server, socket: folder }
}

/** PostgreSQL's own messages, at the weight they have for us: it says LOG of what is routine and of a crash alike. */
function tell(log: EmbeddedOptions['log']): (line: string) => void {
  return (line) => {
    const sentence = `PostgreSQL: ${line}`
    if (/^PANIC|terminated by signal|could not (write|fsync|extend)/.test(line)) log.error(sentence)
    else if (/^(FATAL|WARNING)|not properly shut down/.test(line)) log.warn(sentence)
    else log.debug(sentence)
  }
}

/** Nothing of ours but the path: settings such as PGPORT or LANG must not reach in. */
function environment(stale: number | undefined): Record<string, string> {
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  // PostgreSQL takes the number named here for a relative's, and so not for a server that holds the data.
  return stale === undefined ? env : { ...env, PG_GRANDPARENT_PID: String(stale) }
}

function handle(server: Guarded, connection: Connection, release: () => void): Embedded {
  let asked = false
  const lost = new Promise<void>((resolve) => {
    void server.ended.then(() => {
      release()
      if (!asked) resolve()
    })
  })
  const stop = () => {
    asked = true
    return server.stop()
  }
  return { connection, lost, stop }
}
