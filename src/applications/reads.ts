import { sql } from 'kysely'
import type { Office } from '../communities/rules.ts'
import type { Self } from '../people/rules.ts'
import type { AccountsDb, MemberDb, OrganiserDb, VisitorDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { hashOf } from '../platform/ids.ts'
import { type Application, type KnownAddress, type Meaning, toldColumns } from './rules.ts'

/** All that an organiser may see. */
const columns = [
  ...(['id', 'person', 'ref', 'name', 'address', 'zone', 'answers', 'generation'] as const),
  ...(['made_at', 'changed_at', 'taken_over_at'] as const),
] as const

/** Everybody who asked for a circle, by name. */
export async function applications(db: OrganiserDb, office: Office): Promise<Application[]> {
  const rows = await db
    .selectFrom('app.application')
    .select(columns)
    .where('community', '=', office.community)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(asApplication)
}

type Row = Omit<Application, 'answers' | 'person'> & { answers: unknown; person: string | null }

const asApplication = ({ answers, person, ...row }: Row): Application => ({
  ...row,
  person: person ?? undefined,
  answers: asAnswers(answers),
})

function asAnswers(answers: unknown): Record<string, string> {
  const pairs = Object.entries(answers && typeof answers === 'object' ? answers : {})
  return Object.fromEntries(pairs.map(([name, value]) => [name, String(value)]))
}

/** One of them; throws NotFound. */
export async function application(db: OrganiserDb, office: Office, id: string): Promise<Application> {
  const row = await db
    .selectFrom('app.application')
    .select(columns)
    .where('community', '=', office.community)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return asApplication(row)
}

export type OwnApplication = Pick<Application, 'id' | 'name' | 'address' | 'zone' | 'answers'> & {
  /** Until a place is kept for them. */
  readonly mayChange: boolean
}

/** What a person's own application says; undefined for somebody who has none. */
export async function ownApplication(db: MemberDb, self: Self): Promise<OwnApplication | undefined> {
  const row = await db
    .selectFrom('app.application')
    .select(['id', 'name', 'address', 'zone', 'answers'])
    .select(sql<boolean>`not app.has_place(id)`.as('mayChange'))
    .where('person', '=', self.person)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, answers: asAnswers(row.answers) }
}

/** The proven addresses of this community's people: whom an organiser could write to anyway. */
export async function knownAddresses(db: OrganiserDb, office: Office): Promise<KnownAddress[]> {
  return db
    .selectFrom('app.contact')
    .select(['person', 'address'])
    .where('community', '=', office.community)
    .where('address_confirmed', '=', true)
    .execute()
}

/** A file that waits to be imported. */
export interface WaitingFile {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly columns: Readonly<Record<string, Meaning>>
}

/** The file that this organiser chose; throws NotFound once it is imported or a day old. */
export async function waitingFile(db: OrganiserDb, here: CommunityHere, id: string): Promise<WaitingFile> {
  const row = await db
    .selectFrom('app.application_import')
    .select(['id', 'file_name', 'file', 'columns'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const text = here.vault.box.open('application_import.file', id, 0, row.file)
  return { id, name: row.file_name, text, columns: toldColumns.catch({}).parse(row.columns) }
}

/** Whom a personal link is for. */
export interface Expected {
  readonly id: string
  readonly name: string
  readonly zone: string
}

/** Whom the link in context is for; undefined where it never was one, or its person has come. Looking spends nothing. */
export async function expected(db: VisitorDb): Promise<Expected | undefined> {
  return db.selectFrom('app.application').select(['id', 'name', 'zone']).executeTakeFirst()
}

/** The same for whoever acts on the link, with the address that the file gave; locked until they have come. */
export async function expectedBy(db: AccountsDb, token: string): Promise<(Expected & { address: string }) | undefined> {
  return db
    .selectFrom('app.application')
    .select(['id', 'name', 'zone', 'address'])
    .where('token_hash', '=', hashOf(token))
    .where('person', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** Whether a person has an application already: each has one. */
export async function hasApplication(db: AccountsDb, person: string): Promise<boolean> {
  return (
    (await db.selectFrom('app.application').select('id').where('person', '=', person).executeTakeFirst()) !== undefined
  )
}
