import { shownOffers } from '../offers/reads.ts'
import type { SelfScope } from '../people/web.ts'
import { member } from '../people/web.ts'
import { NotFound } from '../platform/errors.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, form, page } from '../platform/http/registry.ts'
import { isId, newId } from '../platform/ids.ts'
import { AskPage, InvitationPage } from './pages/door.tsx'
import { CirclesPage } from './pages/list.tsx'
import { PeoplePage } from './pages/people.tsx'
import { LeavingPage, NewCirclePage, SettingsPage } from './pages/settings.tsx'
import { isFull, sitsByPlacement } from './reads/places.ts'
import {
  circleOf,
  fellows,
  findCircle,
  leftLately,
  links,
  myCircles,
  myRequests,
  openCircles,
  placements,
  requestsFor,
  sitsIn,
} from './reads.ts'
import { circleSettings, joinWords, mayAskElsewhere, newCircle, nothing } from './rules.ts'
import { everSeated, invitedMember, type LinkScope, linkHolder, linkScope, type SeatScope, seated } from './web.ts'
import {
  askToJoin,
  type CarryForward,
  changeSettings,
  endLink,
  leaveCircle,
  linkPath,
  makeLink,
  type Parting,
  sayNotNow,
  sayYes,
  startCircle,
  takeByLink,
  withdrawRequest,
} from './writes.ts'

/**
 * Finding, starting and tending circles. `carry` seals what goes on living in a circle again for a newcomer; `partings` end what somebody
 * who leaves is in the middle of.
 */
export const circleEntries = (carry: readonly CarryForward[], partings: readonly Parting[]): Entry[] => [
  page('/circles', member, showCircles),
  page('/circles/new', member, showNew),
  form('/circles/new', member, {
    schema: newCircle,
    back: showNew,
    act: async ({ db, here, self }, input) => go(`/circles/${await startCircle(db, here, self, input)}/agreement`),
  }),
  ...people(carry),
  page('/circles/:circle/settings', seated, showSettings),
  form('/circles/:circle/settings', seated, {
    schema: circleSettings,
    back: showSettings,
    act: async ({ db, seat }, input) => {
      await changeSettings(db, seat, input)
      return go(`/circles/${seat.circle}`)
    },
  }),
  page('/circles/:circle/leaving', seated, showLeaving),
  form('/circles/:circle/leaving', everSeated, {
    schema: nothing,
    back: async () => go('/circles'),
    act: async ({ db, here, seat }, _input, { services }) => {
      if (seat) await leaveCircle(db, here, seat, services.now(), partings)
      return go('/circles')
    },
  }),
]

const people = (carry: readonly CarryForward[]): Entry[] => [
  page('/circles/:circle/people', seated, showPeople),
  form('/circles/:circle/requests/:request/yes', seated, {
    schema: nothing,
    back: showPeople,
    act: async ({ db, here, seat }, _input, asked) => {
      await sayYes(db, here, seat, idIn(asked, 'request'), carry)
      return go(`/circles/${seat.circle}/people`)
    },
  }),
  form('/circles/:circle/requests/:request/not-now', seated, {
    schema: nothing,
    back: showPeople,
    act: async ({ db, seat }, _input, asked) => {
      await sayNotNow(db, seat, idIn(asked, 'request'))
      return go(`/circles/${seat.circle}/people`)
    },
  }),
  form('/circles/:circle/links', seated, {
    schema: nothing,
    back: showPeople,
    act: async ({ db, here, seat }) => {
      await makeLink(db, here, seat)
      return go(`/circles/${seat.circle}/people#links`)
    },
  }),
  form('/circles/:circle/links/:link/end', seated, {
    schema: nothing,
    back: showPeople,
    act: async ({ db, seat }, _input, asked) => {
      await endLink(db, seat, idIn(asked, 'link'), asked.services.now())
      return go(`/circles/${seat.circle}/people#links`)
    },
  }),
]

