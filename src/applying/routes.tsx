import { stringify } from 'csv-stringify/sync'
import { applications, broughtFor, ownStandings } from '../applications/reads.ts'
import type { Application } from '../applications/rules.ts'
import { ask, withdraw } from '../applications/writes.ts'
import { type OfficeScope, organiser } from '../communities/web.ts'
import { knowsItsAddress, member, type SelfScope } from '../people/web.ts'
import { Invalid, NotFound, Refused } from '../platform/errors.ts'
import { bytes, go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, feed, form, page } from '../platform/http/registry.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { zoneNamed, zoneOptions } from '../platform/i18n/zones.ts'
import { isId } from '../platform/ids.ts'
import { post } from '../platform/mail/post.ts'
import { mailServer } from '../platform/mail/server.ts'
import { isFull, openSeason, seasonAtHand } from '../seasons/reads.ts'
import type { Season } from '../seasons/rules.ts'
import { hoursFrom, textFrom } from '../ui/week.ts'
import { organisersMail, receivedLetter, receivedMail, withdrawnLetter, withdrawnMail } from './mails.tsx'
import { ApplyPage, WithdrawnPage } from './pages/apply.tsx'
import { LetterPage } from './pages/letter.tsx'
import { standingIn } from './reads.ts'
import { type Applying, answersFrom, applyForm, type Group, isIn, letterForm, nothing } from './rules.ts'

/** Asking for a place in a season, as somebody who has come in. */
export const applyingEntries: Entry[] = [
  page('/seasons/:season/application', member, showApply),
  form('/seasons/:season/application', member, { schema: applyForm, back: showApply, act: apply }),
  form('/seasons/:season/application/removal', member, { schema: nothing, back: showApply, act: takeBack }),
  page('/seasons/:season/withdrawn', member, async (scope, asked) => (
    <WithdrawnPage season={await seasonOf(scope, asked)} />
  )),
]

/** Writing to those who applied, and their addresses to take along. */
export const toApplicantsEntries: Entry[] = [
  page('/applications/letter', organiser, showLetter),
  form('/applications/letter', organiser, {
    schema: letterForm,
    back: showLetter,
    act: async (scope, { to, subject, text }, asked) => {
      if (!canWrite(asked)) throw new Refused('applying.letter.noMail')
      const { people } = await applied(scope)
      const meant = people.filter((each) => isIn(to, each) && (each.person || each.address))
      for (const { person, address, name } of meant) {
        const reader = person ? { person } : { address, name, locale: scope.here.locale }
        await post(scope.db, { here: scope.here, to: reader, kind: organisersMail.kind, secret: false, subject, text })
      }
      return go(`/applications/letter?posted=${meant.length}`)
    },
  }),
  feed('/applications/people.csv', organiser, async (scope) => {
    const rows = (await applied(scope)).people.map((each) => [each.name, each.address, each.zone, placeOf(each)])
    const text = stringify([['name', 'email', 'time_zone', 'state'], ...rows], { bom: true, escape_formulas: true })
    return bytes(text, 'text/csv; charset=utf-8', { 'content-disposition': 'attachment; filename="applicants.csv"' })
  }),
  feed('/applications/people.txt', organiser, async (scope) => {
    const lines = reachable((await applied(scope)).people).map(({ name, address }) => `${name} <${address}>`)
    return bytes(`${lines.join('\n')}\n`, 'text/plain; charset=utf-8')
  }),
]

const placeOf = ({ waits }: Application) => (waits ? 'waiting' : 'place')
const reachable = (people: readonly Application[]) => people.filter(({ address }) => address !== '')

/** Mails need an address to lead to, and a server that sends them. */
const canWrite = (asked: Asked): boolean => mailServer(asked.services) !== undefined && knowsItsAddress(asked)

