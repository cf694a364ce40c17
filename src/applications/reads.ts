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
  ...(['a.id', 'a.season', 'a.person', 'a.ref', 'a.name', 'a.address', 'a.zone', 'a.answers'] as const),
  ...(['a.generation', 'a.waits', 'a.made_at', 'a.changed_at', 'a.taken_over_at'] as const),
] as const

/** Everybody who asked for a circle in a season, by name. */
export async function applications(db: OrganiserDb, office: Office, season: string): Promise<Application[]> {
  const rows = await asking(db, office).where('a.season', '=', season).orderBy('a.name').orderBy('a.id').execute()
  return rows.map(asApplication)
}

/** Whoever applied by themselves is reached at the address that they have today. */
const asking = (db: OrganiserDb, office: Office) =>
  db
    .selectFrom('app.application as a')
    .leftJoin('app.contact as c', (join) =>
      join.onRef('c.community', '=', 'a.community').onRef('c.person', '=', 'a.person'),
    )
    .select([...columns, 'c.address as told', 'c.address_confirmed as proven'])
    .where('a.community', '=', office.community)

type Row = Omit<Application, 'answers' | 'person' | 'claimed'> & {
  answers: unknown
  person: string | null
  told: string | null
  proven: boolean | null
}

const asApplication = ({ answers, person, told, proven, ...row }: Row): Application => ({
  ...row,
  address: row.address || (proven ? (told ?? '') : ''),
  claimed: row.address || proven ? '' : (told ?? ''),
  person: person ?? undefined,
  answers: asAnswers(answers),
})

function asAnswers(answers: unknown): Record<string, string> {
  const pairs = Object.entries(answers && typeof answers === 'object' ? answers : {})
  return Object.fromEntries(pairs.map(([name, value]) => [name, String(value)]))
}

/** One of them; throws NotFound. */
export async function application(db: OrganiserDb, office: Office, id: string): Promise<Application> {
  const row = await asking(db, office).where('a.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return asApplication(row)
}

export type OwnApplication = Pick<Application, 'id' | 'season' | 'name' | 'address' | 'zone' | 'answers'> & {
  /** Until a place is kept for them. */
  readonly mayChange: boolean
}

/** What a person's own application says, the latest of several; undefined for somebody who has none. */
export async function ownApplication(db: MemberDb, self: Self): Promise<OwnApplication | undefined> {
  const row = await db
    .selectFrom('app.application')
    .select(['id', 'season', 'name', 'address', 'zone', 'answers'])
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
  readonly season: string
  readonly name: string
  readonly text: string
  readonly columns: Readonly<Record<string, Meaning>>
}

/** The file that this organiser chose; throws NotFound once it is imported or a day old. */
export async function waitingFile(db: OrganiserDb, here: CommunityHere, id: string): Promise<WaitingFile> {
  const row = await db
    .selectFrom('app.application_import')
    .select(['id', 'season', 'file_name', 'file', 'columns'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const text = here.vault.box.open('application_import.file', id, 0, row.file)
  return { id, season: row.season, name: row.file_name, text, columns: toldColumns.catch({}).parse(row.columns) }
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
export async function expectedBy(
  db: AccountsDb,
  token: string,
): Promise<(Expected & { address: string; season: string }) | undefined> {
  return db
    .selectFrom('app.application')
    .select(['id', 'name', 'zone', 'address', 'season'])
    .where('token_hash', '=', hashOf(token))
    .where('person', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** Whether a person has an application in a season already: each has one. */
export async function hasApplication(db: AccountsDb, person: string, season: string): Promise<boolean> {
  const mine = db.selectFrom('app.application').select('id').where('person', '=', person)
  return (await mine.where('season', '=', season).executeTakeFirst()) !== undefined
}

/** One's own application in a season, and how it stands. */
export interface OwnStanding {
  readonly id: string
  readonly season: string
  /** How many wait in front of it; undefined where it does not wait. */
  readonly before: number | undefined
  /** A place in a circle is kept: it is answered there, and nothing changes here any more. */
  readonly kept: boolean
  readonly zone: string
  readonly answers: Readonly<Record<string, string>>
}

/** A person's own applications, the latest first. */
export async function ownStandings(db: MemberDb, self: Self): Promise<OwnStanding[]> {
  const rows = await db
    .selectFrom('app.application')
    .select(['id', 'season', 'zone', 'answers', 'waits'])
    .select([sql<number>`app.waiting_before(id)`.as('before'), sql<boolean>`app.has_place(id)`.as('kept')])
    .where('person', '=', self.person)
    .orderBy('made_at', 'desc')
    .execute()
  return rows.map(({ answers, waits, before, ...row }) => ({
    ...row,
    before: waits ? before : undefined,
    answers: asAnswers(answers),
  }))
}

/** What an organiser brought about somebody, for the address that this person has proven; undefined where there is nothing. */
export async function broughtFor(
  db: MemberDb,
  season: string,
): Promise<Pick<OwnStanding, 'id' | 'zone' | 'answers'> | undefined> {
  const row = await db
    .selectFrom('app.application')
    .select(['id', 'zone', 'answers'])
    .where('season', '=', season)
    .where('person', 'is', null)
    .executeTakeFirst()
  return row && { ...row, answers: asAnswers(row.answers) }
}
