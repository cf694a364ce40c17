import { addressOfLink, type Holder, holdersOf } from '../people/reads.ts'
import { jsonObject, type Newcomer, ownPath } from '../people/rules.ts'
import { atTheDoor, type DoorScope, knowsItsAddress, siteOf } from '../people/web.ts'
import { accountOfFirstLink, addressName, consent, joinWith, passwordHolder, welcome } from '../people/writes.ts'
import type { AccountsDb } from '../platform/db/handles.ts'
import { Invalid, Refused } from '../platform/errors.ts'
import { bytes, type Go, go } from '../platform/http/answers.ts'
import type { Asked, CommunityHere } from '../platform/http/asked.ts'
import { form, page } from '../platform/http/registry.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { zoneNamed, zoneOptions } from '../platform/i18n/zones.ts'
import { post } from '../platform/mail/post.ts'
import { mailServer } from '../platform/mail/server.ts'
import { type CameIn, type Challenge, passkeyToProve, provePasskey } from '../platform/session/accounts.ts'
import { held } from '../platform/session/held.ts'
import { countTry, isOver, networkOf } from '../platform/session/limits.ts'
import { doubtAbout, newFormToken, spendFormToken, sumOf } from '../platform/session/newcomers.ts'
import { hashPassword } from '../platform/session/passwords.ts'
import { startSession } from '../platform/session/sessions.ts'
import { currentVersion } from '../policies/reads.ts'
import * as mails from './mails.tsx'
import { JoinPage } from './pages/join.tsx'
import { AddressDonePage, AddressLinkPage, FollowedPage, LinkOverPage, OperatorLinkPage } from './pages/links.tsx'
import { SentPage, SignInPage } from './pages/sign-in.tsx'
import * as rules from './rules.ts'
import * as writes from './writes.ts'

const { limits } = rules

export const signInEntries = [
  page('/sign-in', atTheDoor, showSignIn),
  page('/sign-in/sent', atTheDoor, async () => <SentPage />),
  form('/sign-in/link', atTheDoor, { schema: rules.linkForm, back: showSignIn, act: askForLink }),
  form('/sign-in/password', atTheDoor, { schema: rules.passwordForm, back: showSignIn, act: tryPassword }),
  form('/sign-in/passkey/question', atTheDoor, { schema: rules.nothing, back: showSignIn, act: askPasskey }),
  form('/sign-in/passkey', atTheDoor, { schema: rules.passkeyForm, back: showSignIn, act: tryPasskey }),
  page('/sign-in/link/:token', atTheDoor, showMailed),
  form('/sign-in/link/:token', atTheDoor, {
    schema: rules.spendForm,
    back: showMailed,
    act: ({ accounts }, { account, next }, asked) =>
      inTo(
        next,
        accounts((db) => writes.spendMailedLink(db, asked, asked.params.token, account)),
      ),
  }),
  page('/sign-in/first/:token', atTheDoor, showFirst),
  form('/sign-in/first/:token', atTheDoor, {
    schema: rules.spendForm,
    back: showFirst,
    act: ({ accounts, here }, { next }, asked) =>
      inTo(
        next,
        accounts((db) => writes.spendFirstLink(db, asked, here, asked.params.token)),
      ),
  }),
  page('/sign-in/operator/:token', atTheDoor, showOperator),
  form('/sign-in/operator/:token', atTheDoor, {
    schema: rules.nothing,
    back: showOperator,
    act: ({ accounts, here }, _input, asked) =>
      inTo(
        undefined,
        accounts((db) => writes.spendOperatorLink(db, asked, asked.params.token, siteOf(asked, here))),
      ),
  }),
  page('/sign-in/address/:token', atTheDoor, showAddress),
  page('/sign-in/address', atTheDoor, async () => <AddressDonePage />),
  form('/sign-in/address/:token', atTheDoor, { schema: rules.nothing, back: showAddress, act: takeAddress }),
]

