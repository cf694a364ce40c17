import { sql } from 'kysely'
import type { Self } from '../people/rules.ts'
import type { CircleDb, MemberDb, VisitorDb, WorkerDb } from '../platform/db/handles.ts'
import type { WrappedKey } from '../platform/vault/index.ts'
import type { Circle, Fellow, JoinRequest, Rhythm, Seat } from './rules.ts'

export interface SeatRow {
  readonly id: string
  readonly from_epoch: number
  readonly keys: readonly WrappedKey[]
  /** Whether the circle has come to its end. */
  readonly ended: boolean
}

/**
 * The seat of the person in context in the circle in context, with the keys it may open; one statement. With `lock` the seat is held until
 * the transaction ends, so that nothing is written after it was left.
 */
export async function seatOf(
  db: CircleDb,
  circle: string,
  person: string,
  lock: boolean,
): Promise<SeatRow | undefined> {
  const { rows } = await sql<{ id: string; from_epoch: number; epochs: number[]; wrapped: Buffer[]; ended: boolean }>`
    select s.id, s.from_epoch, k.epochs, k.wrapped,
      exists (select 1 from app.circle c where c.community = s.community and c.id = s.circle and c.ended_at is not null) as ended
    from app.seat s cross join lateral (
      select coalesce(array_agg(k.epoch order by k.epoch), '{}') as epochs, coalesce(array_agg(k.wrapped order by k.epoch), '{}') as wrapped
      from app.circle_key k where k.circle = s.circle and k.epoch >= s.from_epoch) k
    where s.circle = ${circle} and s.person = ${person} and s.left_at is null
    ${sql.raw(lock ? 'for share of s' : '')}`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { epochs, wrapped, ...seat } = row
  return { ...seat, keys: epochs.flatMap((epoch, at) => (wrapped[at] ? [{ epoch, wrapped: wrapped[at] }] : [])) }
}

/** The circle of a seat. */
export async function circleOf(db: CircleDb, seat: Seat): Promise<Circle> {
  return asCircle(await circles(db).where('c.id', '=', seat.circle).executeTakeFirstOrThrow())
}

/** Who sits in the circle today, in the order in which they sat down. */
export async function fellows(db: CircleDb, seat: Pick<Seat, 'circle'>): Promise<Fellow[]> {
  return db
    .selectFrom('app.seat as s')
    .innerJoin('app.person as p', (join) =>
      join.onRef('p.community', '=', 's.community').onRef('p.id', '=', 's.person'),
    )
    .select(['p.id', 's.id as seat', 'p.name', 'p.pronouns', 'p.zone', 'p.awake_from', 'p.awake_until', 's.taken_at'])
    .where('s.circle', '=', seat.circle)
    .where('s.left_at', 'is', null)
    .orderBy('s.taken_at')
    .orderBy('s.id')
    .execute()
}

/** Who has left lately, so that nobody wonders: within sixty days, the latest first. */
export async function leftLately(db: CircleDb, seat: Pick<Seat, 'circle'>): Promise<{ name: string; left_at: Date }[]> {
  const { rows } = await sql<{ name: string; left_at: Date }>`
    select p.name, max(s.left_at) as left_at from app.seat s join app.person p on p.community = s.community and p.id = s.person
    where s.circle = ${seat.circle} and s.left_at > now() - interval '60 days'
      and not exists (select 1 from app.seat n where n.community = s.community and n.circle = s.circle and n.person = s.person and n.left_at is null)
    group by p.id, p.name order by 2 desc`.execute(db)
  return rows
}

/** A circle in a list, with how many sit in it. */
export type ListedCircle = Circle & { readonly seated: number }

/** The circles in which this person has a place today, the earliest first; also those that have ended and are still theirs to read. */
export async function myCircles(db: MemberDb, self: Self): Promise<ListedCircle[]> {
  const rows = await circles(db)
    .innerJoin('app.seat as mine', (join) =>
      join.onRef('mine.community', '=', 'c.community').onRef('mine.circle', '=', 'c.id'),
    )
    .where('mine.person', '=', self.person)
    .where('mine.left_at', 'is', null)
    .select(taken)
    .orderBy('mine.taken_at')
    .execute()
  return rows.map((row) => ({ ...asCircle(row), seated: row.seated }))
}

/** A circle that one may ask for a place, with how many are left: what is kept for somebody is not. */
export type OpenCircle = ListedCircle & { readonly free: number }

