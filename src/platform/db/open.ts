import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { type MasterKey, openKeyFile } from '../vault/index.ts'
import { type Connection, startEmbedded } from './embedded/embedded.ts'
import { explainFiles } from './embedded/explain.ts'
import { prepareDataDir } from './embedded/folders.ts'
import { runningSocket } from './embedded/running.ts'
import { migrate } from './migrate.ts'
import type { Server } from './pools.ts'
import { ensureRoles } from './roles.ts'

/** The database, up to date, and the key that belongs to it. */
export interface OpenDatabase {
  readonly server: Server
  readonly key: MasterKey
  /** A new connection as the owner: for migrations, backup and restore only. */
  owner(): Promise<pg.Client>
  /** Resolves if an embedded server ends without having been asked to. */
  readonly lost: Promise<void>
  stop(): Promise<void>
}

/** A database that was found: nothing in it has been touched yet. */
export interface Found {
  readonly server: Server
  /** True for an embedded server that another process runs, and which goes on without us. */
  readonly shared: boolean
  /** A new connection as the owner. */
  connect(): Promise<pg.Client>
  readonly lost: Promise<void>
  stop(): Promise<void>
}

/** The name of the embedded database; roles begin with it. */
const embeddedName = 'trellis'
const ownerName = `${embeddedName}_owner`

/**
 * Starts or reaches the database, opens the key that belongs to it, makes what roles are missing and migrates.
 * Throws CannotStart, KeyTrouble, or what PostgreSQL says.
 */
export async function openDatabase(config: Config, migrations: string, log: Log): Promise<OpenDatabase> {
  const found = config.databaseUrl ? reach(config.databaseUrl) : await embed(config.dataDir, log)
  try {
    const key = await prepare(found, config, migrations, log)
    return { server: found.server, key, owner: () => found.connect(), lost: found.lost, stop: () => found.stop() }
  } catch (error) {
    await found.stop()
    throw error
  }
}

/** For commands: the database as it is. An embedded server that runs already is joined; otherwise one is started. */
export async function findDatabase(config: Config, log: Log): Promise<Found> {
  if (config.databaseUrl) return reach(config.databaseUrl)
  const socket = await runningSocket(config.dataDir)
  if (!socket) return embed(config.dataDir, log)
  const connection = { host: socket, port: 5432, user: 'postgres', database: 'postgres' }
  return embeddedAt({ ...connection, password: superuserPassword(config.dataDir) })
}

/** Opens the key that belongs to the database, makes what roles are missing and migrates. */
export async function prepare(found: Found, config: Config, migrations: string, log: Log): Promise<MasterKey> {
  const client = await found.connect()
  try {
    const key = openKeyFile(config.keyFile, await keyInUse(client))
    await ensureRoles(client, found.server.roles, (purpose) => key.derive(purpose))
    const ran = await migrate(client, found.server.roles, migrations)
    if (ran.length > 0) log.info({ migrations: ran }, 'migrated')
    await client.query('insert into ops.key_check (id) select $1 where not exists (select 1 from ops.key_check)', [
      key.id,
    ])
    return key
  } finally {
    await client.end()
  }
}

/** The key under which this database was written; undefined while it is empty. */
export async function keyInUse(client: pg.Client): Promise<string | undefined> {
  const { rows: tables } = await client.query(`select to_regclass('ops.key_check') as there`)
  if (tables[0]?.there === null) return undefined
  const { rows } = await client.query<{ id: string }>('select id from ops.key_check')
  return rows[0]?.id
}

function reach(url: string): Found {
  const { host, port, database, ssl } = new pg.Client({ connectionString: url })
  if (!database) throw new Error('DATABASE_URL names no database')
  return {
    server: { host, port, database, roles: database, ssl: Boolean(ssl) },
    shared: false,
    connect: async () => connected(new pg.Client({ connectionString: url })),
    lost: new Promise(() => {}),
    stop: async () => {},
  }
}

/**
 * The embedded server. Its superuser makes the owner and the database, then only steps down into the owner's role: migrations never
 * run with more rights than they would have on somebody else's server.
 */
async function embed(dataDir: string, log: Log): Promise<Found> {
  const embedded = await startEmbedded({ dataDir, superuserPassword: superuserPassword(dataDir), log: wordy(log) })
  const { connection } = embedded
  const superuser = await connected(new pg.Client(connection))
  const { rows } = await superuser.query('select 1 from pg_database where datname = $1', [embeddedName])
  if (rows.length === 0) {
    await superuser.query(`create role ${ownerName} nologin nosuperuser createrole`)
    await superuser.query(`create database ${embeddedName} owner ${ownerName}`)
    await superuser.query(`revoke all on database ${embeddedName} from public`)
    await superuser.query(`grant connect on database ${embeddedName} to public`)
  }
  await superuser.end()
  return { ...embeddedAt(connection), shared: false, lost: embedded.lost, stop: () => embedded.stop() }
}

function embeddedAt(connection: Connection): Found {
  return {
    server: { host: connection.host, port: connection.port, database: embeddedName, roles: embeddedName },
    shared: true,
    async connect() {
      const client = await connected(new pg.Client({ ...connection, database: embeddedName }))
      await client.query(`set session authorization ${ownerName}`)
      return client
    },
    lost: new Promise(() => {}),
    stop: async () => {},
  }
}

async function connected(client: pg.Client): Promise<pg.Client> {
  await client.connect()
  return client
}

/** Kept beside the data, for it protects nothing that whoever reads this folder could not read anyway. */
function superuserPassword(dataDir: string): string {
  const file = join(dataDir, 'superuser')
  try {
    prepareDataDir(dataDir)
    if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw explainFiles(error, dataDir)
  }
}

function wordy(log: Log) {
  return {
    debug: (sentence: string) => log.debug(sentence),
    warn: (sentence: string) => log.warn(sentence),
    error: (sentence: string) => log.error(sentence),
  }
}
