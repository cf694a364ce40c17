import { sql } from 'kysely'
import { z } from 'zod'
import type { AccountsDb, MemberDb, WorkerDb } from '../platform/db/handles.ts'
import type { PersonHere } from '../platform/http/asked.ts'
import { mailedIdentifier } from '../platform/session/accounts.ts'
import { held } from '../platform/session/held.ts'
import { passwordTries, type Self, shownAddress } from './rules.ts'

export interface SessionRow {
  readonly session: string
  readonly account: string
  readonly until: Date
  readonly person: PersonHere | undefined
}

interface Found {
  session: string
  account: string
  until: Date
  id: string | null
  name: string
  zone: string
  locale: string
  offices: PersonHere['offices']
}

/** Who holds this session token, and as which person of the community; one statement. Ended sessions are none. */
export async function whoHolds(
  db: AccountsDb,
  token: string,
  community: string | undefined,
): Promise<SessionRow | undefined> {
  const { rows } = await sql<Found>`
    select s.id as session, s."userId" as account, s."expiresAt" as until, p.id, p.name, p.zone, c.locale,
      array(select o.kind from app.office o where o.community = p.community and o.person = p.id) as offices
    from auth.session s
    left join app.contact c on c.account = s."userId" and c.community = ${community ?? null}
    left join app.person p on p.community = c.community and p.id = c.person
    where s.token = ${token} and s."expiresAt" > now()`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { session, account, until, id, name, zone, locale, offices } = row
  return { session, account, until, person: id ? { id, name, zone, locale, offices } : undefined }
}

/** What fellow members see of a person. */
export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly pronouns: string
  readonly say_name: string
  readonly zone: string
}

/** A person of the community in context; undefined where there is none. */
export async function person(db: MemberDb, id: string): Promise<PersonRow | undefined> {
  return (await peopleNamed(db, [id])).get(id)
}

/** When somebody may be written to, in hours of their own clock, and whether they are told of minutes. */
export interface OwnHours {
  readonly awake_from: number
  readonly awake_until: number
  readonly tell_minutes: boolean
}

/** One's own; undefined where one is gone. */
export async function ownHours(db: MemberDb, { person }: Pick<Self, 'person'>): Promise<OwnHours | undefined> {
  return db
    .selectFrom('app.person as p')
    .innerJoin('app.contact as c', (join) =>
      join.onRef('c.community', '=', 'p.community').onRef('c.person', '=', 'p.id'),
    )
    .select(['p.awake_from', 'p.awake_until', 'c.tell_minutes'])
    .where('p.id', '=', person)
    .executeTakeFirst()
}

/** In which language somebody is written to, and of what; undefined where they are gone. */
export async function readerOfMail(
  db: WorkerDb,
  person: string,
): Promise<{ readonly locale: string; readonly tell_minutes: boolean } | undefined> {
  return db.selectFrom('app.contact').select(['locale', 'tell_minutes']).where('person', '=', person).executeTakeFirst()
}