/** The circles that others may find and in which this person has no place, those with free places first. */
export async function openCircles(db: MemberDb, self: Self): Promise<OpenCircle[]> {
  const rows = await circles(db)
    .where('c.open', '=', true)
    .where('c.ended_at', 'is', null)
    .where('c.id', 'not in', placesOf(db, self))
    .select([taken, left])
    .orderBy('c.made_at', 'desc')
    .limit(200)
    .execute()
  const listed = rows.map((row) => ({ ...asCircle(row), seated: row.seated, free: row.free }))
  return listed.sort((a, b) => Number(b.free > 0) - Number(a.free > 0))
}

/** One circle that this person may know of: open, or they were invited to it. */
export async function findCircle(db: MemberDb, _self: Self, id: string): Promise<OpenCircle | undefined> {
  const found = circles(db).where('c.id', '=', id).where('c.ended_at', 'is', null).select([taken, left])
  const row = await found.executeTakeFirst()
  return row && { ...asCircle(row), seated: row.seated, free: row.free }
}

/** Does this person sit in that circle? */
export async function sitsIn(db: MemberDb, self: Self, circle: string): Promise<boolean> {
  return (await placesOf(db, self).where('circle', '=', circle).executeTakeFirst()) !== undefined
}

export interface MyRequest {
  readonly id: string
  readonly circle: string
  readonly name: string
  readonly made_at: Date
  readonly outcome: 'not now' | null
}

/** What this person has asked for: open requests, and those of the last month that were answered with "not now". */
export async function myRequests(db: MemberDb, self: Self): Promise<MyRequest[]> {
  const rows = await db
    .selectFrom('app.join_request as r')
    .innerJoin('app.circle as c', (join) =>
      join.onRef('c.community', '=', 'r.community').onRef('c.id', '=', 'r.circle'),
    )
    .select(['r.id', 'r.circle', 'c.name', 'r.made_at', 'r.outcome'])
    .where('r.person', '=', self.person)
    .where((is) => is.or([is('r.outcome', 'is', null), is('r.outcome', '=', 'not now')]))
    .where('r.made_at', '>', sql<Date>`now() - interval '60 days'`)
    .where('r.circle', 'not in', placesOf(db, self))
    .orderBy('r.made_at', 'desc')
    .execute()
  return latestOfEach(rows).map((row) => ({ ...row, outcome: row.outcome === null ? null : 'not now' }))
}

/** Who asks for a place in the circle. */
export async function requestsFor(db: CircleDb, seat: Seat): Promise<JoinRequest[]> {
  const { rows } = await sql<JoinRequest>`
    select r.id, r.person, p.name, r.words, r.made_at,
      array(select y.person from app.join_yes y where y.community = r.community and y.request = r.id) as yeses
    from app.join_request r join app.person p on p.community = r.community and p.id = r.person
    where r.circle = ${seat.circle} and r.outcome is null order by r.made_at`.execute(db)
  return rows
}

/** How many ask for a place in each of a person's circles and wait for this person's yes. */
export async function awaitedAtTheDoor(
  db: MemberDb,
  self: Pick<Self, 'person'>,
): Promise<{ circle: string; waiting: number }[]> {
  const { rows } = await sql<{ circle: string; waiting: number }>`
    select r.circle, count(*)::integer as waiting from app.join_request r
    where r.outcome is null and r.person <> ${self.person} and r.circle in (${placesOf(db, self)})
      and not exists (select 1 from app.join_yes y where y.community = r.community and y.request = r.id and y.person = ${self.person})
    group by r.circle`.execute(db)
  return rows
}

export interface Link {
  readonly id: string
  readonly made_by: string | null
  readonly host: string | null
  readonly until: Date
}

/** The links that lead into the circle and have not ended. */
export async function links(db: CircleDb, seat: Pick<Seat, 'circle'>): Promise<Link[]> {
  return db
    .selectFrom('app.invitation as i')
    .leftJoin('app.person as p', (join) =>
      join.onRef('p.community', '=', 'i.community').onRef('p.id', '=', 'i.made_by'),
    )
    .select(['i.id', 'i.made_by', 'p.name as host', 'i.until'])
    .where('i.circle', '=', seat.circle)
    .where('i.via', '=', 'link')
    .where('i.ended_at', 'is', null)
    .where('i.until', '>', sql<Date>`now()`)
    .orderBy('i.made_at')
    .execute()
}

/** What the holder of a link may know of the circle it leads to. */
export interface InvitedTo {
  readonly circle: string
  readonly name: string
  readonly purpose: string
  readonly rhythm: Rhythm
  /** Who made the link; empty once they are no longer here. */
  readonly host: string
  readonly wrote: boolean
  readonly places_left: number
}

