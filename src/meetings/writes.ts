import { sql } from 'kysely'
import { requireAgreed } from '../charter/reads.ts'
import { fellows } from '../circles/reads.ts'
import type { Seat } from '../circles/rules.ts'
import { answer } from '../commitments/writes.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { Invalid, NotFound } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { holdMeeting } from '../scheduling/writes.ts'
import { rememberRun } from '../turns/writes.ts'
import {
  apply,
  begin,
  type Command,
  decide,
  isHarmless,
  namedFor,
  openEntries,
  type Refusal,
  type RunState,
  timerOf,
  view,
} from './protocol/engine.ts'
import { formatNamed } from './reads/formats.ts'
import { metBefore } from './reads/groups.ts'
import { heldRun, markOf, openRuns, type Run, runFor, runOf, wasDone } from './reads/run.ts'
import { withLetters } from './rules/apart.ts'
import { toldBy } from './rules/told.ts'
import {
  type CommandInput,
  commandOf,
  deedOf,
  hintFor,
  type OpeningInput,
  type Outcome,
  type Pressed,
  saysNothing,
} from './rules.ts'
import { followApart } from './writes/awaited.ts'
import { insertRun, openAnew } from './writes/beginning.ts'
import { countOn, runTopic } from './writes/counting.ts'
import { changeWay } from './writes/formats.ts'
import { rememberGroups } from './writes/groups.ts'
import { tellOfMinutes } from './writes/minutes.ts'
import { isRewording, isRewriting, keepWords, requireVote, reword, rewrite } from './writes/words.ts'

export { runTopic }

/**
 * Opens the room of a meeting. Whoever comes second finds it open already. Throws NotFound for a meeting of another circle, Invalid for a format or
 * somebody that this circle has not, and Refused where the meeting began before this person sat down here.
 */
export async function openRoom(
  db: CircleDb,
  seat: Seat,
  meetingId: string,
  input: OpeningInput,
  now: Date,
): Promise<void> {
  const seated = new Set((await fellows(db, seat)).map(({ id }) => id))
  for (const name of ['facilitator', 'presenter', 'timekeeper', 'scribe', 'observer'] as const)
    if (input[name] && !seated.has(input[name])) throw new Invalid({ [name]: 'problem.unusable' })
  const protocol = await formatNamed(db, seat, input.protocol)
  if (!protocol) throw new Invalid({ protocol: 'meetings.opening.noFormat' })
  const meeting = await holdMeeting(db, seat, meetingId)
  const before = await heldRun(db, seat, meeting.id)
  if (before?.opened) return
  const id = before?.id ?? newId()
  const seed = Number.parseInt(id.slice(-8), 16)
  const { facilitator, presenter, timekeeper, scribe, observer } = input
  const roles = namedFor(protocol, { presenter, timekeeper, scribe, observer })
  const met = await metBefore(db, seat, protocol)
  const begun = begin(protocol, { minutes: meeting.minutes, facilitator, roles, met, seed, at: now.getTime() })
  const state = withLetters(begun, before?.state)
  const run = { id, meeting: meeting.id, key: input.protocol, format: protocol, state, facilitator }
  await (before ? openAnew(db, seat, before, run) : insertRun(db, seat, run))
}

/**
 * One press in the room, and with it, where it says so, that one is done: words that are kept are not lost to a step that ends. What the rules of the
 * meeting do not allow comes back as an outcome; throws NotFound where no room is open, Invalid for what no form of ours would send, and Refused while
 * the circle's agreement is still to be agreed to.
 */
export async function press(
  db: CircleDb,
  seat: Seat,
  meeting: string,
  input: CommandInput,
  when: Pressed,
): Promise<CarriedOut> {
  const pressed = saysNothing(input) ? same : await pressOnce(db, seat, meeting, input, when)
  if (input.also !== 'done' || pressed.outcome.kind === 'refused' || pressed.outcome.kind === 'held') return pressed
  return pressOnce(db, seat, meeting, { id: `${input.id} done`, kind: 'done', step: input.step }, when)
}

