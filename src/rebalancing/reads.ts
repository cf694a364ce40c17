import { sql } from 'kysely'
import { applications } from '../applications/reads.ts'
import type { Seat } from '../circles/rules.ts'
import type { Office } from '../communities/rules.ts'
import { placedAlready, proposals } from '../formation/reads.ts'
import { hourOf } from '../formation/rules/places.ts'
import type { Policy, Problem } from '../formation/rules.ts'
import type { Self } from '../people/rules.ts'
import type { MemberDb, OrganiserDb, WorkerDb } from '../platform/db/handles.ts'
import { plansOf } from '../scheduling/reads.ts'
import {
  awaitsMe,
  type ChangingCircle,
  type Kind,
  type MyChange,
  type Outcome,
  type PlannedSeat,
  problemOf,
  type SeatedCircle,
} from './rules.ts'

/** What this area wrote itself comes back as it was. */
const stored = <T>(value: unknown): T => value as T

/** The circles of a season in which somebody sits, by name; of each only who sits there. */
export async function seasonCircles(
  db: OrganiserDb,
  office: Office,
  season: string,
  now: Date,
): Promise<SeatedCircle[]> {
  const { rows } = await sql<Omit<SeatedCircle, 'hour'>>`
    select c.id, c.name, c.moves, exists (
        select 1 from app.placement k join app.application a on a.community = k.community and a.id = k.application
        where k.community = c.community and k.circle = c.id and k.ended is null and k.until > ${now} and not exists (
          select 1 from app.seat o where o.community = c.community and o.circle = c.id and o.person = a.person and o.left_at is null)
          and not exists (select 1 from app.invitation i where i.community = k.community and i.circle = k.circle and i.person = a.person
            and i.via = 'placement' and i.answer = 'yes' and i.made_at >= k.made_at)) as awaits,
      json_agg(json_build_object('id', p.id, 'name', p.name, 'zone', p.zone) order by p.name, p.id) as people
    from app.formation m
      join app.formed_circle f on f.community = m.community and f.formation = m.id
      join app.circle c on c.community = f.community and c.id = f.circle and c.ended_at is null
      join app.seat s on s.community = c.community and s.circle = c.id and s.left_at is null
      join app.person p on p.community = s.community and p.id = s.person
    where m.community = ${office.community} and m.season = ${season}
    group by c.community, c.id, c.name, c.moves`.execute(db)
  const plans = await plansOf(
    db,
    rows.map(({ id }) => id),
  )
  const all = rows.map((row): SeatedCircle => {
    const plan = plans.get(row.id)
    return plan ? { ...row, hour: hourOf(plan.rule) } : row
  })
  return all.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
}

/** The circles of a season as the engine sees them, and who waits there for a place and could be asked. */
export interface Ground {
  readonly policy: Policy
  readonly circles: readonly SeatedCircle[]
  readonly problem: Problem
  /** Ids of persons. */
  readonly waiting: readonly string[]
  /** Who has left which circle: nobody is asked to come back where they went from. */
  readonly left: readonly { readonly person: string; readonly circle: string }[]
  readonly names: ReadonlyMap<string, string>
  /** How many of those who sit have not asked in this season, so that nobody knows their answers. */
  readonly unknown: number
}

/** Undefined where no circle was formed in this season, or nobody sits in one. */
export async function groundOf(
  db: OrganiserDb,
  office: Office,
  season: string,
  now: Date,
): Promise<Ground | undefined> {
  const circles = await seasonCircles(db, office, season, now)
  const published = (await proposals(db, office, season)).find(({ state }) => state === 'published')
  if (!published || circles.length === 0) return undefined
  const { policy } = published
  const applied = await applications(db, office, season)
  const placed = await placedAlready(db, office, now)
  const asked = await askedToCome(db, office)
  const seated = new Set(circles.flatMap(({ people }) => people.map(({ id }) => id)))
  const free = applied.filter(({ id }) => !placed.has(id)).flatMap(({ person }) => person ?? [])
  const left = await gotUp(db, office)
  const problem = problemOf(policy, applied, circles)
  const names = new Map([
    ...applied.map(({ person, id, name }) => [person ?? id, name] as const),
    ...circles.flatMap(({ people }) => people.map(({ id, name }) => [id, name] as const)),
  ])
  return {
    ...{ policy, circles, names, left, problem },
    waiting: free.filter((person) => !seated.has(person) && !asked.has(person) && person !== office.person),
    unknown: problem.people.length - applied.length,
  }
}

