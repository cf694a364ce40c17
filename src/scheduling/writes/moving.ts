import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { Conflict, Invalid, NotFound, Refused } from '../../platform/errors.ts'
import { rulesOf } from '../reads.ts'
import { type Moving, problemWithMove, rulesToMove } from '../rules/moving.ts'
import { instantOf, type Meeting, mayAnswer, mayPlan, meetingOn, meetingWith, type Rule } from '../rules.ts'
import { addRule } from '../writes.ts'
import { bringAlong } from './along.ts'

/** A meeting of the series that can be moved, with the rules as they are. Throws NotFound; and Refused once it has begun. */
export async function toBeMoved(
  db: CircleDb,
  seat: Seat,
  id: string,
  now: Date,
): Promise<{ meeting: Meeting; rules: Rule[] }> {
  const rules = await rulesOf(db, seat.circle)
  const meeting = meetingWith(rules, id)
  if (!meeting || !mayPlan(seat, seat.circle)) throw new NotFound()
  if (meeting.starts <= now)
    throw new Refused(mayAnswer(meeting, now) ? 'scheduling.moving.begun' : 'scheduling.meeting.over')
  return { meeting, rules }
}

/** Where a meeting would stand. Throws Invalid with a sentence for the field that cannot be. */
export async function draftMove(db: CircleDb, seat: Seat, id: string, said: Moving, now: Date) {
  const { meeting, rules } = await toBeMoved(db, seat, id, now)
  const problem = problemWithMove(rules, meeting, said, instantOf(said.day, said.at, meeting.zone), now)
  if (problem) throw new Invalid({ ...problem })
  const written = rulesToMove(rules, meeting, said)
  const moved = meetingOn([...rules, ...written], said.day)
  if (!moved) throw new NotFound()
  return { meeting, rules, written, moved }
}

/** Moves a meeting, this once or with all that follow, and answers with it as it stands now. Who was slower than somebody else gets a Conflict. */
export async function moveMeeting(db: CircleDb, seat: Seat, id: string, said: Moving, now: Date): Promise<Meeting> {
  const there = await alreadyThere(db, seat, id, said)
  if (there) return there
  const { rules, written, moved } = await draftMove(db, seat, id, said, now)
  if (said.seen !== rules.length) throw new Conflict('scheduling.series.conflict')
  for (const rule of written) await addRule(db, seat, rule, now)
  await bringAlong(db, seat, now)
  return moved
}

/** Pressed twice, it moves once: the meeting that was on the old day is gone, and stands where it was moved to. */
async function alreadyThere(db: CircleDb, seat: Seat, id: string, { day, at }: Moving): Promise<Meeting | undefined> {
  const rules = await rulesOf(db, seat.circle)
  const there = meetingOn(rules, day)
  const stands = there && +there.starts === +instantOf(day, at, there.zone)
  return stands && (there.id === id || !meetingWith(rules, id)) ? there : undefined
}