const same: CarriedOut = { outcome: { kind: 'same' } }

/** Whether what is written looks like no question where only questions are asked. */
function hintOn({ format, state }: Run, seat: Seat, input: CommandInput, { locale = 'en' }: Pressed) {
  return input.kind === 'write' && hintFor(input, view(format, state, seat.person, state.at, locale), locale)
}

/**
 * Carries out one press in the room of a meeting. Doubled presses count once, late ones do nothing; two that come at the same moment meet at the
 * run's row, and the database lets the second look again at what the first one did.
 */
async function pressOnce(
  db: CircleDb,
  seat: Seat,
  meeting: string,
  input: CommandInput,
  pressed: Pressed,
): Promise<CarriedOut> {
  const found = await runFor(db, seat, meeting, input.id)
  if (!found) throw new NotFound()
  const hint = hintOn(found.run, seat, input, pressed)
  if (hint) return { outcome: { kind: 'held', hint } }
  const run = await upToDate(db, seat, found.run, pressed.now)
  if (found.done) return { outcome: { kind: 'done' }, run }
  if (writing.has(input.kind)) await requireAgreed(db, seat)
  if (input.kind === 'format') return { outcome: await changeWay(db, seat, run, input, pressed) }
  if (input.kind === 'settle') return { outcome: await settle(db, seat, run, input, pressed) }
  requireVote(run, seat, input)
  if (isRewriting(run, seat, input)) return { outcome: await rewrite(db, seat, run, input, pressed) }
  if (isRewording(run, seat, input)) return { outcome: await reword(db, seat, run, input, pressed) }
  const challenge = input.kind === 'choose' && input.question && input.entry ? input.entry : null
  const deed = deedOf(input, challenge)
  if (!deed || !(await sitsHere(db, seat, input.person))) throw new Invalid({ kind: 'problem.unusable' })
  const done = await carryOut(db, seat, run, commandOf(input, deed, seat.person), pressed)
  if (done.state) await keepWords(db, seat, { ...run, state: done.state }, input, { challenge, now: pressed.now })
  return done
}

/** What needs the agreement first: words that the circle keeps. */
const writing = new Set<CommandInput['kind']>(['write', 'rate', 'vote', 'note', 'park', 'commit', 'choose'])

/** Whoever is named in a press has a place in this circle. */
async function sitsHere(db: CircleDb, seat: Seat, person: string | undefined): Promise<boolean> {
  return person === undefined || (await fellows(db, seat)).some((each) => each.id === person)
}

/** Ends a step whose time is up. Anybody's browser may bring the server to look; it happens once. */
export async function timeUp(db: CircleDb, seat: Seat, meeting: string, now: Date): Promise<void> {
  const run = await runOf(db, seat, meeting)
  const timer = run && timerOf(run.format, run.state)
  if (!run || !timer || timer.at > now.getTime()) return
  const id = `time-up ${timer.step} ${timer.at}`
  if (await wasDone(db, run.id, id)) return
  await carryOut(db, seat, run, { kind: 'time-up', id, by: null, step: timer.step }, { now })
}

/** The run with its window closed where its hours are over, for nobody's page does that in a run held apart. */
async function upToDate(db: CircleDb, seat: Seat, run: Run, now: Date): Promise<Run> {
  const { apart, endsAt } = run.state
  if (!apart || endsAt === null || endsAt > now.getTime()) return run
  await timeUp(db, seat, run.meeting, now)
  return theRun(db, seat, run.meeting)
}

/** Whoever gives up their place goes from the rooms they are in first: nobody waits for them, and the floor passes on. */
export async function leaveRooms(db: CircleDb, seat: Seat, now: Date): Promise<void> {
  const { person } = seat
  for (const meeting of await openRuns(db, seat)) {
    const run = await heldRun(db, seat, meeting)
    if (!run) continue
    const command = { kind: 'leave', id: `leave ${seat.id} ${run.seq}`, by: person, person, step: null } as const
    await carryOut(db, seat, run, command, { now })
  }
}