/** The circle of the link whose token is in context; undefined once it has ended. */
export async function invitedTo(db: VisitorDb | MemberDb): Promise<InvitedTo | undefined> {
  const { rows } = await sql<InvitedTo>`select * from app.invited_to()`.execute(db)
  return rows[0]
}

export interface Placement {
  readonly id: string
  readonly circle: ListedCircle
  readonly until: Date
}

/** Places that were kept for this person when circles were formed, not answered yet. */
export async function placements(db: MemberDb, self: Self): Promise<Placement[]> {
  const rows = await circles(db)
    .innerJoin('app.invitation as i', (join) =>
      join.onRef('i.community', '=', 'c.community').onRef('i.circle', '=', 'c.id'),
    )
    .where('i.person', '=', self.person)
    .where('i.via', '=', 'placement')
    .where('i.ended_at', 'is', null)
    .where('i.until', '>', sql<Date>`now()`)
    .where('c.ended_at', 'is', null)
    .select(taken)
    .select(['i.id as invitation', 'i.until'])
    .orderBy('i.made_at')
    .execute()
  return rows.map((row) => ({ id: row.invitation, until: row.until, circle: { ...asCircle(row), seated: row.seated } }))
}

/** The keys of the circle that this person may open, and the latest epoch there is. */
export async function keysOf(db: MemberDb, circle: string): Promise<{ keys: WrappedKey[]; newest: number }> {
  const keys = await db
    .selectFrom('app.circle_key')
    .select(['epoch', 'wrapped'])
    .where('circle', '=', circle)
    .orderBy('epoch')
    .execute()
  const { rows } = await sql<{ newest: number }>`select app.newest_epoch(${circle}) as newest`.execute(db)
  return { keys, newest: rows[0]?.newest ?? 0 }
}

/** Every seat that this person has or had in a circle. */
export function seatsOf(db: MemberDb, self: Self, circle: string): Promise<{ id: string; left_at: Date | null }[]> {
  const seats = db.selectFrom('app.seat').select(['id', 'left_at']).where('person', '=', self.person)
  return seats.where('circle', '=', circle).execute()
}

const taken = sql<number>`app.seats_taken(c.id)`.as('seated')
const left = sql<number>`app.places_left(c.id)`.as('free')

const circles = (db: MemberDb) =>
  db
    .selectFrom('app.circle as c')
    .select(['c.id', 'c.name', 'c.purpose', 'c.rhythm', 'c.places', 'c.open', 'c.wrote_at', 'c.ended_at'])

const placesOf = (db: MemberDb, self: Pick<Self, 'person'>) =>
  db.selectFrom('app.seat').select('circle').where('person', '=', self.person).where('left_at', 'is', null)

interface CircleRow extends Omit<Circle, 'rhythm' | 'wrote' | 'ended'> {
  readonly rhythm: string
  readonly wrote_at: Date | null
  readonly ended_at: Date | null
}

function asCircle({ id, name, purpose, rhythm, places, open, wrote_at, ended_at }: CircleRow): Circle {
  return {
    id,
    name,
    purpose,
    rhythm: rhythm === 'weekly' ? 'weekly' : 'fortnightly',
    places,
    open,
    wrote: wrote_at !== null,
    ended: ended_at !== null,
  }
}

/** Rows come newest first; of several requests to one circle the newest counts. */
function latestOfEach<Row extends { circle: string }>(rows: readonly Row[]): Row[] {
  return rows.filter((row, at) => rows.findIndex((other) => other.circle === row.circle) === at)
}

/** Who sits in a circle, for the worker: ids only. */
export async function whoSits(db: WorkerDb, circle: string): Promise<string[]> {
  const rows = db.selectFrom('app.seat').select('person').where('circle', '=', circle).where('left_at', 'is', null)
  return (await rows.execute()).map((row) => row.person)
}

/** The languages in which some people read, by person. */
export async function languagesOf(db: WorkerDb, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map()
  const rows = await db.selectFrom('app.contact').select(['person', 'locale']).where('person', 'in', people).execute()
  return new Map(rows.map(({ person, locale }) => [person, locale]))
}

/** The latest epoch of a circle; null before its first key. */
export async function latestEpoch(db: WorkerDb, circle: string): Promise<number | null> {
  const keys = db.selectFrom('app.circle_key').select((the) => the.fn.max('epoch').as('latest'))
  return (await keys.where('circle', '=', circle).executeTakeFirstOrThrow()).latest
}
