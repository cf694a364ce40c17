import { createHash } from 'node:crypto'
import type { AccountsDb } from '../db/handles.ts'
import { newId } from '../ids.ts'
import { cookiePrefix, cookieSecret } from './cookie.ts'
import { cameIn, type Doorway, sessionSeconds, type Via } from './sessions.ts'

// The accounts library carries out the ceremonies that are easily got wrong: passkeys (WebAuthn) and links sent by mail. It is loaded when
// first needed, works inside the transaction it is given, and its own routes are mounted nowhere: a GET of its own would spend a link
// that a mail scanner only looked at.

/** How long a link sent by mail works. */
export const mailedMinutes = 30

/** What a link's token is kept as: SHA-256 in base64url. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Under which name the library keeps the token of a mailed link. */
export const mailedIdentifier = (token: string): string => `magic-link:${tokenHash(token)}`

/** Someone came in: their account, and the headers that carry the cookie of the new session. */
export interface CameIn {
  readonly account: string
  readonly headers: Headers
}

/** A question for the browser's authenticator, and the headers that let its answer be checked. */
export interface Challenge {
  readonly options: { readonly challenge: string }
  readonly headers: Headers
}

/** A new token that proves, to whoever brings it back within half an hour, that they read the mail of this address. */
export async function mailedToken(db: AccountsDb, services: Doorway['services'], address: string): Promise<string> {
  let made = ''
  const library = await open(db, { services, origin: 'http://localhost' }, (token) => {
    made = token
  })
  await library.api.signInMagicLink({ body: { email: address }, headers: new Headers() })
  return made
}

/** Spends the token of a mailed link and begins a session of the account whose address it proves; undefined where it is spent or over. */
export async function spendMailed(db: AccountsDb, door: Doorway, token: string): Promise<CameIn | undefined> {
  const library = await open(db, door)
  const asked = { query: { token }, headers: headersOf(door), returnHeaders: true as const }
  const given = await library.api.magicLinkVerify(asked).catch(noneWhereRefused)
  return given && begun(db, door, given.response.session.userId, given.response.token, given.headers, 'link')
}

/** What a browser needs to make a passkey for the account that is signed in. `name` is what its device will show. */
export async function passkeyToMake(db: AccountsDb, door: Doorway, name: string): Promise<Challenge> {
  const library = await open(db, door)
  const { response, headers } = await library.api.generatePasskeyRegistrationOptions({
    headers: headersOf(door),
    query: { name },
    returnHeaders: true,
  })
  return { options: { ...response, user: { ...response.user, displayName: name } } as Challenge['options'], headers }
}

/** Keeps the passkey that the browser made for the account that is signed in; false where it does not fit the question. */
export async function keepPasskey(db: AccountsDb, door: Doorway, response: object, name: string): Promise<boolean> {
  const library = await open(db, door)
  const kept = await library.api
    .verifyPasskeyRegistration({ body: { response, name }, headers: headersOf(door) })
    .catch(noneWhereRefused)
  return kept !== undefined
}

/** What a browser needs to prove a passkey. It names none, so nobody learns who has one. */
export async function passkeyToProve(db: AccountsDb, door: Doorway): Promise<Challenge> {
  const library = await open(db, door)
  const stranger = new Headers()
  const asked = { headers: stranger, returnHeaders: true as const }
  const { response, headers } = await library.api.generatePasskeyAuthenticationOptions(asked)
  return { options: response, headers }
}

/** Begins a session of whoever proved a passkey; undefined where the answer does not fit. */
export async function provePasskey(
  db: AccountsDb,
  door: Doorway,
  response: Record<string, unknown>,
): Promise<CameIn | undefined> {
  const library = await open(db, door)
  const given = await library.api
    .verifyPasskeyAuthentication({
      body: { response: response as never },
      headers: headersOf(door),
      returnHeaders: true,
    })
    .catch(noneWhereRefused)
  if (!given) return undefined
  const { session } = given.response
  return begun(db, door, session.userId, session.token, given.headers, 'passkey')
}

async function begun(
  db: AccountsDb,
  door: Doorway,
  account: string,
  token: string,
  headers: Headers,
  via: Via,
): Promise<CameIn> {
  await db.updateTable('auth.session').set({ via }).where('token', '=', token).execute()
  await cameIn(db, door, account)
  return { account, headers: cookiesOf(headers) }
}

const cookiesOf = (headers: Headers): Headers =>
  new Headers(headers.getSetCookie().map((cookie): [string, string] => ['set-cookie', cookie]))

/** The library says no by throwing; anything else is a fault of ours. */
function noneWhereRefused(error: unknown): undefined {
  if (error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500) return undefined
  throw error
}

/** Only what the library needs: no addresses of networks, no forwarded headers. */
function headersOf({ request }: Pick<Doorway, 'request'>): Headers {
  const names = ['cookie', 'user-agent']
  return new Headers(names.map((name): [string, string] => [name, request.headers.get(name)?.slice(0, 4000) ?? '']))
}

/** The library over this transaction. Making it costs about 3 ms, once it is loaded. */
async function open(
  db: AccountsDb,
  { origin, services }: Pick<Doorway, 'origin' | 'services'>,
  tokenMade: (token: string) => void = () => {},
) {
  const [{ betterAuth }, { magicLink }, { passkey }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins/magic-link'),
    import('@better-auth/passkey'),
  ])
  return betterAuth({
    appName: 'Trellis',
    baseURL: origin,
    secret: cookieSecret(services.vault),
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db, type: 'postgres', schemaName: 'auth', transaction: false },
    session: { expiresIn: sessionSeconds, freshAge: 0, disableSessionRefresh: true },
    advanced: {
      cookiePrefix,
      useSecureCookies: origin.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId(), validateSchema: false },
    },
    plugins: [
      magicLink({
        storeToken: { type: 'custom-hasher', hash: async (token) => tokenHash(token) },
        disableSignUp: true,
        expiresIn: mailedMinutes * 60,
        sendMagicLink: async ({ token }) => tokenMade(token),
      }),
      passkey({ rpName: 'Trellis', rpID: new URL(origin).hostname, origin }),
    ],
  })
}
