import { stringify } from 'csv-stringify/sync'
import { applications } from '../applications/reads.ts'
import type { Application } from '../applications/rules.ts'
import { personalPath } from '../applications/writes.ts'
import type { Office } from '../communities/rules.ts'
import { type OfficeScope, organiser } from '../communities/web.ts'
import type { Self } from '../people/rules.ts'
import { knowsItsAddress } from '../people/web.ts'
import type { MemberDb, OrganiserDb, VisitorDb } from '../platform/db/handles.ts'
import { Conflict, Invalid, NotFound } from '../platform/errors.ts'
import { bytes, go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, feed, form, page } from '../platform/http/registry.ts'
import { lastZone, zoneNamed } from '../platform/i18n/zones.ts'
import { isId } from '../platform/ids.ts'
import { post } from '../platform/mail/post.ts'
import { mailServer } from '../platform/mail/server.ts'
import { dayIn, daysAfter, endOf } from '../scheduling/rules.ts'
import { season, seasonAtHand } from '../seasons/reads.ts'
import { unsaidIn } from '../seasons/rules.ts'
import { letterOf, placeByLink, placeKept } from './mails.tsx'
import type { BoardData } from './pages/board.tsx'
import { FormationsPage } from './pages/list.tsx'
import { PersonPage } from './pages/person.tsx'
import { AboutCircle, WaitingPlace } from './pages/place.tsx'
import { BoardPage, FailedPage, SearchingPage } from './pages/proposal.tsx'
import { PublishedPage, PublishPage } from './pages/publication.tsx'
import { WishPage } from './pages/wish.tsx'
import { formedOf, placedAlready, placeOfLink, places, proposal, proposals } from './reads.ts'
import {
  brokenRules,
  chairsFor,
  lockForm,
  moved,
  nothing,
  type Proposal,
  policyFrom,
  problemFrom,
  publishForm,
  scored,
  seatForm,
  usableColumns,
  usualDays,
  usualPolicy,
  wishForm,
} from './rules.ts'
import { discard, keepChange, type Placed, propose, publish } from './writes.ts'

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
  page('/formation/:formation', organiser, showOne),
  form('/formation/:formation/removal', organiser, {
    schema: nothing,
    back: showOne,
    act: async ({ db, office }, _input, asked) => {
      await discard(db, (await found({ db, office }, asked)).id)
      return go('/formation')
    },
  }),
  form('/formation/:formation/runs', organiser, {
    schema: nothing,
    back: showOne,
    act: async (scope, _input, asked) => {
      const { season, policy, rhythm, people, locks, result } = await found(scope, asked)
      const earlier = result?.circles.map(({ circle, members }) => ({ circle, members }))
      const asking = { season, policy, rhythm, people, locks, ...(earlier ? { earlier } : {}) }
      return go(`/formation/${await propose(scope.db, scope.office, asking)}`)
    },
  }),
  ...changes(),
  ...publication(),
]

function changes(): Entry[] {
  return [
    page('/formation/:formation/people/:application', organiser, showPerson),
    form('/formation/:formation/people/:application/seat', organiser, {
      schema: seatForm,
      back: showPerson,
      act: async (scope, { circle }, asked) => {
        const { id, result: before, problem } = await ready(scope, await found(scope, asked))
        const person = idIn(asked, 'application')
        const from = before.circles.find(({ members }) => members.includes(person))?.circle ?? ''
        await keepChange(scope.db, id, {
          result: { ...before, ...scored(problem, moved(before.circles, person, circle)) },
        })
        return go(`/formation/${id}?${new URLSearchParams({ moved: person, from })}`)
      },
    }),
    form('/formation/:formation/locks', organiser, {
      schema: lockForm,
      back: showOne,
      act: async (scope, { kind, of, on }, asked) => {
        const { id, locks } = await found(scope, asked)
        const list = kind === 'person' ? 'people' : 'circles'
        const others = locks[list].filter((each) => each !== of)
        await keepChange(scope.db, id, { locks: { ...locks, [list]: on === 'on' ? [...others, of] : others } })
        return go(kind === 'person' ? `/formation/${id}/people/${of}` : `/formation/${id}`)
      },
    }),
  ]
}

