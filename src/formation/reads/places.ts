import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { OrganiserDb, WorkerDb } from '../../platform/db/handles.ts'
import { type Plan, plansOf } from '../../scheduling/reads.ts'
import { withMet } from '../reads.ts'
import {
  type Ended,
  type FoundNobody,
  type FoundNowhere,
  type HeldCircle,
  type How,
  hourOf,
  type PlaceRow,
  type Places,
  type Waiter,
} from '../rules/places.ts'
import { type Answering, type Policy, type Problem, problemFrom } from '../rules.ts'

/** Organisers and the worker see the same of places. */
type Db = OrganiserDb | WorkerDb

/** Somebody who applied in a season. */
export interface Applicant extends Answering {
  readonly name: string
  readonly person: string | undefined
  readonly generation: number
}

/** The places of a season, and all who applied in it. */
export interface Ground extends Places {
  readonly season: string
  readonly people: ReadonlyMap<string, Applicant>
  /** Known by it: another one once anything that a search looks at is another. */
  readonly stamp: string
}

/** The season of a formed circle; undefined for any other circle. */
export async function seasonOfCircle(db: Db, circle: string): Promise<string | undefined> {
  const { rows } = await sql<{ season: string }>`
    select f.season from app.formed_circle c join app.formation f on f.community = c.community and f.id = c.formation
    where c.circle = ${circle}`.execute(db)
  return rows[0]?.season
}

