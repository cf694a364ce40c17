import { sql } from 'kysely'
import { myCircles, seatOf } from '../circles/reads.ts'
import { accountRows } from '../people/reads.ts'
import type { Self } from '../people/rules.ts'
import type { Handles, MemberDb } from '../platform/db/handles.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { type Box, CannotOpen } from '../platform/vault/index.ts'
import { type Fate, type KeptColumn, type KeptTable, keptTables } from './rules.ts'

type Row = Record<string, unknown>
type Tables = Record<string, readonly Row[]>

/** All that is kept about a person, opened as far as their places reach: what they said in a circle that they left stays there. */
export interface Everything {
  readonly account: Tables
  readonly person: Tables
  readonly circles: readonly { readonly id: string; readonly name: string; readonly rows: Tables }[]
}

/**
 * Collects everything, from the data classes: a table of tomorrow is in it as soon as its migration says whose its rows are. Each circle is
 * read in a transaction of its own, as that person, under the rights of a member.
 */
export async function everythingAbout(handles: Handles, here: CommunityHere, self: Self): Promise<Everything> {
  const context = { community: here.id, person: self.person }
  const outside = await handles.member(context, async (db) => {
    const tables = await tablesOf(db)
    const rows = { ...(await rowsOf(db, tables, self, here.vault.box)), ...(await lettersOf(db)) }
    return { tables, circles: await myCircles(db, self), rows }
  })
  const circles = []
  for (const { id, name } of outside.circles) {
    const rows = await handles.member({ ...context, circle: id }, (db) =>
      rowsInCircle(db, here, self, id, outside.tables),
    )
    circles.push({ id, name, rows: without(rows, outside.rows) })
  }
  const account = await handles.accounts({}, (db) => accountRows(db, self.account))
  return { account, person: outside.rows, circles }
}

/** The weekly letter knows addresses and no persons: one's own is the address that one has proven. */
async function lettersOf(db: MemberDb): Promise<Tables> {
  const { rows } = await sql<Row>`select * from app.my_letters()`.execute(db)
  return rows.length > 0 ? { subscriber: rows } : {}
}

async function rowsInCircle(
  db: MemberDb,
  here: CommunityHere,
  self: Self,
  circle: string,
  tables: readonly KeptTable[],
): Promise<Tables> {
  const seat = await seatOf(db, circle, self.person, false)
  return seat ? rowsOf(db, tables, self, here.vault.box, here.vault.circleBox(circle, seat.keys)) : {}
}

/** The tables with rows of persons, and their columns, as far as whoever asks may see them. */
async function tablesOf(db: MemberDb): Promise<KeptTable[]> {
  const { rows } = await sql<KeptColumn>`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, col_description(c.oid, a.attnum) as class
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'app' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and has_column_privilege(c.oid, a.attnum, 'select')
    order by c.relname, a.attnum`.execute(db)
  return keptTables(rows)
}

/** One's own rows of all tables, in whatever this transaction may see; sealed columns opened with `box`. */
async function rowsOf(
  db: MemberDb,
  tables: readonly KeptTable[],
  self: Self,
  community: Box,
  box = community,
): Promise<Tables> {
  const found: Record<string, Row[]> = {}
  for (const kept of tables) {
    const rows = await select(db, kept, self)
    const { table, columns } = kept
    // What a circle wrote carries its epoch; anything else that is sealed is sealed by the community.
    const key = columns.some(({ column }) => column === 'epoch') ? box : community
    if (rows.length > 0) found[table] = rows.map((row) => opened(row, table, columns, key))
  }
  return found
}

async function select(db: MemberDb, { table, owner, columns }: KeptTable, self: Self): Promise<Row[]> {
  const wanted = sql.join(columns.map(({ column }) => sql.ref(column)))
  const from = sql.table(`app.${table}`)
  const { rows } = await sql<Row>`select ${wanted} from ${from} where ${sql.ref(owner)} = ${self.person}`.execute(db)
  return rows
}

function opened(row: Row, table: string, columns: readonly KeptColumn[], box: Box): Row {
  return Object.fromEntries(columns.map(({ column }) => [column, plain(row, table, column, box)]))
}

function plain(row: Row, table: string, column: string, box: Box): unknown {
  const value = row[column]
  if (!Buffer.isBuffer(value)) return value
  try {
    return box.open(`${table}.${column}`, String(row.id), Number(row.epoch ?? 0), value)
  } catch (error) {
    // From before one sat there: not theirs to read.
    if (error instanceof CannotOpen) return null
    throw error
  }
}

/** Rows that were found before are not said again. */
function without(rows: Tables, known: Tables): Tables {
  const entries = Object.entries(rows).map(([table, list]) => {
    const before = new Set((known[table] ?? []).map((row) => JSON.stringify(row)))
    return [table, list.filter((row) => !before.has(JSON.stringify(row)))] as const
  })
  return Object.fromEntries(entries.filter(([, list]) => list.length > 0))
}

/** What deleting oneself does: how many rows of which tables go, and how many stay without the name. Nothing is changed by asking. */
export async function fatesOf(handles: Handles, here: CommunityHere, self: Self): Promise<readonly Fate[]> {
  const context = { community: here.id, person: self.person }
  const { circles, pointers, outside } = await handles.member(context, async (db) => {
    const pointers = await pointersToPersons(db)
    return { circles: await myCircles(db, self), pointers, outside: await fatesIn(db, self, pointers) }
  })
  const all = new Map(outside)
  for (const { id } of circles) {
    const inside = await handles.member({ ...context, circle: id }, (db) => fatesIn(db, self, pointers))
    for (const [name, fate] of inside) {
      const more = fate.number - (outside.get(name)?.number ?? 0)
      all.set(name, { ...fate, number: (all.get(name)?.number ?? 0) + more })
    }
  }
  return [...all.values()].filter(({ number }) => number > 0)
}

/** A column that points to a person, and what its foreign key says about a deletion. */
interface Pointer extends Pick<Fate, 'table' | 'fate'> {
  readonly column: string
}

async function pointersToPersons(db: MemberDb): Promise<readonly Pointer[]> {
  const { rows } = await sql<Pointer>`
    select c.relname as table, a.attname as column, case k.confdeltype when 'c' then 'goes' else 'stays' end as fate
    from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey) and a.attname <> 'community'
    where k.contype = 'f' and k.confrelid = 'app.person'::regclass and has_column_privilege(c.oid, a.attnum, 'select')
    order by c.relname, a.attname`.execute(db)
  return rows
}

/** How many rows of each table, in whatever this transaction may see, point to this person. */
async function fatesIn(db: MemberDb, self: Self, pointers: readonly Pointer[]): Promise<ReadonlyMap<string, Fate>> {
  const counts = pointers.map(
    ({ table, column, fate }) => sql`select ${table} as "table", ${fate} as fate, count(*)::int as number
      from ${sql.table(`app.${table}`)} where ${sql.ref(column)} = ${self.person}`,
  )
  const { rows } = await sql<Fate>`
    select "table", fate, sum(number)::int as number from (${sql.join(counts, sql` union all `)}) as counted
    group by 1, 2 order by 1, 2`.execute(db)
  return new Map(rows.map((fate) => [`${fate.fate} ${fate.table}`, fate]))
}

/** Is this person the only owner of the community? */
export async function isLastOwner(db: MemberDb, self: Self): Promise<boolean> {
  const owners = await db.selectFrom('app.office').select('person').where('kind', '=', 'owner').execute()
  return owners.length === 1 && owners[0]?.person === self.person
}
