import { sql } from 'kysely'
import type { Self } from '../people/rules.ts'
import type { AccountsDb, Handles, MemberDb, OrganiserDb, VisitorDb } from '../platform/db/handles.ts'
import { diskSpace, keyBesideData, knowsZones, proxyShows, tight } from '../platform/health.ts'
import type { Asked, CommunityHere, Services } from '../platform/http/asked.ts'
import { ownOrigin } from '../platform/http/origin.ts'
import { hashOf } from '../platform/ids.ts'
import { mailServer } from '../platform/mail/server.ts'
import type { Vault } from '../platform/vault/index.ts'
import { isOld, type Standing } from './rules.ts'

/** What is announced when the settings of a community changed. */
export const communitiesChanged = 'communities'

export interface CommunityRow {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly line: string
  readonly colour: string | null
  readonly logo_type: string | null
  readonly locale: string
  readonly zone: string
  readonly contact: string
  readonly members_start_circles: boolean
}

/** The community at `/c/slug`, or the first one for an empty slug. `db` needs no context. */
export async function findCommunity(db: VisitorDb, slug: string): Promise<CommunityRow | undefined> {
  const { rows } = await sql<CommunityRow>`
    select id, slug, name, line, colour, logo_type, locale, zone, contact, members_start_circles from app.find_community(${slug})`.execute(
    db,
  )
  return rows[0]
}

/** The wrapped key of the community in context. */
async function communityKey(db: VisitorDb): Promise<Buffer> {
  const { wrapped } = await db.selectFrom('app.community_key').select('wrapped').executeTakeFirstOrThrow()
  return wrapped
}

