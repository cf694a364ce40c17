import type { Seat } from '../../circles/rules.ts'
import { take } from '../../commitments/writes.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { openEntries } from '../protocol/engine.ts'
import { protocolNamed } from '../protocols/index.ts'
import type { Run } from '../reads.ts'
import { type CommandInput, ratingNames } from '../rules.ts'

/** A form without words: nothing to keep. */
export const saysNothing = ({ kind, words = '', what = '' }: CommandInput): boolean =>
  ((kind === 'write' || kind === 'note') && words.trim() === '') || (kind === 'commit' && what.trim() === '')

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
  }
  if (challenge && input.person) await keepChallenge(db, seat, challenge, input.person, input.question ?? '')
  if (input.kind === 'commit' && input.entry) {
    const { what = '', cue = '' } = input
    await take(db, seat, { id: input.entry, what, cue, due: null, meeting: run.meeting }, now)
  }
  const kept = entryKind(input)
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
      body: box.seal('run_entry.body', input.entry, wordsOf(input)),
      shown: openEntries(protocolNamed(run.protocol), run.state).includes(input.entry),
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

/** As what the words of a press are kept; undefined where it carries none. */
export function entryKind({ kind }: CommandInput): 'words' | 'rating' | 'note' | undefined {
  if (kind === 'write') return 'words'
  if (kind === 'rate') return 'rating'
  return kind === 'note' ? 'note' : undefined
}

/** The words of a press as they are kept. */
export function wordsOf(input: CommandInput): string {
  if (input.kind !== 'rate') return input.words ?? ''
  const marks = Object.fromEntries(ratingNames.map((name) => [name, input[name]]))
  return JSON.stringify({ ...marks, better: input.better ?? '' })
}
