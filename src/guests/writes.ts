import { sql } from 'kysely'
import { fellows } from '../circles/reads.ts'
import type { Seat } from '../circles/rules.ts'
import { chosenFor } from '../meetings/reads/formats.ts'
import { heldRun } from '../meetings/reads/run.ts'
import { decentHour } from '../meetings/rules/apart.ts'
import { guestFormatIn } from '../meetings/rules/shelves.ts'
import { chooseFormat } from '../meetings/writes/formats.ts'
import { runTopic } from '../meetings/writes.ts'
import type { CircleDb, VisitorDb, WorkerDb } from '../platform/db/handles.ts'
import { NotFound, Refused } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { hashOf, isId } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queue } from '../platform/jobs/queue.ts'
import { announce } from '../platform/live/index.ts'
import type { Sealed } from '../platform/vault/index.ts'
import { timesOf } from '../scheduling/reads.ts'
import type { Meeting } from '../scheduling/rules.ts'
import { holdMeeting } from '../scheduling/writes.ts'
import { guestsOf, passOf } from './reads.ts'
import { type Invited, type InviteInput, inTime, windowOf } from './rules.ts'

/** The queue that tells the others of the circle, each by themselves. */
export const tellQueue = queue('guests.tell', { community: 'id', circle: 'id', person: 'id' })

/** The queue that tells whoever asked a guest in that the meeting has moved. */
export const movedQueue = queue('guests.moved', { community: 'id', circle: 'id', person: 'id' })

/** What a guest's stream hears of. */
export const guestTopic = (guest: string): string => `guest ${guest}`

/** The token of a guest's link: never stored, always made again. */
export const guestToken = (vault: CommunityHere['vault'], guest: string): string => vault.token(`guest ${guest}`)

const most = 3

/**
 * Asks somebody from outside to one meeting, which then goes by a format for guests. Tells the others; answers with the hour from which the
 * link works, or undefined where this very form has asked them already.
 */
export async function inviteGuest(
  db: CircleDb,
  seat: Seat,
  { vault }: Pick<CommunityHere, 'vault'>,
  { id, meeting: wanted, name, part, format }: InviteInput,
  now: Date,
): Promise<Date | undefined> {
  const meeting = await holdMeeting(db, seat, wanted)
  const { opens, closes } = windowOf(meeting)
  if (closes <= now) throw new Refused('guests.refused.over')
  const asked = await guestsOf(db, seat)
  if (asked.some((each) => each.id === id)) return undefined
  const there = asked.filter((each) => each.meeting === meeting.id && !each.withdrawn)
  if (there.length >= most) throw new Refused('guests.refused.many')
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
  await goesBy(db, seat, meeting, format)
  for (const fellow of (await fellows(db, seat)).filter((each) => each.id !== person)) {
    const at = inTime(decentHour(fellow, now), opens, now)
    await handOver(db, tellQueue, { community, circle, person: fellow.id }, at)
  }
  return opens
}