/** Is this the token of the setup link, and is that unspent? */
export async function setupLinkHolds(db: AccountsDb, token: string): Promise<boolean> {
  const row = await db
    .selectFrom('ops.setup_link')
    .select('made_at')
    .where('token_hash', '=', hashOf(token))
    .where('spent_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** The logo's bytes and type. */
export async function logoOf(db: VisitorDb): Promise<{ logo: Buffer; type: string } | undefined> {
  const row = await db.selectFrom('app.community').select(['logo', 'logo_type']).executeTakeFirst()
  return row?.logo && row.logo_type ? { logo: row.logo, type: row.logo_type } : undefined
}

export interface Holder {
  readonly person: string
  readonly name: string
  readonly kind: string
  readonly since: Date
}

/** Who holds which office, owners first. */
export async function holders(db: OrganiserDb): Promise<Holder[]> {
  return db
    .selectFrom('app.office as o')
    .innerJoin('app.person as p', (on) => on.onRef('p.community', '=', 'o.community').onRef('p.id', '=', 'o.person'))
    .select(['o.person', 'p.name', 'o.kind', 'o.since'])
    .orderBy('o.kind', 'desc')
    .orderBy('p.name')
    .execute()
}

/** Up to twenty members whose names hold these letters. */
export async function membersNamed(db: OrganiserDb, letters: string): Promise<{ id: string; name: string }[]> {
  const pattern = `%${letters.replace(/[\\%_]/g, '\\$&')}%`
  return db
    .selectFrom('app.person')
    .select(['id', 'name'])
    .where('name', 'ilike', pattern)
    .orderBy('name')
    .limit(20)
    .execute()
}

/** A mail in the outbox, opened. */
export interface OutboxMail {
  readonly id: string
  readonly kind: string
  readonly to: string
  readonly subject: string
  /** Undefined once it was dropped. */
  readonly text: string | undefined
  readonly state: string
  readonly trouble: string | null
  readonly madeAt: Date
}

/** What organisers may read of the mail that was sent or kept, the latest first; the database holds back what is between others. */
export async function outbox(db: OrganiserDb, { vault }: CommunityHere): Promise<OutboxMail[]> {
  const rows = await readable(db).limit(100).execute()
  return rows.map((row) => opened(row, vault))
}

/** The latest mail of a kind that organisers may read. */
export async function latestMail(
  db: OrganiserDb,
  { vault }: CommunityHere,
  kind: string,
): Promise<OutboxMail | undefined> {
  const row = await readable(db).where('m.kind', '=', kind).limit(1).executeTakeFirst()
  return row && opened(row, vault)
}

function readable(db: OrganiserDb) {
  return db
    .selectFrom('app.mail as m')
    .leftJoin('app.person as p', (on) => on.onRef('p.community', '=', 'm.community').onRef('p.id', '=', 'm.person'))
    .select(['m.id', 'm.kind', 'm.subject', 'm.body', 'm.state', 'm.trouble', 'm.made_at'])
    .select(({ fn, val }) => fn.coalesce('p.name', 'm.name', 'm.address', val('')).as('to'))
    .orderBy('m.made_at', 'desc')
}

/** A person's own mails that are still here, the latest first. */
export async function mailOf(db: MemberDb, self: Self, { vault }: CommunityHere): Promise<OutboxMail[]> {
  const rows = await db
    .selectFrom('app.mail')
    .select(['id', 'kind', 'subject', 'body', 'state', 'trouble', 'made_at'])
    .where('person', '=', self.person)
    .orderBy('made_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => opened({ ...row, to: '' }, vault))
}

interface MailRow {
  readonly id: string
  readonly kind: string
  readonly to: string
  readonly subject: Buffer
  readonly body: Buffer | null
  readonly state: string
  readonly trouble: string | null
  readonly made_at: Date
}

function opened({ subject, body, made_at: madeAt, ...row }: MailRow, { box }: CommunityHere['vault']): OutboxMail {
  return {
    ...row,
    madeAt,
    subject: box.open('mail.subject', row.id, 0, subject),
    text: body ? box.open('mail.body', row.id, 0, body) : undefined,
  }
}

export interface Tally {
  readonly state: string
  readonly trouble: string | null
  readonly number: number
  readonly latest: Date
}

/** How many mails stand where, whosoever they are: numbers only. */
export async function mailTally(db: OrganiserDb): Promise<Tally[]> {
  const { rows } = await sql<Tally>`select state, trouble, number::integer, latest from app.mail_tally()`.execute(db)
  return rows
}

/** The community at `/c/slug`, or the first one for an empty slug, ready to be served. */
export async function loadCommunity(handles: Handles, vault: Vault, slug: string): Promise<CommunityHere | undefined> {
  const row = await findCommunity(handles.addresses, slug)
  if (!row) return undefined
  const wrapped = await handles.visitor({ community: row.id }, communityKey)
  return hereFrom(row, slug === '' ? '' : `/c/${row.slug}`, vault.community(row.id, wrapped))
}

function hereFrom(row: CommunityRow, base: string, vault: CommunityHere['vault']): CommunityHere {
  const { id, slug, name, line, locale, zone, contact } = row
  const logo = row.logo_type ? '/logo' : undefined
  return {
    id,
    slug,
    name,
    line,
    colour: row.colour ?? undefined,
    logo,
    locale,
    zone,
    contact,
    membersStartCircles: row.members_start_circles,
    base,
    vault,
  }
}

/** Where a job finds itself: the community of an id, and the address under which links to it are handed out. */
export interface HereAtWork extends CommunityHere {
  readonly origin: string
}

/** The community that a job's body names; undefined once it is gone. */
export async function communityAtWork(services: Services, id: string): Promise<HereAtWork | undefined> {
  const { handles, vault } = services
  const row = await handles.worker({ community: id }, (db) =>
    db.selectFrom('app.community').select('slug').executeTakeFirst(),
  )
  const first = await loadCommunity(handles, vault, '')
  const here = first?.slug === row?.slug ? first : row && (await loadCommunity(handles, vault, row.slug))
  return here && { ...here, origin: ownOrigin(services) }
}

/** Looks around for the status page: the mail of the community, and where `whole` how the installation is. */
export function lookAround(asked: Asked, tally: readonly Tally[], whole: boolean): Standing {
  const failed = tally.filter(({ state }) => state === 'failed')
  const mail = {
    set: mailServer(asked.services) !== undefined,
    trouble: failed[0]?.trouble ?? undefined,
    stranded: failed.reduce((sum, { number }) => sum + number, 0),
  }
  return { mail, whole: whole ? installation(asked) : undefined }
}

function installation({ services, origin, localOnly, request, ip }: Asked): Standing['whole'] {
  const { config, settings, now } = services
  const { lastBackup: text } = settings()
  const lastBackup = text ? new Date(text) : undefined
  const space = diskSpace(config.dataDir)
  return {
    origin,
    localOnly,
    unknownProxy: proxyShows(request.headers) && config.trustedProxies.length === 0 ? ip : undefined,
    lastBackup,
    backupIsOld: isOld(lastBackup, now()),
    freeGigabytes: space && Math.floor(space.free / 1e9),
    diskIsTight: space !== undefined && tight(space),
    keyFile: config.keyFile,
    keyBesideData: keyBesideData(config),
    knowsZones: knowsZones(),
  }
}
