import { type Kysely, sql } from 'kysely'
import type { Office } from '../communities/rules.ts'
import type { OrganiserDb } from '../platform/db/handles.ts'
import type { VisitorTables } from '../platform/db/tables/visitor.ts'
import { NotFound } from '../platform/errors.ts'
import { type PlannedSeason, questionList, type Season, type State, type Template, templates } from './rules.ts'

const open = [
  ...(['id', 'state', 'name', 'for_whom', 'about', 'rhythm', 'minutes', 'places'] as const),
  ...(['min_size', 'max_size', 'questions'] as const),
] as const
/** Days as text: the driver would make moments of them. */
const days = [
  sql<string | null>`apply_until::text`.as('apply_until'),
  sql<string | null>`starts::text`.as('starts'),
  sql<string | null>`ends::text`.as('ends'),
] as const

interface Row {
  readonly id: string
  readonly state: string
  readonly name: string
  readonly for_whom: string
  readonly about: string
  readonly apply_until: string | null
  readonly starts: string | null
  readonly ends: string | null
  readonly rhythm: string
  readonly minutes: number
  readonly places: number | null
  readonly min_size: number
  readonly max_size: number
  readonly questions: unknown
}

const asSeason = (row: Row): Season => ({
  ...{ id: row.id, name: row.name, forWhom: row.for_whom, about: row.about, minutes: row.minutes },
  state: row.state as State,
  rhythm: row.rhythm === 'weekly' ? 'weekly' : 'fortnightly',
  ...{ applyUntil: row.apply_until ?? undefined, starts: row.starts ?? undefined, ends: row.ends ?? undefined },
  ...{ places: row.places ?? undefined, minSize: row.min_size, maxSize: row.max_size },
  questions: questionList.catch([]).parse(row.questions),
})

/** Whoever may read open seasons: visitors and members see the same of them. */
type Reader = Kysely<Pick<VisitorTables, 'app.season'>>

const openTo = (db: Reader) => db.selectFrom('app.season').select([...open, ...days])

/** The seasons that were opened and not closed, the next to begin first. Whether one can still apply, the rules say. */
export async function openSeasons(db: Reader, community: string): Promise<Season[]> {
  const rows = await openTo(db)
    .where('community', '=', community)
    .where('state', '=', 'open')
    .orderBy('starts')
    .orderBy('id')
    .execute()
  return rows.map(asSeason)
}

/** A season that everybody may see; throws NotFound for one that is still a draft. */
export async function openSeason(db: Reader, community: string, id: string): Promise<Season> {
  const row = await openTo(db).where('community', '=', community).where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return asSeason(row)
}

/** Would somebody who applies now have to wait for a place? */
export async function isFull(db: Reader, id: string): Promise<boolean> {
  const { rows } = await sql<{ full: boolean }>`select app.is_full(${id}) as "full"`.execute(db)
  return rows[0]?.full ?? false
}

/** Every season of a community, the one at hand first. */
export async function seasons(db: OrganiserDb, office: Office): Promise<PlannedSeason[]> {
  const rows = await planned(db, office).execute()
  return rows.map(asPlanned)
}

/** One of them; throws NotFound. */
export async function season(db: OrganiserDb, office: Office, id: string): Promise<PlannedSeason> {
  const row = await planned(db, office).where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return asPlanned(row)
}

/** The season that organisers work on: the one taken up last. Undefined before there is any. */
export async function seasonAtHand(db: OrganiserDb, office: Office): Promise<PlannedSeason | undefined> {
  const row = await planned(db, office).limit(1).executeTakeFirst()
  return row && asPlanned(row)
}

const planned = (db: OrganiserDb, { community }: Office) =>
  db
    .selectFrom('app.season')
    .select([...open, ...days, 'template', 'at_hand_since'])
    .where('community', '=', community)
    .orderBy('at_hand_since', (order) => order.desc().nullsLast())
    .orderBy('made_at', 'desc')
    .orderBy('id')

const asPlanned = (row: Row & { template: string; at_hand_since: Date | null }): PlannedSeason => ({
  ...asSeason(row),
  template: asTemplate(row.template),
  atHandSince: row.at_hand_since ?? undefined,
})

const asTemplate = (text: string): Template => templates.find((each) => each === text) ?? 'other'
