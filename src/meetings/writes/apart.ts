import { requireAgreed } from '../../charter/reads.ts'
import { fellows } from '../../circles/reads.ts'
import type { Fellow, Seat } from '../../circles/rules.ts'
import { holdCircle } from '../../circles/writes.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { Invalid, Refused } from '../../platform/errors.ts'
import { handOver } from '../../platform/jobs/outbox.ts'
import { holdBeside } from '../../scheduling/writes/beside.ts'
import { begin, type Protocol, remindersDue } from '../protocol/engine.ts'
import { openApart } from '../reads/apart.ts'
import { formatNamed } from '../reads/formats.ts'
import { metBefore } from '../reads/groups.ts'
import { runOf } from '../reads/run.ts'
import { type ApartInput, apartOf, clocksOf, decentFor, windowNumber } from '../rules/apart.ts'
import { carryOut, timeUp } from '../writes.ts'
import { toldQueue } from './awaited.ts'
import { insertRun } from './beginning.ts'

/** Begins a meeting that everybody holds in their own time; whoever begins it leads it. Each of the others is told. Answers with the meeting's id. */
export async function beginApart(
  db: CircleDb,
  seat: Seat,
  input: ApartInput,
  { now, zone }: { readonly now: Date; readonly zone: string },
): Promise<string> {
  await requireAgreed(db, seat)
  await holdCircle(db, seat)
  const people = await fellows(db, seat)
  const format = await usable(db, seat, input, people)
  if (await runOf(db, seat, input.id)) return input.id
  if (await openApart(db, seat)) throw new Refused('meetings.apart.already')
  const { person } = seat
  await holdBeside(db, seat, { id: input.id, kind: 'apart', starts: now, minutes: format.minutes, zone })
  const roles = input.presenter === '' ? {} : { presenter: input.presenter }
  const seed = Number.parseInt(input.id.slice(-8), 16)
  const [apart, met] = [{ clocks: clocksOf(people) }, await metBefore(db, seat, format)]
  const state = begin(format, { minutes: format.minutes, facilitator: person, roles, met, seed, at: +now, apart })
  const run = await insertRun(db, seat, {
    ...{ id: input.id, meeting: input.id, key: input.format },
    ...{ format, state, facilitator: person },
  })
  const start = { kind: 'start', id: `start ${input.id}`, by: person, step: null } as const
  const { outcome } = await carryOut(db, seat, run, start, { now })
  if (outcome.kind === 'refused') throw new Invalid({ format: 'meetings.apart.cannot' })
  for (const { id } of people.filter((each) => each.id !== person))
    await handOver(db, toldQueue, { community: seat.community, run: run.id, person: id, window: 0 })
  return input.id
}

async function usable(
  db: CircleDb,
  seat: Seat,
  { format: key, presenter }: ApartInput,
  people: readonly Fellow[],
): Promise<Protocol> {
  const format = await formatNamed(db, seat, key)
  const apart = format && apartOf({ format }, people.length)
  if (!format || !apart) throw new Invalid({ format: 'meetings.apart.cannot' })
  if (presenter === '' ? apart.presenter : !people.some(({ id }) => id === presenter))
    throw new Invalid({ presenter: 'meetings.apart.whoPresents' })
  return format
}

/**
 * Looks at a run that is held apart, in the name of somebody who sits there: closes its window where its hours are over, and has those reminded whose
 * time for it has come. Doing so twice, or in two processes at once, is doing it once. False where this seat cannot read the run.
 */
export async function lookAtWindow(db: CircleDb, seat: Seat, meeting: string, now: Date): Promise<boolean> {
  await timeUp(db, seat, meeting, now)
  const run = await runOf(db, seat, meeting)
  if (!run) return false
  const { community } = seat
  const window = windowNumber(run.state)
  for (const { person } of remindersDue(run.format, run.state, 0, now.getTime())) {
    const at = new Date(decentFor(run.state, person, now.getTime()))
    await handOver(db, toldQueue, { community, run: run.id, person, window }, at)
  }
  return true
}
