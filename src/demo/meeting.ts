import { type Answer, lastSeq } from '../commitments/rules.ts'
import { runOf } from '../meetings/reads.ts'
import type { CommandInput } from '../meetings/rules.ts'
import { openRoom, press } from '../meetings/writes.ts'
import { newId } from '../platform/ids.ts'
import { rulesOf } from '../scheduling/reads.ts'
import { type Meeting, meetingOn } from '../scheduling/rules.ts'
import type { CastName } from './cast.ts'
import { comes, entriesOf, openOf } from './circle.ts'
import { dayOf, idOf, inSeat, minutesAfter, type Stage } from './stage.ts'

type Said = Answer & CommandInput['answer']

/** What was said and written at one meeting of ninety minutes. */
export interface Script {
  readonly day: number
  readonly leads: CastName
  readonly present: readonly CastName[]
  readonly presenter: CastName
  readonly question: string
  /** For the presenter to keep. */
  readonly notes: Readonly<Partial<Record<CastName, string>>>
  readonly takeaways: Readonly<Partial<Record<CastName, string>>>
  readonly asks: Readonly<Partial<Record<CastName, string>>>
  /** How it went with what each had taken on, in order. */
  readonly settles: Readonly<Partial<Record<CastName, readonly Said[]>>>
  /** What each takes on, and "when …". */
  readonly takes: Readonly<Partial<Record<CastName, readonly [string, string]>>>
}

/** Carries a meeting out from its opening to its end, each pressing what they would have pressed. */
export async function hold(stage: Stage, circle: string, script: Script): Promise<void> {
  const { leads, presenter, question } = script
  const meeting = await meetingFor(stage, circle, script)
  const table = new Table(stage, circle, meeting)
  await table.opens(leads, script.present)
  await table.goesOn(leads, 'last-commitments', 5)
  for (const [who, said] of entriesOf(script.settles)) await table.settles(who, said)
  await table.goesOn(leads, 'choose', 27)
  await table.does(presenter, 30, [{ kind: 'choose', person: idOf(stage, presenter), question, entry: newId() }])
  await table.goesOn(leads, 'clarify', 41)
  for (const [who, words] of entriesOf(script.notes)) await table.does(who, 44, [{ kind: 'note', words }])
  await table.goesOn(leads, 'takeaway', 61)
  for (const [who, words] of entriesOf(script.takeaways)) await table.does(who, 63, [{ kind: 'write', words }])
  await table.goesOn(leads, 'asks-and-offers', 70)
  for (const [who, words] of entriesOf(script.asks)) await table.does(who, 72, [{ kind: 'write', words }])
  await table.goesOn(leads, 'write-commitment', 75)
  for (const [who, [what, cue]] of entriesOf(script.takes)) await table.does(who, 77, [{ kind: 'commit', what, cue }])
  await table.goesOn(leads, 'rate', 84)
  for (const who of [leads, presenter]) await table.does(who, 85, [{ kind: 'rate', ...ratingOf(who) }])
  await table.goesOn(leads, 'last-word', 87)
  await table.does(leads, 90, [{ kind: 'next' }])
}

/** Before a meeting of the last few weeks each of `asked` says whether they come; of earlier ones nobody asks any more. */
export async function answersBefore(
  stage: Stage,
  circle: string,
  { day, present }: Script,
  asked: readonly CastName[],
  from: Date,
): Promise<void> {
  if (day <= lately) return
  const answers = asked.map((who) => [who, present.includes(who) ? ('in' as const) : ('out' as const)])
  await comes(stage, circle, day, Object.fromEntries(answers), from)
}

const lately = -21

async function meetingFor(stage: Stage, circle: string, { day, leads }: Script): Promise<Meeting> {
  const rules = await inSeat(stage, leads, circle, stage.now, ({ db }) => rulesOf(db, circle))
  const found = meetingOn(rules, dayOf(stage, day))
  if (!found) throw new Error(`no meeting of the demo on ${dayOf(stage, day)}`)
  return found
}

/** From 0 to 10, differing from one to the next and the same every time. */
const ratingOf = (who: CastName) => {
  const near = (by: number) => 7 + ((who.length * by) % 4)
  return { heard: near(3), topic: near(2), method: near(5), worth: near(7), better: '' }
}

type Deed = { readonly kind: CommandInput['kind'] } & Partial<CommandInput>

/** The room of one meeting, as the demo's people sit in it. */
class Table {
  /** The key of the step that is on, as everybody sees it. */
  private step = ''

  constructor(
    private readonly stage: Stage,
    private readonly circle: string,
    private readonly meeting: Meeting,
  ) {}

  /** Whoever leads opens the room, lets the others in, and begins. */
  async opens(leads: CastName, present: readonly CastName[]): Promise<void> {
    const { stage, circle, meeting } = this
    const opening = { protocol: 'circle-meeting-90', facilitator: idOf(stage, leads) }
    const at = minutesAfter(meeting.starts, -3)
    await inSeat(stage, leads, circle, at, ({ db, seat }) => openRoom(db, seat, meeting.id, opening, at))
    const arrive = [leads, ...present.filter((who) => who !== leads)].map(
      (who): Deed => ({ kind: 'arrive', person: idOf(stage, who) }),
    )
    await this.does(leads, 0, [...arrive, { kind: 'start' }])
  }

  /** Whoever leads presses next until that step is on. */
  async goesOn(leads: CastName, to: string, minute: number): Promise<void> {
    await this.as(leads, minute, async ({ steps, presses }) => {
      for (this.step of await steps()) {
        if (this.step === to) return
        await presses({ kind: 'next' })
      }
      throw new Error(`the demo's meeting has no step ${to}`)
    })
  }

  /** Someone presses these, one after the other. */
  does(who: CastName, minute: number, deeds: readonly Deed[]): Promise<void> {
    return this.as(who, minute, async ({ presses }) => {
      for (const deed of deeds) await presses(deed)
    })
  }

  /** Someone says how it went with what they had taken on. */
  settles(who: CastName, said: readonly Said[]): Promise<void> {
    return this.as(who, 8, async ({ presses, own }) => {
      const open = await own()
      for (const [index, answer] of said.entries()) {
        const commitment = open[index]
        if (!commitment || !answer) continue
        await presses({ kind: 'settle', entry: commitment.id, answer, seen: lastSeq(commitment) })
      }
    })
  }

  private as(who: CastName, minute: number, work: (scope: Pressing) => Promise<void>): Promise<void> {
    const at = minutesAfter(this.meeting.starts, minute)
    return inSeat(this.stage, who, this.circle, at, ({ db, seat }) => {
      const steps = async () => {
        const { items = [] } = (await runOf(db, seat, this.meeting.id))?.state ?? {}
        return items.filter(({ standing }) => standing === 'here' || standing === 'ahead').map(({ key }) => key)
      }
      const presses = async (deed: Deed) => {
        const input = {
          id: newId(),
          step: this.step,
          ...(writing.has(deed.kind) ? { entry: newId() } : {}),
          ...deed,
        }
        const { outcome } = await press(db, seat, this.meeting.id, input, { now: at })
        if (outcome.kind === 'refused') throw new Error(`${who} may not ${deed.kind}: ${outcome.refusal.why}`)
      }
      return work({ steps, presses, own: () => openOf(db, seat) })
    })
  }
}

const writing = new Set<CommandInput['kind']>(['write', 'note', 'commit', 'rate'])

interface Pressing {
  /** The keys of the step that is on and of those that follow. */
  readonly steps: () => Promise<readonly string[]>
  readonly presses: (deed: Deed) => Promise<void>
  readonly own: () => ReturnType<typeof openOf>
}
