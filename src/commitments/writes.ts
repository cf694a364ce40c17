import { requireAgreed } from '../charter/reads.ts'
import type { Seat } from '../circles/rules.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { Conflict, NotFound, Refused } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { holdMeeting } from '../scheduling/writes.ts'
import { commitmentOf } from './reads.ts'
import { type Answer, isSaid, lastSeq, mayAnswer, mayFollow, type StepKind, type Words } from './rules.ts'

/** What someone takes on. */
export interface Taking extends Words {
  /** Made with the form or by the caller: the same one taken twice is one. */
  readonly id: string
  /** The meeting at whose close it was taken on; without it, between meetings. */
  readonly meeting?: string
}

/** Takes on a commitment for whoever holds the seat. Throws Refused where they have not agreed to the circle's agreement yet. */
export async function take(db: CircleDb, seat: Seat, taking: Taking, now: Date): Promise<void> {
  const { community, circle, person } = seat
  const { id, what, cue, due, meeting } = taking
  await requireAgreed(db, seat)
  const added = await db
    .insertInto('app.commitment')
    .values({ community, id, circle, person })
    .onConflict((row) => row.columns(['community', 'id']).doNothing())
    .executeTakeFirst()
  // A second tap: it is taken on already.
  if (!added.numInsertedOrUpdatedRows) return
  await addStep(db, seat, { commitment: id, seq: 1, kind: 'taken', words: { what, cue, due }, meeting, now })
}

/** What someone says about their commitment, having seen it up to step `seen`. */
export interface Saying {
  readonly answer: Answer
  readonly seen: number
  /** The meeting that opened with it; without it, between meetings. */
  readonly meeting?: string
  /** For a renegotiated one: its words from now on, and what was learned. */
  readonly words?: Words
  readonly learned?: string
}

/**
 * Kept, carried on, dropped, renegotiated. The same thing said twice is said once; something else said meanwhile on another device is a
 * Conflict. What has ended can be carried on again. Throws NotFound for anyone but its owner.
 */
export async function answer(db: CircleDb, seat: Seat, id: string, saying: Saying, now: Date): Promise<void> {
  const [commitment] = await Promise.all([commitmentOf(db, seat, id), requireAgreed(db, seat)])
  if (!mayAnswer(seat, commitment)) throw new NotFound()
  const { answer: kind, seen, meeting, learned } = saying
  if (isSaid(commitment, seen, kind, saying.words)) return
  if (lastSeq(commitment) !== seen) throw new Conflict('commitments.conflict')
  if (!mayFollow(commitment, kind)) throw new Refused('commitments.ended')
  const before = commitment.steps.findLast(({ words }) => words)?.words
  const words = wordsAfter(kind, before, saying.words)
  await addStep(db, seat, { commitment: id, seq: seen + 1, kind, words, learned, meeting, now })
}

/** Carrying on leaves the words and moves the day to the next meeting; an end has none. */
function wordsAfter(kind: Answer, before: Words | undefined, after: Words | undefined): Words | undefined {
  if (kind === 'renegotiated') return after
  return kind === 'carried' && before ? { ...before, due: null } : undefined
}

interface NewStep {
  readonly commitment: string
  readonly seq: number
  readonly kind: StepKind
  readonly words: Words | undefined
  readonly learned?: string | undefined
  readonly meeting: string | undefined
  readonly now: Date
}

/** Whoever is a moment later than their other device meets a row they cannot see yet: the transaction runs again and finds it. */
async function addStep(db: CircleDb, seat: Seat, step: NewStep): Promise<void> {
  const { community, circle, person, box } = seat
  const { commitment, seq, kind, words, meeting, now } = step
  const id = newId()
  if (meeting) await holdMeeting(db, seat, meeting)
  const { seal } = box.row('commitment_step', id)
  await db
    .insertInto('app.commitment_step')
    .values({
      ...{ community, id, circle, epoch: box.epoch, commitment, seq, person, kind },
      what: seal('what', words?.what),
      cue: seal('cue', words?.cue),
      learned: seal('learned', step.learned),
      due: words?.due ?? null,
      meeting: meeting ?? null,
      said_at: now,
    })
    .onConflict((row) => row.columns(['community', 'commitment', 'seq']).doNothing())
    .execute()
}
