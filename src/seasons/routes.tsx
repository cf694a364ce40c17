import { encode } from 'uqr'
import { type OfficeScope, organiser } from '../communities/web.ts'
import { anyone, type VisitorScope } from '../people/web.ts'
import { Invalid } from '../platform/errors.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked, CommunityHere } from '../platform/http/asked.ts'
import { readValues } from '../platform/http/input.ts'
import { idIn } from '../platform/http/params.ts'
import { type Entry, form, page } from '../platform/http/registry.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { isId, newId } from '../platform/ids.ts'
import { DeskPage } from './pages/desk.tsx'
import { SeasonsPage } from './pages/list.tsx'
import { EditPage, PlanPage } from './pages/plan.tsx'
import { QuestionsPage } from './pages/questions.tsx'
import { SeasonPage } from './pages/season.tsx'
import { isFull, openSeason, season, seasonAtHand, seasons } from './reads.ts'
import {
  nothing,
  questionsForm,
  questionsFrom,
  questionsOf,
  type SeasonSaid,
  seasonForm,
  stateForm,
  takesApplications,
  usualDates,
} from './rules.ts'
import { changeQuestions, changeSeason, discardSeason, planSeason, setState, takeUp } from './writes.ts'

/** Planning seasons, and their page for everybody. */
export const seasonEntries: Entry[] = [
  page('/seasons', organiser, async ({ db, office }, asked) => (
    <SeasonsPage seasons={await seasons(db, office)} now={asked.services.now()} />
  )),
  page('/seasons/new', organiser, showPlan),
  form('/seasons/new', organiser, { schema: seasonForm, back: showPlan, act: plan }),
  page('/seasons/:season', anyone, showSeason),
  page('/seasons/:season/desk', organiser, showDesk),
  page('/seasons/:season/edition', organiser, showEdit),
  form('/seasons/:season/edition', organiser, {
    schema: seasonForm,
    back: showEdit,
    act: async (scope, said, asked) => {
      const { id } = await found(scope, asked)
      await changeSeason(scope.db, scope.office, id, said)
      return go(`/seasons/${id}/desk`)
    },
  }),
  page('/seasons/:season/questions', organiser, showQuestions),
  form('/seasons/:season/questions', organiser, {
    schema: questionsForm,
    back: showQuestions,
    act: async (scope, said, asked) => {
      const { id } = await found(scope, asked)
      const { questions, problems } = questionsFrom(said)
      if (Object.keys(problems).length > 0) throw new Invalid(problems)
      await changeQuestions(scope.db, id, questions)
      return go(`/seasons/${id}/desk`)
    },
  }),
  ...turns(),
]

function turns(): Entry[] {
  return [
    form('/seasons/:season/state', organiser, {
      schema: stateForm,
      back: showDesk,
      act: async (scope, { state }, asked) => {
        const { id } = await found(scope, asked)
        await setState(scope.db, id, state, asked.services.now())
        return go(`/seasons/${id}/desk`)
      },
    }),
    form('/seasons/:season/hand', organiser, {
      schema: nothing,
      back: showDesk,
      act: async (scope, _input, asked) => {
        const { id } = await found(scope, asked)
        await takeUp(scope.db, id, asked.services.now())
        return go(`/seasons/${id}/desk`)
      },
    }),
    form('/seasons/:season/removal', organiser, {
      schema: nothing,
      back: showDesk,
      act: async (scope, _input, asked) => {
        await discardSeason(scope.db, (await found(scope, asked)).id)
        return go('/seasons')
      },
    }),
  ]
}

/** A new plan has the usual dates; one that repeats a season has everything of it but its dates. */
async function showPlan(scope: OfficeScope, asked: Asked) {
  const values = await readValues(asked)
  const from = asked.query.get('from') ?? values.from
  const before = typeof from === 'string' && isId(from) ? await season(scope.db, scope.office, from) : undefined
  const dates = usualDates(asked.services.now(), before?.ends)
  return <PlanPage begun={{ ...before, ...dates }} id={newId()} from={before?.id} />
}

async function plan({ db, office }: OfficeScope, said: SeasonSaid, asked: Asked) {
  const say = sayIn(chooseLocale({ chosen: asked.locale }))
  const now = asked.services.now()
  if (said.from) {
    const { forWhom, about, minutes, minSize, maxSize, questions, template } = await season(db, office, said.from)
    const again = { ...said, forWhom, about, minutes, minSize, maxSize, template }
    return go(`/seasons/${await planSeason(db, office, again, questions, now)}/desk`)
  }
  const forWhom = said.template === 'other' ? said.forWhom : say(`seasons.template.${said.template}`)
  const questions = questionsOf(said.template, say)
  return go(`/seasons/${await planSeason(db, office, { ...said, forWhom }, questions, now)}/desk`)
}

async function showSeason({ db, here }: VisitorScope, asked: Asked) {
  const shown = await openSeason(db, here.id, idIn(asked, 'season'))
  const open = takesApplications(shown, asked.services.now())
  const full = open && (await isFull(db, shown.id))
  const signedIn = asked.who?.person !== undefined
  const code = codeOf(linkTo(asked, here, shown.id))
  return <SeasonPage community={here.name} season={shown} {...{ open, full, signedIn, code }} />
}

/** Where everybody finds a season, and the same for cameras. */
const linkTo = ({ origin }: Asked, { base }: CommunityHere, id: string) => `${origin}${base}/seasons/${id}`
const codeOf = (link: string) => encode(link, { ecc: 'M', border: 4 }).data

async function showDesk(scope: OfficeScope, asked: Asked) {
  const shown = await found(scope, asked)
  const atHand = await seasonAtHand(scope.db, scope.office)
  const link = linkTo(asked, scope.here, shown.id)
  return (
    <DeskPage
      season={shown}
      atHand={atHand?.id === shown.id}
      link={link}
      code={codeOf(link)}
      localOnly={asked.localOnly}
      now={asked.services.now()}
    />
  )
}

async function showEdit(scope: OfficeScope, asked: Asked) {
  return <EditPage season={await found(scope, asked)} />
}

async function showQuestions(scope: OfficeScope, asked: Asked) {
  return <QuestionsPage season={await found(scope, asked)} />
}

const found = ({ db, office }: OfficeScope, asked: Asked) => season(db, office, idIn(asked, 'season'))
