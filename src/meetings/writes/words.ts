import type { Seat } from '../../circles/rules.ts'
import { commitmentsWith } from '../../commitments/reads.ts'
import { isEnd, lastSeq } from '../../commitments/rules.ts'
import { answer, take } from '../../commitments/writes.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import { isVote, mayChange, openEntries, stepNow, view } from '../protocol/engine.ts'
import type { Run } from '../reads/run.ts'
import { keptAnswers } from '../reads/words.ts'
import { ratingNames } from '../rules/rating.ts'
import type { CommandInput, Outcome, Pressed } from '../rules.ts'
import { countOn } from './counting.ts'

/** Keeps what a press carried beside the command itself, in the run as it is since then. */
export async function keepWords(
  db: CircleDb,
  seat: Seat,
  run: Run,
  input: CommandInput,
  { challenge, now }: { challenge: string | null; now: Date },
): Promise<void> {
  if (input.kind === 'withdraw' && input.entry) {
    await db.deleteFrom('app.run_entry').where('run', '=', run.id).where('id', '=', input.entry).execute()
    await dropTaken(db, seat, run, input.entry, now)
  }
  if (challenge && input.person) await keepChallenge(db, seat, challenge, input.person, input.question ?? '')
  if (input.kind === 'commit' && input.entry) {
    const { what = '', cue = '' } = input
    await take(db, seat, { id: input.entry, what, cue, due: null, meeting: run.meeting }, now)
  }
  await keepEntry(db, seat, run, input)
}

/** What is taken back in the room is dropped, where it was something to do. */
async function dropTaken(db: CircleDb, seat: Seat, { meeting }: Run, id: string, now: Date): Promise<void> {
  const [taken] = await commitmentsWith(db, seat, [id])
  if (!taken || isEnd(taken.steps.at(-1)?.kind)) return
  await answer(db, seat, id, { answer: 'dropped', seen: lastSeq(taken), meeting }, now)
}

/** Whether somebody says in other words what they took on in this meeting. */
export const isRewording = (run: Run, { person }: Seat, { kind, entry, seen }: CommandInput): boolean =>
  kind === 'commit' && entry !== undefined && seen !== undefined && mayChange(run.state, entry, person)

/** Says otherwise what somebody took on in this meeting. Throws a Conflict where it changed since `seen`, and NotFound for anybody else's. */
export async function reword(
  db: CircleDb,
  seat: Seat,
  run: Run,
  { entry = '', what = '', cue = '', seen = 0 }: CommandInput,
  { now, mark }: Pressed,
): Promise<Outcome> {
  await countOn(db, seat, run, mark)
  const words = { what, cue, due: null }
  await answer(db, seat, entry, { answer: 'renegotiated', seen, meeting: run.meeting, words }, now)
  return { kind: 'done' }
}

async function keepEntry(db: CircleDb, seat: Seat, run: Run, input: CommandInput): Promise<void> {
  const kept = entryKind(run, input)
  if (!kept || !input.entry) return
  const { community, circle, person, box } = seat
  const owner = run.state.entries.find((entry) => entry.id === input.entry)?.owner ?? person
  await db
    .insertInto('app.run_entry')
    .values({
      community,
      id: input.entry,
      circle,
      epoch: box.epoch,
      run: run.id,
      kind: kept,
      author: person,
      owner,
      body: box.seal('run_entry.body', input.entry, wordsOf(run, input)),
      shown: openEntries(run.format, run.state).includes(input.entry),
    })
    .execute()
}

async function keepChallenge(db: CircleDb, seat: Seat, id: string, person: string, question: string): Promise<void> {
  const { community, circle, box } = seat
  const sealed = box.seal('challenge.question', id, question)
  await db
    .insertInto('app.challenge')
    .values({ community, id, circle, epoch: box.epoch, person, question: sealed })
    .execute()
}

type KeptKind = 'words' | 'rating' | 'vote' | 'note' | 'figure' | 'parked'

/** As what a press keeps words; undefined where it keeps none. A figure is rated like the closing of a meeting, and is one number. */
function entryKind({ state, format }: Run, { kind }: CommandInput): KeptKind | undefined {
  if (kind === 'rate') return stepNow(format, state)?.measure ? 'figure' : 'rating'
  if (kind === 'write') return 'words'
  if (kind === 'park') return 'parked'
  return kind === 'note' || kind === 'vote' ? kind : undefined
}

function wordsOf(run: Run, input: CommandInput): string {
  if (input.kind === 'vote') return JSON.stringify(input.picks ?? [])
  if (input.kind === 'write' && input.answers) return keptAnswers(input.answers)
  if (input.kind !== 'rate') return input.words ?? ''
  if (stepNow(run.format, run.state)?.measure) return String(input.figure ?? '')
  const marks = Object.fromEntries(ratingNames.map((name) => [name, input[name]]))
  return JSON.stringify({ ...marks, better: input.better ?? '' })
}

/** A vote names some of what there is to choose from, and a figure lies in its range; else the form was not ours. */
export function requireVote(run: Run, { person }: Seat, { kind, picks = [], figure }: CommandInput): void {
  if (kind !== 'vote' && kind !== 'rate') return
  const seen = view(run.format, run.state, person, 0, 'en')
  const { ballot, measure } = seen.step ?? {}
  if (kind === 'vote' && ballot && !isVote(picks, seen.choices, ballot.picks))
    throw new Invalid({ picks: 'meetings.vote.unusable' })
  if (kind !== 'rate' || !measure) return
  if (figure === undefined || figure < measure.from || figure > measure.to)
    throw new Invalid({ figure: 'problem.unusable' })
}

/** Whether the press changes words of the same kind that are there already: the run need not know, for it never knew the words. */
export function isRewriting(run: Run, seat: Seat, input: CommandInput): boolean {
  const written = run.state.entries.find(({ id }) => id === input.entry)
  return (
    written !== undefined && written.kind === entryKind(run, input) && mayChange(run.state, written.id, seat.person)
  )
}

/** Puts other words in the place of those that are there, under the key they had. Throws NotFound where the database shows this person none to change. */
export async function rewrite(
  db: CircleDb,
  seat: Seat,
  run: Run,
  input: CommandInput,
  { mark }: Pressed,
): Promise<Outcome> {
  const id = input.entry ?? ''
  const row = await db
    .selectFrom('app.run_entry')
    .select('epoch')
    .where('run', '=', run.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  await countOn(db, seat, run, mark)
  const body = seat.box.sealIn(row.epoch, 'run_entry.body', id, wordsOf(run, input))
  await db.updateTable('app.run_entry').set({ body }).where('run', '=', run.id).where('id', '=', id).execute()
  return { kind: 'done' }
}
