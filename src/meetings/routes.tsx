import { fellows } from '../circles/reads.ts'
import { type SeatScope, seated } from '../circles/web.ts'
import { NotFound, Refused } from '../platform/errors.ts'
import { type Answer, go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { form, page, stream } from '../platform/http/registry.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { idFor, newId } from '../platform/ids.ts'
import { answersTo, meetingOf } from '../scheduling/reads.ts'
import { ledgerOf, turnsAt } from '../turns/reads.ts'
import type { Role } from '../turns/rules/ledger.ts'
import type { MessageKey } from '../ui/reader.ts'
import { ApartOver, ApartRoom } from './pages/apart.tsx'
import { Opening } from './pages/around.tsx'
import { MinutesPage } from './pages/minutes.tsx'
import { RoomPage } from './pages/room.tsx'
import { chosenFor, formatsFor } from './reads/formats.ts'
import { modelOf } from './reads/model.ts'
import { hiddenFor, runOf } from './reads/run.ts'
import { around, type Known, minutesOf, roomFacts } from './reads.ts'
import { airtimeEntries } from './routes/airtime.tsx'
import { apartEntries } from './routes/apart.tsx'
import { circleFormatEntries } from './routes/formats.tsx'
import { partEntries } from './routes/part.tsx'
import { type CommandInput, commandForm, openingForm, type RoomModel } from './rules.ts'
import { leaveRead, roomWords, watchRoom } from './web.ts'
import { openRoom, press } from './writes.ts'

type OfMeeting = Asked<{ readonly circle: string; readonly meeting: string }>

const path = '/circles/:circle/meetings/:meeting/room'
const roomOf = ({ params }: OfMeeting) => go(`/circles/${params.circle}/meetings/${params.meeting}/room`)

/** The room, once it is open; before that, how to open it. */
const room = async (scope: SeatScope, asked: OfMeeting) => {
  const model = await modelFor(scope, asked)
  return model ? picture(model, asked) : opening(scope, asked)
}

/** The room as a page: of those who meet at one time, or of everybody in their own. */
const picture = (model: RoomModel, { locale }: OfMeeting) => {
  if (!model.apart) return <RoomPage model={model} words={roomWords(locale)} />
  const { title } = model.apart
  return model.view.phase === 'ended' ? <ApartOver {...{ model, title }} /> : <ApartRoom {...{ model, title }} />
}

const dayMs = 86_400_000

const opening = async ({ db, seat }: SeatScope, { params, services }: OfMeeting) => {
  const meeting = await meetingOf(db, seat, params.meeting)
  // Whoever joined since cannot read the meeting that the others hold apart.
  if (meeting.beside === 'apart') throw new NotFound()
  const ledger = await ledgerOf(db, seat)
  const turns = await turnsAt(db, seat, ledger, meeting)
  const whoseTurn = (role: Role) => turns.find((turn) => turn.role === role)?.who
  const chosen = await chosenFor(db, seat, meeting)
  const answers = await answersTo(db, seat, meeting)
  return (
    <Opening
      circle={seat.circle}
      meeting={meeting.id}
      starts={meeting.starts}
      early={+meeting.starts - +services.now() > dayMs}
      formats={await formatsFor(db, seat, chosen.key)}
      suggested={chosen}
      people={ledger.fellows.filter(({ id }) => answers.get(id) !== 'out').length}
      minutes={meeting.minutes}
      by={ledger.fellows.find(({ id }) => id === chosen.by)?.name}
      fellows={ledger.fellows}
      me={seat.person}
      leads={whoseTurn('facilitator')}
      keepsTime={whoseTurn('timekeeper')}
      presents={whoseTurn('presenter')}
      takesNotes={whoseTurn('scribe')}
      observes={whoseTurn('observer')}
    />
  )
}

export const meetingEntries = [
  ...circleFormatEntries,
  ...airtimeEntries,
  ...apartEntries,
  ...partEntries,
  page(path, seated, room, { allows: 'microphone' }),
  form(path, seated, {
    schema: openingForm,
    back: opening,
    act: async ({ db, seat }, input, asked) => {
      await openRoom(db, seat, asked.params.meeting, input, asked.services.now())
      return roomOf(asked)
    },
  }),
  form(`${path}/commands`, seated, {
    schema: commandForm,
    back: room,
    act: (scope, input, asked) => answerPress(scope, input, asked),
  }),
  stream(`${path}/stream`, seated, async (scope, asked) => {
    const run = await runOf(scope.db, scope.seat, asked.params.meeting)
    if (!run) throw new NotFound()
    return watchRoom(asked, scope.seat, run.id)
  }),
  page('/circles/:circle/meetings/:meeting/minutes', seated, async ({ db, seat, here }, { params, locale }) => {
    const meeting = await meetingOf(db, seat, params.meeting)
    const minutes = await minutesOf(db, seat, meeting.id, locale)
    const people = new Map((await fellows(db, seat)).map((each) => [each.id, each.name]))
    return (
      <MinutesPage
        circle={seat.circle}
        starts={meeting.starts}
        minutes={minutes}
        journalId={minutes.decided && idFor(here.vault.token(`journal ${minutes.decided.entry}`))}
        nameOf={(id) => people.get(id) ?? ''}
      />
    )
  }),
]

/** Presses once; answers a program with the room, and a browser by leading back to it. Words that are held back come along. */
async function answerPress(scope: SeatScope, input: CommandInput, asked: OfMeeting): Promise<Answer> {
  const { services, locale, params, request } = asked
  const { db, seat } = scope
  const mark = newId()
  const forProgram = request.headers.get('accept')?.includes('application/json')
  const pressing = press(db, seat, params.meeting, input, { now: services.now(), locale, mark })
  // Asked for along with the first question of the press; where that fails, this says nothing of its own.
  const beside = forProgram ? around(db, seat, params.meeting) : undefined
  beside?.catch(() => {})
  const { outcome, run } = await pressing
  const why = outcome.kind === 'refused' ? `meetings.refused.${outcome.refusal.why}` : undefined
  const held = outcome.kind === 'held' ? { hint: outcome.hint, words: input.words ?? '' } : undefined
  if (beside) {
    const model = await modelFor(scope, asked, { mark, run, around: beside })
    return json({ ...model, held, refused: why && sayIn(chooseLocale({ chosen: locale }))(why as MessageKey) })
  }
  if (why) throw new Refused(why)
  const model = held && (await modelFor(scope, asked))
  return model ? picture({ ...model, held }, asked) : roomOf(asked)
}

/** The room as it is for this person now; undefined while it is not open. What is read after a press is left for those who watch. */
async function modelFor(
  { db, seat }: SeatScope,
  { params, locale, zone, services }: OfMeeting,
  pressed: Known & { readonly mark?: string } = {},
): Promise<RoomModel | undefined> {
  const facts = await roomFacts(db, seat, params.meeting, pressed)
  if (!facts) return undefined
  if (pressed.mark) leaveRead(services, seat, pressed.mark, facts)
  const looking = { meeting: params.meeting, locale, zone, now: services.now() }
  return modelOf(facts, await hiddenFor(db, seat, facts), seat.person, looking)
}

const json = (value: unknown) => Response.json(value, { headers: { 'cache-control': 'no-store' } })