export const joinEntries = [
  page('/join', atTheDoor, showJoin),
  form('/join', atTheDoor, { schema: rules.joinForm, back: showJoin, act: join }),
]

const canMail = (services: Asked['services']): boolean => mailServer(services) !== undefined

const nextOf = ({ query }: Pick<Asked, 'query'>): string => ownPath(query.get('next'))

async function showSignIn(_scope: object, asked: Asked) {
  if (asked.who?.person && asked.request.method === 'GET') return go(nextOf(asked))
  const secure = asked.origin.startsWith('https:') || asked.localOnly
  return <SignInPage next={nextOf(asked)} mailed={canMail(asked.services)} secure={secure} />
}

async function askForLink(
  { here, accounts }: DoorScope,
  { address, next }: { address: string; next?: string | undefined },
  asked: Asked,
) {
  const { services, ip, locale } = asked
  countTry(services, 'ask by network', networkOf(ip), limits.askByNetwork)
  countTry(services, 'link by address', address, limits.linkByAddress)
  if (!canMail(services)) throw new Refused('arriving.signIn.noMail')
  const site = siteOf(asked, here)
  await accounts((db) =>
    writes.noteWish(db, here.id, { kind: 'sign in', address, next: ownPath(next), site, locale }, services.now()),
  )
  return go('/sign-in/sent')
}

async function tryPassword(
  { accounts }: DoorScope,
  { address, password, next }: { address: string; password: string; next?: string | undefined },
  asked: Asked,
) {
  const { services, ip } = asked
  countTry(services, 'ask by network', networkOf(ip), limits.askByNetwork)
  countTry(services, 'password by address', address, limits.passwordByAddress)
  const account = await passwordHolder(services.handles, address, password)
  if (!account) throw new Refused('arriving.password.wrong')
  return go(ownPath(next), await accounts((db) => startSession(db, asked, account, 'password')))
}

async function askPasskey({ accounts }: DoorScope, _input: object, asked: Asked) {
  countTry(asked.services, 'ask by network', networkOf(asked.ip), limits.askByNetwork)
  return questionFor(await accounts((db) => passkeyToProve(db, asked)))
}

/** For the island: what to ask the authenticator, as JSON. */
function questionFor({ options, headers }: Challenge): Response {
  const answer = bytes(JSON.stringify(options), 'application/json')
  for (const cookie of headers.getSetCookie()) answer.headers.append('set-cookie', cookie)
  return answer
}

async function tryPasskey(
  { accounts }: DoorScope,
  { response, next }: { response: string; next?: string | undefined },
  asked: Asked,
) {
  countTry(asked.services, 'ask by network', networkOf(asked.ip), limits.askByNetwork)
  const answer = jsonObject(response)
  const cameIn = answer && (await accounts((db) => provePasskey(db, asked, answer)))
  if (!cameIn) throw new Refused('arriving.passkey.unknown')
  return go(ownPath(next), cameIn.headers)
}

async function inTo(next: string | undefined, coming: Promise<CameIn>): Promise<Go> {
  return go(ownPath(next), (await coming).headers)
}

type WithToken = Asked<{ readonly token: string }>

async function showMailed({ accounts }: DoorScope, asked: WithToken) {
  const holders = await accounts(async (db): Promise<readonly Holder[]> => {
    const address = await addressOfLink(db, asked.params.token, asked.services.now())
    return address ? holdersOf(db, address) : []
  })
  if (holders.length === 0) return <LinkOverPage />
  const mine = holders.filter(({ account }) => account === asked.who?.account)
  const choices = mine.length === 1 ? mine : holders
  const asks = holders.length > 1 ? choices : []
  return <FollowedPage path={asked.path} next={nextOf(asked)} choices={asks} />
}

async function showFirst({ accounts, here }: DoorScope, asked: WithToken) {
  const account = await accounts((db) => accountOfFirstLink(db, here, asked.params.token))
  return account ? <FollowedPage path={asked.path} next={nextOf(asked)} choices={[]} /> : <LinkOverPage />
}

