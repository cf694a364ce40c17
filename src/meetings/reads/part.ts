import { fellows } from '../../circles/reads.ts'
import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { meetingOf } from '../../scheduling/reads.ts'
import type { Meeting } from '../../scheduling/rules.ts'
import { ledgerOf, turnsAt } from '../../turns/reads.ts'
import { begin, type Protocol, type RunState } from '../protocol/engine.ts'
import { type OpenPart, partsFor } from '../rules/part.ts'
import type { OpenEntry } from '../rules.ts'
import { chosenFor } from './formats.ts'
import { wordsIn } from './model.ts'
import { entriesOf, heldRun, type Run } from './run.ts'
import { draftOf } from './words.ts'

/** A live meeting as somebody finds it who is not there: what they can write, and what stands under the steps in which they took part. */
export interface PartView {
  readonly meeting: Meeting
  readonly over: boolean
  readonly parts: readonly (OpenPart & {
    readonly draft: { readonly text: string; readonly answers: readonly string[] }
    readonly said: readonly OpenEntry[]
  })[]
  readonly names: ReadonlyMap<string, string>
}

/** No parts where this person was there, or nothing in the format is open to who is not. */
export async function partOf(
  db: CircleDb,
  seat: Seat,
  id: string,
  looking: { readonly now: Date; readonly locale: string },
): Promise<PartView> {
  const meeting = await meetingOf(db, seat, id)
  const run = await heldRun(db, seat, id)
  const over = run ? run.state.phase === 'ended' : meeting.ends <= looking.now
  const { format, state } = run ?? (await comingRun(db, seat, meeting))
  const closed = state.apart || (over && !run) || (run && wasThere(run, seat))
  const parts = closed ? [] : partsFor(format, state, { person: seat.person, ...looking })
  const rows = run ? [...(await entriesOf(db, seat, run.id, true)), ...(await entriesOf(db, seat, run.id, false))] : []
  const open = run ? wordsIn(run, rows, seat.person, looking.locale).open : []
  return {
    meeting,
    over,
    names: new Map((await fellows(db, seat)).map((each) => [each.id, each.name])),
    parts: parts.map((part) => ({
      ...part,
      draft: run && part.entry ? draftOf(run, rows, part.entry) : { text: '', answers: [] },
      said: open.filter(({ id: entry, mine }) => !mine && inStep(state, entry, part.step)),
    })),
  }
}

const wasThere = ({ state }: Run, { person }: Seat): boolean =>
  state.people.some(({ id, apart }) => id === person && !apart)

const inStep = ({ entries, items }: RunState, entry: string, step: string): boolean => {
  const key = entries.find(({ id }) => id === entry)?.step
  return items.some((item) => item.key === key && item.step === step)
}

/** A meeting whose room is not open: with the format that is chosen for it, led by whoever is next. */
export async function comingRun(
  db: CircleDb,
  seat: Seat,
  meeting: Meeting,
): Promise<{ readonly key: string; readonly format: Protocol; readonly state: RunState }> {
  const { key, format } = await chosenFor(db, seat, meeting)
  const ledger = await ledgerOf(db, seat)
  const next = (await turnsAt(db, seat, ledger, meeting)).find(({ role }) => role === 'facilitator')?.who
  const facilitator = next ?? seat.person
  const { minutes, starts } = meeting
  const seed = Number.parseInt(meeting.id.slice(-8), 16)
  return { key, format, state: begin(format, { minutes, facilitator, seed, at: Math.min(+starts, 0) }) }
}

/** Whether somebody could take part in a meeting without being there, or did. */
export async function mayTakeAPart(db: CircleDb, seat: Seat, meeting: Meeting, now: Date): Promise<boolean> {
  const run = await heldRun(db, seat, meeting.id)
  if (run ? run.state.apart || wasThere(run, seat) : meeting.ends <= now) return false
  const { format, state } = run ?? (await comingRun(db, seat, meeting))
  return partsFor(format, state, { person: seat.person, now, locale: 'en' }).length > 0
}
