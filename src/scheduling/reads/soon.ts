import type { Seat } from '../../circles/rules.ts'
import type { CircleDb, MemberDb } from '../../platform/db/handles.ts'
import type { Soon } from '../rules/soon.ts'
import type { Answer, Meeting } from '../rules.ts'

/** The request to meet soon that is open in a circle: no time is set, and one of those asked for lies ahead. */
export async function openSoon(db: CircleDb, { circle }: Seat, now: Date): Promise<Soon | undefined> {
  const row = await db
    .selectFrom('app.soon as o')
    .leftJoin('app.seat as s', (join) =>
      join
        .onRef('s.community', '=', 'o.community')
        .onRef('s.circle', '=', 'o.circle')
        .onRef('s.person', '=', 'o.asked_by')
        .on('s.left_at', 'is', null),
    )
    .select(['o.id', 's.person as askedBy', 'o.minutes'])
    .where('o.circle', '=', circle)
    .where('o.starts_at', 'is', null)
    .orderBy('o.made_at', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  const [times, answers] = await Promise.all([
    db
      .selectFrom('app.soon_time')
      .select('starts_at as starts')
      .where('soon', '=', row.id)
      .where('starts_at', '>', now)
      .orderBy('starts_at')
      .execute(),
    db
      .selectFrom('app.soon_answer')
      .select(['starts_at as starts', 'person', 'can'])
      .where('soon', '=', row.id)
      .execute(),
  ])
  if (times.length === 0) return undefined
  const who = (starts: Date, can: boolean) =>
    answers.flatMap((each) => (+each.starts === +starts && each.can === can ? [each.person] : []))
  return { ...row, times: times.map(({ starts }) => ({ starts, can: who(starts, true), cannot: who(starts, false) })) }
}

/** The circles of a person in which somebody asks to meet soon and that person has not said anything yet. */
export async function askedSoon(db: MemberDb, { person }: { readonly person: string }, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('app.soon as s')
    .select('s.circle')
    .where('s.starts_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('app.soon_time as t')
          .select('t.soon')
          .whereRef('t.soon', '=', 's.id')
          .where('t.starts_at', '>', now),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('app.soon_answer as a')
            .select('a.soon')
            .whereRef('a.soon', '=', 's.id')
            .where('a.person', '=', person),
        ),
      ),
    )
    .execute()
  return rows.map(({ circle }) => circle)
}

/** What was said when a meeting was asked for soon, by meeting and person: whoever could then is in, until they say otherwise. */
export async function saidSoon(
  db: MemberDb,
  meetings: readonly Meeting[],
): Promise<readonly { readonly meeting: string; readonly person: string; readonly answer: Answer }[]> {
  const soon = meetings.filter(({ beside }) => beside === 'soon')
  if (soon.length === 0) return []
  const starts = new Map(soon.map((meeting) => [meeting.id, +meeting.starts]))
  const rows = await db
    .selectFrom('app.soon_answer')
    .select(['soon', 'person', 'can', 'starts_at'])
    .where('soon', 'in', [...starts.keys()])
    .execute()
  return rows
    .filter((row) => starts.get(row.soon) === +row.starts_at)
    .map(({ soon: meeting, person, can }) => ({ meeting, person, answer: can ? 'in' : 'out' }))
}
