import type { Seat } from '../circles/rules.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { rulesOf } from '../scheduling/reads.ts'
import { standsFor } from '../scheduling/rules/moved.ts'
import type { Reflection } from './rules.ts'

/** What this person thought over before a meeting, also where it stood on another day then. */
export async function reflectionOn(
  db: CircleDb,
  here: Pick<CommunityHere, 'vault'>,
  seat: Seat,
  meeting: string,
): Promise<Reflection | undefined> {
  const [id] = await reflectionsFor(db, seat, meeting)
  if (id === undefined) return undefined
  const row = await db
    .selectFrom('app.reflection')
    .select(['id', 'high', 'low', 'why'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { open } = here.vault.box.row('reflection', row.id)
  return { high: open('high', row.high), low: open('low', row.low), why: open('why', row.why) }
}

/** What this person wrote for a meeting and for those in whose place it stands, by id: its own first, then the latest. */
export async function reflectionsFor(db: CircleDb, seat: Seat, meeting: string): Promise<readonly string[]> {
  const [rows, rules] = await Promise.all([
    db
      .selectFrom('app.reflection')
      .select(['id', 'meeting'])
      .where('person', '=', seat.person)
      .orderBy('made_at', 'desc')
      .execute(),
    rulesOf(db, seat.circle),
  ])
  const own = rows.filter((row) => row.meeting === meeting)
  const others = rows.filter((row) => row.meeting !== meeting && standsFor(rules, row.meeting)?.id === meeting)
  return [...own, ...others].map(({ id }) => id)
}