/** Looks at all places of a season. */
export async function groundOf(db: Db, season: string): Promise<Ground> {
  const policies = await policiesOf(db, season)
  const applicants = await applicantsOf(db, season)
  const places = await placesOf(db, season)
  const seats = await seatsOf(db, season)
  const circles = await circlesOf(db, season, { applicants, places, seats })
  const placed = new Set([
    ...circles.flatMap(({ members }) => members),
    ...places.flatMap(({ ended, application }) => (ended ? [] : [application])),
  ])
  const waiting = applicants
    .filter(({ application }) => !placed.has(application))
    .map(({ application, waits, againSince, madeAt }) => ({ application, waits, againSince, madeAt }))
  const known = await withMet(
    db,
    applicants.map(({ applicant }) => applicant),
  )
  const people = new Map(known.map((applicant) => [applicant.id, applicant]))
  const seen = { policies: [...policies], circles, waiting, places: places.map(({ id, ended }) => [id, ended]) }
  const answers = applicants.map(({ applicant, said }) => [applicant.id, applicant.address, said])
  return { season, policies, circles, places, waiting, people, stamp: hashOf(JSON.stringify([seen, answers])) }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')

/** The people of these as the engine takes them, by the rules of the formation of a circle. */
export function problemOf({ policies, people }: Ground, { formation }: HeldCircle, ids: Iterable<string>): Problem {
  const policy = policies.get(formation)
  const all = [...new Set(ids)].flatMap((id) => people.get(id) ?? []).sort((a, b) => (a.ref < b.ref ? -1 : 1))
  if (!policy) throw new Error('a circle of no formation')
  return problemFrom(all, policy)
}

async function policiesOf(db: Db, season: string): Promise<ReadonlyMap<string, Policy>> {
  const { rows } = await sql<{ id: string; policy: Policy }>`
    select id, policy from app.formation where season = ${season} and state = 'published' order by id`.execute(db)
  return new Map(rows.map(({ id, policy }) => [id, policy]))
}

interface Applied extends Waiter {
  readonly applicant: Applicant
  /** Another one once they answer anew. */
  readonly said: string
}

async function applicantsOf(db: Db, season: string): Promise<Applied[]> {
  const { rows } = await sql<Omit<Applicant, 'person'> & AppliedRow>`
    select a.id, a.ref, a.name, a.zone, a.answers, a.person, a.generation, a.waits, a.again_since as "again", a.made_at as made,
      md5(concat(a.zone, a.answers)) as said,
      coalesce(nullif(a.address, ''), (select c.address from app.contact c where c.community = a.community and c.person = a.person and c.address_confirmed), '') as address
    from app.application a where a.season = ${season} order by a.id`.execute(db)
  return rows.map(({ waits, again, made, said, person, ...applicant }) => ({
    ...{ application: applicant.id, waits, againSince: again ?? undefined, madeAt: made, said },
    applicant: { ...applicant, person: person ?? undefined },
  }))
}

interface AppliedRow {
  readonly person: string | null
  readonly waits: boolean
  readonly again: Date | null
  readonly made: Date
  readonly said: string
}

async function placesOf(db: Db, season: string): Promise<PlaceRow[]> {
  const { rows } = await sql<Row>`
    select p.id, p.formation, p.application, p.circle, p.how, p.fills, p.made_at as "madeAt", p.until, p.ended, p.ended_at as "endedAt", p.words,
      exists (select 1 from app.invitation i where i.community = p.community and i.circle = p.circle and i.person = a.person
        and i.via = 'placement' and i.answer = 'yes' and i.made_at >= p.made_at) as yes,
      exists (select 1 from app.seat s where s.community = p.community and s.circle = p.circle and s.person = a.person and s.left_at is null) as sits
    from app.placement p
      join app.formation f on f.community = p.community and f.id = p.formation
      join app.application a on a.community = p.community and a.id = p.application
    where f.season = ${season} order by p.made_at, p.id`.execute(db)
  return rows.map((row) => ({
    ...row,
    fills: row.fills ?? undefined,
    ended: row.ended ?? undefined,
    endedAt: row.endedAt ?? undefined,
  }))
}

type Row = Omit<PlaceRow, 'fills' | 'ended' | 'endedAt' | 'how'> & {
  readonly how: How
  readonly fills: string | null
  readonly ended: Ended | null
  readonly endedAt: Date | null
}

async function seatsOf(db: Db, season: string): Promise<{ circle: string; person: string }[]> {
  const { rows } = await sql<{ circle: string; person: string }>`
    select s.circle, s.person from app.seat s
      join app.formed_circle c on c.community = s.community and c.circle = s.circle
      join app.formation f on f.community = c.community and f.id = c.formation
    where f.season = ${season} and s.left_at is null order by s.circle, s.person`.execute(db)
  return rows
}

interface Here {
  readonly applicants: readonly Applied[]
  readonly places: readonly PlaceRow[]
  readonly seats: readonly { circle: string; person: string }[]
}

async function circlesOf(db: Db, season: string, here: Here): Promise<HeldCircle[]> {
  const { rows } = await sql<Omit<HeldCircle, 'members' | 'others' | 'first' | 'hour'>>`
    select c.id, c.name, f.id as formation, o.people, c.origin = 'season' and c.wrote_at is null and c.ended_at is null as open
    from app.formed_circle o
      join app.circle c on c.community = o.community and c.id = o.circle
      join app.formation f on f.community = o.community and f.id = o.formation
    where f.season = ${season} order by c.id`.execute(db)
  const byPerson = new Map(here.applicants.map(({ applicant: { person, id } }) => [person, id]))
  const plans = await plansOf(
    db,
    rows.map(({ id }) => id),
  )
  const seats = Map.groupBy(here.seats, ({ circle }) => circle)
  const kept = Map.groupBy(
    here.places.filter(({ ended, yes, sits }) => !ended && !yes && !sits),
    ({ circle }) => circle,
  )
  return rows.map((row) => {
    const sitting = (seats.get(row.id) ?? []).map(({ person }) => byPerson.get(person))
    const members = [...sitting.flatMap((one) => one ?? []), ...(kept.get(row.id) ?? []).map((one) => one.application)]
    const others = sitting.filter((one) => one === undefined).length
    return { ...row, members: [...new Set(members)].sort(), others, ...plannedAt(plans.get(row.id)) }
  })
}

const plannedAt = (plan: Plan | undefined): Pick<HeldCircle, 'first' | 'hour'> => ({
  first: plan?.first,
  hour: plan && hourOf(plan.rule),
})

/** What was found when somebody was looked for, or a circle for somebody. */
export interface Search {
  readonly circle: string
  readonly application: string | undefined
  readonly madeAt: Date
  /** Of which state it speaks. */
  readonly stamp: string
  /** For the free places of the circle; or for the person who is to be seated again. */
  readonly nobody: FoundNobody | undefined
  readonly nowhere: FoundNowhere | undefined
}

/** What was found for the circles of a formation, and for those who gave up a place in one, the latest first. */
export async function searchesOf(db: Db, formation: string): Promise<Search[]> {
  const { rows } = await sql<SearchRow>`
    select circle, application, made_at as "madeAt", facts from app.place_search where formation = ${formation}
    order by made_at desc`.execute(db)
  return rows.map(({ circle, application, madeAt, facts }) => ({
    ...{ circle, madeAt, application: application ?? undefined, stamp: facts.stamp },
    nobody: 'closed' in facts ? facts : undefined,
    nowhere: 'doors' in facts ? facts : undefined,
  }))
}

interface SearchRow {
  readonly circle: string
  readonly application: string | null
  readonly madeAt: Date
  readonly facts: FoundNobody | FoundNowhere
}

/** Places of a circle whose people have not been written to. */
export async function untold(
  db: WorkerDb,
  circle: string,
): Promise<{ id: string; application: string; until: Date }[]> {
  return db
    .selectFrom('app.placement')
    .select(['id', 'application', 'until'])
    .where('circle', '=', circle)
    .where('told', '=', false)
    .where('ended', 'is', null)
    .execute()
}

/** What happened to the places of a formation that those who organise have not been written about; whom to write. */
export async function newsOf(
  db: WorkerDb,
  formation: string,
): Promise<{ freed: number; kept: number; organisers: string[] }> {
  const { rows } = await sql<{ freed: number; kept: number; organisers: string[] }>`
    select count(*) filter (where p.ended is not null)::integer as freed,
      count(*) filter (where p.ended is null)::integer as kept,
      array(select distinct o.person from app.office o join app.formation f on f.community = o.community and f.id = ${formation}
        where o.person = f.published_by
          or not exists (select 1 from app.office x where x.community = f.community and x.person = f.published_by)) as organisers
    from app.placement p where p.formation = ${formation} and p.news`.execute(db)
  return rows[0] ?? { freed: 0, kept: 0, organisers: [] }
}

/** The formation whose publishing made a circle. */
export async function formationOfCircle(db: WorkerDb, circle: string): Promise<string | undefined> {
  const row = db.selectFrom('app.formed_circle').select('formation').where('circle', '=', circle)
  return (await row.executeTakeFirst())?.formation ?? undefined
}