/** Asking a circle for a place. */
export const askEntries: Entry[] = [
  page('/ask/:circle', member, showAsk),
  form('/ask/:circle', member, {
    schema: joinWords,
    back: showAsk,
    act: async ({ db, self }, { words }, asked) => {
      await askToJoin(db, self, idIn(asked, 'circle'), words)
      return go('/circles')
    },
  }),
  form('/ask/:circle/withdrawal', member, {
    schema: nothing,
    back: showCircles,
    act: async ({ db, self }, _input, asked) => {
      await withdrawRequest(db, self, idIn(asked, 'circle'))
      return go('/circles')
    },
  }),
]

/** Following a link into a circle. */
export const invitationEntries: Entry[] = [
  page('/i/:token', linkHolder, showInvitation),
  form('/i/:token', invitedMember, {
    schema: nothing,
    back: async (scope, asked) => showInvitation(await linkScope(scope), asked),
    act: async ({ db, here, self, invited }) => {
      await takeByLink(db, here, self, invited)
      return go(`/circles/${invited.circle}/agreement`)
    },
  }),
  form('/i/:token/request', invitedMember, {
    schema: joinWords,
    back: async (scope, asked) => showInvitation(await linkScope(scope), asked),
    act: async ({ db, self, invited }, { words }) => {
      await askToJoin(db, self, invited.circle, words)
      return go('/circles')
    },
  }),
]

async function showCircles({ db, self, here }: SelfScope) {
  const mine = await myCircles(db, self)
  return (
    <CirclesPage
      mine={mine.filter(({ ended }) => !ended)}
      ended={mine.filter(({ ended }) => ended)}
      kept={await placements(db, self)}
      asked={await myRequests(db, self)}
      open={await openCircles(db, self)}
      mayStart={here.membersStartCircles}
    />
  )
}

async function showNew({ here }: SelfScope) {
  return <NewCirclePage id={newId()} community={here.name} mayStart={here.membersStartCircles} />
}

async function showSettings({ db, here, seat }: SeatScope) {
  return <SettingsPage circle={await circleOf(db, seat)} community={here.name} />
}

async function showLeaving({ db, seat }: SeatScope) {
  const circle = await circleOf(db, seat)
  const elsewhere = mayAskElsewhere(circle, (await sitsByPlacement(db, seat)) !== undefined)
  return <LeavingPage circle={circle} others={(await fellows(db, seat)).length - 1} elsewhere={elsewhere} />
}

async function showPeople({ db, here, seat }: SeatScope, asked: Asked) {
  const all = await links(db, seat)
  const sitting = await fellows(db, seat)
  return (
    <PeoplePage
      circle={await circleOf(db, seat)}
      me={seat.person}
      full={await isFull(db, seat)}
      fellows={sitting}
      offers={await shownOffers(db, here, sitting)}
      left={await leftLately(db, seat)}
      requests={await requestsFor(db, seat)}
      links={all.map((link) => ({ ...link, address: asked.origin + here.base + linkPath(here, link.id) }))}
      localOnly={asked.localOnly}
    />
  )
}

async function showAsk({ db, self }: SelfScope, asked: Asked) {
  const circle = await findCircle(db, self, idIn(asked, 'circle'))
  if (!circle) throw new NotFound()
  return (await sitsIn(db, self, circle.id)) ? go(`/circles/${circle.id}`) : <AskPage circle={circle} />
}

async function showInvitation({ invited, who }: LinkScope, asked: Asked) {
  const path = `/i/${asked.params.token}`
  return who === 'fellow' ? (
    go(`/circles/${invited.circle}`)
  ) : (
    <InvitationPage invited={invited} path={path} who={who} />
  )
}

/** A part of the address that must be an id before a query sees it. */
function idIn(asked: Asked, name: string): string {
  const id = asked.params[name] ?? ''
  if (!isId(id)) throw new NotFound()
  return id
}
