import { sql } from 'kysely'
import type { Office } from '../../communities/rules.ts'
import type { OrganiserDb, WorkerDb } from '../../platform/db/handles.ts'
import { NotFound, Refused } from '../../platform/errors.ts'
import { lastZone } from '../../platform/i18n/zones.ts'
import { newId } from '../../platform/ids.ts'
import { handOver } from '../../platform/jobs/outbox.ts'
import { queue } from '../../platform/jobs/queue.ts'
import { dayIn, daysAfter, endOf, kindest } from '../../scheduling/rules.ts'
import { holdSeason } from '../../seasons/writes.ts'
import { type Ground, groundOf, problemOf } from '../reads/places.ts'
import { atOnce, workedOut } from '../reads/thread.ts'
import {
  type Arrival,
  allFor,
  arrangementOf,
  daysAgain,
  freeIn,
  type HeldCircle,
  type How,
  keptUntil,
  type PlacesFound,
  roomIn,
} from '../rules/places.ts'
import type { Slot } from '../rules.ts'
import { fill } from '../solver/fill.ts'

/** The queue that looks after the places of a circle. The database hands over to it, too. */
export const placesQueue = queue('formation.places', { community: 'id', circle: 'id' })

/** The queue that writes to those who organise what happened to places. */
export const newsQueue = queue('formation.placeNews', { community: 'id', formation: 'id' })

/** Opens the places of a season for whoever gives some of them out, one after the other. */
export async function holdPlaces(db: OrganiserDb | WorkerDb, season: string): Promise<Ground> {
  await holdSeason(db, season)
  return groundOf(db, season)
}

/** When something is done about places, and until when one is kept at the latest. */
export interface When {
  readonly now: Date
  readonly lastDay: Date
}

/** The time, and the end of the last day for which a place is kept from now on. */
export const whenAt = (now: Date, zone: string): When => ({
  now,
  lastDay: endOf(daysAfter(dayIn(zone, now), daysAgain), lastZone),
})

/** Ends places that nobody answered in time. */
export async function endLate(db: OrganiserDb | WorkerDb, late: readonly { id: string }[], now: Date): Promise<void> {
  const ids = late.map(({ id }) => id)
  // Both roles may write these columns.
  await sql`update app.placement set ended = 'lapsed', ended_at = ${now}, news = true where id in (${sql.join(ids)})`.execute(
    db,
  )
}

/** A place that is to be kept. */
interface Keeping {
  readonly arrival: Pick<Arrival, 'id' | 'slots'>
  readonly how: Exclude<How, 'published'>
  readonly until: Date
}

/**
 * Keeps a place for somebody. With it the database makes the invitation of whoever is here already, and refuses it in a circle that has begun or
 * is full. What the circle reads of when all could meet is about all of them.
 */
export async function keep(
  db: OrganiserDb | WorkerDb,
  community: string,
  ground: Ground,
  circle: HeldCircle,
  { arrival, how, until }: Keeping,
): Promise<void> {
  const filled = new Set(ground.places.map(({ fills }) => fills))
  const freed = ground.places.find((each) => each.circle === circle.id && each.ended && !filled.has(each.id))
  const fills = freeIn(ground, circle) > 0 ? freed?.id : undefined
  // Both roles may write these columns.
  await sql`insert into app.placement (community, id, formation, application, circle, name, until, how, fills, told, news)
    values (${community}, ${newId()}, ${circle.formation}, ${arrival.id}, ${circle.id}, ${circle.name}, ${until}, ${how}, ${fills ?? null},
      false, ${how !== 'by hand'})`.execute(db)
  const slots = slotsFor(ground, circle, arrival)
  await sql`update app.formed_circle set slots = ${JSON.stringify(slots)} where circle = ${circle.id}`.execute(db)
}

/** When all of a circle could meet, with somebody who joins it: the kindest time first. */
function slotsFor(
  { policies, people }: Ground,
  { formation, members }: HeldCircle,
  { id, slots }: Pick<Arrival, 'id' | 'slots'>,
): readonly Slot[] {
  const policy = policies.get(formation)
  if (!policy?.season) return []
  const zones = [...members, id].flatMap((one) => people.get(one)?.zone ?? [])
  return kindest(slots, zones, policy.season.from, policy.meetingMinutes)
}

/** A person who organises seats somebody in a circle by hand. Throws NotFound, or Refused where a rule would be broken or it is too late. */
export async function fillByHand(
  db: OrganiserDb,
  office: Office,
  { season, circle: of, application }: { season: string; circle: string; application: string },
  when: When,
): Promise<void> {
  const ground = await holdPlaces(db, season)
  const circle = ground.circles.find(({ id }) => id === of)
  if (!circle || !ground.people.has(application)) throw new NotFound()
  if (ground.people.get(application)?.person === office.person) throw new Refused('formation.publish.yourself')
  const arrival = arrivalsFor(ground, circle).find(({ id }) => id === application)
  if (roomIn(ground, circle) === 0) throw new Refused('formation.hand.full')
  if (!arrival || arrival.rules.length > 0) throw new Refused('formation.hand.closed')
  const until = keptUntil(when.now, when.lastDay, circle.first)
  if (!until) throw new Refused('formation.hand.soon')
  await keep(db, office.community, ground, circle, { arrival, how: 'by hand', until })
}

/**
 * Everybody who could be seated in a circle by hand: who may come first, then those to whom a rule closes it. Of many people it is worked out
 * in a thread, between two transactions.
 */
export function arrivalsFor(ground: Ground, circle: HeldCircle): readonly Arrival[] {
  const candidates = allFor(ground, circle.id)
  if (candidates.length === 0) return []
  const others = ground.circles.filter(({ formation }) => formation === circle.formation)
  const ids = [...others.flatMap(({ members }) => members), ...candidates.map(({ id }) => id)]
  const [problem, circles] = [problemOf(ground, circle, ids), arrangementOf(others)]
  if (ids.length <= atOnce) return fill(problem, circles, circle.id, candidates)
  const places = { problem, circles, fill: { circle: circle.id, candidates } }
  return workedOut<PlacesFound>({ places }).arrivals
}

/** Asks for a circle's places to be looked after now. */
export const lookAgain = (db: OrganiserDb, { community }: Office, circle: string): Promise<void> =>
  handOver(db, placesQueue, { community, circle })

/** Asks for every circle to be looked after that lacks people, in every community: somebody may have come since, or answered anew. */
export async function tendUnfilled(db: WorkerDb, now: Date): Promise<void> {
  await sql`select app.tend_unfilled(${dayIn('UTC', now)})`.execute(db)
}

/** Notes that those for whom places are kept have been written to. */
export async function noteTold(db: WorkerDb, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.updateTable('app.placement').set({ told: true }).where('id', 'in', ids).execute()
}

/** Asks for those who organise to be written to, a little later, so that what happens together stands in one letter. */
export const askForNews = (db: WorkerDb, community: string, formation: string, now: Date): Promise<void> =>
  handOver(db, newsQueue, { community, formation }, new Date(+now + together))

const together = 10 * 60_000

/** Notes that those who organise know what happened so far. */
export async function noteNews(db: WorkerDb, formation: string): Promise<void> {
  await db
    .updateTable('app.placement')
    .set({ news: false })
    .where('formation', '=', formation)
    .where('news', '=', true)
    .execute()
}
