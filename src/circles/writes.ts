import type { Self } from '../people/rules.ts'
import type { CircleDb, MemberDb, WorkerDb } from '../platform/db/handles.ts'
import { Invalid, NotFound, Refused } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { hashOf, newId } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queue } from '../platform/jobs/queue.ts'
import { announce } from '../platform/live/index.ts'
import { maySit } from './reads/places.ts'
import {
  circleOf,
  fellows,
  findCircle,
  type InvitedTo,
  keysOf,
  latestEpoch,
  links,
  myRequests,
  requestsFor,
  sitsIn,
} from './reads.ts'
import {
  type CircleSettings,
  linkOpensDoor,
  mayHavePlaces,
  mostLinks,
  type NewCircle,
  type Seat,
  stillMissing,
} from './rules.ts'

/** Starts a circle with its founder in the first seat. Sent twice, it starts one. */
export async function startCircle(db: MemberDb, here: CommunityHere, self: Self, input: NewCircle): Promise<string> {
  if (!here.membersStartCircles) throw new Refused('circles.new.off')
  if (await sitsIn(db, self, input.id)) return input.id
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('app.circle')
    .values({ ...input, community: here.id, founder: self.person, origin: 'member' })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new NotFound()
  await sitDown(db, here, { id: input.id, wrote: false }, self.person)
  return input.id
}

/** Changes what a circle says about itself. */
export async function changeSettings(db: CircleDb, seat: Seat, settings: CircleSettings): Promise<void> {
  const people = await fellows(db, seat)
  if (!mayHavePlaces(settings.places, people.length)) throw new Invalid({ places: 'circles.settings.places.tooFew' })
  await db.updateTable('app.circle').set(settings).where('id', '=', seat.circle).execute()
  await announce(db, `circle ${seat.circle}`)
}

/** The link of an invitation, as a path. It can be made again from the invitation, so only its hash is kept. */
export const linkPath = (here: CommunityHere, invitation: string): string =>
  `/i/${here.vault.token(`invitation ${invitation}`)}`

/** A new link into the circle, good for thirty days. */
export async function makeLink(db: CircleDb, here: CommunityHere, seat: Seat): Promise<void> {
  if ((await links(db, seat)).length >= mostLinks) throw new Refused('circles.links.enough', { most: mostLinks })
  const id = newId()
  const token_hash = hashOf(here.vault.token(`invitation ${id}`))
  await db
    .insertInto('app.invitation')
    .values({ community: seat.community, id, circle: seat.circle, via: 'link', made_by: seat.person, token_hash })
    .execute()
}

/** Ends a link; ending it again changes nothing. */
export async function endLink(db: CircleDb, seat: Seat, link: string, now: Date): Promise<void> {
  await endingLinks(db, seat.circle, now).where('id', '=', link).execute()
}

const endingLinks = (db: MemberDb, circle: string, now: Date) =>
  db
    .updateTable('app.invitation')
    .set({ ended_at: now })
    .where('circle', '=', circle)
    .where('via', '=', 'link')
    .where('ended_at', 'is', null)

/** Takes the place to which a link leads. Once the circle has written, the link only lets one ask. */
export async function takeByLink(db: MemberDb, here: CommunityHere, self: Self, to: InvitedTo): Promise<void> {
  if (await sitsIn(db, self, to.circle)) return
  if (!linkOpensDoor(to)) throw new Refused('circles.link.asksNow')
  await sitDown(db, here, { id: to.circle, wrote: to.wrote }, self.person)
}

/** Tells those concerned by mail that a request was made or answered. */
export const requestQueue = queue('circles.request', { community: 'id', request: 'id' })

/** Asks for a place, with a sentence. Asked twice, it is asked once. */
export async function askToJoin(db: MemberDb, self: Self, circle: string, words: string): Promise<void> {
  const found = await findCircle(db, self, circle)
  if (!found) throw new NotFound()
  if (await sitsIn(db, self, circle)) return
  const before = (await myRequests(db, self)).find((request) => request.circle === circle)
  if (before && !before.outcome) return
  if (before) throw new Refused('circles.ask.notYetAgain')
  if (found.free === 0) throw new Refused('circles.full')
  const id = newId()
  await db
    .insertInto('app.join_request')
    .values({ community: self.community, id, circle, person: self.person, words })
    .onConflict((on) => on.doNothing())
    .execute()
  await handOver(db, requestQueue, { community: self.community, request: id })
  await announce(db, `circle ${circle}`)
}

/** Takes one's own request back. */
export async function withdrawRequest(db: MemberDb, self: Self, circle: string): Promise<void> {
  await settling(db, circle, 'withdrawn').where('person', '=', self.person).execute()
}

const settling = (db: MemberDb, circle: string, outcome: 'seated' | 'not now' | 'withdrawn') =>
  db.updateTable('app.join_request').set({ outcome }).where('circle', '=', circle).where('outcome', 'is', null)

/** What goes on living in a circle is sealed again for a newcomer, under the seat's new epoch, by whoever says the last yes. */
export type CarryForward = (db: CircleDb, seat: Seat) => Promise<void>

/**
 * Says yes to someone who asks for a place. The last yes seats them: from a new epoch on where the circle has written, so that they read
 * nothing older. Said twice, it is said once; where all have said it and a place has become free, saying it again opens the door.
 */
