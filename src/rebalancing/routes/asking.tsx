import { type OfficeScope, organiser } from '../../communities/web.ts'
import { workedOut } from '../../formation/reads/thread.ts'
import { costOfTouchingOne, type Help, type Remedy } from '../../formation/rules.ts'
import { Invalid, NotFound, Refused } from '../../platform/errors.ts'
import { go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { type Entry, form, page } from '../../platform/http/registry.ts'
import { lastZone } from '../../platform/i18n/zones.ts'
import { isId, newId } from '../../platform/ids.ts'
import { dayIn, daysAfter, endOf, kindest } from '../../scheduling/rules.ts'
import { seasonAtHand } from '../../seasons/reads.ts'
import { AskPage } from '../pages/ask.tsx'
import { RebalancingPage } from '../pages/list.tsx'
import { RemediesPage } from '../pages/remedies.tsx'
import { askedChanges, type Ground, groundOf } from '../reads.ts'
import { type Asking, arrangementOf, askForm, daysFor, nameOf, nothing, planOf, sideOf, usualDays } from '../rules.ts'
import { ask, takeBack } from '../writes.ts'

/** Finding out what would help a circle, and asking those whom it would touch. */
export const rebalancingEntries: Entry[] = [
  page('/rebalancing', organiser, showList),
  page('/rebalancing/circles/:circle', organiser, showRemedies),
  page('/rebalancing/circles/:circle/:remedy', organiser, showAsk),
  form('/rebalancing/circles/:circle/:remedy', organiser, {
    schema: askForm,
    back: showAsk,
    act: async (scope, said, asked) => {
      const found = await remedyIn(scope, asked)
      if (!found) throw new Refused('rebalancing.ask.gone')
      await askAll(scope, asked, found, said)
      return go('/rebalancing')
    },
  }),
  form('/rebalancing/changes/:change/removal', organiser, {
    schema: nothing,
    back: showList,
    act: async ({ db, office }, _input, asked) => {
      await takeBack(db, office, idIn(asked, 'change'))
      return go('/rebalancing')
    },
  }),
]

async function showList({ db, office }: OfficeScope, asked: Asked) {
  const season = await seasonAtHand(db, office)
  const ground = season && (await groundOf(db, office, season.id, asked.services.now()))
  const changes = season ? await askedChanges(db, office, season.id) : []
  return <RebalancingPage season={season?.name} ground={ground} changes={changes} />
}

interface Looked {
  readonly season: string
  readonly ground: Ground
  readonly circle: Ground['circles'][number]
  /** With the ways that are open to whoever looks. */
  readonly help: Help
}

/**
 * What would help the circle of the address, as a thread works it out; undefined once it is none of the season at hand any more, or is asked
 * about already.
 */
async function lookAt({ db, office }: OfficeScope, asked: Asked): Promise<Looked | undefined> {
  const id = idIn(asked, 'circle')
  const season = await seasonAtHand(db, office)
  const ground = season && (await groundOf(db, office, season.id, asked.services.now()))
  const circle = ground?.circles.find((each) => each.id === id)
  if (!season || !ground || !circle) return undefined
  const open = (await askedChanges(db, office, season.id)).filter(({ outcome }) => !outcome)
  const awaiting = ground.circles.filter(({ awaits }) => awaits)
  const busy = new Set([...open.flatMap(({ circles }) => circles), ...awaiting].map((each) => each.id))
  if (busy.has(id)) return undefined
  const side = sideOf(circle.people.length, ground.policy.size)
  const left = new Set(ground.left.filter((each) => each.circle === id).map(({ person }) => person))
  const waiting = ground.waiting.filter((person) => !left.has(person))
  const need = { circle: id, side, waiting, apart: [...busy] }
  const { problem, circles } = ground
  const help = workedOut<Help>({ help: { problem, circles: arrangementOf(circles), need } })
  const remedies = help.remedies.filter((each) => isForOthers(each, ground, office))
  return { season: season.id, ground, circle, help: { ...help, remedies } }
}

/** Whoever organises and sits in a circle is asked there as a member: somebody else asks. */
const isForOthers = ({ touched }: Remedy, { circles }: Ground, { person }: OfficeScope['office']): boolean =>
  !circles.some(({ id, people }) => touched.includes(id) && people.some((each) => each.id === person))

async function showRemedies(scope: OfficeScope, asked: Asked) {
  const looked = await lookAt(scope, asked)
  if (!looked) return go('/rebalancing')
  const { ground, circle, help } = looked
  return (
    <RemediesPage
      ground={ground}
      circle={circle}
      fits={help.fits}
      remedies={fewOfEach(help.remedies)}
      touchingOne={costOfTouchingOne(help.remedies)}
      keeping={help.keeping}
    />
  )
}

/** More than three of a kind nobody weighs. */
const fewOfEach = (remedies: readonly Remedy[]): Remedy[] =>
  [...Map.groupBy(remedies, ({ kind }) => kind).values()].flatMap((own) => own.slice(0, 3))

async function remedyIn(scope: OfficeScope, asked: Asked) {
  const name = asked.params.remedy ?? ''
  const looked = await lookAt(scope, asked)
  const remedy = looked?.help.remedies.find((each) => nameOf(each) === name)
  return looked && remedy && { ...looked, remedy, name }
}

async function showAsk(scope: OfficeScope, asked: Asked) {
  const found = await remedyIn(scope, asked)
  if (!found) return go('/rebalancing')
  const { ground, circle, remedy, name, help } = found
  const plan = planOf(remedy, ground.circles, '')
  const today = dayIn(scope.here.zone, asked.services.now())
  return (
    <AskPage
      {...{ ground, circle, remedy, name, plan, fits: help.fits }}
      until={daysAfter(today, usualDays)}
      days={daysFor(plan.stages, today)}
    />
  )
}

type Found = NonNullable<Awaited<ReturnType<typeof remedyIn>>>

async function askAll({ db, here, office }: OfficeScope, asked: Asked, found: Found, said: Asking): Promise<void> {
  const { season, ground, circle, remedy } = found
  const madeAt = asked.services.now()
  const plan = planOf(remedy, ground.circles, newId())
  const { first, last } = daysFor(plan.stages, dayIn(here.zone, madeAt))
  if (said.until < first || said.until > last) throw new Invalid({ until: 'rebalancing.ask.until.range' })
  if (plan.begins && !said.name) throw new Invalid({ name: 'rebalancing.ask.name.needed' })
  const slots = Object.fromEntries(
    remedy.after.map((after) => [after.circle || (plan.begins ?? circle.id), kindestOf(ground, after)]),
  )
  const until = endOf(said.until, lastZone)
  const { words, name: newName } = said
  await ask(db, office, {
    season,
    plan,
    circles: ground.circles,
    words,
    newName,
    slots,
    minutes: ground.policy.meetingMinutes,
    madeAt,
    until,
  })
}

function kindestOf({ policy, problem }: Ground, { members, slots }: Remedy['after'][number]) {
  const { season, meetingMinutes } = policy
  const zones = problem.people.filter(({ id }) => members.includes(id)).map(({ zone }) => zone)
  return season ? kindest(slots, zones, season.from, meetingMinutes).slice(0, 40) : []
}

function idIn(asked: Asked, name: string): string {
  const id = asked.params[name] ?? ''
  if (!isId(id)) throw new NotFound()
  return id
}
