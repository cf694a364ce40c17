import { broughtFor, ownStandings } from '../applications/reads.ts'
import { answersFrom } from '../applications/rules.ts'
import { ask, withdraw } from '../applications/writes.ts'
import { member, type SelfScope } from '../people/web.ts'
import { Invalid, Refused } from '../platform/errors.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { ownOrigin } from '../platform/http/origin.ts'
import { idIn } from '../platform/http/params.ts'
import { type Entry, form, page } from '../platform/http/registry.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { zoneNamed, zoneOptions } from '../platform/i18n/zones.ts'
import { post } from '../platform/mail/post.ts'
import { isFull, openSeason } from '../seasons/reads.ts'
import type { Season } from '../seasons/rules.ts'
import { hoursFrom, textFrom } from '../ui/week.ts'
import { receivedLetter, receivedMail, withdrawnLetter, withdrawnMail } from './mails.tsx'
import { ApplyPage, WithdrawnPage } from './pages/apply.tsx'
import { shownSeason, standingIn } from './reads.ts'
import { type Applying, applyForm, nothing } from './rules.ts'

export { toApplicantsEntries } from './routes/letters.tsx'

/** Asking for a place in a season, as somebody who has come in. */
export const applyingEntries: Entry[] = [
  page('/seasons/:season/application', member, showApply),
  form('/seasons/:season/application', member, { schema: applyForm, back: showApply, act: apply }),
  form('/seasons/:season/application/removal', member, { schema: nothing, back: showApply, act: takeBack }),
  page('/seasons/:season/withdrawn', member, async ({ db, self }, asked) => (
    <WithdrawnPage season={await shownSeason(db, self, idIn(asked, 'season'))} />
  )),
]

async function showApply(scope: SelfScope, asked: Asked) {
  const { db, self } = scope
  const season = await seasonOf(scope, asked)
  const all = await ownStandings(db, self)
  const own = all.find((each) => each.season === season.id)
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
      last={(before ?? all[0])?.answers.availability || undefined}
      full={!own && (await isFull(db, season.id))}
      saved={asked.query.has('saved')}
      agreed={own?.ground.agreed}
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
    link: linkTo(here.base, asked, `/seasons/${season.id}/application`),
  }
  const letter = receivedLetter(sayTo(asked), about, own?.before !== undefined)
  await post(db, { here, to: { person: self.person }, kind: receivedMail.kind, secret: false, ...letter })
}

async function takeBack(scope: SelfScope, _input: object, asked: Asked) {
  const { db, here, self } = scope
  const season = await seasonOf(scope, asked)
  await withdraw(db, here, self, season.id)
  // A season that was never opened has no page for whoever stands on its list no more.
  const link = linkTo(here.base, asked, season.state === 'draft' ? '/home' : `/seasons/${season.id}`)
  const about = { community: here.name, season: season.name, link }
  const letter = withdrawnLetter(sayTo(asked), about)
  await post(db, { here, to: { person: self.person }, kind: withdrawnMail.kind, secret: false, ...letter })
  return go(`/seasons/${season.id}/withdrawn`)
}

const sayTo = ({ locale }: Asked) => sayIn(chooseLocale({ chosen: locale }))
/** For a mail: a request may come under any name. */
const linkTo = (base: string, { services }: Asked, path: string) => ownOrigin(services) + base + path

const seasonOf = ({ db, self }: SelfScope, asked: Asked): Promise<Season> =>
  openSeason(db, self.community, idIn(asked, 'season'))
