import { type OfficeScope, organiser } from '../communities/web.ts'
import { Conflict } from '../platform/errors.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { lines, mailbox, table } from '../platform/http/lists.ts'
import { idIn } from '../platform/http/params.ts'
import { type Entry, feed, form, page } from '../platform/http/registry.ts'
import { season, seasonAtHand } from '../seasons/reads.ts'
import { ApplicantsPage } from './pages/list.tsx'
import { ApplicantPage } from './pages/one.tsx'
import { application, applications } from './reads.ts'
import { importEntries } from './routes/importing.tsx'
import { mineEntries } from './routes/own.tsx'
import { nothing, twinForm, twinsOf } from './rules.ts'
import { foldTogether, personalPath, removeApplication, renewLink } from './writes.ts'

export { personalEntries } from './routes/own.tsx'

/** Importing people, looking at them, and handing their links on. */
export const applicationEntries: Entry[] = [
  page('/applications', organiser, showList),
  ...mineEntries,
  ...importEntries,
  feed('/applications/links.csv', organiser, async (scope, asked) => {
    const rows = (await waitingLinks(scope, asked)).map(({ name, address, link }) => [name, address, link])
    return table('links.csv', [['name', 'email', 'link'], ...rows])
  }),
  feed('/applications/links.txt', organiser, async (scope, asked) =>
    lines((await waitingLinks(scope, asked)).map((each) => `${mailbox(each)}\n${each.link}\n`)),
  ),
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
  form('/applications/:id/twin', organiser, {
    schema: twinForm,
    back: showOne,
    act: async ({ db, here, office }, { own }, asked) => {
      const found = await application(db, office, idIn(asked, 'id'))
      const { id, season } = found
      const twins = twinsOf(found, await applications(db, office, season))
      const folded =
        twins.some((twin) => twin.id === own) &&
        (await foldTogether(db, here, { brought: id, own, season }, asked.services.now()))
      if (!folded) throw new Conflict('applications.twin.not')
      return go(`/applications/${id}`)
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

async function showList({ db, office }: OfficeScope, asked: Asked) {
  const counted = ['new', 'changed', 'same', 'theirs', 'used', 'withdrew'].map(
    (name) => [name, Number(asked.query.get(name) ?? 0)] as const,
  )
  const told = asked.query.has('same') ? Object.fromEntries(counted) : undefined
  const season = await seasonAtHand(db, office)
  const people = season ? await applications(db, office, season.id) : []
  const twins = people.filter((each) => !each.person && twinsOf(each, people).length > 0)
  return <ApplicantsPage {...{ season, people, twins }} imported={told} localOnly={asked.localOnly} />
}

async function showOne({ db, here, office }: OfficeScope, asked: Asked) {
  const found = await application(db, office, idIn(asked, 'id'))
  const { questions } = await season(db, office, found.season)
  const twins = found.person ? [] : twinsOf(found, await applications(db, office, found.season))
  const link = found.person ? undefined : asked.origin + here.base + personalPath(here, found)
  return <ApplicantPage applicant={found} {...{ questions, twins, link }} localOnly={asked.localOnly} />
}

/** The links of those who have not come yet: to hand on where there is no mail. */
async function waitingLinks({ db, here, office }: OfficeScope, asked: Asked) {
  const season = await seasonAtHand(db, office)
  const waiting = season ? (await applications(db, office, season.id)).filter(({ person }) => !person) : []
  return waiting.map((each) => ({ ...each, link: asked.origin + here.base + personalPath(here, each) }))
}
