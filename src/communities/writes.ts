import { sql } from 'kysely'
import { openAccount } from '../people/writes.ts'
import type { AccountsDb, OrganiserDb } from '../platform/db/handles.ts'
import { Conflict, Invalid, NotFound, Refused } from '../platform/errors.ts'
import type { Services } from '../platform/http/asked.ts'
import { hashOf, newId, newToken } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queue } from '../platform/jobs/queue.ts'
import { announce } from '../platform/live/index.ts'
import { againQueue } from '../platform/mail/post.ts'
import { mailServer, sealSmtpUrl } from '../platform/mail/server.ts'
import { type Doorway, startSession } from '../platform/session/sessions.ts'
import { changeSetting } from '../platform/settings.ts'
import { communitiesChanged, findCommunity } from './reads.ts'
import {
  type CommunitySettings,
  type MailSettings,
  mayRelieve,
  mostLogoBytes,
  type Office,
  type OfficeKind,
  pictureType,
  type Setup,
  slugFrom,
} from './rules.ts'

/**
 * The path of a new link that lets the first owner in, while nothing is set up; earlier ones end. Undefined once a community
 * exists.
 */
export async function firstOwnerLink(services: Services): Promise<string | undefined> {
  if (await findCommunity(services.handles.addresses, '')) return undefined
  const token = newToken()
  await services.handles.accounts({}, async (db) => {
    await db.deleteFrom('ops.setup_link').execute()
    await db
      .insertInto('ops.setup_link')
      .values({ token_hash: hashOf(token) })
      .execute()
  })
  return `/setup?key=${token}`
}

/** What a community begins with. */
export interface Founding {
  readonly token: string
  readonly community: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly locale: string
    readonly zone: string
  }
  readonly person: {
    readonly id: string
    readonly account: string
    readonly name: string
    readonly address: string
    readonly zone: string
  }
}

/** Founds the first community with its owner. The database spends the setup link in the same statement and refuses a spent one. */
export async function foundCommunity(
  db: AccountsDb,
  wrappedKey: Buffer,
  { token, community, person }: Founding,
): Promise<void> {
  await sql`select app.found_community(${hashOf(token)}, ${JSON.stringify(community)}::jsonb, ${wrappedKey}, ${JSON.stringify(person)}::jsonb)`.execute(
    db,
  )
}

/** The queue that fills a new community with a demo. */
export const demoQueue = queue('demo.add', { community: 'id' })

/**
 * Carries out the wizard: the community, its owner, who is signed in from now on, and the public address. Spends the setup link; throws
 * NotFound where somebody was faster. Returns the headers that keep the owner signed in.
 */
export async function setUp(db: AccountsDb, door: Doorway, setup: Setup): Promise<Headers> {
  const { services } = door
  const { key: token, name, owner, address, language: locale, zone } = setup
  const community = { id: newId(), slug: setup.slug || slugFrom(name), name, locale, zone }
  const account = await openAccount(db, { name: owner, address })
  const person = { id: newId(), account, name: owner, address, zone }
  await foundCommunity(db, services.vault.newCommunityKey(community.id), { token, community, person }).catch(ifSpent)
  await changeSetting(db, 'publicAddress', setup.origin || undefined)
  if (setup.start === 'demo') await handOver(db, demoQueue, { community: community.id })
  await announce(db, communitiesChanged)
  return startSession(db, door, account, 'join')
}

/** P0002, no_data_found: what the database says of a setup link that is spent. */
function ifSpent(error: unknown): never {
  throw error instanceof Error && 'code' in error && error.code === 'P0002' ? new NotFound() : error
}

/** Changes what everybody sees of the community. Throws Invalid where another community has the address. */
export async function changeCommunity(db: OrganiserDb, office: Office, chosen: CommunitySettings): Promise<void> {
  const { name, line, slug, colour, language, zone, contact, start_circles } = chosen
  const members_start_circles = start_circles === 'on'
  await db
    .updateTable('app.community')
    .set({ name, line, slug, colour: colour || null, locale: language, zone, contact, members_start_circles })
    .where('id', '=', ownerOf(office))
    .execute()
    .catch(ifTaken)
  await announce(db, communitiesChanged)
}

/** 23505, unique_violation. */
function ifTaken(error: unknown): never {
  throw error instanceof Error && 'code' in error && error.code === '23505'
    ? new Invalid({ slug: 'communities.slug.taken' })
    : error
}

