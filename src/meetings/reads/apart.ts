import type { Seat } from '../../circles/rules.ts'
import type { Self } from '../../people/rules.ts'
import type { CircleDb, MemberDb } from '../../platform/db/handles.ts'
import { inLanguage } from '../protocol/engine.ts'
import { stepOf } from '../protocol/protocol.ts'
import { type SaidThen, stepsBehind } from '../rules/apart.ts'
import type { OpenEntry } from '../rules.ts'
import type { Run } from './run.ts'

/** The meeting that the circle holds apart just now, by its id. */
export async function openApart(db: CircleDb, seat: Seat): Promise<string | undefined> {
  return (await apartIn(db, seat)).find(({ ended }) => !ended)?.meeting
}

/** A meeting that was held apart, or is. */
export interface ApartMeeting {
  readonly meeting: string
  readonly began: Date
  readonly ended: Date | null
}

/** All meetings of the circle that this seat may read and that were held apart, the latest first. */
export async function apartIn(db: CircleDb, seat: Seat): Promise<ApartMeeting[]> {
  return db
    .selectFrom('app.run as r')
    .innerJoin('app.meeting as m', (join) =>
      join.onRef('m.community', '=', 'r.community').onRef('m.id', '=', 'r.meeting'),
    )
    .select(['r.meeting', 'r.made_at as began', 'r.ended_at as ended'])
    .where('r.circle', '=', seat.circle)
    .where('m.kind', '=', 'apart')
    .orderBy('r.made_at', 'desc')
    .execute()
}

/** Something is asked of somebody in a meeting that is held apart. */
export interface AskedApart {
  readonly circle: string
  readonly meeting: string
  readonly until: Date
}

/** What is asked of a person in the meetings that their circles hold apart. */
export async function askedApart(
  db: MemberDb,
  { person }: Pick<Self, 'person'>,
  now: Date,
): Promise<readonly AskedApart[]> {
  const rows = await db
    .selectFrom('app.run_awaited')
    .select(['circle', 'meeting', 'until'])
    .where('person', '=', person)
    .where('until', '>', now)
    .execute()
  return rows.flatMap(({ circle, meeting, until }) => (until ? [{ circle, meeting, until }] : []))
}

/** What a circle holds apart just now: the meeting, and what is asked of this person in it. */
export async function apartHere(
  db: CircleDb,
  seat: Seat,
  now: Date,
): Promise<{ readonly open: string | undefined; readonly asked: AskedApart | undefined }> {
  const [open, asked] = await Promise.all([openApart(db, seat), askedApart(db, seat, now)])
  return { open, asked: asked.find(({ circle }) => circle === seat.circle) }
}

/** What was said in the windows before, of what lies open for whoever reads. */
export function saidBefore({ format, state }: Run, open: readonly OpenEntry[], locale: string): readonly SaidThen[] {
  const words = new Set(state.entries.filter(({ kind }) => kind === 'words').map(({ id }) => id))
  const stepIn = new Map(state.entries.map(({ id, step }) => [id, step]))
  return stepsBehind(state).flatMap(({ key, part, step }) => {
    const entries = open.filter(({ id }) => words.has(id) && stepIn.get(id) === key)
    const title = inLanguage(stepOf(format, part, step)?.title ?? {}, locale)
    return entries.length > 0 ? [{ key, title, entries }] : []
  })
}
