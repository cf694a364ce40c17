import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Self } from '../people/rules.ts'
import { anyone, knowsItsAddress, member } from '../people/web.ts'
import type { MemberDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked, CommunityHere } from '../platform/http/asked.ts'
import { type Entry, feed, form, page } from '../platform/http/registry.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { zoneNamed, zoneOptions } from '../platform/i18n/zones.ts'
import { post } from '../platform/mail/post.ts'
import { defaultFrom, mailServer } from '../platform/mail/server.ts'
import { testMail } from './mails.tsx'
import { MailSettings } from './pages/mail.tsx'
import { OfficesPage } from './pages/offices.tsx'
import { type MailShown, OutboxPage, OwnMailPage } from './pages/outbox.tsx'
import { GeneralSettings } from './pages/settings.tsx'
import { NotYetPage, SetupPage } from './pages/setup.tsx'
import { StatusPage } from './pages/status.tsx'
import { holders, latestMail, logoOf, lookAround, mailOf, mailTally, membersNamed, outbox } from './reads.ts'
import { mailForm, officeForm, placeForm, settingsForm, setupForm } from './rules.ts'
import { beforeFounding, firstOwner, type OfficeScope, organiser, owner, type SetupScope } from './web.ts'
import {
  appoint,
  changeCommunity,
  changeLogo,
  changeMail,
  changePublicAddress,
  relieve,
  sendAgain,
  setUp,
} from './writes.ts'

export const setupEntries = [
  page('/setup', beforeFounding, showSetup),
  form('/setup', firstOwner, {
    schema: setupForm,
    back: showSetup,
    act: async ({ db }, setup, asked) =>
      go(`/status?welcome=1${setup.start === 'demo' ? '&demo=1' : ''}`, await setUp(db, asked, setup)),
  }),
]

async function showSetup({ key }: SetupScope, asked: Asked) {
  if (!key) return <NotYetPage />
  const { locale, origin, localOnly } = asked
  const language = chooseLocale({ chosen: locale })
  return <SetupPage token={key} zone={zoneGuess(asked)} zones={zoneOptions()} {...{ language, origin, localOnly }} />
}

/** The browser's, where it said so; else this computer's, where the first owner most likely sits. */
const zoneGuess = ({ zone }: Asked): string =>
  zone === 'UTC' ? (zoneNamed(new Intl.DateTimeFormat().resolvedOptions().timeZone) ?? zone) : zone

export const settingsEntries = [
  page('/settings', owner, showGeneral),
  form('/settings', owner, {
    schema: settingsForm,
    back: showGeneral,
    act: async ({ db, office }, chosen) => {
      await changeCommunity(db, office, chosen)
      return go('/settings?saved=1')
    },
  }),
  form('/settings/logo', owner, {
    schema: z.object({ logo: z.instanceof(File).optional() }),
    back: showGeneral,
    act: async ({ db, office }, { logo }) => {
      await changeLogo(db, office, Buffer.from((await logo?.arrayBuffer()) ?? new ArrayBuffer()))
      return go('/settings?saved=1')
    },
  }),
  form('/settings/logo/removal', owner, {
    schema: z.object({}),
    back: showGeneral,
    act: async ({ db, office }) => {
      await changeLogo(db, office, undefined)
      return go('/settings?saved=1')
    },
  }),
  page('/settings/mail', owner, showMail),
  form('/settings/mail', owner, {
    schema: mailForm,
    back: showMail,
    act: async (scope, chosen, { services }) => {
      await changeMail(services, wholeOf(scope).office, chosen)
      return go('/settings/mail?saved=1')
    },
  }),
  form('/settings/mail/test', owner, {
    schema: z.object({}),
    back: showMail,
    act: async (scope, _nothing, asked) => {
      const { db, here, office } = wholeOf(scope)
      await post(db, {
        here,
        to: { person: office.person },
        kind: testMail.kind,
        secret: false,
        ...testLetter(here.name, asked),
      })
      return go('/settings/mail')
    },
  }),
  form('/settings/address', owner, {
    schema: placeForm,
    back: showMail,
    act: async (scope, { origin }, { services }) => {
      await changePublicAddress(services, wholeOf(scope).office, origin)
      return go('/settings/mail?saved=1')
    },
  }),
  page('/settings/offices', owner, showOffices),
  form('/settings/offices', owner, {
    schema: officeForm,
    back: showOffices,
    act: async ({ db, office }, { person, kind }) => {
      await appoint(db, office, person, kind)
      return go('/settings/offices')
    },
  }),
  form('/settings/offices/relief', owner, {
    schema: officeForm,
    back: showOffices,
    act: async ({ db, office }, { person, kind }) => {
      await relieve(db, office, person, kind)
      return go('/settings/offices')
    },
  }),
]

