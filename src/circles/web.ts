import type { Self } from '../people/rules.ts'
import { asMember, asVisitor, hereOf, member, type SelfScope, selfOf, tokenOf } from '../people/web.ts'
import type { CircleDb, Handles } from '../platform/db/handles.ts'
import { NotFound, Refused } from '../platform/errors.ts'
import type { Asked, CommunityHere, Services } from '../platform/http/asked.ts'
import type { Audience, Intent } from '../platform/http/registry.ts'
import { isId } from '../platform/ids.ts'
import { answeredPlace } from './reads/places.ts'
import {
  type InvitedTo,
  invitedTo,
  myRequests,
  type Placement,
  placements,
  type SeatRow,
  seatOf,
  seatsOf,
  sitsIn,
} from './reads.ts'
import type { AnsweredPlace, Seat } from './rules.ts'

export interface SeatScope {
  readonly db: CircleDb
  readonly here: CommunityHere
  readonly seat: Seat
}

/** Someone with a place in the circle of the address (`:circle`). Writing locks the seat first; a circle that has ended is only read. */
export const seated: Audience<SeatScope> = {
  name: 'circle member',
  enter: async (asked, intent, work) => {
    const circle = circleIn(asked)
    return asMember(asked, { circle }, async ({ db, here, self: { person } }) =>
      work({ db, here, seat: found(await takeSeat(db, here, { circle, person }, intent, goingOn(intent))) }),
    )
  },
}

const goingOn =
  (intent: Intent) =>
  ({ ended }: SeatRow) => {
    if (ended && intent === 'write') throw new Refused('circles.ended')
  }

/** The one place that makes a Seat; undefined where this person has none in that circle. */
async function takeSeat(
  db: CircleDb,
  here: CommunityHere,
  { circle, person }: { circle: string; person: string },
  intent: Intent,
  mayEnter: (row: SeatRow) => void = () => {},
): Promise<Seat | undefined> {
  const row = await seatOf(db, circle, person, intent === 'write')
  if (!row) return undefined
  mayEnter(row)
  const box = here.vault.circleBox(circle, row.keys)
  return { community: here.id, circle, id: row.id, person, fromEpoch: row.from_epoch, box } as Seat
}

/** Does something in the name of somebody who sits in a circle, when nobody asks: false where they have no place there, or it has ended. */
export async function inSeatOf<T>(
  { handles }: Services,
  here: CommunityHere,
  { circle, person }: { readonly circle: string; readonly person: string },
  work: (scope: SeatScope) => Promise<T>,
): Promise<T | false> {
  return handles.member({ community: here.id, person, circle }, async (db) => {
    let ended = false
    const seat = await takeSeat(db, here, { circle, person }, 'write', (row) => {
      ended = row.ended
    })
    return seat && !ended ? work({ db, here, seat }) : false
  })
}

export interface PartingScope extends SelfScope {
  /** The place to give up; undefined for whoever has done so already. */
  readonly seat: Seat | undefined
}

/** Someone who has a place in the circle of the address, or had one: leaving twice is leaving once. */
export const everSeated: Audience<PartingScope> = {
  name: 'circle member, also former',
  enter: async (asked, _intent, work) =>
    parting(asked.services.handles, hereOf(asked), selfOf(asked), circleIn(asked), work),
}

/** Opens the transaction in which somebody gives up a place, with what the place still lets them do; the seat is held unless only looked at. */
export function parting<T>(
  handles: Handles,
  here: CommunityHere,
  self: Self,
  circle: string,
  work: (scope: PartingScope) => Promise<T>,
  intent: Intent = 'write',
): Promise<T> {
  const { person } = self
  return handles.member({ community: here.id, person, circle }, async (db) => {
    if ((await seatsOf(db, self, circle)).length === 0) throw new NotFound()
    return work({ db, here, self, seat: await takeSeat(db, here, { circle, person }, intent) })
  })
}

export interface PlaceScope extends SelfScope {
  /** Either it waits for an answer, or what became of it. */
  readonly place: Placement | AnsweredPlace
}

/** Whoever a place was kept for (`:place`) when circles were formed. */
export const invited: Audience<PlaceScope> = {
  name: 'invited person',
  enter: (asked, intent, work) =>
    member.enter(asked, intent, async (scope) => {
      const wanted = asked.params.place ?? ''
      if (!isId(wanted)) throw new NotFound()
      const waiting = await placements(scope.db, scope.self)
      const place = waiting.find(({ id }) => id === wanted)
      return work({ ...scope, place: place ?? found(await answeredPlace(scope.db, scope.self, wanted)) })
    }),
}

/** Who stands at the door: a stranger, a member of the community, one whose request is open, or one who sits there already. */
export type AtTheDoor = 'stranger' | 'member' | 'asked' | 'fellow'

export interface LinkScope {
  readonly invited: InvitedTo
  readonly who: AtTheDoor
}

/** Whoever holds a link into a circle (`:token`), signed in or not. */
export const linkHolder: Audience<LinkScope> = {
  name: 'link holder',
  enter: (asked, intent, work) => {
    if (asked.who?.person) return invitedMember.enter(asked, intent, async (scope) => work(await linkScope(scope)))
    return asVisitor(asked, { token: tokenOf(asked) }, async ({ db }) =>
      work({ invited: found(await invitedTo(db)), who: 'stranger' }),
    )
  },
}

export interface InvitedScope extends SelfScope {
  readonly invited: InvitedTo
}

/** A person of this community who holds a link into a circle (`:token`) and acts on it. */
export const invitedMember: Audience<InvitedScope> = {
  name: 'member with a link',
  enter: async (asked, _intent, work) =>
    asMember(asked, { token: tokenOf(asked) }, async (scope) =>
      work({ ...scope, invited: found(await invitedTo(scope.db)) }),
    ),
}

/** What a member at the door sees of it. */
export async function linkScope({ db, self, invited }: InvitedScope): Promise<LinkScope> {
  if (await sitsIn(db, self, invited.circle)) return { invited, who: 'fellow' }
  const asked = (await myRequests(db, self)).some((each) => each.circle === invited.circle && !each.outcome)
  return { invited, who: asked ? 'asked' : 'member' }
}

/** The circle of the address (`:circle`). */
export function circleIn(asked: Asked): string {
  const { circle = '' } = asked.params
  if (!isId(circle)) throw new NotFound()
  return circle
}

function found<T>(what: T | undefined): T {
  if (what === undefined) throw new NotFound()
  return what
}
