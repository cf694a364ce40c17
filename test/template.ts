import { createHmac, hkdfSync } from 'node:crypto'
import pg from 'pg'
import { migrate } from '../src/platform/db/migrate.ts'
import { ensureRoles } from '../src/platform/db/roles.ts'
import type { MasterKey } from '../src/platform/vault/index.ts'

/** A key that is the same in every test process, so that all know the roles' passwords. */
export const testKey: MasterKey = {
  id: 'test key',
  derive: (purpose) =>
    Buffer.from(hkdfSync('sha256', createHmac('sha256', 'tests').digest(), Buffer.alloc(0), purpose, 32)),
}

/** The migrated database of which every test file gets a copy. Login roles are named after it. */
export const templateName = 'trellis_test'

/** Where migrations are. */
const folder = new URL('../db/migrations', import.meta.url).pathname

/** Makes the template anew on the server at `url`, owned by a role without a superuser's rights. */
export async function makeTemplate(url: string): Promise<void> {
  const client = await connect(url)
  await drop(client, templateName)
  await create(client, templateName)
  await client.end()
  const inside = await connectAsOwner(url, templateName)
  await ensureRoles(inside, templateName, testKey.derive)
  await migrate(inside, templateName, folder)
  await inside.end()
}

/** A copy of the template under a new name. */
export async function copyTemplate(url: string, name: string): Promise<void> {
  const client = await connect(url)
  await create(client, name, `template ${templateName}`)
  await client.end()
}

/** A database with nothing in it. */
export async function emptyDatabase(url: string, name: string): Promise<void> {
  const client = await connect(url)
  await create(client, name)
  await client.end()
}

async function create(client: pg.Client, name: string, like = ''): Promise<void> {
  await client.query(`create database ${name} ${like} owner ${await ownerFor(client)}`)
  await client.query(`revoke all on database ${name} from public`)
  await client.query(`grant connect on database ${name} to public`)
}

export async function dropCopy(url: string, name: string): Promise<void> {
  const client = await connect(url)
  await drop(client, name)
  await client.end()
}

/**
 * Drops a database, ending whoever is still connected to it. Before version 17 PostgreSQL refuses that to anybody but
 * a superuser while autovacuum is at work there (its workers belong to no role); the plain command ends those workers
 * and waits for everybody else.
 */
async function drop(client: pg.Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${name} with (force)`).catch(async (error: unknown) => {
    if (!(error instanceof pg.DatabaseError) || error.code !== notMyProcess) throw error
    await client.query(`drop database if exists ${name}`)
  })
}

/** insufficient_privilege, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const notMyProcess = '42501'

/** A connection to a database of the server, with the rights of its owner and no more. */
export async function connectAsOwner(url: string, database: string): Promise<pg.Client> {
  const inside = new URL(url)
  inside.pathname = `/${database}`
  const client = await connect(inside.href)
  const { rows } = await client.query(`select rolsuper from pg_roles where rolname = current_user`)
  if (rows[0].rolsuper) await client.query(`set session authorization ${templateName}_owner`)
  return client
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** Whoever owns the databases: the role of the URL, or one made for it where that is a superuser. */
async function ownerFor(client: pg.Client): Promise<string> {
  const { rows } = await client.query(`select current_user as me, rolsuper from pg_roles where rolname = current_user`)
  if (!rows[0].rolsuper) return `"${rows[0].me}"`
  const owner = `${templateName}_owner`
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [owner])
  if (!rowCount) await client.query(`create role ${owner} nologin nosuperuser createrole`)
  return owner
}
