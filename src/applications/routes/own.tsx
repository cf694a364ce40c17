import type { VNode } from 'preact'
import { consent, joinWith, welcome } from '../../people/writes.ts'
import type { AccountsDb, MemberDb, VisitorDb } from '../../platform/db/handles.ts'
import { Invalid, NotFound, Refused } from '../../platform/errors.ts'
import { go } from '../../platform/http/answers.ts'
import type { Asked, CommunityHere } from '../../platform/http/asked.ts'
import { type Entry, form, page } from '../../platform/http/registry.ts'
import { zoneNamed, zoneOptions } from '../../platform/i18n/zones.ts'
import { currentVersion } from '../../policies/reads.ts'
import { openSeason, openSeasons } from '../../seasons/reads.ts'
import { takesApplications } from '../../seasons/rules.ts'
import { hoursFrom, textFrom } from '../../ui/week.ts'
import { OwnApplicationPage } from '../pages/mine.tsx'
import { PersonalPage, YouPage } from '../pages/personal.tsx'
import { applicationIn, type Expected, expectedBy } from '../reads.ts'
import { answersAfter, answersFrom, type Coming, comingForm, isNumberOfHours, type OwnSaid, ownForm } from '../rules.ts'
import { type ApplicantScope, applicant, type PersonalScope, personalLink } from '../web.ts'
import { answerAnew, foldTogether, refuse, takeOver } from '../writes.ts'

/** What one said oneself: where a season takes no applications, or was never opened. */
export const mineEntries: Entry[] = [
  page('/applications/mine', applicant, showMine),
  form('/applications/mine', applicant, { schema: ownForm, back: showMine, act: answer }),
]

/** What waits for whoever holds a personal link, in an area after this one; undefined for nothing yet. */
type FindWaiting = (db: VisitorDb, whom: Expected) => Promise<VNode | undefined>

/** Coming in by a personal link. `findWaiting` shows the place that is kept for them. */
export function personalEntries(findWaiting: FindWaiting): Entry[] {
  const placeOf = ({ expected, visitor }: PersonalScope) => visitor((db) => findWaiting(db, expected))
  const showYou = async (scope: PersonalScope, asked: Asked) => youPage(scope, asked, !(await placeOf(scope)))
  return [
    page('/p/:token', personalLink, async (scope, asked) => (
      <PersonalPage
        community={scope.here.name}
        name={scope.expected.name}
        path={`/p/${asked.params.token}`}
        waiting={await placeOf(scope)}
      />
    )),
    page('/p/:token/you', personalLink, showYou),
    form('/p/:token/you', personalLink, {
      schema: comingForm,
      back: showYou,
      act: async (scope, coming, asked) => come(scope, coming, asked, !(await placeOf(scope))),
    }),
  ]
}

async function youPage({ expected, visitor }: PersonalScope, asked: Asked, asksForming: boolean) {
  const version = await visitor((db) => currentVersion(db, 'privacy'))
  return (
    <YouPage
      path={`/p/${asked.params.token}`}
      {...{ name: expected.name, zone: expected.zone, basis: expected.basis }}
      zones={zoneOptions()}
      version={version}
      asksForming={asksForming}
      signedInAs={asked.who?.person?.name}
    />
  )
}

/**
 * In by a link that dies with it. It opens no account that exists, whatever the address: whoever has one signs in by themselves. While no
 * place is kept for them they say whether circles may be formed from what was told of them; without a yes it goes.
 */
async function come(scope: PersonalScope, { forming, ...said }: Coming, asked: Asked, asks: boolean) {
  const { here, accounts, visitor } = scope
  const zone = zoneNamed(said.zone)
  if (!zone) throw new Invalid({ zone: 'people.zone.unknown' })
  if (asks && !forming) throw new Invalid({ forming: 'applications.you.forming.needed' })
  const came = await accounts(async (db) => {
    const whom = await expectedBy(db, asked.params.token ?? '')
    if (!whom) throw new NotFound()
    const came = await enter(db, here, { ...said, zone, address: whom.address }, asked)
    if (asks && forming === 'no') await refuse(db, here, whom)
    else await takes(db, here, whom, { person: came.person, agrees: asks }, asked.services.now())
    await consent(db, here, came.person, 'privacy', said.version)
    return { cookies: came.cookies, season: whom.season }
  })
  if (asks && forming === 'no') return go('/home', came.cookies)
  // The season's questions come first, and else the place that may be kept.
  const form = await visitor((db) => formOf(db, here.id, came.season, asked.services.now()))
  return go(form ?? '/places', came.cookies)
}

/** As the person who is signed in, else as somebody new. */
async function enter(
  db: AccountsDb,
  here: CommunityHere,
  { name, zone, address }: { name: string; zone: string; address: string },
  asked: Asked,
) {
  const { who, locale } = asked
  const newcomer = { name, address, locale, zone }
  if (who?.person) return { person: who.person.id, cookies: new Headers() }
  return who ? joinWith(db, here, who.account, newcomer) : welcome(db, asked, newcomer)
}

/** What was told of them is theirs. Whoever has applied by themselves already stands once from now on. */
async function takes(
  db: AccountsDb,
  here: CommunityHere,
  { id, season }: { id: string; season: string },
  taking: { person: string; agrees: boolean },
  now: Date,
): Promise<void> {
  const own = await applicationIn(db, taking.person, season)
  if (!own) return takeOver(db, id, taking, now)
  if (!(await foldTogether(db, here, { brought: id, own, season }, now))) throw new Refused('applications.you.oneEach')
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
  const season = await openSeason(db, here.id, own.season)
  const saved = asked.query.has('saved')
  return <OwnApplicationPage community={here.name} {...{ own, season, now, saved }} zones={zoneOptions()} />
}

async function answer({ db, here, self, own }: ApplicantScope, said: OwnSaid, asked: Asked) {
  const zone = zoneNamed(said.zone)
  const { questions } = await openSeason(db, here.id, own.season)
  const { answers: asAsked, problems } = answersFrom(questions, said)
  const answers = answersAfter(own.answers, asAsked, said, textFrom(hoursFrom(said.hours)))
  const wrong = {
    ...(zone ? {} : { zone: 'people.zone.unknown' }),
    ...problems,
    ...(isNumberOfHours(answers.hours_per_month ?? '') ? {} : { 'said-hours_per_month': 'applications.own.number' }),
  }
  if (!zone || Object.keys(wrong).length > 0) throw new Invalid(wrong)
  await answerAnew(db, self, own, { zone, answers, agrees: said.agree === 'on' }, asked.services.now())
  return go('/applications/mine?saved')
}