async function showApply(scope: SelfScope, asked: Asked) {
  const { db, self } = scope
  const season = await seasonOf(scope, asked)
  const own = (await ownStandings(db, self)).find((each) => each.season === season.id)
  const now = asked.services.now()
  const standing = standingIn(season, own, now)
  if (!own && !standing.open) return go(`/seasons/${season.id}`)
  const before = own ?? (await broughtFor(db, season.id))
  return (
    <ApplyPage
      season={season}
      standing={standing}
      name={asked.who?.person?.name ?? ''}
      zone={before?.zone ?? asked.zone}
      zones={zoneOptions()}
      now={now}
      answers={before?.answers ?? {}}
      full={!own && (await isFull(db, season.id))}
      saved={asked.query.has('saved')}
    />
  )
}

async function apply(scope: SelfScope, said: Applying, asked: Asked) {
  const { db, self } = scope
  const season = await seasonOf(scope, asked)
  const now = asked.services.now()
  if (!standingIn(season, undefined, now).open) throw new Refused('seasons.page.over')
  const zone = zoneNamed(said.zone)
  const { answers, problems } = answersFrom(season.questions, said)
  const wrong = { ...(zone ? {} : { zone: 'people.zone.unknown' }), ...problems }
  if (!zone || Object.keys(wrong).length > 0) throw new Invalid(wrong)
  const name = asked.who?.person?.name ?? ''
  const availability = textFrom(hoursFrom(said.hours))
  const asking = { season: season.id, name, zone, answers: { ...answers, availability } }
  if (await ask(db, self, asking, now)) await confirm(scope, asked, season)
  return go(`/seasons/${season.id}/application?saved`)
}

/** "Your application is here": with a place, or in line. */
async function confirm({ db, here, self }: SelfScope, asked: Asked, season: Season): Promise<void> {
  const [own] = (await ownStandings(db, self)).filter((each) => each.season === season.id)
  const about = {
    community: here.name,
    season: season.name,
    link: linkTo(here.base, asked, `${season.id}/application`),
  }
  const letter = receivedLetter(sayTo(asked), about, own?.before !== undefined)
  await post(db, { here, to: { person: self.person }, kind: receivedMail.kind, secret: false, ...letter })
}

async function takeBack(scope: SelfScope, _input: object, asked: Asked) {
  const { db, here, self } = scope
  const season = await seasonOf(scope, asked)
  await withdraw(db, self, season.id)
  const about = { community: here.name, season: season.name, link: linkTo(here.base, asked, season.id) }
  const letter = withdrawnLetter(sayTo(asked), about)
  await post(db, { here, to: { person: self.person }, kind: withdrawnMail.kind, secret: false, ...letter })
  return go(`/seasons/${season.id}/withdrawn`)
}

const sayTo = ({ locale }: Asked) => sayIn(chooseLocale({ chosen: locale }))
const linkTo = (base: string, { origin }: Asked, path: string) => `${origin}${base}/seasons/${path}`

async function showLetter(scope: OfficeScope, asked: Asked) {
  const { name, people } = await applied(scope)
  const posted = Number(asked.query.get('posted') ?? Number.NaN)
  return (
    <LetterPage
      season={name}
      counts={{ all: people.length, place: count(people, 'place'), waits: count(people, 'waits') }}
      addresses={reachable(people).map(({ address }) => address)}
      mails={canWrite(asked)}
      posted={Number.isFinite(posted) ? posted : undefined}
    />
  )
}

const count = (people: readonly Application[], group: Group) => people.filter((each) => isIn(group, each)).length

/** The season at hand and everybody who applied for it. */
async function applied({ db, office }: OfficeScope) {
  const season = await seasonAtHand(db, office)
  return { name: season?.name ?? '', people: season ? await applications(db, office, season.id) : [] }
}

async function seasonOf({ db, self }: SelfScope, asked: Asked): Promise<Season> {
  const id = asked.params.season ?? ''
  if (!isId(id)) throw new NotFound()
  return openSeason(db, self.community, id)
}