function publication(): Entry[] {
  return [
    page('/formation/:formation/publication', organiser, showPublication),
    form('/formation/:formation/publication', organiser, {
      schema: publishForm,
      back: showPublication,
      act: async (scope, said, asked) => {
        const { db, office } = scope
        const now = asked.services.now()
        const until = endOf(said.until, lastZone)
        if (until <= now) throw new Invalid({ until: 'formation.date.past' })
        const { id, season: of } = await found(scope, asked)
        const people = await applicants(db, office, of)
        const unsaid = unsaidIn(await season(db, office, of))
        const placed = await publish(db, office, id, { said, until, now, people, unsaid })
        if (canWrite(asked)) for (const each of placed) await write(scope, asked, each)
        return go(`/formation/${id}`)
      },
    }),
    feed('/formation/:formation/links.csv', organiser, async (scope, asked) => {
      const columns = { name: 'name', address: 'email', circle: 'circle', link: 'link' }
      const told = { header: true, columns, bom: true, escape_formulas: true }
      const text = stringify(await waitingLinks(scope, asked), told)
      return bytes(text, 'text/csv; charset=utf-8', { 'content-disposition': 'attachment; filename="places.csv"' })
    }),
    feed('/formation/:formation/links.txt', organiser, async (scope, asked) => {
      const lines = (await waitingLinks(scope, asked)).map(
        ({ name, address, link }) => `${name} <${address}>\n${link}\n`,
      )
      return bytes(lines.join('\n'), 'text/plain; charset=utf-8')
    }),
  ]
}

async function showList(scope: OfficeScope, asked: Asked) {
  const { season, waiting, all } = await waitingPeople(scope, asked)
  const made = season ? await proposals(scope.db, scope.office, season.id) : []
  return <FormationsPage people={all} waiting={waiting.length} proposals={made} />
}

async function showWish(scope: OfficeScope, asked: Asked) {
  const { season, waiting: people } = await waitingPeople(scope, asked)
  const columns = usableColumns(people)
  const [last] = season ? await proposals(scope.db, scope.office, season.id) : []
  const policy = last?.policy ?? usualPolicy(columns, dayIn(scope.here.zone, asked.services.now()), season)
  const rhythm = last?.rhythm ?? season?.rhythm ?? 'fortnightly'
  return <WishPage {...{ columns, policy, rhythm }} people={people.length} />
}

async function showOne(scope: OfficeScope, asked: Asked) {
  const proposal = await found(scope, asked)
  if (proposal.state === 'published') {
    const kept = await places(scope.db, scope.office, proposal.id)
    return <PublishedPage proposal={proposal} places={kept} localOnly={asked.localOnly} now={asked.services.now()} />
  }
  if (proposal.state === 'failed') return <FailedPage proposal={proposal} />
  if (!proposal.result) return <SearchingPage proposal={proposal} />
  const open = await ready(scope, proposal)
  return <BoardPage {...boardOf(open, asked)} result={open.result} />
}

async function showPerson(scope: OfficeScope, asked: Asked) {
  const proposal = await found(scope, asked)
  if (proposal.state !== 'ready') return go(`/formation/${proposal.id}`)
  const open = await ready(scope, proposal)
  const id = idIn(asked, 'application')
  if (!open.people.has(id) || !proposal.people.includes(id)) throw new NotFound()
  const chairs = chairsFor(open.problem, open.result.circles, id)
  return <PersonPage board={boardOf(open, asked)} problem={open.problem} id={id} chairs={chairs} />
}

async function showPublication(scope: OfficeScope, asked: Asked) {
  const proposal = await found(scope, asked)
  if (proposal.state !== 'ready') return go(`/formation/${proposal.id}`)
  const { result, people } = await ready(scope, proposal)
  const seated = result.circles.flatMap(({ members }) => members.flatMap((id) => people.get(id) ?? []))
  const known = seated.filter(({ person }) => person).length
  const now = asked.services.now()
  const until = daysAfter(dayIn(scope.here.zone, now), usualDays)
  const [first] = seated
  const letter = first && letterTo(scope, asked, { application: first, until: endOf(until, lastZone) })
  return (
    <PublishPage
      proposal={proposal}
      result={result}
      known={known}
      byLink={seated.length - known}
      mails={canWrite(asked)}
      until={until}
      letter={letter?.text ?? ''}
    />
  )
}

