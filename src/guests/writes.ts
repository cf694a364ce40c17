import { sql } from 'kysely'
import type { Seat } from '../circles/rules.ts'
import { guestFormat } from '../meetings/rules/shelves.ts'
import { chooseFormat } from '../meetings/writes/formats.ts'
import type { CircleDb, VisitorDb, WorkerDb } from '../platform/db/handles.ts'
import { NotFound, Refused } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { hashOf, isId, newId } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { announce } from '../platform/live/index.ts'
import { holdMeeting } from '../scheduling/writes.ts'
import { guestsOf } from './reads.ts'
import { type InviteInput, windowOf } from './rules.ts'

/** The queue that tells the others of the circle; its body is ids. */
export const tellQueue = 'guests.tell'

/** What a guest's stream hears of. */
export const guestTopic = (guest: string): string => `guest ${guest}`

/** The token of a guest's link: never stored, always made again. */
export const guestToken = (vault: CommunityHere['vault'], guest: string): string => vault.token(`guest ${guest}`)

const most = 3

/** Asks somebody from outside to one meeting, which then goes by the format for guests. Tells the others; answers with the guest's id. */
export async function inviteGuest(
  db: CircleDb,
  seat: Seat,
  { vault }: Pick<CommunityHere, 'vault'>,
  { meeting: wanted, name, part }: InviteInput,
  now: Date,
): Promise<{ readonly id: string; readonly opens: Date }> {
  const meeting = await holdMeeting(db, seat, wanted)
  const { opens, closes } = windowOf(meeting)
  if (closes <= now) throw new Refused('guests.refused.over')
  const there = (await guestsOf(db, seat)).filter((each) => each.meeting === meeting.id && !each.withdrawn)
  if (there.length >= most) throw new Refused('guests.refused.many')
  const id = newId()
  const { community, circle, box, person } = seat
  await db
    .insertInto('app.guest')
    .values({
      ...{ community, id, circle, epoch: box.epoch, meeting: meeting.id, invited_by: person },
      name: box.seal('guest.name', id, name),
      speaks: part === 'speaks',
      token_hash: hashOf(guestToken(vault, id)),
      ...{ opens_at: opens, closes_at: closes },
    })
    .execute()
  await chooseFormat(db, seat, meeting.id, guestFormat)
  await handOver(db, tellQueue, { community, circle, by: person })
  return { id, opens }
}

/** Anybody of the circle says no, whoever asked the guest; nobody is told whose no it was. What is withdrawn stays so. */
export async function withdrawGuest(db: CircleDb, seat: Seat, id: string, now: Date): Promise<void> {
  const guest = await theGuest(db, seat, id)
  if (guest.withdrawn) return
  await db
    .updateTable('app.guest')
    .set({ withdrawn_at: now })
    .where('community', '=', seat.community)
    .where('id', '=', guest.id)
    .execute()
  await announce(db, guestTopic(guest.id))
}

/** How this person is called before a guest; nothing: not by name. */
export async function showMyselfAs(db: CircleDb, seat: Seat, id: string, shown: string): Promise<void> {
  const guest = await theGuest(db, seat, id)
  const { community, circle, person, box } = seat
  await db
    .deleteFrom('app.guest_face')
    .where('community', '=', community)
    .where('guest', '=', guest.id)
    .where('person', '=', person)
    .execute()
  if (shown !== '') {
    const sealed = box.seal('guest_face.shown', `${guest.id} ${person}`, shown)
    await db
      .insertInto('app.guest_face')
      .values({ community, guest: guest.id, person, circle, epoch: box.epoch, shown: sealed })
      .execute()
  }
  await announce(db, guestTopic(guest.id))
}

async function theGuest(db: CircleDb, seat: Seat, id: string) {
  const found = isId(id) ? (await guestsOf(db, seat)).find((each) => each.id === id) : undefined
  if (!found) throw new NotFound()
  return found
}

/** The guest of the link in context says that what is spoken stays here. */
export async function promise(db: VisitorDb, now: Date): Promise<void> {
  await sql`select app.guest_promise(${now})`.execute(db)
}

/** Forgets guests a month after their meeting. */
export async function forgetGuests(db: WorkerDb): Promise<void> {
  await db.deleteFrom('app.guest').execute()
}
