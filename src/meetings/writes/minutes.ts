import { fellows } from '../../circles/reads.ts'
import type { Seat } from '../../circles/rules.ts'
import type { CircleDb, WorkerDb } from '../../platform/db/handles.ts'
import { handOver } from '../../platform/jobs/outbox.ts'
import { queue } from '../../platform/jobs/queue.ts'
import type { Run } from '../reads/run.ts'
import { decentHour } from '../rules/apart.ts'

/** Tells somebody that the minutes of a meeting are there. */
export const minutesQueue = queue('meetings.minutes', { community: 'id', run: 'id', person: 'id' })

/** As a meeting ends: each who was there is to be told, at an hour that is decent for them. */
export async function tellOfMinutes(
  db: CircleDb,
  seat: Seat,
  { id: run, meeting }: Pick<Run, 'id' | 'meeting'>,
  there: readonly string[],
  now: Date,
): Promise<void> {
  const { community, circle } = seat
  const told = (await fellows(db, seat)).filter(({ id }) => there.includes(id))
  if (told.length === 0) return
  const rows = told.map(({ id: person }) => ({ community, run, person, circle, meeting, made_at: now }))
  await db.insertInto('app.minutes_news').values(rows).execute()
  for (const fellow of told)
    await handOver(db, minutesQueue, { community, run, person: fellow.id }, decentHour(fellow, now))
}

/** What somebody is to be told of: taken away with it, so that nobody is told twice. Undefined where they were told. */
export function takeNews(
  db: WorkerDb,
  run: string,
  person: string,
): Promise<{ readonly circle: string; readonly meeting: string; readonly made_at: Date } | undefined> {
  return db
    .deleteFrom('app.minutes_news')
    .where('run', '=', run)
    .where('person', '=', person)
    .returning(['circle', 'meeting', 'made_at'])
    .executeTakeFirst()
}