/** Mail and address are the whole installation's: whoever owns its first community sets them. */
function wholeOf(scope: OfficeScope): OfficeScope {
  if (!isWhole(scope)) throw new NotFound()
  return scope
}

const isWhole = ({ here }: OfficeScope): boolean => here.base === ''

const saved = ({ query }: Asked): boolean => query.has('saved')

async function showGeneral(scope: OfficeScope, asked: Asked) {
  const { here } = scope
  const logo = here.logo && `${here.base}${here.logo}`
  return (
    <GeneralSettings community={{ ...here, logo }} zones={zoneOptions()} whole={isWhole(scope)} saved={saved(asked)} />
  )
}

async function showMail(scope: OfficeScope, asked: Asked) {
  const { services, origin, localOnly } = asked
  const { config, settings } = services
  const { db, here } = wholeOf(scope)
  const url = mailServer(services)?.url
  const test = await latestMail(db, here, testMail.kind)
  return (
    <MailSettings
      server={url && { host: url.hostname, port: url.port, account: decodeURIComponent(url.username) }}
      from={settings().mailFrom ?? ''}
      usualFrom={config.mailFrom ?? defaultFrom(services)}
      fixed={config.smtpUrl !== undefined}
      addressFixed={config.baseUrl !== undefined}
      saved={saved(asked)}
      {...{ origin, localOnly, test }}
    />
  )
}

function testLetter(community: string, asked: Asked): { subject: string; text: string } {
  const say = sayIn(chooseLocale({ chosen: asked.locale }))
  const text = say('communities.mail.letter', { community })
  return {
    subject: say('communities.mail.letterSubject', { community }),
    text: knowsItsAddress(asked) ? `${text}\n\n${asked.origin}` : text,
  }
}

async function showOffices(scope: OfficeScope, { query }: Asked) {
  const search = (query.get('name') ?? '').trim()
  const found = search === '' ? [] : await membersNamed(scope.db, search)
  return <OfficesPage holders={await holders(scope.db)} whole={isWhole(scope)} {...{ search, found }} />
}

export const statusEntries = [
  page('/status', owner, async (scope, asked) => {
    const standing = lookAround(asked, await mailTally(scope.db), isWhole(scope))
    return <StatusPage standing={standing} welcome={asked.query.has('welcome')} demo={asked.query.has('demo')} />
  }),
]

export const outboxEntries = [
  page('/outbox', organiser, showOutbox),
  form('/outbox/again', organiser, {
    schema: z.object({}),
    back: showOutbox,
    act: async ({ db, office }) => {
      await sendAgain(db, office)
      return go('/outbox')
    },
  }),
]

async function showOutbox(scope: OfficeScope, { services, who }: Asked) {
  const { db, here } = scope
  const configured = mailServer(services) !== undefined
  const mayConfigure = isWhole(scope) && (who?.person?.offices.includes('owner') ?? false)
  return <OutboxPage mails={await outbox(db, here)} tally={await mailTally(db)} {...{ configured, mayConfigure }} />
}

/** What was written to somebody before they were a person here, as an area after this one knows it. */
type FindBefore = (db: MemberDb, here: CommunityHere, self: Self) => Promise<readonly MailShown[]>

export const ownMailEntries = (findBefore: FindBefore): Entry[] => [
  page('/me/mail', member, async ({ db, here, self }, { services }) => {
    const all = [...(await mailOf(db, self, here)), ...(await findBefore(db, here, self))]
    const mails = all.sort((a, b) => +b.madeAt - +a.madeAt)
    return <OwnMailPage mails={mails} configured={mailServer(services) !== undefined} />
  }),
]

export const logoEntries = [
  feed('/logo', anyone, async ({ db }, { request }) => {
    const found = await logoOf(db)
    if (!found) throw new NotFound()
    const etag = `"${createHash('sha256').update(found.logo).digest('base64url').slice(0, 22)}"`
    const headers = { etag, 'cache-control': 'no-cache' }
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
    return new Response(new Uint8Array(found.logo), { headers: { ...headers, 'content-type': found.type } })
  }),
]
