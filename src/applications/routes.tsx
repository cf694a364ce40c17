import { stringify } from 'csv-stringify/sync'
import type { VNode } from 'preact'
import type { OfficeScope } from '../communities/web.ts'
import { organiser } from '../communities/web.ts'
import { consent, joinWith, welcome } from '../people/writes.ts'
import type { MemberDb, VisitorDb } from '../platform/db/handles.ts'
import { Invalid, NotFound, Refused } from '../platform/errors.ts'
import { bytes, go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, feed, form, page } from '../platform/http/registry.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { zoneNamed, zoneOptions } from '../platform/i18n/zones.ts'
import { isId } from '../platform/ids.ts'
import { currentVersion } from '../policies/reads.ts'
import { openSeasons, season, seasonAtHand } from '../seasons/reads.ts'
import { takesApplications } from '../seasons/rules.ts'
import { someSeason } from '../seasons/writes.ts'
import { hoursFrom, textFrom } from '../ui/week.ts'
import { ImportPage, PreviewPage } from './pages/import.tsx'
import { ApplicantsPage } from './pages/list.tsx'
import { OwnApplicationPage } from './pages/mine.tsx'
import { ApplicantPage } from './pages/one.tsx'
import { PersonalPage, YouPage } from './pages/personal.tsx'
import {
  application,
  applications,
  type Expected,
  expectedBy,
  hasApplication,
  type WaitingFile,
  waitingFile,
} from './reads.ts'
import {
  answersAfter,
  type Coming,
  choicesFrom,
  columnsForm,
  comingForm,
  fileForm,
  isNumberOfHours,
  nothing,
  type OwnSaid,
  ownForm,
  plan,
  readPeople,
} from './rules.ts'
import { type ApplicantScope, applicant, type PersonalScope, personalLink } from './web.ts'
import {
  answerAnew,
  importPeople,
  keepFile,
  personalPath,
  removeApplication,
  renewLink,
  takeOver,
  tellColumns,
} from './writes.ts'

/** Importing people, looking at them, and handing their links on. */
export const applicationEntries = [
  page('/applications', organiser, showList),
  page('/applications/mine', applicant, showMine),
  form('/applications/mine', applicant, { schema: ownForm, back: showMine, act: answer }),
  page('/applications/import', organiser, async () => <ImportPage />),
  form('/applications/import', organiser, {
    schema: fileForm,
    back: async () => <ImportPage />,
    act: async ({ db, here, office }, { file }, asked) => {
      const text = textOf(new Uint8Array(await file.arrayBuffer()))
      const season = await someSeason(db, office, { name: firstName(asked), now: asked.services.now() })
      return go(`/applications/import/${await keepFile(db, here, office, season.id, { name: file.name, text })}`)
    },
  }),
  page('/applications/import/:import', organiser, showPreview),
  form('/applications/import/:import/columns', organiser, {
    schema: columnsForm,
    back: showPreview,
    act: async (scope, meanings, asked) => {
      const { db, here } = scope
      const waiting = await waitingFile(db, here, idIn(asked, 'import'))
      await tellColumns(db, waiting.id, choicesFrom((await read(scope, waiting)).columns, meanings))
      return go(`/applications/import/${waiting.id}`)
    },
  }),
  form('/applications/import/:import', organiser, {
    schema: nothing,
    back: showPreview,
    act: async (scope, _input, asked) => {
      const { db, here, office } = scope
      const waiting = await waitingFile(db, here, idIn(asked, 'import'))
      const counted = await importPeople(db, here, office, waiting, await read(scope, waiting))
      const told = new URLSearchParams(Object.entries(counted).map(([name, number]) => [name, String(number)]))
      return go(`/applications?${told}`)
    },
  }),
  feed('/applications/links.csv', organiser, async (scope, asked) => {
    const rows = (await waitingLinks(scope, asked)).map(({ name, address, link }) => [name, address, link])
    const text = stringify([['name', 'email', 'link'], ...rows], { bom: true, escape_formulas: true })
    return bytes(text, 'text/csv; charset=utf-8', { 'content-disposition': 'attachment; filename="links.csv"' })
  }),
  feed('/applications/links.txt', organiser, async (scope, asked) => {
    const lines = (await waitingLinks(scope, asked)).map(({ name, address, link }) => `${name} <${address}>\n${link}\n`)
    return bytes(lines.join('\n'), 'text/plain; charset=utf-8')
  }),
  page('/applications/:id', organiser, showOne),
  form('/applications/:id/link', organiser, {
    schema: nothing,
    back: showOne,
    act: async ({ db, here, office }, _input, asked) => {
      const found = await application(db, office, idIn(asked, 'id'))
      await renewLink(db, here, found)
      return go(`/applications/${found.id}`)
    },
  }),
  form('/applications/:id/removal', organiser, {
    schema: nothing,
    back: showOne,
    act: async ({ db, office }, _input, asked) => {
      await removeApplication(db, office, idIn(asked, 'id'))
      return go('/applications')
    },
  }),
]

/** What waits for whoever holds a personal link, in an area after this one; undefined for nothing yet. */
type FindWaiting = (db: VisitorDb, whom: Expected) => Promise<VNode | undefined>

/** Coming in by a personal link. `findWaiting` shows the place that is kept for them. */
export const personalEntries = (findWaiting: FindWaiting): Entry[] => [
  page('/p/:token', personalLink, async ({ here, expected, visitor }, asked) => (
    <PersonalPage
      community={here.name}
      name={expected.name}
      path={`/p/${asked.params.token}`}
      waiting={await visitor((db) => findWaiting(db, expected))}
    />
  )),
  page('/p/:token/you', personalLink, showYou),
  form('/p/:token/you', personalLink, { schema: comingForm, back: showYou, act: come }),
]

