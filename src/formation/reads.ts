import { sql } from 'kysely'
import type { Seat } from '../circles/rules.ts'
import type { Office } from '../communities/rules.ts'
import type { Self } from '../people/rules.ts'
import type { CircleDb, MemberDb, OrganiserDb, VisitorDb, WorkerDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import { type Suggestion, timeIn } from '../scheduling/rules.ts'
import { type Figures, figuresOf } from './rules/board.ts'
import {
  type Answering,
  type Earlier,
  type Formation,
  type Formed,
  type Locks,
  type Policy,
  type Proposal,
  type Rhythm,
  type Slot,
  type State,
  timeThatSuits,
} from './rules.ts'

/** What this area wrote itself comes back as it was. */
const stored = <T>(value: unknown): T => value as T

/** The proposals of a season, latest first. */
export async function proposals(db: OrganiserDb, office: Office, season: string): Promise<Proposal[]> {
  const rows = await proposing(db, office)
    .where('f.season', '=', season)
    .orderBy('f.made_at', 'desc')
    .orderBy('f.id', 'desc')
    .execute()
  return rows.map(asProposal)
}

/** It was thrown away, perhaps in another tab, or a newer one took its place. */
export const proposalGone = () =>
  new NotFound({ because: 'formation.gone', to: '/formation', label: 'formation.title' })

/** One of them; throws NotFound. */
export async function proposal(db: OrganiserDb, office: Office, id: string): Promise<Proposal> {
  const row = await proposing(db, office).where('f.id', '=', id).executeTakeFirst()
  if (!row) throw proposalGone()
  return asProposal(row)
}

const proposing = (db: OrganiserDb, office: Office) =>
  db
    .selectFrom('app.formation as f')
    .leftJoin('app.person as p', (join) =>
      join.onRef('p.community', '=', 'f.community').onRef('p.id', '=', 'f.published_by'),
    )
    .select(['f.id', 'f.season', 'f.state', 'f.share', 'f.rhythm', 'f.policy', 'f.people', 'f.locks', 'f.result'])
    .select(['f.made_at', 'f.published_at', 'p.name'])
    .select((is) =>
      is
        .selectFrom('app.formation_step as s')
        .select('s.figures')
        .whereRef('s.community', '=', 'f.community')
        .whereRef('s.formation', '=', 'f.id')
        .whereRef('s.number', '=', 'f.done')
        .as('figures'),
    )
    .where('f.community', '=', office.community)

type Row = Awaited<ReturnType<ReturnType<typeof proposing>['execute']>>[number]

function asProposal(row: Row): Proposal {
  const result = row.result ? stored<Formation>(row.result) : undefined
  const { figures } = stored<{ figures?: Figures }>(row.figures ?? {})
  return { ...plainly(row), result, figures: figures ?? (result && figuresOf(result)) }
}

const plainly = (row: Row): Omit<Proposal, 'result' | 'figures'> => ({
  id: row.id,
  season: row.season,
  state: stored<State>(row.state),
  share: row.share,
  rhythm: stored<Rhythm>(row.rhythm),
  policy: stored<Policy>(row.policy),
  people: stored<string[]>(row.people),
  locks: stored<Locks>(row.locks),
  madeAt: row.made_at,
  publishedAt: row.published_at ?? undefined,
  publishedBy: row.name ?? undefined,
})

/** Those for whom a place is kept or who took one, as ids of applications. */
export async function placedAlready(db: OrganiserDb, office: Office, now: Date): Promise<Set<string>> {
  const { rows } = await sql<{ application: string }>`
    select p.application from app.placement p
    where p.community = ${office.community} and p.ended is null and (p.until > ${now} or exists (
      select 1 from app.application a join app.invitation i on i.community = a.community and i.person = a.person and i.circle = p.circle
      where a.community = p.community and a.id = p.application and i.via = 'placement' and i.answer = 'yes'))`.execute(
    db,
  )
  return new Set(rows.map(({ application }) => application))
}

/** What a search that waits is to work on. */
export interface Task {
  readonly policy: Policy
  readonly people: readonly Answering[]
  readonly earlier: Earlier | undefined
  readonly locks: Locks
}

/** The task of a search; undefined where nothing waits for one. */
export async function toSolve(db: WorkerDb, id: string): Promise<Task | undefined> {
  const row = await db
    .selectFrom('app.formation')
    .select(['policy', 'people', 'earlier', 'locks'])
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  return row && taskOf(db, row)
}

/** What a search is to work on, from its row. */
export async function taskOf(
  db: WorkerDb,
  row: Readonly<Record<'policy' | 'people' | 'earlier' | 'locks', unknown>>,
): Promise<Task> {
  const wanted = new Set(stored<string[]>(row.people))
  const all = await db
    .selectFrom('app.application as a')
    .leftJoin('app.contact as c', (join) =>
      join
        .onRef('c.community', '=', 'a.community')
        .onRef('c.person', '=', 'a.person')
        .on('c.address_confirmed', '=', true),
    )
    .select(['a.id', 'a.ref', 'a.zone', 'a.answers'])
    .select((is) =>
      is.fn
        .coalesce(is.fn<string | null>('nullif', ['a.address', sql.lit('')]), 'c.address', sql.lit(''))
        .as('address'),
    )
    .execute()
  const people = all
    .filter(({ id: one }) => wanted.has(one))
    .map((each) => ({ ...each, answers: stored<Record<string, string>>(each.answers) }))
    // The same order each time, so that the same wish gives the same circles.
    .sort((a, b) => (a.ref < b.ref ? -1 : 1))
  return {
    policy: stored<Policy>(row.policy),
    people: await withMet(db, people),
    earlier: row.earlier ? stored<Earlier>(row.earlier) : undefined,
    locks: stored<Locks>(row.locks),
  }
}

/** The same people, each with the circles of former seasons in which they sat. */
export async function withMet<One extends { readonly id: string }>(
  db: OrganiserDb | WorkerDb,
  people: readonly One[],
): Promise<(One & { readonly met: readonly string[] })[]> {
  const { rows } = await sql<{ application: string; circle: string }>`
    select application, circle from app.met_before() order by 1, 2`.execute(db)
  const met = Map.groupBy(rows, ({ application }) => application)
  return people.map((one) => ({ ...one, met: (met.get(one.id) ?? []).map(({ circle }) => circle) }))
}

/** The place that a personal link leads to, once it is published. */
export async function placeOfLink(db: VisitorDb): Promise<(Formed & { name: string; until: Date }) | undefined> {
  const { rows } = await sql<FormedRow & { name: string; until: Date }>`
    select p.name, p.until, f.slots, f.minutes, f.begins::text as begins
    from app.placement p join app.formed_circle f on f.community = p.community and f.circle = p.circle
    where p.until > now() order by p.until desc limit 1`.execute(db)
  const [row] = rows
  return row && { ...asFormed(row), name: row.name, until: row.until }
}

/** Which of a person's circles an organiser formed, as ids. */
export async function formedCircles(db: MemberDb, _self: Pick<Self, 'person'>): Promise<Set<string>> {
  const rows = await db.selectFrom('app.formed_circle').select('circle').execute()
  return new Set(rows.map(({ circle }) => circle))
}

/** How a circle was formed that this person sits in or is invited to; undefined for one that members started. */
export async function formedOf(
  db: MemberDb,
  _self: Self,
  circle: string,
): Promise<(Formed & { host: string | undefined; alike: readonly string[]; unlike: readonly string[] }) | undefined> {
  const { rows } = await sql<FormedRow & { host: string | null; alike: string[]; unlike: string[] }>`
    select f.slots, f.minutes, f.begins::text as begins, f.alike, f.unlike, p.name as host
    from app.formed_circle f left join app.person p on p.community = f.community and p.id = f.made_by
    where f.circle = ${circle}`.execute(db)
  const [row] = rows
  return row && { ...asFormed(row), host: row.host ?? undefined, alike: row.alike, unlike: row.unlike }
}

/** When the circle of a seat could meet, if it was formed; undefined for one that members started. */
export async function formedHere(db: CircleDb, seat: Pick<Seat, 'circle'>): Promise<Formed | undefined> {
  const { rows } = await sql<FormedRow>`
    select slots, minutes, begins::text as begins from app.formed_circle where circle = ${seat.circle}`.execute(db)
  return rows.map(asFormed)[0]
}

/** The kindest time of a formed circle as the form in which it sets its times takes it. */
export async function suggestedTimes(db: CircleDb, seat: Seat, today: string): Promise<Suggestion | undefined> {
  const meeting = timeThatSuits(await formedHere(db, seat), today)
  if (!meeting) return undefined
  const { day, zone, minutes, starts } = meeting
  return { from: day, at: timeIn(zone, starts), zone, minutes }
}

interface FormedRow {
  readonly slots: unknown
  readonly minutes: number
  readonly begins: string | null
}

const asFormed = ({ slots, minutes, begins }: FormedRow): Formed => ({
  slots: stored<Slot[]>(slots),
  minutes,
  begins: begins ?? undefined,
})