/** The meeting goes by this format from now on; what was chosen from the library for it stays. */
async function goesBy(db: CircleDb, seat: Seat, meeting: Meeting, format: InviteInput['format']): Promise<void> {
  const { key } = await chosenFor(db, seat, meeting)
  // Chosen anew also where it is the same: two who ask at the same moment meet here, and the second counts the first one's guest.
  await chooseFormat(db, seat, meeting.id, guestFormatIn(key) === format ? key : format)
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
  await told(db, seat, guest.id)
  await announce(db, guestTopic(guest.id))
  const run = await heldRun(db, seat, guest.meeting)
  if (run) await announce(db, runTopic(run.id))
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
export async function promise(db: VisitorDb): Promise<void> {
  await sql`select app.guest_promise()`.execute(db)
  const run = (await passOf(db))?.run
  if (run) await announce(db, runTopic(run))
}

/** Whoever joins finds who is asked to meetings still to come: their names are sealed again under the circle's newest key. */
export async function carryGuestsForward(db: CircleDb, seat: Seat): Promise<void> {
  const { community, circle, box } = seat
  const runs = await db
    .selectFrom('app.run')
    .select('meeting')
    .where('community', '=', community)
    .where('circle', '=', circle)
    .where('ended_at', 'is not', null)
    .execute()
  const over = new Set(runs.map(({ meeting }) => meeting))
  for (const { id, name } of (await stillAsked(db, seat)).filter(({ meeting }) => !over.has(meeting)))
    await change(db, seat, id, { epoch: box.epoch, name: box.seal('guest.name', id, name) })
}

/** The circle has set other times: its guests come along, to the same meeting at its new hour, or to the one that is nearest to it now. */
export async function bringGuestsAlong(db: CircleDb, seat: Seat, now: Date): Promise<void> {
  const asked = (await stillAsked(db, seat)).filter(({ closes }) => closes > now)
  if (asked.length === 0) return
  const { coming } = await timesOf(db, seat, now)
  for (const guest of asked) {
    const near = coming.filter(({ starts }) => Math.abs(+starts - +guest.opens) < week)
    const meeting =
      coming.find(({ id }) => id === guest.meeting) ?? near.toSorted((a, b) => far(a, guest) - far(b, guest))[0]
    if (!meeting) continue
    await holdMeeting(db, seat, meeting.id)
    if (meeting.id !== guest.meeting) await goesAlong(db, seat, guest.meeting, meeting.id)
    const { opens, closes } = windowOf(meeting)
    await change(db, seat, guest.id, { meeting: meeting.id, opens_at: opens, closes_at: closes })
    await announce(db, guestTopic(guest.id))
    if (+opens !== +guest.opens) await toBeTold(db, seat, guest, { opens, closes }, now)
  }
}

/** Nobody but whoever asked them in knows how a guest is reached: they are to tell them, unless it is the time again that the guest knows. */
async function toBeTold(
  db: CircleDb,
  seat: Seat,
  guest: Invited,
  { opens, closes }: ReturnType<typeof windowOf>,
  now: Date,
): Promise<void> {
  const { community, circle } = seat
  const known = guest.known ?? guest.opens
  await told(db, seat, guest.id)
  if (+known === +opens) return
  const row = { community, circle, guest: guest.id, known, closes_at: closes, teller: guest.invitedBy ?? null }
  await db.insertInto('app.guest_untold').values(row).execute()
  const fellow = (await fellows(db, seat)).find(({ id }) => id === guest.invitedBy)
  if (!fellow) return
  const at = inTime(decentHour(fellow, now), known < opens ? known : opens, now)
  await handOver(db, movedQueue, { community, circle, person: fellow.id }, at)
}

/** A guest knows by now when the meeting is. */
export async function guestKnows(db: CircleDb, seat: Seat, id: string): Promise<void> {
  await told(db, seat, (await theGuest(db, seat, id)).id)
}

const told = (db: CircleDb, { community, circle }: Seat, guest: string) =>
  db
    .deleteFrom('app.guest_untold')
    .where('community', '=', community)
    .where('circle', '=', circle)
    .where('guest', '=', guest)
    .execute()

const week = 7 * 24 * 60 * 60_000
const far = ({ starts }: Meeting, { opens }: Invited): number => Math.abs(+starts - +opens)

/** What was chosen for the one meeting is chosen for the other. */
async function goesAlong(db: CircleDb, seat: Seat, from: string, to: string): Promise<void> {
  const { key } = await chosenFor(db, seat, { id: from, minutes: 0 })
  if (guestFormatIn(key)) await chooseFormat(db, seat, to, key)
}

const stillAsked = async (db: CircleDb, seat: Seat): Promise<readonly Invited[]> =>
  (await guestsOf(db, seat)).filter(({ withdrawn }) => !withdrawn)

type Changed = Partial<Record<'meeting', string> & Record<'opens_at' | 'closes_at', Date>> & {
  readonly epoch?: number
  readonly name?: Sealed
}

const change = (db: CircleDb, { community }: Seat, id: string, row: Changed) =>
  db.updateTable('app.guest').set(row).where('community', '=', community).where('id', '=', id).execute()

/** Forgets guests a month after their meeting. */
export async function forgetGuests(db: WorkerDb): Promise<void> {
  await db.deleteFrom('app.guest').execute()
}
