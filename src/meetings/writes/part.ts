import { requireAgreed } from '../../charter/reads.ts'
import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { Invalid, Refused } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { holdMeeting } from '../../scheduling/writes.ts'
import { choicesApart, isVote, openEntries } from '../protocol/engine.ts'
import { ballotOf } from '../protocol/protocol.ts'
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
  const run = (await heldRun(db, seat, meetingId)) ?? (await letterBox(db, seat, meetingId, now))
  const { person } = seat
  const { kind, body: words } = givenIn(run, input)
  const own = ownEntry(run.state, input.step, person)
  // The same form sent twice is sent once.
  if (own === input.entry && !mayTakePart(run.format, run.state, input.step, { person, now })) return
  if (!mayTakePart(run.format, run.state, input.step, { person, now })) throw new Refused('meetings.part.over')
  if (own) return rewritePart(db, seat, own, words)
  const { entry, step: of } = input
  const command = { kind: 'send', id: `send ${entry}`, by: person, step: null, entry, of } as const
  const { outcome, state } = await carryOut(db, seat, run, command, { now })
  if (outcome.kind === 'refused' || !state) throw new Refused('meetings.part.over')
  await keepPart(db, seat, run, { id: entry, kind, words, shown: openEntries(run.format, state).includes(entry) })
}

interface Part {
  readonly id: string
  readonly kind: Given['kind']
  readonly words: string
  readonly shown: boolean
}

async function keepPart(db: CircleDb, seat: Seat, run: Run, { id, kind, words, shown }: Part): Promise<void> {
  const { community, circle, box, person } = seat
  await db
    .insertInto('app.run_entry')
    .values({
      ...{ community, id, circle, epoch: box.epoch, run: run.id, kind, author: person, owner: person, shown },
      body: box.seal('run_entry.body', id, words),
    })
    .execute()
}

/** As what somebody's part is kept, and in which body. */
interface Given {
  readonly kind: 'words' | 'vote' | 'figure'
  readonly body: string
}

/** What was given, if it is what the step asks for. */
function givenIn({ format, state }: Run, input: PartInput & { readonly step: string }): Given {
  const step = format.parts.flatMap(({ steps }) => steps).find(({ id }) => id === input.step)
  const { measure } = step ?? {}
  const { picks, figure } = input
  if (step?.how === 'vote') {
    if (!isVote(picks, choicesApart(format, state, step), ballotOf(step).picks))
      throw new Invalid({ picks: 'meetings.vote.unusable' })
    return { kind: 'vote', body: JSON.stringify(picks) }
  }
  if (measure) {
    if (figure === '' || figure < measure.from || figure > measure.to) throw new Invalid({ figure: 'problem.unusable' })
    return { kind: 'figure', body: String(figure) }
  }
  const body = wordsOf(input)
  if (body === '') throw new Invalid({ words: 'problem.needed' })
  return { kind: 'words', body }
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
