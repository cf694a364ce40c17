import { sql } from 'kysely'
import type { OrganiserDb } from '../../platform/db/handles.ts'
import type { Progress } from '../rules/desk.ts'

/** How far a season is: who has asked, what is being looked for, and who has answered. One look, for a page that is opened often. */
export async function progressOf(db: OrganiserDb, season: string, now: Date): Promise<Progress> {
  const { rows } = await sql<Row>`
    with place as (
      select p.application, p.formation, p.until, exists (
        select 1 from app.application a join app.invitation i on i.community = a.community and i.person = a.person and i.circle = p.circle
        where a.community = p.community and a.id = p.application and i.via = 'placement' and i.answer = 'yes') as yes
      from app.placement p join app.formation f on f.community = p.community and f.id = p.formation
      where f.season = ${season} and p.ended is null),
    held as (select * from place where yes or until > ${now})
    select
      (select count(*)::int from app.application where season = ${season}) as asked,
      (select count(*)::int from app.application where season = ${season} and not waits
        and id not in (select application from held)) as waiting,
      (select id from app.formation where season = ${season} and state in ('waiting', 'running') order by made_at desc limit 1) as searching,
      (select id from app.formation where season = ${season} and state = 'ready' order by made_at desc limit 1) as ready,
      (select count(*)::int from held where yes) as yes,
      (select count(*)::int from held where not yes) as kept,
      (select formation from held order by yes, until, formation limit 1) as published,
      (select min(until) from held where not yes) as until`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a question without an answer')
  const { searching, ready, published, until, ...counts } = row
  return {
    ...counts,
    ...{ searching: searching ?? undefined, ready: ready ?? undefined, published: published ?? undefined },
    until: until ?? undefined,
  }
}

interface Row {
  readonly asked: number
  readonly waiting: number
  readonly searching: string | null
  readonly ready: string | null
  readonly yes: number
  readonly kept: number
  readonly published: string | null
  readonly until: Date | null
}
