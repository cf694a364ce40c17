import type { Seat } from '../circles/rules.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import type { Reflection } from './rules.ts'

/** What this person thought over before a meeting. */
export async function reflectionOn(
  db: CircleDb,
  here: Pick<CommunityHere, 'vault'>,
  seat: Seat,
  meeting: string,
): Promise<Reflection | undefined> {
  const row = await db
    .selectFrom('app.reflection')
    .select(['id', 'high', 'low', 'why'])
    .where('person', '=', seat.person)
    .where('meeting', '=', meeting)
    .executeTakeFirst()
  if (!row) return undefined
  const { open } = here.vault.box.row('reflection', row.id)
  return { high: open('high', row.high), low: open('low', row.low), why: open('why', row.why) }
}