async function showOperator({ accounts }: DoorScope, asked: WithToken) {
  const name = writes.operatorName(asked.params.token)
  const kept = await accounts((db) => held(db, name, asked.services.now()))
  return kept ? <OperatorLinkPage path={asked.path} /> : <LinkOverPage />
}

async function showAddress({ accounts }: DoorScope, asked: WithToken) {
  const name = addressName(asked.params.token)
  const kept = writes.heldAddress.safeParse(await accounts((db) => held(db, name, asked.services.now())))
  return kept.data ? <AddressLinkPage path={asked.path} address={kept.data.address} /> : <LinkOverPage />
}

async function takeAddress({ accounts, here }: DoorScope, _input: object, asked: WithToken) {
  const { services, params } = asked
  await accounts(async (db) => {
    const before = await writes.spendAddressLink(db, params.token, services.now())
    if (!before) return
    const say = sayIn(chooseLocale({ chosen: asked.locale }))
    const letter = mails.addressChangedLetter(say, { community: here.name, link: `${siteOf(asked, here)}/contact` })
    const to = { address: before, name: '', locale: asked.locale }
    await post(db, { here, to, kind: mails.addressChanged.kind, secret: true, ...letter })
  })
  return go('/sign-in/address')
}

async function showJoin({ here, visitor }: DoorScope, asked: Asked) {
  const { services, who } = asked
  if (who?.person && asked.request.method === 'GET') return go(nextOf(asked))
  const version = await visitor((db) => currentVersion(db, 'privacy'))
  return (
    <JoinPage
      community={here.name}
      next={nextOf(asked)}
      token={newFormToken(services)}
      questionOf={sumOf}
      version={version}
      zones={zoneOptions()}
      zone={asked.zone}
      now={services.now()}
      mailed={canMail(services)}
      known={who !== undefined}
    />
  )
}

/** In at once; the address is claimed, and proven later. Whether it is known to us changes nothing that can be seen or measured here. */
async function join({ here, accounts }: DoorScope, input: rules.Joining, asked: Asked) {
  const { services, ip, who, locale } = asked
  countTry(services, 'join by network', networkOf(ip), limits.joinByNetwork)
  // Here already; or filled by a program, which may believe that it is in.
  if (who?.person || input.website !== '') return go('/')
  const zone = zoneNamed(input.zone)
  const mailed = canMail(services)
  const missing = who ? undefined : rules.missingFrom(input, mailed)
  if (!zone || missing) throw new Invalid({ ...missing, ...(zone ? {} : { zone: 'people.zone.unknown' }) })
  const doubt = doubtAbout(services, input)
  if (doubt) throw new Invalid(rules.doubts[doubt])
  const newcomer: Newcomer = { name: input.name, address: input.address, locale, zone }
  const kept = input.password === '' ? undefined : await hashPassword(input.password)
  const cookies = await accounts(async (db) => {
    const { person, cookies: given } = who
      ? await joinWith(db, here, who.account, newcomer)
      : await welcome(db, asked, newcomer, kept)
    await consent(db, here, person, 'privacy', input.version)
    if (!who && mailed) await wishToConfirm(db, asked, here, input.address)
    return given
  })
  spendFormToken(services, input.token)
  return go(ownPath(input.next), cookies)
}

/** So many mails in a day reach one address, however often somebody joins with it; later ones are left out without a word. */
async function wishToConfirm(db: AccountsDb, asked: Asked, here: CommunityHere, address: string): Promise<void> {
  const { services, locale } = asked
  if (!knowsItsAddress(asked) || isOver(services, 'confirm by address', address, limits.confirmByAddress)) return
  const site = siteOf(asked, here)
  await writes.noteWish(db, here.id, { kind: 'confirm', address, site, locale }, services.now())
}
