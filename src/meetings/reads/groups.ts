import { sql } from 'kysely'
import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import type { Met, Protocol } from '../protocol/engine.ts'

interface Pair {
  readonly one: string
  readonly other: string
  readonly times: number
}

/** How often those who sit in the circle worked with one another in small groups; nothing for a format without such groups. */
export async function metBefore(db: CircleDb, { community, circle }: Seat, { parts }: Protocol): Promise<Met> {
  if (!parts.some(({ groups }) => groups)) return []
  const { rows } = await sql<Pair>`
    select a.person as one, b.person as other, count(*)::int as times
    from app.small_group a
      join app.small_group b on b.community = a.community and b.run = a.run and b.part = a.part and b.number = a.number and b.person > a.person
      join app.seat s on s.community = a.community and s.circle = a.circle and s.person = a.person and s.left_at is null
      join app.seat t on t.community = b.community and t.circle = b.circle and t.person = b.person and t.left_at is null
    where a.community = ${community} and a.circle = ${circle}
    group by a.person, b.person order by a.person, b.person`.execute(db)
  return rows.map(({ one, other, times }) => [one, other, times] as const)
}
