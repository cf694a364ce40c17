import { type OfficeScope, organiser } from '../../communities/web.ts'
import { NotFound } from '../../platform/errors.ts'
import { type Answer, go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { type Entry, feed, form, page } from '../../platform/http/registry.ts'
import { zoneNamed } from '../../platform/i18n/zones.ts'
import { type BoardData, inOrder } from '../pages/board.tsx'
import { Chairs } from '../pages/chairs.tsx'
import { ComparisonPage } from '../pages/comparison.tsx'
import { HoursPage } from '../pages/hours.tsx'
import { PersonPage } from '../pages/person.tsx'
import { PricesPage } from '../pages/prices.tsx'
import { BoardPage, BoardPart, FailedPage, SearchingPage } from '../pages/proposal.tsx'
import { type Opened, openProposal, otherThan, pricesOf, stateOf, timeThere } from '../reads/board.ts'
import { proposal } from '../reads.ts'
import { type Change, freshCircle, historyForm, lockForm, mayBeSeat, nextName, seatForm } from '../rules/board.ts'
import { paired } from '../rules/comparison.ts'
import { weeksAlike } from '../rules/through.ts'
import { besideOthers, chairsFor, leavingBy, liftOf, nothing } from '../rules.ts'
import { askPrices, change, forgetPrices, redo, undo } from '../writes/board.ts'
import { idIn } from './ids.ts'
import { showPublished } from './places.tsx'

/** One proposal: to look at, to change step by step, to compare, and to ask what each wish costs. */
export const boardEntries: Entry[] = [
  page('/formation/:formation', organiser, showOne),
  page('/formation/:formation/people/:application', organiser, showPerson),
  feed('/formation/:formation/people/:application/chairs', organiser, showChairs),
  form('/formation/:formation/people/:application/seat', organiser, {
    schema: seatForm,
    back: showPerson,
    act: async (scope, { circle }, asked) => {
      const opened = await openHere(scope, asked)
      const person = idIn(asked, 'application')
      if (!opened.board.index.has(person)) throw new NotFound()
      const { circles } = opened.proposal.result
      const from = circles.find(({ members }) => members.includes(person))?.circle ?? ''
      const to = circle === freshCircle ? nextName(circles) : circle
      if (!mayBeSeat(circles, to)) throw new NotFound()
      if (from === to) return answer(asked, opened, opened, [])
      const moved = await change(scope.db, scope.office, opened, { kind: 'move', person, from, to })
      return answer(asked, opened, moved, circlesOf(moved, { kind: 'move', person, from, to }))
    },
  }),
  form('/formation/:formation/locks', organiser, {
    schema: lockForm,
    back: showBoard,
    act: async (scope, { kind, of, on }, asked) => {
      const opened = await openHere(scope, asked)
      const list = kind === 'person' ? 'people' : 'circles'
      const known =
        kind === 'person'
          ? opened.board.index.has(of)
          : opened.proposal.result.circles.some((each) => each.circle === of)
      if (!known) throw new NotFound()
      const what = { kind: 'lock', list, of, on: on === 'on' } as const
      const locked = await change(scope.db, scope.office, opened, what)
      return answer(asked, opened, locked, circlesOf(locked, what), kind === 'person' ? `/people/${of}` : '')
    },
  }),
  form('/formation/:formation/history', organiser, {
    schema: historyForm,
    back: showBoard,
    act: async (scope, { go: way }, asked) => {
      const opened = await openHere(scope, asked)
      const step = opened.steps[way === 'back' ? opened.done - 1 : opened.done]
      const turned = await (way === 'back' ? undo : redo)(scope.db, scope.office, opened)
      return answer(asked, opened, turned, step ? circlesOf(turned, step.change) : [])
    },
  }),
  page('/formation/:formation/hours', organiser, showHours),
  page('/formation/:formation/comparison', organiser, showComparison),
  page('/formation/:formation/prices', organiser, showPrices),
  form('/formation/:formation/prices', organiser, {
    schema: nothing,
    back: showPrices,
    act: async (scope, _input, asked) => {
      const opened = await openHere(scope, asked)
      await askPrices(scope.db, scope.office, opened)
      return go(`/formation/${opened.proposal.id}/prices`)
    },
  }),
  form('/formation/:formation/prices/removal', organiser, {
    schema: nothing,
    back: showPrices,
    act: async (scope, _input, asked) => {
      const { id } = await proposal(scope.db, scope.office, idIn(asked, 'formation'))
      await forgetPrices(scope.db, scope.office, id)
      return go(`/formation/${id}/prices`)
    },
  }),
]

/** Without JavaScript the page is shown again; the island asks for the parts that are another now. */
function answer(asked: Asked, before: Opened, opened: Opened, touched: readonly string[], on = ''): Answer {
  if (asked.request.headers.get('x-part') !== 'board') return go(`/formation/${opened.proposal.id}${on}`)
  const { circles } = opened.proposal.result
  // Where one has come or gone, each is another one of all.
  const others = circles.length === before.proposal.result.circles.length ? [] : circles.map(({ circle }) => circle)
  return <BoardPart board={boardOf(opened, asked)} touched={new Set([...touched, ...others])} />
}

/** The circles that look different after a change: those it names, and those of people who wish to sit with whoever moved. */
function circlesOf({ board, proposal }: Opened, what: Change): string[] {
  const { circles } = proposal.result
  const whose = (people: readonly string[]) =>
    circles.filter(({ members }) => people.some((id) => members.includes(id))).map(({ circle }) => circle)
  if (what.kind === 'lock') return what.list === 'circles' ? [what.of] : whose([what.of])
  return [what.from, what.to, ...whose(board.together.get(what.person) ?? [])].filter((name) => name !== '')
}

export async function showOne(scope: OfficeScope, asked: Asked) {
  const { db, office } = scope
  const id = idIn(asked, 'formation')
  const state = await stateOf(db, office, id)
  if (state === 'ready') return boardPage(scope, asked, await openProposal(db, office, id))
  const found = await proposal(db, office, id)
  if (state === 'failed') return <FailedPage proposal={found} />
  if (state !== 'published') return <SearchingPage proposal={found} now={await timeThere(db)} />
  return showPublished(scope, asked, found)
}

async function boardPage({ db, office }: OfficeScope, asked: Asked, opened: Opened) {
  const other = await otherThan(db, office, opened.proposal)
  return <BoardPage board={boardOf(opened, asked)} other={other} />
}

function showBoard(scope: OfficeScope, asked: Asked) {
  return whileReady(scope, asked, (opened) => boardPage(scope, asked, opened))
}

/** A page of a proposal that can still be changed; any other leads to the proposal itself. */
async function whileReady<Shown>(scope: OfficeScope, asked: Asked, show: (opened: Opened) => Shown | Promise<Shown>) {
  const id = idIn(asked, 'formation')
  if ((await stateOf(scope.db, scope.office, id)) !== 'ready') return go(`/formation/${id}`)
  return show(await openProposal(scope.db, scope.office, id))
}

function showPerson(scope: OfficeScope, asked: Asked) {
  return whileReady(scope, asked, (opened) => {
    const chairs = chairsIn(opened, asked)
    const beside = (name: string) => besideOthers(opened.board, membersOf(opened, name), chairs.id)
    return <PersonPage board={boardOf(opened, asked)} {...chairs} beside={beside} />
  })
}

const membersOf = ({ proposal }: Opened, name: string): readonly string[] =>
  proposal.result.circles.find(({ circle }) => circle === name)?.members ?? []

/** For the island, while somebody is carried. */
async function showChairs({ db, office }: OfficeScope, asked: Asked) {
  const opened = await openProposal(db, office, idIn(asked, 'formation'))
  const { id, ...rest } = chairsIn(opened, asked)
  const { result, policy } = opened.proposal
  return <Chairs {...rest} policy={policy} seated={!result.unplaced.includes(id)} />
}

/** The person whom the address names, every circle as a place for them, and what becomes of the one that they leave. */
function chairsIn({ board, people, proposal }: Opened, asked: Asked) {
  const id = idIn(asked, 'application')
  if (!people.has(id) || !board.index.has(id)) throw new NotFound()
  const { circles } = proposal.result
  return { id, chairs: chairsFor(board, circles, id), leaving: leavingBy(board, circles, id) }
}

function showHours(scope: OfficeScope, asked: Asked) {
  return whileReady(scope, asked, (opened) => {
    const circles = inOrder(opened.proposal.result.circles)
    const wanted = asked.query.get('circle')
    const circle = circles.find((each) => each.circle === wanted) ?? circles[0]
    const board = boardOf(opened, asked)
    const { season } = board.proposal.policy
    const zones = [board.zone, ...(circle?.members ?? []).flatMap((id) => board.people.get(id)?.zone ?? [])]
    const weeks = season ? weeksAlike(zones, season).map(({ from }) => from) : []
    const week = weeks.find((day) => day === asked.query.get('week')) ?? weeks[0]
    return <HoursPage {...{ board, circle, weeks, week }} />
  })
}

function showComparison(scope: OfficeScope, asked: Asked) {
  return whileReady(scope, asked, async (left) => {
    const other = await otherThan(scope.db, scope.office, left.proposal)
    const right = other === undefined ? undefined : await openProposal(scope.db, scope.office, other)
    const named = (opened: Opened): Opened => ({ ...opened, people: opened.called })
    const pairs = right ? paired(inOrder(left.proposal.result.circles), inOrder(right.proposal.result.circles)) : []
    return <ComparisonPage left={named(left)} right={right && named(right)} pairs={pairs} />
  })
}

function showPrices(scope: OfficeScope, asked: Asked) {
  return whileReady(scope, asked, async ({ proposal, revision }) => {
    const prices = await pricesOf(scope.db, scope.office, proposal.id)
    return <PricesPage {...{ proposal, revision, prices }} now={await timeThere(scope.db)} />
  })
}

const openHere = ({ db, office }: OfficeScope, asked: Asked): Promise<Opened> =>
  openProposal(db, office, idIn(asked, 'formation'))

function boardOf(opened: Opened, asked: Asked): BoardData {
  const { problem, index } = opened.board
  return {
    ...opened,
    people: opened.called,
    personOf: (id) => problem.people[index.get(id) ?? -1],
    zone: zoneNamed(asked.query.get('zone') ?? '') ?? asked.zone,
    zones: [...new Set(problem.people.map((one) => one.zone))].sort(),
    lift: () => liftOf(opened.board, opened.proposal.result.circles, opened.proposal.locks),
  }
}
