import { circleOf, fellows } from '../circles/reads.ts'
import type { Seat } from '../circles/rules.ts'
import { commitmentsWith, forOpening } from '../commitments/reads.ts'
import { type Commitment, lastSeq, standing } from '../commitments/rules.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import { isId, newId } from '../platform/ids.ts'
import { meetingOf, placeOf } from '../scheduling/reads.ts'
import { type Door, isLink, type Meeting } from '../scheduling/rules.ts'
import { harvest, maySee, presenterFor, type RunState, view } from './protocol/engine.ts'
import { protocolNamed } from './protocols/index.ts'
import type { Minutes, OpenEntry, Rating, RoomCommitment, RoomModel, Seated } from './rules.ts'

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
  readonly madeAt: Date
}

/** What was written in a run: what is shown to all, or what this person alone may read, in order of writing. */
async function entriesOf(db: CircleDb, seat: Seat, run: string, shown: boolean): Promise<readonly EntryRow[]> {
  const rows = await db
    .selectFrom('app.run_entry')
    .select(['id', 'kind', 'author', 'owner', 'epoch', 'body', 'made_at as madeAt'])
    .where('community', '=', seat.community)
    .where('circle', '=', seat.circle)
    .where('run', '=', run)
    .where('shown', '=', shown)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, kind, author, owner, epoch, body, madeAt }) => ({
    ...{ id, kind, author, owner, madeAt },
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

/** What is the same for all who look into a room with the same first epoch: read once for each change, however many look. */
export interface RoomFacts {
  readonly run: Run
  readonly circle: RoomModel['circle']
  readonly place: RoomModel['place']
  readonly seated: readonly Seated[]
  /** The words that lie open for everybody. */
  readonly shown: readonly EntryRow[]
  readonly challenge: string | undefined
  readonly last: readonly RoomCommitment[]
  readonly taken: readonly RoomCommitment[]
}

/** Reads what a room is about; undefined while it is not open. */
export async function roomFacts(db: CircleDb, seat: Seat, id: string): Promise<RoomFacts | undefined> {
  const run = await runOf(db, seat, id)
  if (!run) return undefined
  const { challenge } = run.state
  const [circle, place, people, shown, question, last, taken] = await Promise.all([
    circleOf(db, seat),
    placeOf(db, seat),
    fellows(db, seat),
    entriesOf(db, seat, run.id, true),
    challenge ? questionOf(db, seat, challenge) : undefined,
    opensWithLastTime(run, seat) ? lastTime(db, seat, id) : [],
    takenIn(db, seat, run),
  ])
  return {
    ...{ run, shown, last, taken, challenge: question },
    circle: { id: circle.id, name: circle.name },
    place: place ? { words: place, link: isLink(place) } : undefined,
    seated: people.map(({ id: person, name }) => ({ id: person, name })),
  }
}

const opensWithLastTime = ({ protocol, state }: Run, seat: Seat): boolean =>
  view(protocolNamed(protocol), state, seat.person, 0, 'en').step?.material === 'last-commitments'

/** What only this person may read of a run: asked of the database only where the run knows of such words. */
export async function hiddenFor(db: CircleDb, seat: Seat, { run, shown }: RoomFacts): Promise<readonly EntryRow[]> {
  return mayHaveHidden({ run, shown }, seat.person) ? entriesOf(db, seat, run.id, false) : []
}

/** Whether a run knows of words that this person may see, and not all. */
export function mayHaveHidden({ run, shown }: Pick<RoomFacts, 'run' | 'shown'>, person: string): boolean {
  const open = new Set(shown.map(({ id }) => id))
  const protocol = protocolNamed(run.protocol)
  return run.state.entries.some(({ id }) => !open.has(id) && maySee(protocol, run.state, id, person))
}

/** The room as it is for this person: what all share, and their own words that the others do not see. */
export function modelOf(
  facts: RoomFacts,
  hidden: readonly EntryRow[],
  me: string,
  { meeting, locale, now }: Looking,
): RoomModel {
  const { run, circle, place, seated, challenge } = facts
  const seen = view(protocolNamed(run.protocol), run.state, me, now.getTime(), locale)
  const { own, open } = wordsIn(run, [...facts.shown, ...hidden], me)
  const presenter = presenterFor(seen)
  const inTable = new Set(seen.table)
  const ownNow = seen.writing?.own.at(-1)
  const draft = own.find((entry) => entry.id === ownNow)
  const whose = (each: RoomCommitment) => ({ ...each, mine: each.person === me })
  return {
    ...{ now: now.getTime(), fresh: newId(), seq: run.seq, me },
    ...{ circle, meeting, run: run.id, protocol: run.protocol, place, seated },
    view: seen,
    table: open.filter((entry) => inTable.has(entry.id) && !isRating(run, entry.id)),
    draft: draft && { id: draft.id, text: draft.text },
    rating: ratingIn(own.findLast((entry) => isRating(run, entry.id))?.text),
    ...{ challenge, presenter },
    notes: notesFor(run, open, presenter ?? me),
    last: facts.last.map(whose),
    taken: facts.taken.map(whose),
    refused: undefined,
  }
}

/** The words of a run that this person may see: the database gave no others, and the engine is asked once more. In order of writing. */
function wordsIn(run: Run, rows: readonly EntryRow[], me: string): { own: OpenEntry[]; open: OpenEntry[] } {
  const protocol = protocolNamed(run.protocol)
  const open = rows
    .filter((row) => maySee(protocol, run.state, row.id, me))
    .sort((a, b) => +a.madeAt - +b.madeAt || a.id.localeCompare(b.id))
    .map(({ id, author, text }) => ({ id, author, text, mine: author === me }))
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
async function lastTime(db: CircleDb, seat: Seat, meeting: string): Promise<RoomCommitment[]> {
  const taken = await forOpening(db, seat, await meetingOf(db, seat, meeting))
  return taken.map((each) => inRoom(each, seat, meeting))
}

/** What was taken on in this run, in order. */
async function takenIn(db: CircleDb, seat: Seat, { state }: Run): Promise<RoomCommitment[]> {
  const ids = state.entries.filter(({ kind }) => kind === 'commitment').map(({ id }) => id)
  return (await commitmentsWith(db, seat, ids)).map((each) => inRoom(each, seat))
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
  const words = [...(await entriesOf(db, seat, run.id, true)), ...(await entriesOf(db, seat, run.id, false))]
  const { open } = wordsIn(run, words, seat.person)
  const decisions = open.filter((entry) => kept.some((each) => each.entry.id === entry.id))
  return { decisions, commitments: await takenIn(db, seat, run), notes: notesFor(run, open, seat.person) }
}