async function theRun(db: CircleDb, seat: Seat, meeting: string): Promise<Run> {
  const run = await runOf(db, seat, meeting)
  if (!run) throw new NotFound()
  return run
}

interface CarriedOut {
  readonly outcome: Outcome
  /** What the run has come to, where anything was done. */
  readonly state?: RunState
  /** The run as it stands now, where that is known without asking for it again. */
  readonly run?: Run
}

/** Decides on one command and keeps what comes of it: the run's state, the change beside it, what is shown, what the ledger learns. */
export async function carryOut(
  db: CircleDb,
  seat: Seat,
  run: Run,
  command: Command,
  { now, mark }: Pressed,
): Promise<CarriedOut> {
  const decision = decide(run.format, run.state, command, now.getTime())
  if (decision.kind === 'again') return { ...same, run }
  if (decision.kind === 'refused') return { outcome: refusedOr(command, decision.refusal), run }
  const state = apply(run.state, decision.change)
  const { community, circle, box } = seat
  // The state stays under the epoch in which the run began: whoever sits down later was not in this meeting.
  const become = {
    state: box.sealIn(run.epoch, 'run.state', run.id, JSON.stringify(state)),
    // Whoever led may be here no more, and nobody have taken over yet.
    ...(state.facilitator === run.state.facilitator ? {} : { facilitator: state.facilitator }),
    // Whoever was away may still write when it has ended.
    ...(run.state.phase === 'ended' ? {} : { ended_at: state.phase === 'ended' ? now : null }),
  }
  const seq = run.seq + 1
  const change = {
    ...{ community, run: run.id, seq, circle, epoch: box.epoch, command: markOf(command.id) },
    change: box.seal('run_change.change', `${run.id} ${seq}`, JSON.stringify(decision.change)),
  }
  await Promise.all([countOn(db, seat, run, mark, become), db.insertInto('app.run_change').values(change).execute()])
  await show(db, run, state)
  await rememberGroups(db, seat, run, decision.change)
  await followApart(db, seat, run, state, now)
  const told = state.phase === 'ended' && run.state.phase !== 'ended' ? toldBy(run.format, state) : undefined
  if (told) await rememberRun(db, seat, run.meeting, told, now)
  if (told) await tellOfMinutes(db, seat, run, told.there, now)
  return { outcome: { kind: 'done' }, state, run: { ...run, seq: run.seq + 1, state } }
}

/** A press that came too late changes nothing and needs no word; but whoever wrote is told that it did not arrive. */
function refusedOr({ kind }: Command, refusal: Refusal): Outcome {
  const wrote = kind === 'write' || kind === 'rate' || kind === 'vote'
  return isHarmless(refusal) && !(wrote && refusal.why === 'stale') ? { kind: 'same' } : { kind: 'refused', refusal }
}

/** Words that were there before and lie open for all from now on: a step's that was written in silence and has ended. */
async function show(db: CircleDb, run: Run, state: RunState): Promise<void> {
  const open = new Set(openEntries(run.format, run.state))
  const hidden = new Set(run.state.entries.map(({ id }) => id).filter((id) => !open.has(id)))
  const fresh = openEntries(run.format, state).filter((id) => hidden.has(id))
  if (fresh.length > 0) await sql`select app.show_entries(${run.id}, ${fresh}::uuid[])`.execute(db)
}

/** How a commitment of last time went: between its owner and the commitment, shown to all in the room. */
async function settle(
  db: CircleDb,
  seat: Seat,
  run: Run,
  input: CommandInput,
  { now, mark }: Pressed,
): Promise<Outcome> {
  const { entry, answer: said, seen } = input
  if (!entry || !said || seen === undefined) throw new Invalid({ kind: 'problem.unusable' })
  await countOn(db, seat, run, mark)
  await answer(db, seat, entry, { answer: said, seen, meeting: run.meeting }, now)
  return { kind: 'done' }
}
