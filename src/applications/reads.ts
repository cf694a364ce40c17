import { sql } from 'kysely'
import type { Office } from '../communities/rules.ts'
import type { Self } from '../people/rules.ts'
import type { AccountsDb, MemberDb, OrganiserDb, VisitorDb, WorkerDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { hashOf } from '../platform/ids.ts'
import {
  type Application,
  type Basis,
  bases,
  type Ground,
  type KnownAddress,
  type Meaning,
  toldColumns,
} from './rules.ts'

/** All that an organiser may see. */
const columns = [
  ...(['a.id', 'a.season', 'a.person', 'a.ref', 'a.name', 'a.address', 'a.zone', 'a.answers'] as const),
  ...(['a.generation', 'a.waits', 'a.made_at', 'a.changed_at', 'a.taken_over_at'] as const),
  ...(['a.agreed_version', 'a.agreed_at', 'a.basis', 'a.basis_at'] as const),
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

/** Why circles may be formed from somebody's answers, as it is kept. */
interface GroundRow {
  readonly agreed_version: number | null
  readonly agreed_at: Date | null
  readonly basis: string | null
  readonly basis_at: Date | null
}

const asGround = ({ agreed_version, agreed_at, basis, basis_at }: GroundRow): Ground => {
  const as = basis === 'before' ? basis : bases.find((each) => each === basis)
  return {
    agreed: agreed_version && agreed_at ? { version: agreed_version, at: agreed_at } : undefined,
    basis: as && { as, at: basis_at ?? undefined },
  }
}

type Row = Omit<Application, 'answers' | 'person' | 'claimed' | 'ground'> &
  GroundRow & {
    answers: unknown
    person: string | null
    told: string | null
    proven: boolean | null
  }

const asApplication = ({
  answers,
  person,
  told,
  proven,
  agreed_version,
  agreed_at,
  basis,
  basis_at,
  ...row
}: Row): Application => ({
  ...row,
  ground: asGround({ agreed_version, agreed_at, basis, basis_at }),
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

/** Whom to write to about an application, for the worker; undefined once it is gone. */
export async function applicationAtWork(
  db: WorkerDb,
  id: string,
): Promise<
  (Pick<Application, 'id' | 'name' | 'address' | 'zone' | 'generation'> & { person: string | null }) | undefined
> {
  const rows = db.selectFrom('app.application').select(['id', 'name', 'address', 'zone', 'generation', 'person'])
  return rows.where('id', '=', id).executeTakeFirst()
}

export type OwnApplication = Pick<Application, 'id' | 'season' | 'name' | 'address' | 'zone' | 'answers' | 'ground'> & {
  /** While no place is kept for them. */
  readonly mayChange: boolean
  /** They gave up a place and wait to be seated again, before everybody else. */
  readonly again: boolean
}

const groundColumns = ['agreed_version', 'agreed_at', 'basis', 'basis_at'] as const

/** What a person's own application says, the latest of several; undefined for somebody who has none. */
export async function ownApplication(db: MemberDb, self: Self): Promise<OwnApplication | undefined> {
  const row = await db
    .selectFrom('app.application')
    .select(['id', 'season', 'name', 'address', 'zone', 'answers', ...groundColumns])
    .select(sql<boolean>`not app.has_place(id)`.as('mayChange'))
    .select(sql<boolean>`again_since is not null`.as('again'))
    .where('person', '=', self.person)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { agreed_version, agreed_at, basis, basis_at, ...own } = row
  return { ...own, answers: asAnswers(row.answers), ground: asGround({ agreed_version, agreed_at, basis, basis_at }) }
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

/** The file that this organiser chose; undefined once it is imported or a day old, or another one was chosen. */
export async function waitingFile(db: OrganiserDb, here: CommunityHere, id: string): Promise<WaitingFile | undefined> {
  const row = await db
    .selectFrom('app.application_import')
    .select(['id', 'season', 'file_name', 'file', 'columns'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const text = here.vault.box.open('application_import.file', id, 0, row.file)
  return { id, season: row.season, name: row.file_name, text, columns: toldColumns.catch({}).parse(row.columns) }
}

/** What organisers took columns for before, by their names in a file. */
export async function rememberedColumns(db: OrganiserDb, office: Office): Promise<Record<string, Meaning>> {
  const rows = await db
    .selectFrom('app.column_choice')
    .select(['name', 'meaning'])
    .where('community', '=', office.community)
    .execute()
  return toldColumns.catch({}).parse(Object.fromEntries(rows.map(({ name, meaning }) => [name, meaning])))
}

/** Whether whoever has this address took their application for a season back. */
export async function withdrawnFrom(
  db: OrganiserDb,
  here: CommunityHere,
  season: string,
): Promise<(address: string) => boolean> {
  const rows = await db.selectFrom('app.application_withdrawal').select('mark').where('season', '=', season).execute()
  if (rows.length === 0) return () => false
  const marks = new Set(rows.map(({ mark }) => mark.toString('hex')))
  return (address) => marks.has(withdrawalMark(here, season, address).toString('hex'))
}

/** What stays of somebody who withdrew from a season: only the community's own key makes it from an address. */
export const withdrawalMark = ({ vault }: Pick<CommunityHere, 'vault'>, season: string, address: string): Buffer =>
  hashOf(vault.token(`withdrawal ${season} ${address}`))

/** Whom a personal link is for. */
export interface Expected {
  readonly id: string
  readonly name: string
  readonly zone: string
  /** On what ground organisers brought them. */
  readonly basis: Basis | undefined
}

const asExpected = ({ basis, ...row }: Omit<Expected, 'basis'> & { basis: string | null }): Expected => ({
  ...row,
  basis: asGround({ agreed_version: null, agreed_at: null, basis, basis_at: null }).basis?.as,
})

/** Whom the link in context is for; undefined where it never was one, or its person has come. Looking spends nothing. */
export async function expected(db: VisitorDb): Promise<Expected | undefined> {
  const row = await db.selectFrom('app.application').select(['id', 'name', 'zone', 'basis']).executeTakeFirst()
  return row && asExpected(row)
}

/** The same for whoever acts on the link, with the address that the file gave; locked until they have come. */
export async function expectedBy(
  db: AccountsDb,
  token: string,
): Promise<(Omit<Expected, 'basis'> & { address: string; season: string }) | undefined> {
  return db
    .selectFrom('app.application')
    .select(['id', 'name', 'zone', 'address', 'season'])
    .where('token_hash', '=', hashOf(token))
    .where('person', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** The application that a person has in a season already: each has one. */
export async function applicationIn(db: AccountsDb, person: string, season: string): Promise<string | undefined> {
  const mine = db.selectFrom('app.application').select('id').where('person', '=', person)
  return (await mine.where('season', '=', season).executeTakeFirst())?.id
}

/** One's own application in a season, and how it stands. */
export interface OwnStanding {
  readonly id: string
  readonly season: string
  /** How many wait in front of it; undefined where it does not wait. */
  readonly before: number | undefined
  /** A place in a circle is kept: it is answered there, and nothing changes here any more. */
  readonly kept: boolean
  /** A place was given up, and another is looked for. */
  readonly again: boolean
  readonly zone: string
  readonly answers: Readonly<Record<string, string>>
  readonly ground: Ground
}

/** A person's own applications, the latest first. */
export async function ownStandings(db: MemberDb, self: Self): Promise<OwnStanding[]> {
  const rows = await db
    .selectFrom('app.application')
    .select(['id', 'season', 'zone', 'answers', 'waits', ...groundColumns])
    .select([sql<number>`app.waiting_before(id)`.as('before'), sql<boolean>`app.has_place(id)`.as('kept')])
    .select(sql<boolean>`again_since is not null`.as('again'))
    .where('person', '=', self.person)
    .orderBy('made_at', 'desc')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, season: row.season, zone: row.zone, kept: row.kept, again: row.again },
    before: row.waits ? row.before : undefined,
    answers: asAnswers(row.answers),
    ground: asGround(row),
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
