import { sql } from 'kysely'
import { fellows } from '../circles/reads.ts'
import type { Fellow, Seat } from '../circles/rules.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import { answersTo } from '../scheduling/reads.ts'
import type { Meeting } from '../scheduling/rules.ts'
import { roles, type Turn } from './rules/ledger.ts'
import { type Coming, type NextTurn, nextTurns } from './rules/next.ts'
import type { HeldMeeting, Wish } from './rules.ts'

/** What the circle knows of whose turn it is. */
export interface Ledger {
  readonly fellows: readonly Fellow[]
  /** The first meeting first. */
  readonly history: readonly HeldMeeting[]
  readonly wishes: readonly Wish[]
  /** Who is away, with the last day of it. */
  readonly away: ReadonlyMap<string, string>
}

/** Reads everything that turns follow from. */
export async function ledgerOf(db: CircleDb, seat: Seat): Promise<Ledger> {
  const [people, held, wishes, away] = await Promise.all([
    fellows(db, seat),
    heldMeetings(db, seat),
    wishesIn(db, seat),
    awayFrom(db, seat),
  ])
  const skipped = (meeting: string) => wishes.filter((wish) => wish.meeting === meeting && wish.fellow === null)
  return { fellows: people, wishes, away, history: held.map((each) => ({ ...each, skipped: skipped(each.meeting) })) }
}

interface HeldRow {
  readonly meeting: string
  readonly day: string
  readonly toldBy: string | null
  readonly there: readonly string[]
  readonly turns: readonly Turn[]
}

async function heldMeetings(db: CircleDb, { circle }: Seat): Promise<Omit<HeldMeeting, 'skipped'>[]> {
  const { rows } = await sql<HeldRow>`
    select h.meeting, m.day, h.told_by as "toldBy",
      array(select t.person from app.turn_there t where t.community = h.community and t.meeting = h.meeting order by t.person) as there,
      (select coalesce(json_agg(json_build_object('role', t.role, 'person', t.person, 'whose', coalesce(t.whose, t.person)) order by t.role, t.person), '[]')
        from app.turn t where t.community = h.community and t.meeting = h.meeting) as turns
    from app.turn_meeting h join app.meeting m on m.community = h.community and m.id = h.meeting
    where h.circle = ${circle} order by m.day, h.meeting`.execute(db)
  return rows.map(({ day, ...held }) => ({ ...held, at: endOfDay(day) }))
}

/** Whoever sat down on the day of a meeting, in whichever zone, sat there before it. */
const endOfDay = (day: string): Date => new Date(`${day}T23:59:59Z`)

async function wishesIn(db: CircleDb, { circle }: Seat): Promise<Wish[]> {
  const rows = await db
    .selectFrom('app.turn_wish')
    .select(['id', 'meeting', 'role', 'person', 'fellow', 'said'])
    .where('circle', '=', circle)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ role, said, ...wish }) => {
    const known = roles.find((each) => each === role)
    return known ? [{ ...wish, role: known, said: said === 'yes' || said === 'no' ? said : null }] : []
  })
}

async function awayFrom(db: CircleDb, { circle }: Seat): Promise<Map<string, string>> {
  const rows = await db.selectFrom('app.turn_away').select(['person', 'until']).where('circle', '=', circle).execute()
  return new Map(rows.map(({ person, until }) => [person, until]))
}

/** Who does what at a meeting to come, and why. */
export async function turnsAt(
  db: CircleDb,
  seat: Seat,
  ledger: Ledger,
  meeting: Meeting,
): Promise<readonly NextTurn[]> {
  const answers = await answersTo(db, seat, meeting)
  const { fellows: people, away } = ledger
  const missing = people.filter(({ id }) => answers.get(id) === 'out' || (away.get(id) ?? '') >= meeting.day)
  return planned(ledger, meeting.id, new Set(missing.map(({ id }) => id)))
}

/** Who would do what if everybody were there: in a meeting that nobody has to come to. */
export const turnsOfAll = (ledger: Ledger): readonly NextTurn[] => planned(ledger, '', new Set())

/** Who was to do what at a meeting, of those who were there; by what was known before it. */
export function turnsAmong(ledger: Ledger, meeting: Meeting, there: readonly string[]): readonly NextTurn[] {
  const before = ledger.history.filter(({ at, meeting: id }) => at < endOfDay(meeting.day) && id !== meeting.id)
  const missing = ledger.fellows.filter(({ id }) => !there.includes(id))
  return planned({ ...ledger, history: before }, meeting.id, new Set(missing.map(({ id }) => id)))
}

function planned({ fellows: people, history, wishes }: Ledger, meeting: string, away: Coming['away']) {
  const members = people.map(({ id, taken_at: since }) => ({ id, since }))
  const here = wishes.filter((wish) => wish.meeting === meeting)
  const swaps = here.flatMap(({ role, person, fellow, said }) =>
    fellow && said === 'yes' && members.some(({ id }) => id === fellow) ? [{ role, person, fellow }] : [],
  )
  return nextTurns(history, members, { away, skips: here.filter(({ fellow }) => fellow === null), swaps })
}

/** Everybody who has or had a place in the circle and is still known. */
export async function everSeated(db: CircleDb, { circle }: Seat): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('app.seat').select('person').where('circle', '=', circle).execute()
  return new Set(rows.map(({ person }) => person))
}

/** A wish of this circle; throws NotFound. */
export async function wishWith(db: CircleDb, seat: Seat, id: string): Promise<Wish> {
  const found = (await wishesIn(db, seat)).find((wish) => wish.id === id)
  if (!found) throw new NotFound()
  return found
}
