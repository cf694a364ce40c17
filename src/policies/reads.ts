import { type Kysely, sql } from 'kysely'
import type { VisitorTables } from '../platform/db/tables/visitor.ts'
import type { Document, Texts } from './rules.ts'

/** Whoever may read the documents: every role of the web. */
type Reader = Kysely<Pick<VisitorTables, 'app.policy'>>

export interface PolicyRow {
  readonly version: number
  readonly texts: Texts
  readonly made_at: Date
}

/** The owner's latest version; undefined while the program's own draft stands. */
export async function latestPolicy(db: Reader, document: Document): Promise<PolicyRow | undefined> {
  const row = await db
    .selectFrom('app.policy')
    .select(['version', 'texts', 'made_at'])
    .where('document', '=', document)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, texts: row.texts as Texts }
}

/** The version that holds today: what consent is given to. */
export async function currentVersion(db: Reader, document: Document): Promise<number> {
  return (await latestPolicy(db, document))?.version ?? 1
}

/** A table in which something about people is kept. */
export interface Kept {
  readonly table: string
  /** Holds words of a circle, encrypted under its key. */
  readonly sealed: boolean
  /** Organisers may see some of it. */
  readonly organisers: boolean
}

/** What is kept about people, from the data classes and grants of the database itself. */
export async function whatIsKept(db: Reader): Promise<readonly Kept[]> {
  const { rows } = await sql<Kept>`select "table", sealed, organisers from app.kept()`.execute(db)
  return rows
}