/** Sets the logo, or removes it. Throws Invalid for anything but a picture of a decent size. */
export async function changeLogo(db: OrganiserDb, office: Office, bytes: Buffer | undefined): Promise<void> {
  const type = bytes && pictureType(bytes)
  if (bytes && bytes.length > mostLogoBytes) throw new Invalid({ logo: 'communities.logo.large' })
  if (bytes && !type) throw new Invalid({ logo: 'communities.logo.kind' })
  await db
    .updateTable('app.community')
    .set({ logo: bytes ?? null, logo_type: type ?? null })
    .where('id', '=', ownerOf(office))
    .execute()
  await announce(db, communitiesChanged)
}

/** Sets how mail goes out, for the whole installation, and takes up what could not go before. */
export async function changeMail(services: Services, office: Office, chosen: MailSettings): Promise<void> {
  const community = ownerOf(office)
  const { server, from } = chosen
  const before = mailServer(services)?.url
  await services.handles.accounts({ community }, async (db) => {
    const url = server === '' ? undefined : smtpUrl(chosen, before)
    await changeSetting(db, 'smtpUrl', url && sealSmtpUrl(services.vault, url))
    await changeSetting(db, 'mailFrom', from || undefined)
    if (url) await handOver(db, againQueue, { community })
  })
}

/** Port 465 speaks TLS from the first byte (RFC 8314); all others begin in clear and turn to it. */
function smtpUrl({ server, port, account, password }: MailSettings, before: URL | undefined): string {
  const url = new URL(`${port === 465 ? 'smtps' : 'smtp'}://${server}:${port}`)
  const same = before?.hostname === url.hostname && decodeURIComponent(before.username) === account
  if (account) url.username = encodeURIComponent(account)
  if (account) url.password = password ? encodeURIComponent(password) : same ? before.password : ''
  return url.href
}

/** Sets the address under which links are handed out, for the whole installation; empty means this computer only. */
export async function changePublicAddress(services: Services, office: Office, origin: string): Promise<void> {
  const community = ownerOf(office)
  await services.handles.accounts({ community }, (db) => changeSetting(db, 'publicAddress', origin || undefined))
}

/** Gives a member an office. Giving it twice does nothing. */
export async function appoint(db: OrganiserDb, office: Office, person: string, kind: OfficeKind): Promise<void> {
  const community = ownerOf(office)
  const member = await db.selectFrom('app.person').select('id').where('id', '=', person).executeTakeFirst()
  if (!member) throw new NotFound()
  const kinds: OfficeKind[] = kind === 'owner' ? ['owner', 'organiser'] : ['organiser']
  for (const each of kinds) {
    const held = await db
      .selectFrom('app.office')
      .select('kind')
      .where('person', '=', person)
      .where('kind', '=', each)
      .executeTakeFirst()
    if (!held) await db.insertInto('app.office').values({ community, person, kind: each }).execute()
  }
  await announce(db, `person ${person}`)
}

/** Relieves someone of an office. Throws Refused for the last owner, Conflict where it is over already. */
export async function relieve(db: OrganiserDb, office: Office, person: string, kind: OfficeKind): Promise<void> {
  ownerOf(office)
  const holders = await db.selectFrom('app.office').select('person').where('kind', '=', kind).execute()
  if (!holders.some((holder) => holder.person === person)) throw new Conflict('communities.offices.over')
  if (!mayRelieve(office, kind, holders.length)) throw new Refused('communities.offices.last')
  await meetOthers(db, office)
  await db.deleteFrom('app.office').where('person', '=', person).where('kind', '=', kind).execute()
  await announce(db, `person ${person}`)
}

/** Two owners who relieve each other at the same moment meet on this row: the second one begins again and sees what the first did. */
async function meetOthers(db: OrganiserDb, { community }: Office): Promise<void> {
  await db
    .updateTable('app.community')
    .set(({ ref }) => ({ zone: ref('zone') }))
    .where('id', '=', community)
    .execute()
}

/** Takes up what did not go out. Anyone who organises may ask for it: it shows them nothing. */
export async function sendAgain(db: OrganiserDb, office: Office): Promise<void> {
  await handOver(db, againQueue, { community: office.community })
}

/** These decisions are the owners'. Returns their community. */
function ownerOf(office: Office): string {
  if (office.kind !== 'owner') throw new NotFound()
  return office.community
}
