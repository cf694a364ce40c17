import { sql } from 'kysely'
import type { Application } from '../applications/rules.ts'
import { fewestPlaces, mostPlaces } from '../circles/rules.ts'
import { formCircle } from '../circles/writes/places.ts'
import type { Office } from '../communities/rules.ts'
import type { OrganiserDb, WorkerDb } from '../platform/db/handles.ts'
import { Conflict, Invalid, Refused } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queue } from '../platform/jobs/queue.ts'
import { kindest } from '../scheduling/rules.ts'
import { holdSeason } from '../seasons/writes.ts'
import type { Opened } from './reads/board.ts'
import { groundOf } from './reads/places.ts'
import { proposals } from './reads.ts'
import { standingOf } from './rules/places.ts'
import {
  type Earlier,
  type Formation,
  type Locks,
  mostProposals,
  type Policy,
  type Proposal,
  type Publication,
  type Rhythm,
  type Slot,
} from './rules.ts'
import { endLate, placesQueue } from './writes/places.ts'

/** The queue that searches. */
export const solveQueue = queue('formation.solve', { community: 'id', formation: 'id' })

/** What a proposal is asked for: whom it is to seat, by which rules, and from what it begins. */
export interface Asking {
  readonly season: string
  readonly policy: Policy
  readonly rhythm: Rhythm
  readonly people: readonly string[]
  readonly earlier?: Earlier
  readonly locks?: Locks
  /** The proposal that is kept beside it; the latest where none is named. */
  readonly beside?: string
}

/**
 * Asks for a proposal. The search runs afterwards, outside the request; of older proposals one is kept beside it. Pressed twice, it is asked
 * for once: a second one would push out the one that is kept. Returns its id.
 */
export async function propose(db: OrganiserDb, office: Office, asking: Asking): Promise<string> {
  await holdSeason(db, asking.season)
  return (await searchedFor(db, asking)) ?? begin(db, office, asking)
}

/** The search that is on its way for just this. */
async function searchedFor(db: OrganiserDb, asking: Asking): Promise<string | undefined> {
  const { policy, people, locks, earlier = null } = storedOf(asking)
  const row = await db
    .selectFrom('app.formation')
    .select('id')
    .where('season', '=', asking.season)
    .where('state', 'in', ['waiting', 'running'])
    .where('rhythm', '=', asking.rhythm)
    .where(sql<boolean>`policy = ${policy}::jsonb and people = ${people}::jsonb and locks = ${locks}::jsonb`)
    .where(sql<boolean>`earlier is not distinct from ${earlier}::jsonb`)
    .executeTakeFirst()
  return row?.id
}

const storedOf = ({ policy, people, earlier, locks = { people: [], circles: [] } }: Asking) => ({
  ...{ policy: JSON.stringify(policy), people: JSON.stringify(people), locks: JSON.stringify(locks) },
  ...(earlier ? { earlier: JSON.stringify(earlier) } : {}),
})

async function begin(db: OrganiserDb, office: Office, asking: Asking): Promise<string> {
  const open = (await proposals(db, office, asking.season)).filter(({ state }) => state !== 'published')
  const latest = open.toSorted((a, b) => Number(b.id === asking.beside) - Number(a.id === asking.beside))
  for (const { id } of latest.slice(mostProposals - 1)) await discard(db, id)
  const id = newId()
  const { season, rhythm } = asking
  await db
    .insertInto('app.formation')
    .values({ community: office.community, id, season, made_by: office.person, rhythm, ...storedOf(asking) })
    .execute()
  await handOver(db, solveQueue, { community: office.community, formation: id })
  return id
}