const gotUp = (db: OrganiserDb, office: Office) =>
  db
    .selectFrom('app.seat')
    .select(['person', 'circle'])
    .where('community', '=', office.community)
    .where('left_at', 'is not', null)
    .execute()

/** Whoever waits for a place and is asked about one already. */
async function askedToCome(db: OrganiserDb, office: Office): Promise<Set<string>> {
  const rows = await db
    .selectFrom('app.rebalancing_seat as s')
    .innerJoin('app.rebalancing as r', (join) =>
      join.onRef('r.community', '=', 's.community').onRef('r.id', '=', 's.rebalancing'),
    )
    .select('s.person')
    .where('s.community', '=', office.community)
    .where('s.from_circle', 'is', null)
    .where('r.outcome', 'is', null)
    .execute()
  return new Set(rows.map(({ person }) => person))
}

/** A change as whoever organises sees it: that people were asked, and what came of it. How far it came they do not see. */
export interface AskedChange {
  readonly id: string
  readonly kind: Kind
  readonly words: string
  readonly madeAt: Date
  readonly until: Date
  readonly outcome: Outcome | undefined
  readonly endedAt: Date | undefined
  readonly circles: readonly { readonly id: string; readonly name: string }[]
  /** How many people were asked, or will be. */
  readonly people: number
}

/** The changes of a season, the latest first. */
export async function askedChanges(db: OrganiserDb, office: Office, season: string): Promise<AskedChange[]> {
  const { rows } = await sql<
    Omit<AskedChange, 'outcome' | 'endedAt'> & { outcome: Outcome | null; endedAt: Date | null }
  >`
    select r.id, r.kind, r.words, r.made_at as "madeAt", r.until, r.outcome, r.ended_at as "endedAt",
      (select count(*)::integer from app.rebalancing_seat s where s.community = r.community and s.rebalancing = r.id) as people,
      (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name) order by t.part desc, c.name), '[]') from app.rebalancing_circle t
        join app.circle c on c.community = t.community and c.id = t.circle where t.community = r.community and t.rebalancing = r.id) as circles
    from app.rebalancing r where r.community = ${office.community} and r.season = ${season}
    order by r.made_at desc, r.id desc`.execute(db)
  return rows.map((row) => ({ ...row, outcome: row.outcome ?? undefined, endedAt: row.endedAt ?? undefined }))
}

/** What is asked in the circle of this seat, or was decided lately; undefined where nothing is. */
export async function changeHere(db: MemberDb, seat: Seat): Promise<MyChange | undefined> {
  const all = await changesOf(db, seat, sql`(mine.from_circle = ${seat.circle} or mine.to_circle = ${seat.circle})`)
  return all[0]
}

/** What somebody is asked who waits for a place (`from` is null), by its id. */
export async function changeToCome(db: MemberDb, self: Self, id: string): Promise<MyChange | undefined> {
  const [found] = await changesOf(db, self, sql`r.id = ${id} and mine.from_circle is null`)
  return found
}

/** What this person is asked and has not answered: facts only, across circles. */
export async function awaitedChanges(db: MemberDb, self: Self, now: Date): Promise<MyChange[]> {
  const all = await changesOf(db, self, sql`r.outcome is null`)
  return all.filter((change) => awaitsMe(change, now))
}

