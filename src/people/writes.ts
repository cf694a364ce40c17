import type { AccountsDb, Handles, MemberDb } from '../platform/db/handles.ts'
import type { Asked, CommunityHere } from '../platform/http/asked.ts'
import { newId, newToken, sameToken } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { tokenHash } from '../platform/session/accounts.ts'
import { hold } from '../platform/session/held.ts'
import { nobodysPassword, verifyPassword } from '../platform/session/passwords.ts'
import { type Doorway, endSessions, startSession } from '../platform/session/sessions.ts'
import { passwordsFor } from './reads.ts'
import { type HoursInput, type Newcomer, passwordTries, type Self, shownAddress, unproven } from './rules.ts'

/**
 * Makes an account; `kept` is a password as `hashPassword` gives it. Its address is only claimed: nobody has proven it yet, and others may claim the same one, so that making an account
 * never tells who has one (decision 10). Returns its id.
 */
export async function openAccount(
  db: AccountsDb,
  { name, address }: { name: string; address: string },
  kept?: string,
): Promise<string> {
  const id = newId()
  const claimed = address === '' ? null : address.toLowerCase()
  await db
    .insertInto('auth.user')
    .values({ id, name, email: unproven(id), claimed })
    .execute()
  if (kept) await keepPassword(db, id, kept)
  return id
}

/** Makes the account a person of the community, with how they are reached. Returns the person's id. */
export async function becomePerson(
  db: AccountsDb,
  here: Pick<CommunityHere, 'id'>,
  account: string,
  { name, address, locale, zone }: Newcomer,
  confirmed = false,
): Promise<string> {
  const id = newId()
  await db.insertInto('app.person').values({ community: here.id, id, name, zone }).execute()
  await db
    .insertInto('app.contact')
    .values({ community: here.id, person: id, account, address, address_confirmed: confirmed, locale })
    .execute()
  return id
}

/** Records that this person said yes to a version of a document, such as `privacy`. */
export async function consent(
  db: AccountsDb,
  here: Pick<CommunityHere, 'id'>,
  person: string,
  document: string,
  version: string,
): Promise<void> {
  await db.insertInto('app.consent').values({ community: here.id, id: newId(), person, document, version }).execute()
}

/** Someone who has come for the first time. `cookies` are the headers that keep them signed in: hand them to `go`. */
export interface Welcomed {
  readonly account: string
  readonly person: string
  readonly cookies: Headers
}

/**
 * Makes an account and a person for someone who has neither, and signs them in: for joining, and for whoever follows a personal link before
 * their first sign-in. It never opens an account that exists, whatever the address: that one signs in by itself.
 * The caller has seen to it that the link is spent in the same transaction.
 */
export async function welcome(
  db: AccountsDb,
  door: Doorway & Pick<Asked, 'here'>,
  newcomer: Newcomer,
  kept?: string,
): Promise<Welcomed> {
  const here = communityOf(door)
  const account = await openAccount(db, newcomer, kept)
  const person = await becomePerson(db, here, account, newcomer)
  const cookies = await startSession(db, door, account, 'join')
  return { account, person, cookies }
}

/** Makes someone who has an account a person of this community as well, under the address they have. Nothing changes about their sessions. */
export async function joinWith(
  db: AccountsDb,
  here: Pick<CommunityHere, 'id'>,
  account: string,
  newcomer: Newcomer,
): Promise<{ person: string; cookies: Headers }> {
  const { email, claimed, emailVerified } = await db
    .selectFrom('auth.user')
    .select(['email', 'claimed', 'emailVerified'])
    .where('id', '=', account)
    .executeTakeFirstOrThrow()
  const address = shownAddress(email, claimed)
  const person = await becomePerson(db, here, account, { ...newcomer, address }, emailVerified)
  return { person, cookies: new Headers() }
}

function communityOf({ here }: Pick<Asked, 'here'>): CommunityHere {
  if (!here) throw new Error('nobody can be welcomed before there is a community')
  return here
}

/**
 * The path of a link that somebody may copy and hand on, for an account that was made for a person. It is dead from their first sign-in on,
 * however they came in. Nothing is stored: the same link can be shown again.
 */
export const firstSignInPath = (here: Pick<CommunityHere, 'vault'>, account: string): string =>
  `/sign-in/first/${account}.${here.vault.token(`first sign-in ${account}`)}`

