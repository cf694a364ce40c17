import type pg from 'pg'
import { loginOf, type RoleName } from './roles.ts'

/** A column as a role may use it. */
export interface Column {
  readonly schema: string
  readonly table: string
  readonly column: string
  readonly type: string
  readonly nullable: boolean
  readonly filled: boolean
  readonly dataClass: string
  readonly select: boolean
  readonly insert: boolean
  readonly update: boolean
}

/** Every column of our schemas with what `role` may do with it, in order of their names. */
export async function columnsOf(client: pg.ClientBase, database: string, role: RoleName): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select n.nspname as schema, c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
       not a.attnotnull as nullable, a.atthasdef as filled, coalesce(col_description(c.oid, a.attnum), '') as "dataClass",
       has_column_privilege($1, c.oid, a.attnum, 'select') as select,
       has_column_privilege($1, c.oid, a.attnum, 'insert') as insert,
       has_column_privilege($1, c.oid, a.attnum, 'update') as update
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname in ('app', 'auth', 'ops') and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
     order by n.nspname, c.relname, a.attnum`,
    [loginOf(database, role)],
  )
  return rows
}

const typeScript: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  'text[]': 'string[]',
  boolean: 'boolean',
  integer: 'number',
  smallint: 'number',
  'double precision': 'number',
  'timestamp with time zone': 'Date',
  date: 'string',
  bytea: 'Buffer',
  jsonb: 'unknown',
}

/** The TypeScript text that lists exactly what one role may see and write: one line a table. */
export function tablesText(role: RoleName, columns: readonly Column[]): string {
  const usable = columns.filter((column) => column.select || column.insert || column.update)
  const tables = Map.groupBy(usable, (column) => `${column.schema}.${column.table}`)
  const lines = [...tables].map(([name, of]) => `  '${name}': { ${of.map(field).join('; ')} }`)
  const body = lines.join('\n')
  const kysely = body.includes('ColumnType<') ? `import type { ColumnType } from 'kysely'\n` : ''
  const vault = body.includes('Sealed') ? `import type { Sealed } from '../../vault/seal.ts'\n` : ''
  const title = role.charAt(0).toUpperCase() + role.slice(1)
  return `// Made from the grants in the database by \`npm run tables\`; not edited by hand.\n${kysely}${vault}\nexport interface ${title}Tables {\n${body}\n}\n`
}

function field(column: Column): string {
  const plain =
    column.dataClass === 'content' && column.type === 'bytea' ? 'Sealed' : (typeScript[column.type] ?? 'unknown')
  const type = column.nullable ? `${plain} | null` : plain
  const select = column.select ? type : 'never'
  const insert = !column.insert ? 'never' : column.nullable || column.filled ? `${type} | undefined` : type
  const update = column.update ? type : 'never'
  const name = /^[a-z_]+$/.test(column.column) ? column.column : `'${column.column}'`
  return select === insert && insert === update
    ? `${name}: ${select}`
    : `${name}: ColumnType<${select}, ${insert}, ${update}>`
}
