import { fellows } from '../../circles/reads.ts'
import type { Seat } from '../../circles/rules.ts'
import { holdCircle } from '../../circles/writes.ts'
import type { CircleDb, WorkerDb } from '../../platform/db/handles.ts'
import { Invalid, NotFound, Refused } from '../../platform/errors.ts'
import { handOver } from '../../platform/jobs/outbox.ts'
import { queue } from '../../platform/jobs/queue.ts'
import { openSoon } from '../reads/soon.ts'
import { type AskSoonInput, enough, isSoon, maySet, type Soon } from '../rules/soon.ts'
import { holdBeside } from './beside.ts'

/** Tells those who sit there that somebody asks to meet soon, or that a time is set. */
export const soonQueue = queue('scheduling.soon', { community: 'id', soon: 'id', what: ['asked', 'set'] })

/** Asks the circle to meet soon. Whoever asks can at all the times they ask for. Sent twice, it is asked once. */
export async function askSoon(db: CircleDb, seat: Seat, input: AskSoonInput, now: Date): Promise<void> {
  const { id, minutes, times } = input
  if (!times.every((time) => isSoon(time, now))) throw new Invalid({ times: 'scheduling.soon.past' })
  await holdCircle(db, seat)
  const open = await openSoon(db, seat, now)
  if (open?.id === id) return
  if (open) throw new Refused('scheduling.soon.already')
  const { community, circle, person } = seat
  await db.insertInto('app.soon').values({ community, id, circle, asked_by: person, minutes, made_at: now }).execute()
  const each = [...new Map(times.map((time) => [+time, time])).values()]
  const at = each.map((starts_at) => ({ community, soon: id, circle, starts_at }))
  await db.insertInto('app.soon_time').values(at).execute()
  await db
    .insertInto('app.soon_answer')
    .values(at.map((time) => ({ ...time, person, can: true })))
    .execute()
  await handOver(db, soonQueue, { community, soon: id, what: 'asked' })
}

/** What somebody says to one of the times. */
interface Said {
  readonly starts: Date
  readonly can: boolean
}

/** When it is, and whose clocks say on which day. */
interface Setting {
  readonly now: Date
  readonly zone: string
}

/** Says whether one can at a time; once enough can, it is set. Answers whether a time is set. */
export async function saySoon(db: CircleDb, seat: Seat, id: string, said: Said, setting: Setting): Promise<boolean> {
  const soon = await theSoon(db, seat, id, said.starts, setting.now)
  // Two who answer at the same moment meet at this row, and the second one counts again.
  await db
    .updateTable('app.soon')
    .set({ starts_at: null })
    .where('id', '=', id)
    .where('starts_at', 'is', null)
    .execute()
  const { community, circle, person } = seat
  const { starts, can } = said
  await db
    .insertInto('app.soon_answer')
    .values({ community, soon: id, circle, starts_at: starts, person, can })
    .onConflict((row) => row.columns(['community', 'soon', 'starts_at', 'person']).doUpdateSet({ can }))
    .execute()
  const seated = (await fellows(db, seat)).map((each) => each.id)
  const others = soon.times.find((time) => +time.starts === +starts)?.can ?? []
  const all = new Set(can ? [...others, person] : others.filter((each) => each !== person))
  if (seated.filter((each) => all.has(each)).length < enough(seated.length)) return false
  await setTime(db, seat, soon, starts, setting.zone)
  return true
}

/** Sets one of the times, as whoever asked. */
export async function setSoon(db: CircleDb, seat: Seat, id: string, starts: Date, setting: Setting): Promise<void> {
  const soon = await theSoon(db, seat, id, starts, setting.now)
  if (!maySet(soon, seat.person)) throw new Refused('scheduling.soon.notYours')
  await setTime(db, seat, soon, starts, setting.zone)
}

/** Takes it back as whoever asked: nothing of it stays. */
export async function withdrawSoon(db: CircleDb, seat: Seat, id: string, now: Date): Promise<void> {
  const open = await openSoon(db, seat, now)
  if (open?.id !== id) return
  if (!maySet(open, seat.person)) throw new Refused('scheduling.soon.notYours')
  await db.deleteFrom('app.soon').where('community', '=', seat.community).where('id', '=', id).execute()
}

async function theSoon(db: CircleDb, seat: Seat, id: string, starts: Date, now: Date): Promise<Soon> {
  const open = await openSoon(db, seat, now)
  if (open?.id !== id) throw new Refused('scheduling.soon.over')
  if (!open.times.some((time) => +time.starts === +starts)) throw new NotFound()
  return open
}

async function setTime(db: CircleDb, seat: Seat, { id, minutes }: Soon, starts: Date, zone: string): Promise<void> {
  await holdBeside(db, seat, { id, kind: 'soon', starts, minutes, zone })
  await db.updateTable('app.soon').set({ starts_at: starts }).where('id', '=', id).execute()
  await handOver(db, soonQueue, { community: seat.community, soon: id, what: 'set' })
}

/** Notes that the circle is told; undefined where it was told that before, or there is nothing to tell any more. */
export async function noteSoon(
  db: WorkerDb,
  id: string,
  what: 'asked' | 'set',
): Promise<{ circle: string; asked_by: string | null } | undefined> {
  const news = db.updateTable('app.soon').set({ told: what }).where('id', '=', id)
  const fresh = what === 'asked' ? news.where('starts_at', 'is', null) : news.where('starts_at', 'is not', null)
  return fresh
    .where((row) => row.or([row('told', 'is', null), row('told', '<>', what)]))
    .returning(['circle', 'asked_by'])
    .executeTakeFirst()
}

/** Forgets requests that are a fortnight old: the meeting, if there was one, stands on its own. */
export async function forgetSoon(db: WorkerDb, now: Date): Promise<void> {
  const before = new Date(+now - 14 * 86_400_000)
  await db.deleteFrom('app.soon').where('made_at', '<', before).execute()
}
