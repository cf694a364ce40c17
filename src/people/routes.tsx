import { Invalid, NotFound, Refused } from '../platform/errors.ts'
import { bytes, go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { form, page } from '../platform/http/registry.ts'
import { chooseLocale, isLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { zoneNamed, zoneOptions } from '../platform/i18n/zones.ts'
import { isId } from '../platform/ids.ts'
import { post } from '../platform/mail/post.ts'
import { mailServer } from '../platform/mail/server.ts'
import { keepPasskey, passkeyToMake } from '../platform/session/accounts.ts'
import { hashPassword, verifyPassword } from '../platform/session/passwords.ts'
import { endSession, endSessions, signedOut } from '../platform/session/sessions.ts'
import * as mails from './mails.tsx'
import { MePage } from './pages/me.tsx'
import { AddressSentPage, MySignInPage } from './pages/sign-in.tsx'
import { accountOf, operatorSignIns, ownHours, passwordOf, person } from './reads.ts'
import * as rules from './rules.ts'
import {
  type AccountScope,
  atTheDoor,
  type DoorScope,
  knowsItsAddress,
  member,
  type SelfScope,
  signedIn,
  siteOf,
} from './web.ts'
import * as writes from './writes.ts'

export const meEntries = [
  page('/me', member, showMe),
  form('/me', member, { schema: rules.profileForm, back: showMe, act: changeMe }),
  form('/me/hours', member, {
    schema: rules.hoursForm,
    back: showMe,
    act: async ({ db, self }, input) => {
      await writes.changeHours(db, self, input)
      return go('/me')
    },
  }),
  page('/me/sign-in', signedIn, showSignIn),
  page('/me/sign-in/address', signedIn, async () => <AddressSentPage />),
  form('/me/sign-in/address', signedIn, { schema: rules.addressForm, back: showSignIn, act: changeAddress }),
  form('/me/sign-in/passkey/question', signedIn, { schema: rules.nothing, back: showSignIn, act: askPasskey }),
  form('/me/sign-in/passkey', signedIn, { schema: rules.passkeyForm, back: showSignIn, act: addPasskey }),
  form('/me/sign-in/passkeys/:passkey', signedIn, {
    schema: rules.passkeyName,
    back: showSignIn,
    act: async ({ db, who }, { name }, asked) => {
      if (!isId(asked.params.passkey)) throw new NotFound()
      await writes.namePasskey(db, who.account, asked.params.passkey, name)
      return go('/me/sign-in')
    },
  }),
  form('/me/sign-in/passkeys/:passkey/removal', signedIn, {
    schema: rules.nothing,
    back: showSignIn,
    act: removePasskey,
  }),
  form('/me/sign-in/password', signedIn, { schema: rules.passwordForm, back: showSignIn, act: changePassword }),
  form('/me/sign-in/password/removal', signedIn, { schema: rules.nothing, back: showSignIn, act: removePassword }),
  form('/me/sessions/ending', signedIn, { schema: rules.endingForm, back: showSignIn, act: endSome }),
]

export const signOutEntries = [
  form('/sign-out', signedIn, {
    schema: rules.nothing,
    back: async () => go('/'),
    act: async ({ db, who }, _input, asked) => {
      await endSession(db, who.account, who.session)
      return go('/', signedOut(asked))
    },
  }),
]

export const languageEntries = [
  form('/language', atTheDoor, { schema: rules.languageForm, back: async () => go('/'), act: chooseLanguage }),
]

async function showMe({ db, self }: SelfScope, asked: Asked) {
  const { services } = asked
  const [me, hours] = await Promise.all([person(db, self.person), ownHours(db, self)])
  if (!me || !hours) throw new NotFound()
  const used = await operatorSignIns(db, [self.person], services.now())
  const locale = asked.who?.person?.locale ?? asked.locale
  return (
    <MePage
      me={me}
      hours={hours}
      locale={locale}
      zones={zoneOptions()}
      now={services.now()}
      operatorSignIns={used.map(({ at }) => at)}
    />
  )
}

async function changeMe(
  { db, self }: SelfScope,
  { locale, ...profile }: writes.Profile & { readonly locale: string },
  asked: Asked,
) {
  const zone = zoneNamed(profile.zone)
  if (!zone || !isLocale(locale))
    throw new Invalid(zone ? { locale: 'problem.unusable' } : { zone: 'people.zone.unknown' })
  await writes.changeProfile(db, self, { ...profile, zone })
  await writes.changeLanguage(db, self.person, locale)
  return go('/me', languageCookie(locale, asked))
}

/** From the footer, for anyone; whoever is a person here gets their mail in it, too. */
async function chooseLanguage(
  { here }: DoorScope,
  { language, back }: { language: string; back: string },
  asked: Asked,
) {
  const { who, services } = asked
  const to = rules.ownPath(back, '/')
  if (!isLocale(language)) return go(to)
  const id = who?.person?.id
  if (id)
    await services.handles.member({ community: here.id, person: id }, (db) => writes.changeLanguage(db, id, language))
  return go(to, languageCookie(language, asked))
}

const languageCookie = (locale: string, { origin }: Asked): Headers =>
  new Headers({
    'set-cookie': `lang=${locale}; Max-Age=31536000; Path=/; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`,
  })

const canMail = (asked: Asked): boolean => mailServer(asked.services) !== undefined

async function showSignIn({ db, who }: AccountScope, asked: Asked) {
  const account = await accountOf(db, who.account, asked.services.now())
  const secure = asked.origin.startsWith('https:') || asked.localOnly
  return <MySignInPage account={account} current={who.session} mailed={canMail(asked)} secure={secure} />
}

/** With mail the new address must answer first; without it, an address that was only claimed is claimed anew. */
async function changeAddress({ db, who, here }: AccountScope, { address }: { address: string }, asked: Asked) {
  const { services, locale } = asked
  if (!canMail(asked)) {
    const { proven } = await accountOf(db, who.account, services.now())
    if (proven) throw new Refused('people.address.fixed')
    await writes.claimAddress(db, who.account, address)
    return go('/me/sign-in')
  }
  const token = await writes.askForAddress(db, who.account, address, services.now())
  const link = `${siteOf(asked, here)}/sign-in/address/${token}`
  const letter = mails.newAddressLetter(sayIn(chooseLocale({ chosen: locale })), { community: here.name, link })
  await post(db, { here, to: { address, name: '', locale }, kind: mails.newAddress.kind, secret: true, ...letter })
  return go('/me/sign-in/address')
}

async function askPasskey({ db, who }: AccountScope, _input: object, asked: Asked) {
  const { options, headers } = await passkeyToMake(db, asked, who.person?.name ?? '–')
  const answer = bytes(JSON.stringify(options), 'application/json')
  for (const cookie of headers.getSetCookie()) answer.headers.append('set-cookie', cookie)
  return answer
}

async function addPasskey(scope: AccountScope, { response, name }: { response: string; name: string }, asked: Asked) {
  const said = rules.jsonObject(response)
  const called = name || rules.deviceIn(asked.request.headers.get('user-agent'))
  if (!said || !(await keepPasskey(scope.db, asked, said, called))) throw new Refused('people.passkeys.failed')
  await tellOfChange(scope, asked, 'passkey')
  return go('/me/sign-in')
}

type WithPasskey = Asked<{ readonly passkey: string }>

async function removePasskey(scope: AccountScope, _input: object, asked: WithPasskey) {
  const { db, who } = scope
  const account = await accountOf(db, who.account, asked.services.now())
  if (!account.passkeys.some(({ id }) => id === asked.params.passkey)) throw new NotFound()
  if (!rules.mayRemovePasskey(account, canMail(asked))) throw new Refused('people.lastWay')
  await writes.removePasskey(db, who.account, asked.params.passkey)
  await tellOfChange(scope, asked, 'passkey')
  return go('/me/sign-in')
}

/** Whoever changes a password must know it; sessions elsewhere end with the old one. */
async function changePassword(
  scope: AccountScope,
  { password, current }: { password: string; current: string },
  asked: Asked,
) {
  const { db, who } = scope
  const kept = await passwordOf(db, who.account)
  if (kept && !(await verifyPassword(current, kept))) throw new Invalid({ current: 'people.password.wrong' })
  await writes.keepPassword(db, who.account, await hashPassword(password))
  if (kept) await endSessions(db, who.account, who.session)
  await tellOfChange(scope, asked, 'password')
  return go('/me/sign-in')
}

async function removePassword(scope: AccountScope, _input: object, asked: Asked) {
  const { db, who } = scope
  const account = await accountOf(db, who.account, asked.services.now())
  if (!rules.mayRemovePassword(account, canMail(asked))) throw new Refused('people.lastWay')
  await writes.keepPassword(db, who.account, undefined)
  await tellOfChange(scope, asked, 'password')
  return go('/me/sign-in')
}

async function tellOfChange({ db, who, here }: AccountScope, asked: Asked, what: 'passkey' | 'password') {
  if (!who.person || !knowsItsAddress(asked)) return
  const say = sayIn(chooseLocale({ chosen: who.person.locale }))
  const link = `${siteOf(asked, here)}/me/sign-in`
  const letter = mails.waysChangedLetter(say, { community: here.name, link, what })
  await post(db, { here, to: { person: who.person.id }, kind: mails.waysChanged.kind, secret: false, ...letter })
}

async function endSome({ db, who }: AccountScope, { session }: { session: string }, asked: Asked) {
  if (session === 'others') await endSessions(db, who.account, who.session)
  else if (session === 'all') await endSessions(db, who.account)
  else await endSession(db, who.account, session)
  const stays = session !== 'all' && session !== who.session
  return stays ? go('/me/sign-in') : go('/', signedOut(asked))
}
