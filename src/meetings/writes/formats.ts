import type { Seat } from '../../circles/rules.ts'
import type { Office } from '../../communities/rules.ts'
import type { CircleDb, OrganiserDb } from '../../platform/db/handles.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import type { CommunityHere } from '../../platform/http/asked.ts'
import { idFor, isId, newId } from '../../platform/ids.ts'
import { holdMeeting } from '../../scheduling/writes.ts'
import { begin, namedFor, type Protocol } from '../protocol/engine.ts'
import { formatNamed, packed } from '../reads/formats.ts'
import { metBefore } from '../reads/groups.ts'
import { markOf, type Run } from '../reads/run.ts'
import { readOwn } from '../rules/formats.ts'
import type { CommandInput, Outcome, Pressed } from '../rules.ts'
import { countOn } from './counting.ts'

/** Chooses the format of a meeting for all; whoever chooses later chooses anew. */
export async function chooseFormat(db: CircleDb, seat: Seat, meetingId: string, key: string): Promise<void> {
  if (!(await formatNamed(db, seat, key))) throw new Invalid({ format: 'meetings.opening.noFormat' })
  const { community, circle, person } = seat
  const meeting = await holdMeeting(db, seat, meetingId)
  await db
    .deleteFrom('app.meeting_format')
    .where('community', '=', community)
    .where('meeting', '=', meeting.id)
    .execute()
  await db
    .insertInto('app.meeting_format')
    .values({ community, meeting: meeting.id, circle, format: key, chosen_by: person })
    .execute()
}

/** Another way to meet, chosen in the room by whoever leads, until the meeting starts. Whoever is there stays there, and has the same role where there is one. */
export async function changeWay(
  db: CircleDb,
  seat: Seat,
  run: Run,
  { id: command, format: key = '' }: CommandInput,
  { now, mark }: Pressed,
): Promise<Outcome> {
  if (run.state.phase !== 'waiting') return { kind: 'refused', refusal: { why: 'not-now' } }
  if (run.state.facilitator !== seat.person) return { kind: 'refused', refusal: { why: 'not-facilitator' } }
  const format = await formatNamed(db, seat, key)
  if (!format) return { kind: 'refused', refusal: { why: 'unknown' } }
  const { community, circle, box } = seat
  const { facilitator, handed, minutes, seed, people, entries } = run.state
  const met = await metBefore(db, seat, format)
  const roles = namedFor(format, run.state.roles)
  const begun = begin(format, { facilitator, roles, minutes, seed, met, at: now.getTime() })
  const state = { ...begun, handed, people, entries }
  const become = { protocol: key, state: box.sealIn(run.epoch, 'run.state', run.id, JSON.stringify(state)) }
  await countOn(db, seat, run, mark, become)
  const body = box.sealIn(run.epoch, 'run_format.body', run.id, packed(format))
  await db
    .updateTable('app.run_format')
    .set({ body })
    .where('community', '=', community)
    .where('run', '=', run.id)
    .execute()
  const seq = run.seq + 1
  const change = box.seal('run_change.change', `${run.id} ${seq}`, JSON.stringify({ format: key }))
  await db
    .insertInto('app.run_change')
    .values({ community, run: run.id, seq, circle, epoch: box.epoch, command: markOf(command), change })
    .execute()
  return { kind: 'done' }
}

/** Keeps a format that the circle wrote; its id. */
export async function keepFormat(db: CircleDb, seat: Seat, text: string): Promise<string> {
  const { community, circle, box, person } = seat
  const id = newId()
  const body = box.seal('circle_format.body', id, JSON.stringify(versioned(readable(text), 1)))
  await db
    .insertInto('app.circle_format')
    .values({ community, id, circle, epoch: box.epoch, version: 1, body, made_by: person })
    .execute()
  return id
}

/** Writes a circle's format anew: its next version. Runs that began with an earlier one go on with that. */
export async function changeFormat(db: CircleDb, seat: Seat, id: string, text: string): Promise<void> {
  const row = await ofCircle(db, seat, id)
  const version = row.version + 1
  const body = seat.box.sealIn(row.epoch, 'circle_format.body', id, JSON.stringify(versioned(readable(text), version)))
  await db
    .updateTable('app.circle_format')
    .set({ version, body })
    .where('community', '=', seat.community)
    .where('id', '=', id)
    .execute()
}

/** Takes a format of the circle away. Meetings that began with it go on; throws NotFound for any other. */
export async function removeFormat(db: CircleDb, seat: Seat, id: string): Promise<void> {
  await ofCircle(db, seat, id)
  await db.deleteFrom('app.circle_format').where('community', '=', seat.community).where('id', '=', id).execute()
}

/** Gives a copy of a circle's format to the whole community; of each version one, however often it is given. */
export async function shareFormat(
  db: CircleDb,
  { vault }: Pick<CommunityHere, 'vault'>,
  seat: Seat,
  id: string,
): Promise<void> {
  const { version } = await ofCircle(db, seat, id)
  const format = await formatNamed(db, seat, id)
  if (!format) throw new NotFound()
  const copy = idFor(vault.token(`shared format ${id} ${version}`))
  if (await formatNamed(db, seat, copy)) return
  const { community, person } = seat
  const body = JSON.stringify(versioned(format, 1))
  await db
    .insertInto('app.community_format')
    .values({ community, id: copy, version: 1, body, made_by: person })
    .execute()
}

async function ofCircle(db: CircleDb, { community, circle }: Seat, id: string) {
  if (!isId(id)) throw new NotFound()
  const row = await db
    .selectFrom('app.circle_format')
    .select(['version', 'epoch'])
    .where('community', '=', community)
    .where('circle', '=', circle)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

/** Keeps a format for every circle of the community; its id. */
export async function keepCommunityFormat(
  db: OrganiserDb,
  { community, person }: Office,
  text: string,
): Promise<string> {
  const id = newId()
  const body = JSON.stringify(versioned(readable(text), 1))
  await db.insertInto('app.community_format').values({ community, id, version: 1, body, made_by: person }).execute()
  return id
}

/** Writes a format of the community anew: its next version. Throws NotFound, or Invalid where it is no format. */
export async function changeCommunityFormat(db: OrganiserDb, office: Office, id: string, text: string): Promise<void> {
  const { community } = office
  const version = (await ofCommunity(db, office, id)) + 1
  const body = JSON.stringify(versioned(readable(text), version))
  await db
    .updateTable('app.community_format')
    .set({ version, body })
    .where('community', '=', community)
    .where('id', '=', id)
    .execute()
}

/** Takes a format of the community away from all circles; copies that they made stay. Throws NotFound. */
export async function removeCommunityFormat(db: OrganiserDb, office: Office, id: string): Promise<void> {
  const { community } = office
  await ofCommunity(db, office, id)
  await db.deleteFrom('app.community_format').where('community', '=', community).where('id', '=', id).execute()
}

/** The version of a format of the community; throws where there is none. */
async function ofCommunity(db: OrganiserDb, { community }: Office, id: string): Promise<number> {
  if (!isId(id)) throw new NotFound()
  const row = await db
    .selectFrom('app.community_format')
    .select('version')
    .where('community', '=', community)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row.version
}

/** The version is counted here, whatever the file says. */
const versioned = (format: Protocol, version: number): Protocol => ({ ...format, version })

function readable(text: string): Protocol {
  const reading = readOwn(text)
  if ('faults' in reading) throw new Invalid({ text: 'meetings.own.faulty' })
  return reading.format
}
