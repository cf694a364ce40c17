import pg from 'pg'

/** A table as it stands in a backup. */
export interface TablePlan {
  /** `schema.name`. */
  readonly table: string
  readonly columns: readonly string[]
}

export interface MigrationRan {
  readonly name: string
  readonly hash: string
}

/** The schemas whose tables are kept. The queue's own tables are not: what waits in them is kept as outbox. */
export const keptSchemas = ['app', 'auth', 'ops'] as const

/** What the migrations themselves write down: known before the rows are. */
const migrationTable = 'ops.migration'

/** Every table to keep, with the columns that hold something of their own. */
export async function tablesOf(client: pg.ClientBase): Promise<TablePlan[]> {
  const { rows } = await client.query<TablePlan>(
    `select format('%s.%s', n.nspname, c.relname) as table,
       array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = any($1) and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
     group by n.nspname, c.relname order by n.nspname, c.relname`,
    [keptSchemas],
  )
  return rows.filter(({ table }) => table !== migrationTable)
}

/** The migrations that made the tables as they are. */
export async function migrationsOf(client: pg.ClientBase): Promise<MigrationRan[]> {
  const { rows } = await client.query<MigrationRan>(`select name, hash from ${migrationTable} order by name`)
  return rows
}

/** `"app"."person"`, from a name that a backup or the catalogue gave. */
export const quoted = (table: string): string =>
  table
    .split('.')
    .map((part) => pg.escapeIdentifier(part))
    .join('.')

const columnList = (columns: readonly string[]): string =>
  columns.map((column) => pg.escapeIdentifier(column)).join(', ')

/**
 * The COPY that reads a table. The outbox takes along what was moved to the queue and has not been done: after a restore it is
 * moved again, and handlers are idempotent.
 */
export function readingOf({ table, columns }: TablePlan, queued: boolean): string {
  const from = `select ${columnList(columns)} from ${quoted(table)}`
  if (table !== 'ops.outbox' || !queued) return `copy (${from}) to stdout`
  const source: Record<string, string> = { id: 'id', queue: 'name', body: 'data', after: 'start_after' }
  const waiting = columns.map((column) => source[column] ?? 'null').join(', ')
  return `copy (${from} union all select ${waiting} from jobs.job
    where state in ('created', 'retry', 'active') and name not like '\\_\\_pgboss%') to stdout`
}

export const writingOf = ({ table, columns }: TablePlan): string =>
  `copy ${quoted(table)} (${columnList(columns)}) from stdin`

/** Has the worker made its queue here? */
export async function hasQueue(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('jobs.job') is not null as there`)
  return rows[0]?.there ?? false
}
