import { communitiesChanged, findCommunity } from '../src/communities/reads.ts'
import { foundCommunity } from '../src/communities/writes.ts'
import type { House } from '../src/house.ts'
import { hashOf, newId, newToken } from '../src/platform/ids.ts'
import { announce } from '../src/platform/live/index.ts'
import { cookiePrefix, cookieSecret, signedToken } from '../src/platform/session/cookie.ts'
import { Browser } from './browserless.ts'

export interface TestCommunity {
  readonly id: string
  readonly slug: string
  readonly owner: Browser
  /** A member of this community, signed in. */
  person(
    name: string,
    wish?: { zone?: string; locale?: string; offices?: readonly ('organiser' | 'owner')[] },
  ): Promise<Browser>
}

/** Founds a community with its owner, as the wizard would, but without its pages. */
export async function foundTestCommunity(house: House, slug: string, name: string): Promise<TestCommunity> {
  const { handles, vault } = house.services
  const community = { id: newId(), slug, name, locale: 'en', zone: 'Europe/Lisbon' }
  const token = newToken()
  const account = await makeAccount(house, `owner-${slug}@example.org`, 'Olivia Owner')
  const person = {
    id: newId(),
    account,
    name: 'Olivia Owner',
    address: `owner-${slug}@example.org`,
    zone: 'Europe/Lisbon',
  }
  await handles.accounts({}, async (db) => {
    await db
      .insertInto('ops.setup_link')
      .values({ token_hash: hashOf(token) })
      .execute()
    await foundCommunity(db, vault.newCommunityKey(community.id), { token, community, person })
    await announce(db, communitiesChanged)
  })
  const base = await baseOf(house, slug)
  return {
    id: community.id,
    slug,
    owner: await signIn(house, account, person.id, base),
    person: (fullName, wish = {}) => joinCommunity(house, community, base, fullName, wish),
  }
}

/** The first community stands at `/`, all others at `/c/slug`. */
async function baseOf(house: House, slug: string): Promise<string> {
  const first = await findCommunity(house.services.handles.addresses, '')
  return first?.slug === slug ? '' : `/c/${slug}`
}

async function joinCommunity(
  house: House,
  community: { id: string; slug: string },
  base: string,
  name: string,
  { zone = 'Europe/Lisbon', locale = 'en', offices = [] }: NonNullable<Parameters<TestCommunity['person']>[1]>,
): Promise<Browser> {
  const address = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@${community.slug}.example.org`
  const account = await makeAccount(house, address, name)
  const id = newId()
  await house.services.handles.accounts({ community: community.id, person: id }, async (db) => {
    await db.insertInto('app.person').values({ community: community.id, id, name, zone }).execute()
    await db
      .insertInto('app.contact')
      .values({ community: community.id, person: id, account, address, address_confirmed: true, locale })
      .execute()
  })
  for (const kind of offices) await appoint(house, community.id, id, kind)
  return signIn(house, account, id, base)
}

async function appoint(house: House, community: string, person: string, kind: 'organiser' | 'owner'): Promise<void> {
  const owner = await house.services.handles.worker({ community }, async (db) =>
    db.selectFrom('app.office').select('person').where('kind', '=', 'owner').executeTakeFirstOrThrow(),
  )
  await house.services.handles.organiser({ community, person: owner.person }, async (db) => {
    await db.insertInto('app.office').values({ community, person, kind }).execute()
  })
}

async function makeAccount(house: House, address: string, name: string): Promise<string> {
  const id = newId()
  await house.services.handles.accounts({}, async (db) => {
    await db
      .insertInto('auth.user')
      .values({ id, name, email: address, emailVerified: true, firstSignedInAt: new Date() })
      .execute()
  })
  return id
}

async function signIn(house: House, account: string, person: string, base: string): Promise<Browser> {
  const token = newToken()
  await house.services.handles.accounts({}, async (db) => {
    await db
      .insertInto('auth.session')
      .values({ id: newId(), token, userId: account, expiresAt: new Date(Date.now() + 86_400_000) })
      .execute()
  })
  const cookie = `${cookiePrefix}.session_token=${signedToken(token, cookieSecret(house.services.vault))}`
  return new Browser(house.server, { cookie, person, account, base })
}
