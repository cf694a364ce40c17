import { requireAgreed } from '../../charter/reads.ts'
import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { Invalid, Refused } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { holdMeeting } from '../../scheduling/writes.ts'
import { openEntries } from '../protocol/engine.ts'
import { comingRun } from '../reads/part.ts'
import { heldRun, type Run } from '../reads/run.ts'
import { keptAnswers } from '../reads/words.ts'
import { mayTakePart, ownEntry, type PartInput } from '../rules/part.ts'
import { carryOut } from '../writes.ts'
import { insertRun } from './beginning.ts'

/** Takes part in a step of a live meeting without being there: beforehand, where the room may not even be open, or for some hours afterwards. */
export async function takePart(
  db: CircleDb,
  seat: Seat,
  meetingId: string,
  input: PartInput & { readonly step: string },
  now: Date,
): Promise<void> {
  await requireAgreed(db, seat)
  const words = wordsOf(input)
  if (words === '') throw new Invalid({ words: 'problem.needed' })
  const run = (await heldRun(db, seat, meetingId)) ?? (await letterBox(db, seat, meetingId, now))
  const { person } = seat
  const own = ownEntry(run.state, input.step, person)
  // The same form sent twice is sent once.
  if (own === input.entry && !mayTakePart(run.format, run.state, input.step, { person, now })) return
  if (!mayTakePart(run.format, run.state, input.step, { person, now })) throw new Refused('meetings.part.over')
  if (own) return rewritePart(db, seat, own, words)
  const { entry, step: of } = input
  const command = { kind: 'send', id: `send ${entry}`, by: person, step: null, entry, of } as const
  const { outcome, state } = await carryOut(db, seat, run, command, { now })
  if (outcome.kind === 'refused' || !state) throw new Refused('meetings.part.over')
  await keepPart(db, seat, run, { id: entry, words, shown: openEntries(run.format, state).includes(entry) })
}

interface Part {
  readonly id: string
  readonly words: string
  readonly shown: boolean
}

async function keepPart(db: CircleDb, seat: Seat, run: Run, { id, words, shown }: Part): Promise<void> {
  const { community, circle, box, person } = seat
  await db
    .insertInto('app.run_entry')
    .values({
      ...{ community, id, circle, epoch: box.epoch, run: run.id, kind: 'words', author: person, owner: person, shown },
      body: box.seal('run_entry.body', id, words),
    })
    .execute()
}

const wordsOf = ({ words, answers }: PartInput): string => {
  if (!answers) return words
  return answers.every((each) => each === '') ? '' : keptAnswers(answers)
}

/** The run of a meeting whose room nobody has opened yet: it only holds what is left for it. */
async function letterBox(db: CircleDb, seat: Seat, meetingId: string, now: Date): Promise<Run> {
  const meeting = await holdMeeting(db, seat, meetingId)
  if (meeting.ends <= now) throw new Refused('meetings.part.over')
  const { key, format, state } = await comingRun(db, seat, meeting)
  return insertRun(db, seat, { id: newId(), meeting: meeting.id, key, format, state, facilitator: null })
}

async function rewritePart(db: CircleDb, { community, person, box }: Seat, id: string, words: string): Promise<void> {
  const row = await db
    .selectFrom('app.run_entry')
    .select('epoch')
    .where('community', '=', community)
    .where('id', '=', id)
    .where('author', '=', person)
    .executeTakeFirst()
  if (!row) throw new Refused('meetings.part.over')
  const body = box.sealIn(row.epoch, 'run_entry.body', id, words)
  await db.updateTable('app.run_entry').set({ body }).where('community', '=', community).where('id', '=', id).execute()
}