export async function sayYes(
  db: CircleDb,
  here: CommunityHere,
  seat: Seat,
  request: string,
  carry: readonly CarryForward[],
): Promise<void> {
  const found = (await requestsFor(db, seat)).find((each) => each.id === request)
  if (!found) return
  await db
    .insertInto('app.join_yes')
    .values({ community: seat.community, request, person: seat.person })
    .onConflict((on) => on.doNothing())
    .execute()
  await announce(db, `circle ${seat.circle}`)
  const [circle, people] = [await circleOf(db, seat), await fellows(db, seat)]
  if (stillMissing({ yeses: [...found.yeses, seat.person] }, people).length > 0) return
  if (!(await maySit(db, seat.circle, found.person))) return
  await sitDown(db, here, circle, found.person)
  await settle(db, seat, request, 'seated')
  if (circle.wrote) await carryForward(db, here, seat, carry)
}

/** One "not now" answers a request. Who said it is kept nowhere. */
export async function sayNotNow(db: CircleDb, seat: Seat, request: string): Promise<void> {
  await settle(db, seat, request, 'not now')
  await announce(db, `circle ${seat.circle}`)
}

async function settle(db: CircleDb, seat: Seat, request: string, outcome: 'seated' | 'not now'): Promise<void> {
  await settling(db, seat.circle, outcome).where('id', '=', request).execute()
  await handOver(db, requestQueue, { community: seat.community, request })
}

/** Seals what goes on living in the circle of this seat under its newest epoch, for whoever has just come. */
export async function carryForward(
  db: CircleDb,
  here: CommunityHere,
  seat: Seat,
  carry: readonly CarryForward[],
): Promise<void> {
  const { keys } = await keysOf(db, seat.circle)
  const box = here.vault.circleBox(
    seat.circle,
    keys.filter((key) => key.epoch >= seat.fromEpoch),
  )
  for (const each of carry) await each(db, { ...seat, box })
}

/** What somebody who leaves is in the middle of is ended by them, while they still sit there. */
export type Parting = (db: CircleDb, seat: Seat, now: Date) => Promise<void>

/** Holds the circle for what it does once: of two of its people who do so at the same moment, the second looks again. */
export async function holdCircle(db: CircleDb, { circle }: Pick<Seat, 'circle'>): Promise<void> {
  await db
    .updateTable('app.circle')
    .set((is) => ({ places: is.ref('places') }))
    .where('id', '=', circle)
    .execute()
}

/** Gives up the place in a circle. Those who stay write under a new key; one's own links into it end. */
export async function leaveCircle(
  db: CircleDb,
  here: CommunityHere,
  seat: Seat,
  now: Date,
  partings: readonly Parting[],
): Promise<void> {
  const { circle, person } = seat
  for (const part of partings) await part(db, seat, now)
  const { newest: until_epoch } = await keysOf(db, circle)
  await addKey(db, here, circle, until_epoch + 1)
  await endingLinks(db, circle, now).where('made_by', '=', person).execute()
  await db.updateTable('app.seat').set({ left_at: now, until_epoch }).where('id', '=', seat.id).execute()
  await announce(db, `person ${person}`)
  await announce(db, `circle ${circle}`)
}

/** Seats a person. The database decides whether that may be; what it cannot do is say so kindly, so it is asked first. */
export async function sitDown(
  db: MemberDb,
  here: CommunityHere,
  circle: { id: string; wrote: boolean },
  person: string,
): Promise<void> {
  if (!(await maySit(db, circle.id, person))) throw new Refused('circles.full')
  const { newest } = await keysOf(db, circle.id)
  // While nothing is written there is nothing to keep from them, and what was prepared (where we meet) is theirs to read.
  const from_epoch = newest === 0 || circle.wrote ? newest + 1 : 1
  if (from_epoch > newest) await addKey(db, here, circle.id, from_epoch)
  await db
    .insertInto('app.seat')
    .values({ community: here.id, id: newId(), circle: circle.id, person, from_epoch })
    .execute()
  await announce(db, `person ${person}`)
  await announce(db, `circle ${circle.id}`)
}

/** Begins an epoch of a circle. Two who do so at once: the second meets the first and looks again. */
async function addKey(db: MemberDb, here: CommunityHere, circle: string, epoch: number): Promise<void> {
  const key = here.vault.newCircleKey(circle, epoch)
  const adding = db.insertInto('app.circle_key').values({ ...key, community: here.id, circle })
  await adding.onConflict((on) => on.doNothing()).execute()
}

/** Begins a new epoch for those who stay, after somebody was erased in `epoch`; nothing to do where a later one has begun since. */
export async function turnAfterErasure(
  db: WorkerDb,
  here: CommunityHere,
  circle: string,
  epoch: number,
): Promise<void> {
  if ((await latestEpoch(db, circle)) !== epoch) return
  const key = here.vault.newCircleKey(circle, epoch + 1)
  const adding = db.insertInto('app.circle_key').values({ ...key, community: here.id, circle })
  await adding.onConflict((on) => on.doNothing()).execute()
}

/** Notes that those concerned are told of a request as it stands; undefined where they were told before. */
export async function noteTold(
  db: WorkerDb,
  id: string,
): Promise<{ circle: string; person: string; told: string } | undefined> {
  const requests = db.selectFrom('app.join_request').select(['circle', 'person', 'outcome', 'told'])
  const row = await requests.where('id', '=', id).executeTakeFirst()
  const told = row?.outcome ?? 'asked'
  if (!row || row.told === told) return undefined
  await db.updateTable('app.join_request').set({ told }).where('id', '=', id).execute()
  return { circle: row.circle, person: row.person, told }
}