/** Persons of the community in context by their ids; whoever is gone is missing. */
export async function peopleNamed(db: MemberDb, ids: readonly string[]): Promise<Map<string, PersonRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('app.person')
    .select(['id', 'name', 'pronouns', 'say_name', 'zone'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export interface OperatorSignIn {
  readonly person: string
  readonly at: Date
}

/**
 * When someone came in as one of these people by a link from the operator's command line, in the last ninety days, latest first. Of oneself
 * and of people one shares a circle with; of others there is nothing to see.
 */
export async function operatorSignIns(
  db: MemberDb,
  people: readonly string[],
  now: Date,
): Promise<readonly OperatorSignIn[]> {
  if (people.length === 0) return []
  return db
    .selectFrom('app.operator_sign_in')
    .select(['person', 'at'])
    .where('person', 'in', [...people])
    .where('at', '>', new Date(now.getTime() - 90 * 86_400_000))
    .orderBy('at', 'desc')
    .execute()
}

/** An account that has an address. */
export interface Holder {
  readonly account: string
  readonly name: string
  readonly proven: boolean
  readonly since: Date
}

/** Who has this address: the one account that proved it, otherwise those that claim it, the first to do so first. */
export async function holdersOf(db: AccountsDb, address: string): Promise<readonly Holder[]> {
  const rows = await db
    .selectFrom('auth.user')
    .select(['id as account', 'name', 'emailVerified as proven', 'createdAt as since'])
    .where((is) =>
      is.or([is.and([is('email', '=', address), is('emailVerified', '=', true)]), is('claimed', '=', address)]),
    )
    .orderBy('emailVerified', 'desc')
    .orderBy('createdAt')
    .limit(10)
    .execute()
  const proven = rows.filter((row) => row.proven)
  return proven.length > 0 ? proven : rows
}

/** The passwords with which this address may sign in: of the account that proved it, then of those that claim it. */
export async function passwordsFor(
  db: AccountsDb,
  address: string,
): Promise<readonly { account: string; kept: string }[]> {
  const rows = await db
    .selectFrom('auth.account as a')
    .innerJoin('auth.user as u', 'u.id', 'a.userId')
    .select(['u.id as account', 'a.password as kept'])
    .where('a.providerId', '=', 'credential')
    .where('a.password', 'is not', null)
    .where((is) =>
      is.or([is.and([is('u.email', '=', address), is('u.emailVerified', '=', true)]), is('u.claimed', '=', address)]),
    )
    .orderBy('u.emailVerified', 'desc')
    .orderBy('u.createdAt')
    .limit(passwordTries)
    .execute()
  return rows.map(({ account, kept }) => ({ account, kept: kept ?? '' }))
}

/** The address that a mailed link proves; undefined once it is spent or over. Looking spends nothing. */
export async function addressOfLink(db: AccountsDb, token: string, now: Date): Promise<string | undefined> {
  const parsed = z.object({ email: z.string() }).safeParse(await held(db, mailedIdentifier(token), now))
  return parsed.data?.email
}

/** Where the accounts that have an address are present. `base` stands before that community's addresses. */
export interface Presence {
  readonly account: string
  readonly name: string
  readonly community: string
  readonly base: string
}

/** The accounts that proved or claim an address, once for each community in which they are a person. */
export async function presencesOf(db: AccountsDb, address: string): Promise<readonly Presence[]> {
  const { rows } = await sql<Presence>`
    select u.id as account, p.name, k.name as community,
      case when k.id = (select id from app.community where demo is null order by made_at, id limit 1) then '' else '/c/' || k.slug end as base
    from auth."user" u join app.contact c on c.account = u.id
      join app.person p on p.community = c.community and p.id = c.person join app.community k on k.id = c.community
    where (u.email = ${address} and u."emailVerified") or u.claimed = ${address}
    order by u."createdAt", k.made_at`.execute(db)
  return rows
}

/** How an account signs in, for its own person. */
export interface AccountRow {
  /** As shown: the proven address, the claimed one, or nothing. */
  readonly address: string
  readonly proven: boolean
  readonly hasPassword: boolean
  readonly passkeys: readonly { id: string; name: string | null; createdAt: Date | null }[]
  readonly sessions: readonly { id: string; userAgent: string | null; via: string; createdAt: Date }[]
}

/** Everything that lets into this account, latest first. */
export async function accountOf(db: AccountsDb, account: string, now: Date): Promise<AccountRow> {
  const holder = await db
    .selectFrom('auth.user')
    .select(['email', 'claimed', 'emailVerified'])
    .where('id', '=', account)
    .executeTakeFirstOrThrow()
  const password = await db
    .selectFrom('auth.account')
    .select('id')
    .where('userId', '=', account)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  const passkeys = await db
    .selectFrom('auth.passkey')
    .select(['id', 'name', 'createdAt'])
    .where('userId', '=', account)
    .orderBy('createdAt', 'desc')
    .execute()
  const sessions = await db
    .selectFrom('auth.session')
    .select(['id', 'userAgent', 'via', 'createdAt'])
    .where('userId', '=', account)
    .where('expiresAt', '>', now)
    .orderBy('createdAt', 'desc')
    .execute()
  const address = shownAddress(holder.email, holder.claimed)
  return { address, proven: holder.emailVerified, hasPassword: password !== undefined, passkeys, sessions }
}

/** The password of an account as it is kept; undefined without one. */
export async function passwordOf(db: AccountsDb, account: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('auth.account')
    .select('password')
    .where('userId', '=', account)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? undefined
}

/**
 * What is kept about an account, by the data classes of its tables: everything personal, and when it was made. Nothing that opens anything.
 * The columns are read from the catalogue, so that a new one is in it by itself.
 */
export async function accountRows(
  db: AccountsDb,
  account: string,
): Promise<Readonly<Record<string, readonly Record<string, unknown>[]>>> {
  const { rows: columns } = await sql<{ table: string; column: string; personal: boolean }>`
    select c.relname as table, a.attname as column, col_description(c.oid, a.attnum) like 'personal%' as personal
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'auth' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and (a.attname = 'createdAt' or col_description(c.oid, a.attnum) like 'personal%')
    order by c.relname, a.attnum`.execute(db)
  const found: Record<string, Record<string, unknown>[]> = {}
  for (const [table, of] of Map.groupBy(columns, (column) => column.table)) {
    if (!of.some(({ personal }) => personal)) continue
    const owner = sql.ref(table === 'user' ? 'id' : 'userId')
    const wanted = sql.join(of.map(({ column }) => sql.ref(column)))
    const { rows } = await sql<Record<string, unknown>>`
      select ${wanted} from ${sql.table(`auth.${table}`)} where ${owner} = ${account}`.execute(db)
    if (rows.length > 0) found[table] = rows
  }
  return found
}
