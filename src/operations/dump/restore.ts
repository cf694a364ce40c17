import type pg from 'pg'
import { migrate, readMigrations } from '../../platform/db/migrate.ts'
import type { Found } from '../../platform/db/open.ts'
import { ensureRoles, loginOf, roleNames } from '../../platform/db/roles.ts'
import type { MasterKey } from '../../platform/vault/index.ts'
import { copyIn } from './copy.ts'
import { keptSchemas, quoted, tablesOf, writingOf } from './plan.ts'
import { BadBackup, type Header, readBackup } from './read.ts'

/** The database is not one to restore into; nothing in it was touched. */
export class NotEmpty extends Error {}

export interface Restored {
  readonly header: Header
  readonly key: MasterKey
  readonly rows: Readonly<Record<string, number>>
}

/**
 * Restores a backup into an empty database: makes the tables as they were, loads the rows in one transaction with every rule of the
 * tables checked at its end, then runs the migrations that came since. `keyFor` opens the key file and refuses one that does not
 * fit. Needs no superuser. Throws BadBackup, NotEmpty, KeyTrouble.
 */
export async function restoreBackup(
  found: Found,
  file: string,
  migrations: string,
  keyFor: (id: string) => MasterKey,
): Promise<Restored> {
  const client = await found.connect()
  let opened: { header: Header; key: MasterKey; rules: Rules } | undefined
  try {
    const rows = await readBackup(file, {
      async begin(header) {
        const key = keyFor(header.keyId)
        opened = { header, key, rules: await makeReady(client, found, header, key, migrations) }
      },
      table: (table, lines) => copyIn(client, writingOf(table), lines),
    })
    if (!opened) throw new BadBackup('This is not a Trellis backup.')
    await reinstate(client, opened.rules)
    await client.query('commit')
    await migrate(client, found.server.roles, migrations)
    await client.query('analyze')
    return { header: opened.header, key: opened.key, rows }
  } finally {
    // Ends the transaction, too, where something went wrong inside it.
    await client.end()
  }
}

async function makeReady(
  client: pg.Client,
  { server }: Found,
  header: Header,
  key: MasterKey,
  folder: string,
): Promise<Rules> {
  refuseUnknown(header, folder)
  await refuseUnlessEmpty(client, server.roles)
  await client.query(`drop schema if exists ${[...keptSchemas, 'jobs'].join(', ')} cascade`)
  await ensureRoles(client, server.roles, (purpose) => key.derive(purpose))
  const then = new Set(header.migrations.map(({ name }) => name))
  await migrate(client, server.roles, folder, (name) => then.has(name))
  await client.query('begin')
  return suspend(client)
}

function refuseUnknown({ migrations }: Header, folder: string): void {
  const known = new Map(readMigrations(folder).map(({ name, hash }) => [name, hash]))
  const strange = migrations.find(({ name, hash }) => known.get(name) !== hash)
  if (strange)
    throw new BadBackup(
      `The backup was made by a newer Trellis (${strange.name}). Restore it with that one or a later one.`,
    )
}

async function refuseUnlessEmpty(client: pg.Client, roles: string): Promise<void> {
  const { rows: others } = await client.query(
    'select 1 from pg_stat_activity where datname = current_database() and usename = any($1)',
    [roleNames.map((role) => loginOf(roles, role))],
  )
  if (others.length > 0) throw new NotEmpty('A server is running on this database. Stop it first.')
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('app.community') is not null as there`)
  if (!rows[0]?.there) return
  const { rows: communities } = await client.query('select 1 from app.community limit 1')
  if (communities.length > 0)
    throw new NotEmpty(
      'There is a community in this database already. Restore into an empty one: give another DATA_DIR or DATABASE_URL.',
    )
}

/** What was taken from the tables for the time of loading. */
interface Rules {
  readonly foreignKeys: readonly { readonly table: string; readonly name: string; readonly definition: string }[]
  readonly forced: readonly string[]
  readonly tables: readonly string[]
}

/** Foreign keys would ask for an order, triggers would write again, and forced row-level security forbids COPY. */
async function suspend(client: pg.Client): Promise<Rules> {
  const tables = (await tablesOf(client)).map(({ table }) => table)
  const { rows: foreignKeys } = await client.query<Rules['foreignKeys'][number]>(
    `select format('%s.%s', n.nspname, c.relname) as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and n.nspname = any($1)`,
    [keptSchemas],
  )
  const { rows: forced } = await client.query<{ table: string }>(
    `select format('%s.%s', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'r' and c.relforcerowsecurity`,
    [keptSchemas],
  )
  const rules = { foreignKeys, forced: forced.map(({ table }) => table), tables }
  for (const { table, name } of foreignKeys) await alter(client, table, `drop constraint "${name}"`)
  for (const table of rules.forced) await alter(client, table, 'no force row level security')
  for (const table of tables) await alter(client, table, 'disable trigger user')
  // A migration may have put rows there that the backup brings as well.
  await client.query(`truncate ${tables.map(quoted).join(', ')}`)
  return rules
}

/** Everything back as it was; adding a foreign key checks every row. */
async function reinstate(client: pg.Client, { foreignKeys, forced, tables }: Rules): Promise<void> {
  for (const { table, name, definition } of foreignKeys)
    await alter(client, table, `add constraint "${name}" ${definition}`)
  for (const table of tables) await alter(client, table, 'enable trigger user')
  for (const table of forced) await alter(client, table, 'force row level security')
}

async function alter(client: pg.Client, table: string, change: string): Promise<void> {
  await client.query(`alter table ${quoted(table)} ${change}`)
}
