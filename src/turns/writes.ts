import type { Seat } from '../circles/rules.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { Conflict, Invalid, NotFound, Refused } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Meeting } from '../scheduling/rules.ts'
import { holdMeeting } from '../scheduling/writes.ts'
import { everSeated, type Ledger, ledgerOf, turnsAmong, turnsAt, wishWith } from './reads.ts'
import type { Role } from './rules/ledger.ts'
import { mayAnswer, mayAsk, mayWish, type Told } from './rules.ts'

/** For which meeting and role something is wished. */
interface Wished {
  readonly meeting: string
  readonly role: Role
}

/** Asks to be passed over once. Whoever is next after that does it; the turn comes back the time after. */
export async function skipOnce(db: CircleDb, seat: Seat, wished: Wished, now: Date): Promise<void> {
  await wish(db, seat, wished, null, now)
}

/** Asks a fellow to swap: they do it this time, and their next turn is done for them. Nothing changes before they say yes. */
export async function askToSwap(
  db: CircleDb,
  seat: Seat,
  { fellow, ...wished }: Wished & { readonly fellow: string },
  now: Date,
): Promise<void> {
  await wish(db, seat, wished, fellow, now)
}

async function wish(db: CircleDb, seat: Seat, { meeting, role }: Wished, fellow: string | null, now: Date) {
  const held = await holdMeeting(db, seat, meeting)
  if (held.ends <= now) throw new Refused('turns.over')
  const ledger = await ledgerOf(db, seat)
  const mine = ledger.wishes.find((each) => isOf(each, { meeting, role, person: seat.person }))
  // A second tap: it is wished already.
  if (mine && mine.fellow === fellow && mine.said !== 'no') return
  const next = (await turnsAt(db, seat, ledger, held)).find((each) => each.role === role)
  if (!next || !mayWish(seat, next)) throw new Refused('turns.notYours')
  if (fellow && !mayAsk(next, fellow)) throw new Invalid({ fellow: 'turns.swap.whom' })
  if (mine) await deleteWish(db, mine.id)
  const { community, circle, person } = seat
  await db
    .insertInto('app.turn_wish')
    .values({ community, id: newId(), circle, meeting, role, person, fellow, made_at: now })
    .execute()
}

const isOf = (one: Wished & { readonly person: string }, other: Wished & { readonly person: string }): boolean =>
  one.meeting === other.meeting && one.role === other.role && one.person === other.person

/** Takes a wish of one's own back; with a swap that was agreed to, it is one's own turn again. */
export async function takeBack(db: CircleDb, seat: Seat, id: string): Promise<void> {
  const found = await wishWith(db, seat, id)
  if (found.person !== seat.person) throw new NotFound()
  await deleteWish(db, id)
}

const deleteWish = (db: CircleDb, id: string) => db.deleteFrom('app.turn_wish').where('id', '=', id).execute()

/** Says yes or no to a swap that one was asked for. Saying the same twice is saying it once. */
export async function answerSwap(db: CircleDb, seat: Seat, id: string, said: 'yes' | 'no'): Promise<void> {
  const found = await wishWith(db, seat, id)
  if (found.fellow !== seat.person) throw new NotFound()
  if (found.said === said) return
  if (!mayAnswer(seat, found)) throw new Conflict('turns.swap.answered')
  await db.updateTable('app.turn_wish').set({ said }).where('id', '=', id).execute()
}

/** Away up to and with a day, or back where none is named. */
export async function stayAway(db: CircleDb, seat: Seat, until: string | null): Promise<void> {
  const { community, circle, person } = seat
  await db.deleteFrom('app.turn_away').where('circle', '=', circle).where('person', '=', person).execute()
  if (until) await db.insertInto('app.turn_away').values({ community, circle, person, until }).execute()
}

/** Writes down what a meeting room knows: who was there and who did what. Whatever members said of the meeting before stays. */
export async function rememberRun(db: CircleDb, seat: Seat, meetingId: string, told: Told, now: Date): Promise<void> {
  const meeting = await holdMeeting(db, seat, meetingId)
  const ledger = await ledgerOf(db, seat)
  if (ledger.history.some((held) => held.meeting === meeting.id)) return
  await db
    .insertInto('app.turn_meeting')
    .values({ community: seat.community, meeting: meeting.id, circle: seat.circle, told_by: null, made_at: now })
    .execute()
  // Whoever was erased while the meeting went on is in nobody's ledger.
  const known = await everSeated(db, seat)
  const there = told.there.filter((id) => known.has(id))
  await keep(db, seat, ledger, meeting, { there, done: told.done.filter(({ person }) => known.has(person)) })
}

/** Says who was there and who did what at a meeting that is over; the last word counts, and its author is named. */
export async function tell(db: CircleDb, seat: Seat, meetingId: string, told: Told, now: Date): Promise<void> {
  const meeting = await holdMeeting(db, seat, meetingId)
  if (meeting.starts > now) throw new Refused('turns.told.early')
  const ledger = await ledgerOf(db, seat)
  const known = await everSeated(db, seat)
  if (!told.there.every((id) => known.has(id))) throw new Invalid({ there: 'problem.unusable' })
  const { community, circle, person } = seat
  const word = { told_by: person, made_at: now }
  await db
    .insertInto('app.turn_meeting')
    .values({ community, meeting: meeting.id, circle, ...word })
    .onConflict((row) => row.columns(['community', 'meeting']).doUpdateSet(word))
    .execute()
  await db.deleteFrom('app.turn').where('circle', '=', circle).where('meeting', '=', meeting.id).execute()
  await db.deleteFrom('app.turn_there').where('circle', '=', circle).where('meeting', '=', meeting.id).execute()
  await keep(db, seat, ledger, meeting, told)
}

/** Where the plan said that somebody does it for somebody else, it counts as that one's turn. */
async function keep(db: CircleDb, seat: Seat, ledger: Ledger, meeting: Meeting, { there, done }: Told): Promise<void> {
  const { community, circle } = seat
  const row = { community, circle, meeting: meeting.id }
  const plan = turnsAmong(ledger, meeting, there)
  const whose = (role: Role, person: string) => plan.find((each) => each.role === role && each.who === person)?.whose
  const turns = done.map(({ role, person }) => ({ ...row, role, person, whose: whose(role, person) ?? person }))
  if (there.length > 0)
    await db
      .insertInto('app.turn_there')
      .values(there.map((person) => ({ ...row, person })))
      .execute()
  if (turns.length > 0) await db.insertInto('app.turn').values(turns).execute()
}