/** A proposal that can be changed, with everybody who asked for a circle and the problem it answers. Throws Conflict for any other. */
async function ready({ db, office }: OfficeScope, proposal: Proposal) {
  const { id, state, result, policy } = proposal
  if (state !== 'ready' || !result) throw new Conflict('formation.publish.already')
  const people = await applicants(db, office, proposal.season)
  const problem = problemFrom(
    proposal.people.flatMap((one) => people.get(one) ?? []),
    policy,
  )
  return { id, proposal, result, people, problem }
}

function boardOf({ proposal, result, people, problem }: Awaited<ReturnType<typeof ready>>, asked: Asked): BoardData {
  const zone = zoneNamed(asked.query.get('zone') ?? '') ?? asked.zone
  const fine = Object.entries(result.violations).every(([rule, count]) => rule === 'unplaced' || count === 0)
  const [person, from] = [asked.query.get('moved'), asked.query.get('from')]
  return {
    proposal,
    people,
    zone,
    zones: [...new Set([asked.zone, ...problem.people.map((one) => one.zone)])].sort(),
    broken: fine ? new Map() : brokenRules(problem, result.circles),
    moved: person && from !== null ? { person, from } : undefined,
  }
}

/** Everybody who asked for a circle in a season, by the id of what they asked. */
const applicants = async (db: OrganiserDb, office: Office, of: string): Promise<Map<string, Application>> =>
  new Map((await applications(db, office, of)).map((each) => [each.id, each]))

/** Those who have a place in the season at hand, but in no circle yet, and how many asked at all. */
async function waitingPeople({ db, office }: OfficeScope, { services }: Asked) {
  const atHand = await seasonAtHand(db, office)
  const all = atHand ? await applications(db, office, atHand.id) : []
  const placed = await placedAlready(db, office, services.now())
  return { season: atHand, waiting: all.filter(({ id, waits }) => !waits && !placed.has(id)), all: all.length }
}

function found({ db, office }: Pick<OfficeScope, 'db' | 'office'>, asked: Asked): Promise<Proposal> {
  return proposal(db, office, idIn(asked, 'formation'))
}

/** Mails need an address to lead to, and a request names any it likes: while ours is not known, links are handed on by hand. */
const canWrite = (asked: Asked): boolean => mailServer(asked.services) !== undefined && knowsItsAddress(asked)

const linkOf = ({ here }: OfficeScope, asked: Asked, { person, ...of }: Application): string =>
  asked.origin + here.base + (person ? '/places' : personalPath(here, of))

const letterTo = (scope: OfficeScope, asked: Asked, placed: Placed) =>
  letterOf(scope.here, { ...placed, link: linkOf(scope, asked, placed.application) }, asked.services.now())

async function write(scope: OfficeScope, asked: Asked, placed: Placed): Promise<void> {
  const { db, here } = scope
  const { person, address, name } = placed.application
  const letter = letterTo(scope, asked, placed)
  if (person) await post(db, { here, to: { person }, kind: placeKept.kind, secret: false, ...letter })
  else {
    const to = { address, name, locale: here.locale }
    await post(db, { here, to, kind: placeByLink.kind, secret: true, ...letter })
  }
}

/** The places of those who have not come yet, with their personal links. */
async function waitingLinks(scope: OfficeScope, asked: Asked) {
  const { id, season: of } = await found(scope, asked)
  const all = await applicants(scope.db, scope.office, of)
  const kept = (await places(scope.db, scope.office, id)).filter(({ came }) => !came)
  return kept.flatMap(({ application, circleName }) => {
    const one = all.get(application)
    return one ? [{ ...one, circle: circleName, link: linkOf(scope, asked, one) }] : []
  })
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

function idIn(asked: Asked, name: string): string {
  const id = asked.params[name] ?? ''
  if (!isId(id)) throw new NotFound()
  return id
}