/** The account of a copyable link whose person has never signed in; undefined for any other. */
export async function accountOfFirstLink(
  db: AccountsDb,
  here: CommunityHere,
  token: string,
): Promise<string | undefined> {
  const [account = ''] = token.split('.')
  if (!sameToken(firstSignInPath(here, account), `/sign-in/first/${token}`)) return undefined
  const row = await db
    .selectFrom('auth.user')
    .select('id')
    .where('id', '=', account)
    .where('firstSignedInAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row?.id
}

/**
 * The address is this account's from now on. Whoever made the account may not have been the one who reads the mail: unless this very browser
 * is signed in to it, sessions, password and passkeys from before are gone.
 */
export async function proveAddress(db: AccountsDb, door: Doorway, account: string, address: string): Promise<void> {
  if (door.who?.account !== account) {
    await endSessions(db, account)
    await db.deleteFrom('auth.account').where('userId', '=', account).execute()
    await db.deleteFrom('auth.passkey').where('userId', '=', account).execute()
  }
  await settleAddress(db, account, address)
}

/** Writes a proven address down wherever the account is known by it. */
export async function settleAddress(db: AccountsDb, account: string, address: string): Promise<void> {
  await db
    .updateTable('auth.user')
    .set({ email: address, emailVerified: true, claimed: null, updatedAt: new Date() })
    .where('id', '=', account)
    .execute()
  await db.updateTable('app.contact').set({ address, address_confirmed: true }).where('account', '=', account).execute()
}

/** Whose password this is for that address; as many passwords are computed whether anybody has it or not. Holds no connection meanwhile. */
export async function passwordHolder(handles: Handles, address: string, password: string): Promise<string | undefined> {
  const known = await handles.accounts({}, (db) => passwordsFor(db, address))
  const nobodies = Array.from({ length: passwordTries - known.length }, () => ({ account: '', kept: nobodysPassword }))
  let holder: string | undefined
  for (const { account, kept } of [...known, ...nobodies]) {
    const right = await verifyPassword(password, kept)
    if (right && account !== '') holder ??= account
  }
  return holder
}

/** Sets, changes or (undefined) removes the password of an account. `kept` is what `hashPassword` gives. */
export async function keepPassword(db: AccountsDb, account: string, kept: string | undefined): Promise<void> {
  await db.deleteFrom('auth.account').where('userId', '=', account).where('providerId', '=', 'credential').execute()
  if (kept === undefined) return
  await db
    .insertInto('auth.account')
    .values({ id: newId(), accountId: account, providerId: 'credential', userId: account, password: kept })
    .execute()
}

/** Notes, wherever this account is a person, that someone came in as them by an operator's link. Returns where, and as whom. */
export async function noteOperatorSignIn(
  db: AccountsDb,
  account: string,
  now: Date,
): Promise<readonly { community: string; person: string; locale: string }[]> {
  const presences = await db
    .selectFrom('app.contact')
    .select(['community', 'person', 'locale'])
    .where('account', '=', account)
    .execute()
  for (const { community, person } of presences) {
    await db.insertInto('app.operator_sign_in').values({ community, id: newId(), person, at: now }).execute()
    await announce(db, `person ${person}`)
  }
  return presences
}

/** Under which name the token of a link to a new address is kept. */
export const addressName = (token: string): string => `address ${tokenHash(token)}`

/** The token of a link that, followed from the mail of a new address, makes it this account's. It works for a day. */
export async function askForAddress(db: AccountsDb, account: string, address: string, now: Date): Promise<string> {
  const token = newToken()
  await hold(db, addressName(token), { account, address }, new Date(now.getTime() + 24 * 60 * 60_000))
  return token
}

/** Where no mail can prove it: the address that an account claims, instead of another one that it claimed. */
export async function claimAddress(db: AccountsDb, account: string, address: string): Promise<void> {
  await db
    .updateTable('auth.user')
    .set({ claimed: address })
    .where('id', '=', account)
    .where('emailVerified', '=', false)
    .execute()
  await db
    .updateTable('app.contact')
    .set({ address })
    .where('account', '=', account)
    .where('address_confirmed', '=', false)
    .execute()
}

/** What a person says of themselves. */
export interface Profile {
  readonly name: string
  readonly pronouns: string
  readonly say_name: string
  readonly zone: string
}

/** Changes what fellow members see of oneself. */
export async function changeProfile(db: MemberDb, self: Self, profile: Profile): Promise<void> {
  await db.updateTable('app.person').set(profile).where('id', '=', self.person).execute()
}

/** The language in which mail speaks to oneself. */
export async function changeLanguage(db: MemberDb, person: string, locale: string): Promise<void> {
  await db.updateTable('app.contact').set({ locale }).where('person', '=', person).execute()
}

/** When one may be written to about one's meetings, and whether about their minutes. */
export async function changeHours(
  db: MemberDb,
  { person }: Self,
  { tell_minutes, ...awake }: HoursInput,
): Promise<void> {
  await db.updateTable('app.person').set(awake).where('id', '=', person).execute()
  await db
    .updateTable('app.contact')
    .set({ tell_minutes: tell_minutes === 'on' })
    .where('person', '=', person)
    .execute()
}

/** Gives one of one's passkeys another name. */
export async function namePasskey(db: AccountsDb, account: string, passkey: string, name: string): Promise<void> {
  await db.updateTable('auth.passkey').set({ name }).where('userId', '=', account).where('id', '=', passkey).execute()
}

/** Removes one of one's passkeys. */
export async function removePasskey(db: AccountsDb, account: string, passkey: string): Promise<void> {
  await db.deleteFrom('auth.passkey').where('userId', '=', account).where('id', '=', passkey).execute()
}

/**
 * Deletes a person; foreign keys decide what goes and what stays without the name. The account goes too, unless it is a person of another
 * community. Deleted twice, it is deleted once.
 */
export async function deletePerson(db: AccountsDb, self: Self): Promise<void> {
  await db.deleteFrom('app.person').where('community', '=', self.community).where('id', '=', self.person).execute()
  await announce(db, `person ${self.person}`)
  const elsewhere = await db
    .selectFrom('app.contact')
    .select('person')
    .where('account', '=', self.account)
    .executeTakeFirst()
  if (elsewhere) return
  await endSessions(db, self.account)
  await db.deleteFrom('auth.user').where('id', '=', self.account).execute()
}
