import { circleOf, fellows } from '../circles/reads.ts'
import type { Seat } from '../circles/rules.ts'
import { commitmentOf, forOpening } from '../commitments/reads.ts'
import { type Commitment, lastSeq, standing } from '../commitments/rules.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import { isId, newId } from '../platform/ids.ts'
import { meetingOf, placeOf } from '../scheduling/reads.ts'
import type { Door, Meeting } from '../scheduling/rules.ts'
import { harvest, maySee, presenterFor, type RunState, view } from './protocol/engine.ts'
import { protocolNamed } from './protocols/index.ts'
import type { Minutes, OpenEntry, Rating, RoomCommitment, RoomModel } from './rules.ts'

/** A run as it stands. */
export interface Run {
  readonly id: string
  readonly meeting: string
  readonly protocol: string
  readonly epoch: number
  readonly seq: number
  readonly state: RunState
}

/** The run of a meeting, if it has begun. */
export async function runOf(db: CircleDb, seat: Seat, meeting: string): Promise<Run | undefined> {
  if (!isId(meeting)) return undefined
  const row = await db
    .selectFrom('app.run')
    .select(['id', 'meeting', 'protocol', 'epoch', 'seq', 'state'])
    .where('community', '=', seat.community)
    .where('circle', '=', seat.circle)
    .where('meeting', '=', meeting)
    .executeTakeFirst()
  if (!row) return undefined
  const { id, protocol, epoch, seq } = row
  return { id, meeting, protocol, epoch, seq, state: JSON.parse(seat.box.open('run.state', id, epoch, row.state)) }
}

/** The meetings of the circle whose rooms are open. */
export async function openRuns(db: CircleDb, seat: Seat): Promise<string[]> {
  const rows = await db
    .selectFrom('app.run')
    .select('meeting')
    .where('community', '=', seat.community)
    .where('circle', '=', seat.circle)
    .where('ended_at', 'is', null)
    .orderBy('made_at')
    .execute()
  return rows.map(({ meeting }) => meeting)
}

const halfAnHour = 30 * 60_000

/** Where a meeting's page leads: into its room, from half an hour before the start as the first thing, and afterwards to what was kept. */
export async function doorTo(db: CircleDb, seat: Seat, meeting: Meeting, now: Date): Promise<Door | undefined> {
  const run = await runOf(db, seat, meeting.id)
  const page = `/circles/${seat.circle}/meetings/${meeting.id}`
  if (run?.state.phase === 'ended') {
    const wasThere = run.state.people.some(({ id }) => id === seat.person)
    return wasThere ? { to: `${page}/minutes`, label: 'meetings.door.minutes', first: true } : undefined
  }
  if (run) return { to: `${page}/room`, label: 'meetings.door.enter', first: true }
  if (meeting.ends < now) return undefined
  return { to: `${page}/room`, label: 'meetings.door.open', first: +now >= +meeting.starts - halfAnHour }
}

/** Whether a command was carried out before: it then is said again, not done again. */
export async function wasDone(db: CircleDb, run: string, command: string): Promise<boolean> {
  const row = await db
    .selectFrom('app.run_change')
    .select('seq')
    .where('run', '=', run)
    .where('command', '=', command)
    .executeTakeFirst()
  return row !== undefined
}

export interface EntryRow {
  readonly id: string
  readonly kind: string
  readonly author: string
  readonly owner: string
  readonly text: string
}

/** What this person may read of what was written in a run: the database shows their own, and what is shown to all. In order of writing. */
export async function entriesOf(db: CircleDb, seat: Seat, run: string): Promise<readonly EntryRow[]> {
  const rows = await db
    .selectFrom('app.run_entry')
    .select(['id', 'kind', 'author', 'owner', 'epoch', 'body'])
    .where('community', '=', seat.community)
    .where('circle', '=', seat.circle)
    .where('run', '=', run)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, kind, author, owner, epoch, body }) => ({
    id,
    kind,
    author,
    owner,
    text: seat.box.open('run_entry.body', id, epoch, body),
  }))
}

/** The question of a challenge, in the presenter's words. */
export async function questionOf(db: CircleDb, seat: Seat, challenge: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('app.challenge')
    .select(['epoch', 'question'])
    .where('community', '=', seat.community)
    .where('circle', '=', seat.circle)
    .where('id', '=', challenge)
    .executeTakeFirst()
  return row && seat.box.open('challenge.question', challenge, row.epoch, row.question)
}

/** Who led the circle's meetings, and when. */
export async function ledBy(db: CircleDb, seat: Seat): Promise<readonly { facilitator: string | null; at: Date }[]> {
  return db
    .selectFrom('app.run')
    .select(['facilitator', 'made_at as at'])
    .where('community', '=', seat.community)
    .where('circle', '=', seat.circle)
    .execute()
}

/** Who looks into the room, in which language, and when (the server's clock). */
export interface Looking {
  readonly meeting: string
  readonly locale: string
  readonly now: Date
}