/** Notes how a search stands. False once nobody waits for it any more. */
export async function noteSearch(
  db: WorkerDb,
  id: string,
  how: { state: 'running' | 'ready' | 'failed'; share: number; result?: Formation },
): Promise<boolean> {
  const { result, ...rest } = how
  const { numUpdatedRows } = await db
    .updateTable('app.formation')
    .set({ ...rest, ...(result ? { result: JSON.stringify(result) } : {}) })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Throws a proposal away, and with it a search that still runs; a published one stays. */
export async function discard(db: OrganiserDb, id: string): Promise<void> {
  await db.deleteFrom('app.formation').where('id', '=', id).where('state', '!=', 'published').execute()
}

export interface Publishing {
  /** The proposal as it stands. */
  readonly opened: Opened
  readonly said: Publication
  /** Until when places are kept. */
  readonly until: Date
  readonly now: Date
  /** Columns of which only organisers read anything. */
  readonly unsaid: readonly string[]
}

/** Somebody for whom a place is kept from now on. */
export interface Placed {
  readonly application: Application
  readonly until: Date
}

/**
 * Makes the circles and keeps a place for each person: an invitation of their own where they are here already, otherwise a place that
 * waits for whoever takes their personal link. Answers with everybody placed. Throws Conflict where it is published already.
 */
export async function publish(db: OrganiserDb, office: Office, how: Publishing): Promise<Placed[]> {
  const { proposal: found, revision, people } = how.opened
  const result = JSON.stringify(found.result)
  await holdSeason(db, found.season)
  // First of all: of two who publish at once the second looks again, and finds it done.
  const { numUpdatedRows } = await db
    .updateTable('app.formation')
    .set({ state: 'published', published_at: how.now, published_by: office.person, result })
    .where('id', '=', found.id)
    .where('revision', '=', revision)
    .where('state', '=', 'ready')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('formation.publish.already')
  namedApart(found.result, how.said)
  const placed: Placed[] = []
  await freeForPlaces(db, found.season, found.result, how.now)
  for (const circle of found.result.circles) {
    const seated = circle.members.flatMap((one) => people.get(one) ?? [])
    if (seated.some(({ person }) => person === office.person)) throw new Refused('formation.publish.yourself')
    if (seated.length > 0) await publishCircle(db, office, found, { ...circle, seated }, how)
    placed.push(...seated.map((application) => ({ application, until: how.until })))
  }
  if (placed.length === 0) throw new Refused('formation.publish.nobody')
  await holdStill(db, placed)
  return placed
}

/** Links are handed on by the names of circles: no two have the same. */
function namedApart({ circles }: Formation, said: Publication): void {
  const names = circles.map(({ circle }) => [`name-${circle}`, said[`name-${circle}`] ?? circle] as const)
  const twice = names.filter(([, name], n) => names.findIndex(([, other]) => other === name) < n)
  if (twice.length > 0)
    throw new Invalid(Object.fromEntries(twice.map(([field]) => [field, 'formation.publish.sameName'])))
}

/** Whoever is to be placed has no place yet: none that is kept, and none in a circle. One whose day has passed is ended. */
async function freeForPlaces(db: OrganiserDb, season: string, { circles }: Formation, now: Date): Promise<void> {
  const wanted = new Set(circles.flatMap(({ members }) => members))
  const { places, people } = await groundOf(db, season)
  const open = places.filter(({ application, ended }) => !ended && wanted.has(application))
  const late = open.filter((place) => standingOf(place, now) === 'lapsed')
  const kept = open.filter((place) => !late.includes(place))
  if (kept.length > 0) {
    const names = kept.slice(0, 8).map(({ application }) => people.get(application)?.name ?? '')
    throw new Refused('formation.publish.placed', { names: names.join(', '), count: kept.length })
  }
  if (late.length > 0) await endLate(db, late, now)
}

/** Whoever takes their personal link at this moment and these places meet each other: one of the two looks again. */
async function holdStill(db: OrganiserDb, placed: readonly Placed[]): Promise<void> {
  const waiting = placed.filter(({ application }) => !application.person).map(({ application }) => application.id)
  if (waiting.length === 0) return
  await db
    .updateTable('app.application')
    .set((is) => ({ generation: is.ref('generation') }))
    .where('id', 'in', waiting)
    .execute()
}

interface ToBe {
  readonly circle: string
  readonly slots: readonly Slot[]
  readonly seated: readonly Application[]
}

async function publishCircle(
  db: OrganiserDb,
  office: Office,
  { id: formation, policy, rhythm }: Proposal,
  { circle, slots, seated }: ToBe,
  { said, until, unsaid }: Publishing,
): Promise<void> {
  const name = said[`name-${circle}`] ?? circle
  const id = newId()
  const { community } = office
  if (seated.length > mostPlaces) throw new Refused('formation.publish.tooMany', { name })
  const places = Math.max(fewestPlaces, seated.length)
  const people = seated.flatMap(({ person }) => person ?? [])
  await formCircle(db, office, { id, name, rhythm, places, people, until })
  await db
    .insertInto('app.formed_circle')
    .values(formedCircle(office, id, formation, policy, unsaid, slots, seated))
    .execute()
  // When their day has passed, somebody looks who has said nothing.
  await handOver(db, placesQueue, { community, circle: id }, until)
  await db
    .insertInto('app.placement')
    .values(
      seated.map((each) => ({ community, id: newId(), formation, application: each.id, circle: id, name, until })),
    )
    .execute()
}

function formedCircle(
  { community, person }: Office,
  circle: string,
  formation: string,
  policy: Policy,
  unsaid: readonly string[],
  slots: readonly Slot[],
  seated: readonly Application[],
) {
  const { season, meetingMinutes: minutes, attributes, apart, noLone } = policy
  const zones = seated.map(({ zone }) => zone)
  // Members read this: what keeps people apart is none of it.
  const open = attributes.filter(
    ({ column }) =>
      !apart.includes(column) && !unsaid.includes(column) && !noLone.some((each) => each.column === column),
  )
  const columnsThat = (aim: string) => open.filter((each) => each.aim === aim).map(({ column }) => column)
  return {
    ...{ community, circle, formation, made_by: person, minutes, people: seated.length },
    slots: JSON.stringify(season ? kindest(slots, zones, season.from, minutes) : []),
    begins: season?.from ?? null,
    alike: columnsThat('similar'),
    unlike: columnsThat('diverse'),
  }
}