interface Row {
  readonly id: string
  readonly kind: Kind
  readonly words: string
  readonly host: string | null
  readonly made_at: Date
  readonly until: Date
  readonly stages: number
  readonly new_circle: string | null
  readonly new_name: string | null
  readonly slots: unknown
  readonly minutes: number
  readonly outcome: Outcome | null
  readonly ended_at: Date | null
  readonly said: boolean
}

/** Those that reached this person, the latest first; what was decided is shown for two months. */
async function changesOf(
  db: MemberDb,
  { person }: { readonly person: string },
  which: ReturnType<typeof sql<boolean>>,
): Promise<MyChange[]> {
  const { rows } = await sql<Row>`
    select r.id, r.kind, r.words, p.name as host, r.made_at, r.until, r.stages, r.new_circle, r.new_name, r.slots, r.minutes, r.outcome, r.ended_at,
      exists (select 1 from app.rebalancing_yes y where y.community = r.community and y.rebalancing = r.id and y.person = mine.person) as said
    from app.rebalancing_seat mine join app.rebalancing r on r.community = mine.community and r.id = mine.rebalancing
      left join app.person p on p.community = r.community and p.id = r.made_by
    where mine.person = ${person} and ${which} and (r.ended_at is null or r.ended_at > now() - interval '60 days')
    order by r.made_at desc, r.id desc`.execute(db)
  const changes = []
  for (const row of rows) changes.push(await withOthers(db, person, row))
  return changes.flatMap((change) => change ?? [])
}

async function withOthers(db: MemberDb, person: string, row: Row): Promise<MyChange | undefined> {
  const people = await sql<PlannedSeat & { name: string }>`
    select s.person, s.from_circle as "from", s.to_circle as "to", s.stage, p.name
    from app.rebalancing_seat s join app.person p on p.community = s.community and p.id = s.person
    where s.rebalancing = ${row.id} order by p.name, p.id`.execute(db)
  const circles = await sql<ChangingCircle>`
    select * from app.circles_in_change(${row.id}) order by part desc, name`.execute(db)
  const mine = people.rows.find((each) => each.person === person)
  if (!mine) return undefined
  const { id, kind, words, stages, until } = row
  return {
    ...{ id, kind, words, stages, until, mine, madeAt: row.made_at, saidYes: row.said, people: people.rows },
    ...{ circles: circles.rows, minutes: row.minutes, slots: stored<MyChange['slots']>(row.slots) },
    ...{ host: row.host ?? undefined, outcome: row.outcome ?? undefined, endedAt: row.ended_at ?? undefined },
    ...{ begins: row.new_circle ?? undefined, newName: row.new_name ?? undefined },
  }
}

/** What is to be told of a change now, and whom: those who are asked just now, or everybody who was, and whoever asked. */
export interface News {
  readonly what: string
  readonly outcome: Outcome | undefined
  readonly people: readonly { readonly person: string; readonly circle: string | null }[]
  readonly host: string | undefined
}

/** The news of a change, for the worker: ids only, and no answers. Undefined for one that is gone. */
export async function newsOf(db: WorkerDb, id: string): Promise<News | undefined> {
  const rows = db.selectFrom('app.rebalancing').select(['made_by', 'stage', 'outcome']).where('id', '=', id)
  const row = await rows.executeTakeFirst()
  if (!row) return undefined
  const seats = await db
    .selectFrom('app.rebalancing_seat')
    .select(['person', 'from_circle', 'to_circle', 'stage'])
    .where('rebalancing', '=', id)
    .where('stage', '<=', row.stage)
    .execute()
  const outcome = stored<Outcome | null>(row.outcome) ?? undefined
  const concerned = seats.filter(({ stage }) => outcome !== undefined || stage === row.stage)
  return {
    ...{ outcome, what: outcome ?? `asked ${row.stage}`, host: outcome && (row.made_by ?? undefined) },
    people: concerned.map((seat) => ({
      person: seat.person,
      circle: outcome === 'done' ? seat.to_circle : seat.from_circle,
    })),
  }
}