/** Everything that the room of this person shows; undefined while it is not open. What is hidden from them is not in it. */
export async function roomModel(
  db: CircleDb,
  seat: Seat,
  { meeting: id, locale, now }: Looking,
): Promise<RoomModel | undefined> {
  const run = await runOf(db, seat, id)
  if (!run) return undefined
  const meeting = await meetingOf(db, seat, id)
  const circle = await circleOf(db, seat)
  const seen = view(protocolNamed(run.protocol), run.state, seat.person, now.getTime(), locale)
  const { own, open } = await wordsFor(db, seat, run)
  const presenter = presenterFor(seen)
  const inTable = new Set(seen.table)
  const ownNow = seen.writing?.own.at(-1)
  const draft = own.find((entry) => entry.id === ownNow)
  return {
    now: now.getTime(),
    fresh: newId(),
    seq: run.seq,
    me: seat.person,
    circle: { id: circle.id, name: circle.name },
    meeting: id,
    run: run.id,
    protocol: run.protocol,
    place: await placeOf(db, seat),
    seated: (await fellows(db, seat)).map(({ id: person, name }) => ({ id: person, name })),
    view: seen,
    table: open.filter((entry) => inTable.has(entry.id) && !isRating(run, entry.id)),
    draft: draft && { id: draft.id, text: draft.text },
    rating: ratingIn(own.findLast((entry) => isRating(run, entry.id))?.text),
    challenge: run.state.challenge ? await questionOf(db, seat, run.state.challenge) : undefined,
    presenter,
    notes: notesFor(run, open, presenter ?? seat.person),
    last: seen.step?.material === 'last-commitments' ? await lastTime(db, seat, meeting) : [],
    taken: await takenIn(db, seat, run),
    refused: undefined,
  }
}

/** The words of a run that this person may see: asked of the database, and once more of the engine. */
async function wordsFor(db: CircleDb, seat: Seat, run: Run): Promise<{ own: OpenEntry[]; open: OpenEntry[] }> {
  const protocol = protocolNamed(run.protocol)
  const rows = await entriesOf(db, seat, run.id)
  const open = rows
    .filter((row) => maySee(protocol, run.state, row.id, seat.person))
    .map(({ id, author, text }) => ({ id, author, text, mine: author === seat.person }))
  return { open, own: open.filter((entry) => entry.mine) }
}

/** Of the words that lie open for somebody, the notes that belong to `owner`. */
const notesFor = ({ state }: Run, open: readonly OpenEntry[], owner: string): OpenEntry[] =>
  open.filter(({ id }) => state.entries.some((each) => each.id === id && each.kind === 'note' && each.owner === owner))

const isRating = (run: Run, id: string): boolean =>
  run.state.entries.some((entry) => entry.id === id && entry.kind === 'rating')

function ratingIn(text: string | undefined): Rating | undefined {
  if (!text) return undefined
  const { heard, topic, method, worth, better = '' } = JSON.parse(text)
  return { heard, topic, method, worth, better }
}

/** What the meeting opens with: what was taken on last time. */
const lastTime = async (db: CircleDb, seat: Seat, meeting: Meeting): Promise<RoomCommitment[]> =>
  (await forOpening(db, seat, meeting)).map((each) => inRoom(each, seat, meeting.id))

/** What was taken on in this run, in order. */
async function takenIn(db: CircleDb, seat: Seat, run: Run): Promise<RoomCommitment[]> {
  const taken: RoomCommitment[] = []
  for (const entry of run.state.entries) {
    if (entry.kind !== 'commitment') continue
    const found = await commitmentOf(db, seat, entry.id).catch(absent)
    if (found) taken.push(inRoom(found, seat))
  }
  return taken
}

/** Whoever took it on may have left, and it went along. */
function absent(error: unknown): undefined {
  if (!(error instanceof NotFound)) throw error
}

function inRoom(commitment: Commitment, seat: Seat, meeting?: string): RoomCommitment {
  const stands = standing(commitment, '')
  const last = commitment.steps.at(-1)
  const carried = last?.kind === 'carried' && last.meeting === meeting
  return {
    id: commitment.id,
    person: commitment.person,
    what: stands.words?.what ?? '',
    cue: stands.words?.cue ?? '',
    mine: commitment.person === seat.person,
    seq: lastSeq(commitment),
    standing: carried ? 'carried' : stands.is,
  }
}

/** What stays of a meeting: decisions and commitments, for those who were there. Throws NotFound for everybody else. */
export async function minutesOf(db: CircleDb, seat: Seat, meeting: string): Promise<Minutes> {
  const run = await runOf(db, seat, meeting)
  if (run?.state.phase !== 'ended' || !run.state.people.some((each) => each.id === seat.person)) throw new NotFound()
  const kept = harvest(protocolNamed(run.protocol), run.state).filter(({ keeps }) => keeps === 'circle')
  const { open } = await wordsFor(db, seat, run)
  const decisions = open.filter((entry) => kept.some((each) => each.entry.id === entry.id))
  return { decisions, commitments: await takenIn(db, seat, run), notes: notesFor(run, open, seat.person) }
}