async function showYou({ expected, visitor }: PersonalScope, asked: Asked) {
  const version = await visitor((db) => currentVersion(db, 'privacy'))
  return (
    <YouPage
      path={`/p/${asked.params.token}`}
      name={expected.name}
      zone={expected.zone}
      zones={zoneOptions()}
      version={version}
      signedInAs={asked.who?.person?.name}
    />
  )
}

/** In by a link that dies with it. It opens no account that exists, whatever the address: whoever has one signs in by themselves. */
async function come({ here, accounts, visitor }: PersonalScope, { name, zone: told, version }: Coming, asked: Asked) {
  const zone = zoneNamed(told)
  if (!zone) throw new Invalid({ zone: 'people.zone.unknown' })
  const { who, locale, services, params } = asked
  const came = await accounts(async (db) => {
    const whom = await expectedBy(db, params.token ?? '')
    if (!whom) throw new NotFound()
    const newcomer = { name, address: whom.address, locale, zone }
    const known = who?.person && { person: who.person.id, cookies: new Headers() }
    const came = known ?? (who ? await joinWith(db, here, who.account, newcomer) : await welcome(db, asked, newcomer))
    if (await hasApplication(db, came.person, whom.season)) throw new Refused('applications.you.oneEach')
    await takeOver(db, whom.id, came.person, services.now())
    await consent(db, here, came.person, 'privacy', version)
    return { cookies: came.cookies, season: whom.season }
  })
  // The season's questions come first, and else the place that may be kept.
  const form = await visitor((db) => formOf(db, here.id, came.season, services.now()))
  return go(form ?? '/places', came.cookies)
}

/** Where the questions of a season are answered, while one can apply. */
async function formOf(db: VisitorDb | MemberDb, community: string, id: string, now: Date): Promise<string | undefined> {
  const season = (await openSeasons(db, community)).find((each) => each.id === id)
  return season && takesApplications(season, now) ? `/seasons/${id}/application` : undefined
}

async function showMine({ db, own, here }: ApplicantScope, asked: Asked) {
  const now = asked.services.now()
  const form = own.mayChange && (await formOf(db, here.id, own.season, now))
  if (form) return go(form)
  const saved = asked.query.has('saved')
  return <OwnApplicationPage community={here.name} own={own} zones={zoneOptions()} now={now} saved={saved} />
}

async function answer({ db, self, own }: ApplicantScope, said: OwnSaid, asked: Asked) {
  const zone = zoneNamed(said.zone)
  if (!zone) throw new Invalid({ zone: 'people.zone.unknown' })
  const answers = answersAfter(own.answers, said, textFrom(hoursFrom(said.hours)))
  if (!isNumberOfHours(answers.hours_per_month ?? ''))
    throw new Invalid({ 'said-hours_per_month': 'applications.own.number' })
  await answerAnew(db, self, own, { zone, answers }, asked.services.now())
  return go('/applications/mine?saved')
}

async function showList({ db, office }: OfficeScope, asked: Asked) {
  const counted = ['new', 'changed', 'same', 'theirs', 'used'].map(
    (name) => [name, Number(asked.query.get(name) ?? 0)] as const,
  )
  const told = asked.query.has('same') ? Object.fromEntries(counted) : undefined
  const season = await seasonAtHand(db, office)
  const people = season ? await applications(db, office, season.id) : []
  return <ApplicantsPage season={season} people={people} imported={told} localOnly={asked.localOnly} />
}

async function showPreview(scope: OfficeScope, asked: Asked) {
  const { db, here, office } = scope
  const waiting = await waitingFile(db, here, idIn(asked, 'import'))
  const { questions } = await season(db, office, waiting.season)
  const file = await read(scope, waiting)
  const planned = plan(file.people, await applications(db, office, waiting.season))
  const from = Math.max(0, Math.floor(Number(asked.query.get('from')) || 0))
  return <PreviewPage id={waiting.id} name={waiting.name} asked={questions} file={file} planned={planned} from={from} />
}

async function showOne({ db, here, office }: OfficeScope, asked: Asked) {
  const found = await application(db, office, idIn(asked, 'id'))
  const link = found.person ? undefined : asked.origin + here.base + personalPath(here, found)
  return <ApplicantPage applicant={found} link={link} localOnly={asked.localOnly} />
}

/** The links of those who have not come yet: to hand on where there is no mail. */
async function waitingLinks({ db, here, office }: OfficeScope, asked: Asked) {
  const season = await seasonAtHand(db, office)
  const waiting = season ? (await applications(db, office, season.id)).filter(({ person }) => !person) : []
  return waiting.map((each) => ({ ...each, link: asked.origin + here.base + personalPath(here, each) }))
}

async function read({ db, office }: OfficeScope, { season: of, text, columns }: WaitingFile) {
  const { questions } = await season(db, office, of)
  return readPeople(text, { profile: 'web', zone: zoneNamed, columns, asked: questions })
}

/** What a season is called that begins with a file. */
const firstName = ({ locale }: Asked): string => sayIn(chooseLocale({ chosen: locale }))('seasons.first')

/** Text from a file: UTF-8, or UTF-16 where a mark says so. What is neither is refused rather than garbled. */
function textOf(content: Uint8Array): string {
  const [first, second] = content
  const label =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(label, { fatal: true }).decode(content).replaceAll('\0', '')
  } catch {
    throw new Invalid({ file: 'applications.import.file.encoding' })
  }
}

function idIn(asked: Asked, name: string): string {
  const id = asked.params[name] ?? ''
  if (!isId(id)) throw new NotFound()
  return id
}
