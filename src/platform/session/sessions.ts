import type { AccountsDb } from '../db/handles.ts'
import type { Asked } from '../http/asked.ts'
import { newId, newToken } from '../ids.ts'
import { announce } from '../live/index.ts'
import { cookiePrefix, cookieSecret, signedToken } from './cookie.ts'

/** How a session began. */
export type Via = 'link' | 'passkey' | 'password' | 'join' | 'first link' | 'operator'

/** What beginning a session needs to know of the request. */
export type Doorway = Pick<Asked, 'request' | 'origin' | 'who' | 'services'>

/** Sixty days, then one signs in again. */
export const sessionSeconds = 60 * 24 * 60 * 60

/**
 * Begins a session of this account and ends the one this browser had: its token is always new, so nobody can have planted it.
 * Returns the headers that carry its cookie. From now on links to this account that may be copied are dead.
 */
export async function startSession(db: AccountsDb, door: Doorway, account: string, via: Via): Promise<Headers> {
  const token = newToken()
  const now = door.services.now()
  await db
    .insertInto('auth.session')
    .values({
      id: newId(),
      token,
      userId: account,
      expiresAt: new Date(now.getTime() + sessionSeconds * 1000),
      userAgent: deviceOf(door.request),
      via,
    })
    .execute()
  await cameIn(db, door, account)
  return new Headers({ 'set-cookie': sessionCookie(door, signedToken(token, cookieSecret(door.services.vault))) })
}

/** What follows from every way of coming in: the first one is noted, and the session this browser had before ends. */
export async function cameIn(db: AccountsDb, { who, services }: Doorway, account: string): Promise<void> {
  await db
    .updateTable('auth.user')
    .set({ firstSignedInAt: services.now() })
    .where('id', '=', account)
    .where('firstSignedInAt', 'is', null)
    .execute()
  if (who) await endSession(db, who.account, who.session)
}

/** Ends one session of this account; what it had open ends, too. Ending one that is over does nothing. */
export async function endSession(db: AccountsDb, account: string, session: string): Promise<void> {
  await db.deleteFrom('auth.session').where('userId', '=', account).where('id', '=', session).execute()
  await announce(db, `session ${session}`)
}

/** Ends all sessions of this account but, where given, one. */
export async function endSessions(db: AccountsDb, account: string, but?: string): Promise<void> {
  const ended = await db
    .deleteFrom('auth.session')
    .where('userId', '=', account)
    .$if(but !== undefined, (query) => query.where('id', '!=', but ?? ''))
    .returning('id')
    .execute()
  for (const { id } of ended) await announce(db, `session ${id}`)
}

/** Makes the browser forget its session. */
export const signedOut = (door: Pick<Doorway, 'origin'>): Headers =>
  new Headers({ 'set-cookie': sessionCookie(door, '', 0) })

/** What the browser says of itself, cut short: enough to tell one's telephone from one's computer. */
const deviceOf = (request: Request): string => (request.headers.get('user-agent') ?? '').slice(0, 300)

function sessionCookie({ origin }: Pick<Doorway, 'origin'>, value: string, seconds = sessionSeconds): string {
  const secure = origin.startsWith('https:')
  const name = `${secure ? '__Secure-' : ''}${cookiePrefix}.session_token`
  return `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
