import { sql } from 'kysely'
import type { Seat } from '../circles/rules.ts'
import { follow } from '../meetings/reads/following.ts'
import type { Self } from '../people/rules.ts'
import type { CircleDb, MemberDb, VisitorDb } from '../platform/db/handles.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { type Guest, type GuestRoom, type Invited, isOpen, type Pass } from './rules.ts'

/** What the link in context is good for now, by the database's clock; undefined where it never was, or is no more. */
export async function passOf(db: VisitorDb): Promise<Pass | undefined> {
  const { rows } = await sql<{
    id: string
    circle: string
    speaks: boolean
    opens_at: Date
    closes_at: Date
    promised: boolean
    run: string | null
  }>`select * from app.guest_pass()`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { opens_at: opens, closes_at: closes, run, ...rest } = row
  return { ...rest, opens, closes, run: run ?? undefined }
}

interface Sealed {
  readonly epoch: number
  readonly wrapped: Buffer
}

/** The meeting as this guest may follow it. */
export async function roomFor(
  db: VisitorDb,
  { vault }: Pick<CommunityHere, 'vault'>,
  guest: Guest,
  { now, locale }: { readonly now: Date; readonly locale: string },
): Promise<GuestRoom> {
  const before = { now: now.getTime(), opens: guest.opens.getTime(), speaks: guest.speaks, names: [], others: 0 }
  const nothing = { step: undefined, endsAt: undefined }
  if (!isOpen(guest, now)) return { ...before, ...nothing, phase: 'early' }
  const [rooms, faces] = await Promise.all([
    sql<Sealed & { run: string; protocol: string; state: Buffer }>`select * from app.guest_room()`.execute(db),
    sql<Sealed & { person: string; shown: Buffer }>`select * from app.guest_faces()`.execute(db),
  ])
  const [room] = rooms.rows
  if (!room) return { ...before, ...nothing, phase: 'waiting' }
  const opened = (sealed: Sealed) => vault.circleBox(guest.circle, [sealed])
  const state = opened(room).open('run.state', room.run, room.epoch, room.state)
  const { present, ...following } = follow({ protocol: room.protocol, state, speaks: guest.speaks, locale, now })
  const names = faces.rows
    .filter(({ person }) => present.includes(person))
    .map((face) => opened(face).open('guest_face.shown', `${guest.id} ${face.person}`, face.epoch, face.shown))
    .toSorted((a, b) => a.localeCompare(b, locale))
  return { ...before, ...following, names, others: present.length - names.length }
}

/** The guests whom a circle has asked to its meetings, those to come last; those long past are forgotten. */
export async function guestsOf(db: CircleDb, { community, circle, person, box }: Seat): Promise<readonly Invited[]> {
  const rows = await db
    .selectFrom('app.guest as g')
    .leftJoin('app.guest_face as f', (join) =>
      join.onRef('f.community', '=', 'g.community').onRef('f.guest', '=', 'g.id').on('f.person', '=', person),
    )
    .leftJoin('app.guest_untold as u', (join) =>
      join.onRef('u.community', '=', 'g.community').onRef('u.guest', '=', 'g.id'),
    )
    .select(['g.id', 'g.meeting', 'g.epoch', 'g.name', 'g.speaks', 'g.invited_by', 'g.opens_at', 'g.closes_at'])
    .select(['g.withdrawn_at', 'g.promised_at', 'f.epoch as faceEpoch', 'f.shown', 'u.known'])
    .where('g.community', '=', community)
    .where('g.circle', '=', circle)
    .orderBy('g.opens_at')
    .orderBy('g.made_at')
    .execute()
  return rows.map(({ id, meeting, speaks, ...row }) => ({
    ...{ id, meeting, speaks, opens: row.opens_at, closes: row.closes_at },
    name: box.open('guest.name', id, row.epoch, row.name),
    invitedBy: row.invited_by ?? undefined,
    withdrawn: row.withdrawn_at !== null,
    promised: row.promised_at !== null,
    known: row.known ?? undefined,
    face:
      row.shown && row.faceEpoch !== null
        ? box.open('guest_face.shown', `${id} ${person}`, row.faceEpoch, row.shown)
        : undefined,
  }))
}

/** The circles in which this person has asked a guest in who is to hear of another time. */
export async function guestsToTell(
  db: MemberDb,
  { person }: Pick<Self, 'person'>,
  now: Date,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('app.guest_untold')
    .select('circle')
    .where('teller', '=', person)
    .where('closes_at', '>', now)
    .execute()
  return rows.map(({ circle }) => circle)
}
