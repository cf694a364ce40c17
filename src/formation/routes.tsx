import { applications } from '../applications/reads.ts'
import { type OfficeScope, organiser } from '../communities/web.ts'
import type { Self } from '../people/rules.ts'
import type { MemberDb, VisitorDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, form, page } from '../platform/http/registry.ts'
import { dayIn } from '../scheduling/rules.ts'
import { seasonAtHand } from '../seasons/reads.ts'
import { AgainPage } from './pages/again.tsx'
import { FormationsPage } from './pages/list.tsx'
import { AboutCircle, WaitingPlace } from './pages/place.tsx'
import { WishPage } from './pages/wish.tsx'
import { openProposal } from './reads/board.ts'
import { formedOf, placedAlready, placeOfLink, proposal, proposals } from './reads.ts'
import { boardEntries, showOne } from './routes/board.tsx'
import { idIn } from './routes/ids.ts'
import { placeEntries } from './routes/places.tsx'
import { publicationEntries } from './routes/publication.tsx'
import { againForm, fewAnswers, nothing, policyFrom, usableColumns, usualPolicy, wishForm } from './rules.ts'
import { discard, propose } from './writes.ts'

/** Forming circles from those who asked for one. */
export const formationEntries: Entry[] = [
  page('/formation', organiser, showList),
  page('/formation/new', organiser, showWish),
  form('/formation/new', organiser, {
    schema: wishForm,
    back: showWish,
    act: async (scope, wish, asked) => {
      const { season, waiting: people } = await waitingPeople(scope, asked)
      if (!season) throw new NotFound()
      const policy = policyFrom(wish, usableColumns(people))
      const asking = { season: season.id, policy, rhythm: wish.rhythm, people: people.map(({ id }) => id) }
      return go(`/formation/${await propose(scope.db, scope.office, asking)}`)
    },
  }),
  form('/formation/:formation/removal', organiser, {
    schema: nothing,
    back: showOne,
    act: async ({ db, office }, _input, asked) => {
      await discard(db, (await proposal(db, office, idIn(asked, 'formation'))).id)
      return go('/formation')
    },
  }),
  form('/formation/:formation/runs', organiser, {
    schema: againForm,
    back: showOne,
    act: async (scope, { keep }, asked) => {
      const found = await proposal(scope.db, scope.office, idIn(asked, 'formation'))
      const { id, season, policy, rhythm, locks, result } =
        found.state === 'ready' ? (await openProposal(scope.db, scope.office, found.id)).proposal : found
      const people = (await waitingIn(scope, asked, season)).waiting.map((each) => each.id)
      const circles = result?.circles.map(({ circle, members }) => ({ circle, members }))
      const asking = {
        season,
        policy,
        rhythm,
        people,
        locks,
        beside: id,
        ...(circles ? { earlier: { keep, circles } } : {}),
      }
      return go(`/formation/${await propose(scope.db, scope.office, asking)}`)
    },
  }),
  page('/formation/:formation/runs', organiser, showAgain),
  ...boardEntries,
  ...publicationEntries,
  ...placeEntries,
]

async function showAgain(scope: OfficeScope, asked: Asked) {
  const found = await proposal(scope.db, scope.office, idIn(asked, 'formation'))
  if (found.state !== 'ready') return go(`/formation/${found.id}`)
  const now = (await waitingIn(scope, asked, found.season)).waiting.map(({ id }) => id)
  const came = now.filter((id) => !found.people.includes(id)).length
  const went = found.people.filter((id) => !now.includes(id)).length
  return <AgainPage proposal={found} came={came} went={went} />
}

async function showList(scope: OfficeScope, asked: Asked) {
  const { season, waiting, all } = await waitingPeople(scope, asked)
  const made = season ? await proposals(scope.db, scope.office, season.id) : []
  return <FormationsPage people={all} waiting={waiting.length} proposals={made} />
}

async function showWish(scope: OfficeScope, asked: Asked) {
  const { season, waiting: people } = await waitingPeople(scope, asked)
  const columns = usableColumns(people)
  const made = season ? await proposals(scope.db, scope.office, season.id) : []
  const last = made.find(({ id }) => id === asked.query.get('like')) ?? made[0]
  const policy = last?.policy ?? usualPolicy(columns, dayIn(scope.here.zone, asked.services.now()), season)
  const rhythm = last?.rhythm ?? season?.rhythm ?? 'fortnightly'
  const said = new Map(columns.map((each) => [each.column, fewAnswers(people, each)]))
  return <WishPage {...{ columns, said, policy, rhythm }} people={people.length} />
}

/** Those who have a place in the season at hand, but in no circle yet, and how many asked at all. */
async function waitingPeople(scope: OfficeScope, asked: Asked) {
  const atHand = await seasonAtHand(scope.db, scope.office)
  return { season: atHand, ...(atHand ? await waitingIn(scope, asked, atHand.id) : { waiting: [], all: 0 }) }
}

async function waitingIn({ db, office }: OfficeScope, { services }: Asked, season: string) {
  const all = await applications(db, office, season)
  const placed = await placedAlready(db, office, services.now())
  return { waiting: all.filter(({ id, waits }) => !waits && !placed.has(id)), all: all.length }
}

/** For the page of a personal link: the place that is kept for its holder. */
export async function waitingPlace(db: VisitorDb, { zone }: { zone: string }) {
  const formed = await placeOfLink(db)
  return formed && <WaitingPlace formed={formed} zone={zone} />
}

/** For the page of a place that is kept: what its person may know of the circle. */
export async function aboutCircle(db: MemberDb, self: Self, circle: string) {
  const formed = await formedOf(db, self, circle)
  return formed && <AboutCircle formed={formed} />
}
