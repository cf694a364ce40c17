import { circleOf, fellows } from '../circles/reads.ts'
import type { Seat } from '../circles/rules.ts'
import { commitmentsWith, forOpening } from '../commitments/reads.ts'
import { type Commitment, lastSeq, standing } from '../commitments/rules.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { meetingBefore, meetingOf, nextMeeting, placeOf } from '../scheduling/reads.ts'
import type { Door } from '../scheduling/rules/door.ts'
import { isLink, type Meeting } from '../scheduling/rules.ts'
import { ledgerOf, turnsAt } from '../turns/reads.ts'
import { inLanguage, stepNow } from './protocol/engine.ts'
import { guestsAt, hadGuest } from './reads/following.ts'
import { chosenFor, formatsFor } from './reads/formats.ts'
import { heldLast, settledAt, settledLast } from './reads/minutes.ts'
import { mayTakeAPart } from './reads/part.ts'
import { entriesOf, type RoomFacts, type Run, runOf } from './reads/run.ts'
import type { Minutes } from './rules/minutes.ts'
import { toldBy } from './rules/told.ts'
import type { RoomCommitment } from './rules.ts'

export { runOf } from './reads/run.ts'

const halfAnHour = 30 * 60_000

/** Where a meeting's page leads: into its room, from half an hour before the start as the first thing, and afterwards to what was kept. */
export async function doorTo(
  db: CircleDb,
  seat: Seat,
  meeting: Meeting,
  { now, locale }: { readonly now: Date; readonly locale: string },
): Promise<Door | undefined> {
  const run = await runOf(db, seat, meeting.id)
  const page = `/circles/${seat.circle}/meetings/${meeting.id}`
  const part = (await mayTakeAPart(db, seat, meeting, now)) ? `${page}/part` : undefined
  if (run?.state.phase === 'ended') {
    const wasThere = run.state.people.some(({ id, apart }) => id === seat.person && !apart)
    if (wasThere) return { to: `${page}/minutes`, label: 'meetings.door.minutes', first: true }
    return part ? { to: part, label: 'meetings.part.link', first: true, part } : undefined
  }
  if (run) return { to: `${page}/room`, label: 'meetings.door.enter', first: true, part }
  if (meeting.ends < now) return undefined
  const { format, by } = await chosenFor(db, seat, meeting)
  return {
    to: `${page}/room`,
    label: 'meetings.door.open',
    first: +now >= +meeting.starts - halfAnHour,
    part,
    format: { title: inLanguage(format.title, locale), by, to: `${page}/format` },
    prepare: `${page}/preparation`,
  }
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

/** What is around a room and no press changes: the circle, where it meets, who sits in it, and who comes from outside. */
export async function around(db: CircleDb, seat: Seat, id: string) {
  const [circle, place, people, guests] = await Promise.all([
    circleOf(db, seat),
    placeOf(db, seat),
    fellows(db, seat),
    guestsAt(db, seat, id),
  ])
  return {
    guests,
    circle: { id: circle.id, name: circle.name },
    place: place ? { words: place, link: isLink(place) } : undefined,
    seated: people.map(({ id: person, name }) => ({ id: person, name })),
  }
}

/** What is known of a room already. */
export interface Known {
  readonly run?: Run | undefined
  readonly around?: ReturnType<typeof around>
}

/** Reads what a room is about; undefined while it is not open. What is known of it already is not asked for again. */
export async function roomFacts(
  db: CircleDb,
  seat: Seat,
  id: string,
  known: Known = {},
): Promise<RoomFacts | undefined> {
  const run = known.run ?? (await runOf(db, seat, id))
  if (!run) return undefined
  const { challenge } = run.state
  const [surroundings, shown, question, last, settled, taken, formats, next] = await Promise.all([
    known.around ?? around(db, seat, id),
    run.state.entries.length > 0 ? entriesOf(db, seat, run.id, true) : [],
    challenge ? questionOf(db, seat, challenge) : undefined,
    opensWithLastTime(run) ? lastTime(db, seat, id) : [],
    opensWithLastTime(run) ? settledLast(db, seat, id) : undefined,
    takenIn(db, seat, run),
    run.state.phase === 'waiting' ? formatsFor(db, seat, run.protocol) : [],
    comesToItsEnd(run) ? meetsAgain(db, seat, run) : undefined,
  ])
  return { ...surroundings, ...{ run, shown, last, settled, taken, formats, next, challenge: question } }
}

const opensWithLastTime = ({ format, state }: Run): boolean => stepNow(format, state)?.material === 'last-commitments'

/** The last step is on, or over. */
const comesToItsEnd = ({ state: { phase, items } }: Run): boolean =>
  phase === 'ended' || (phase !== 'waiting' && items.every(({ standing }) => standing !== 'ahead'))

/** When the circle meets again, and whose turn it is to lead then, once this meeting counts. */
async function meetsAgain(db: CircleDb, seat: Seat, { meeting, format, state }: Run): Promise<RoomFacts['next']> {
  const now = await meetingOf(db, seat, meeting)
  const next = await nextMeeting(db, seat, now.ends)
  if (!next) return undefined
  const ledger = await ledgerOf(db, seat)
  const { there = [], done = [] } = toldBy(format, state) ?? {}
  const turns = done.map((turn) => ({ ...turn, whose: turn.person }))
  const held = { meeting, at: now.starts, toldBy: null, there, turns, skipped: [] }
  const history = [...ledger.history.filter((each) => each.meeting !== meeting), held]
  const leads = (await turnsAt(db, seat, { ...ledger, history }, next)).find(({ role }) => role === 'facilitator')
  return { starts: next.starts, leads: leads?.who }
}

/** What the meeting opens with: what was taken on since the circle met last. A meeting that was planned and not held is none; before the first in a room the plan is all there is. */
async function lastTime(db: CircleDb, seat: Seat, id: string): Promise<RoomCommitment[]> {
  const [meeting, last] = await Promise.all([meetingOf(db, seat, id), heldLast(db, seat, id)])
  const before = last ? { ends: last.ended } : await meetingBefore(db, seat, meeting)
  const taken = await forOpening(db, seat, meeting, before)
  return taken.map((each) => ({ ...inRoom(each, seat, id), older: each.older }))
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
    older: false,
  }
}

/** What stays of a meeting: decisions and commitments, for those who were there. Throws NotFound for everybody else. */
export async function minutesOf(db: CircleDb, seat: Seat, meeting: string, locale: string): Promise<Minutes> {
  const { run, ...settled } = await settledAt(db, seat, meeting, locale)
  const [commitments, guest] = await Promise.all([takenIn(db, seat, run), hadGuest(db, seat, meeting)])
  return { ...settled, commitments, guest }
}
