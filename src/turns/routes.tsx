import { circleOf } from '../circles/reads.ts'
import { type SeatScope, seated } from '../circles/web.ts'
import { NotFound } from '../platform/errors.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, form, page } from '../platform/http/registry.ts'
import { meetingOf, nextMeeting, timesOf } from '../scheduling/reads.ts'
import type { Meeting } from '../scheduling/rules.ts'
import { whenOf } from '../scheduling/web.ts'
import { ToldPage } from './pages/history.tsx'
import { TurnsPage } from './pages/turns.tsx'
import { type Ledger, ledgerOf, turnsAt } from './reads.ts'
import { answerForm, awayForm, nothing, skipForm, swapForm, toldForm, toldOf, whyNext } from './rules.ts'
import { answerSwap, askToSwap, skipOnce, stayAway, takeBack, tell } from './writes.ts'

const path = '/circles/:circle/turns'
const back = ({ params }: Asked<{ readonly circle: string }>) => go(`/circles/${params.circle}/turns`)

/** Whose turn it is in a circle. */
export const turnEntries: Entry[] = [
  page(path, seated, showTurns),
  form(`${path}/skips`, seated, {
    schema: skipForm,
    back: showTurns,
    act: async ({ db, seat }, input, asked) => {
      await skipOnce(db, seat, input, asked.services.now())
      return back(asked)
    },
  }),
  form(`${path}/swaps`, seated, {
    schema: swapForm,
    back: showTurns,
    act: async ({ db, seat }, input, asked) => {
      await askToSwap(db, seat, input, asked.services.now())
      return back(asked)
    },
  }),
  form(`${path}/wishes/:wish/withdrawal`, seated, {
    schema: nothing,
    back: showTurns,
    act: async ({ db, seat }, _, asked) => {
      await takeBack(db, seat, asked.params.wish)
      return back(asked)
    },
  }),
  form(`${path}/wishes/:wish/answer`, seated, {
    schema: answerForm,
    back: showTurns,
    act: async ({ db, seat }, { said }, asked) => {
      await answerSwap(db, seat, asked.params.wish, said)
      return back(asked)
    },
  }),
  form(`${path}/absence`, seated, {
    schema: awayForm,
    back: showTurns,
    act: async ({ db, seat }, { until }, asked) => {
      await stayAway(db, seat, until)
      return back(asked)
    },
  }),
  page(`${path}/meetings/:meeting`, seated, showTold),
  form(`${path}/meetings/:meeting`, seated, {
    schema: toldForm,
    back: showTold,
    act: async ({ db, seat }, input, asked) => {
      await tell(db, seat, asked.params.meeting, toldOf(input), asked.services.now())
      return back(asked)
    },
  }),
]

async function showTurns({ db, seat }: SeatScope, asked: Asked) {
  const { now, today } = whenOf(asked)
  const [circle, ledger, meeting, { past }] = await Promise.all([
    circleOf(db, seat),
    ledgerOf(db, seat),
    nextMeeting(db, seat, now),
    timesOf(db, seat, now),
  ])
  const away = ledger.away.get(seat.person)
  return (
    <TurnsPage
      circle={circle}
      me={seat.person}
      fellows={ledger.fellows}
      next={meeting && (await nextWith({ db, seat }, ledger, meeting))}
      away={away && away >= today ? away : undefined}
      today={today}
      history={ledger.history}
      past={past.map((each) => lookBack(ledger, each))}
    />
  )
}

async function nextWith({ db, seat }: Pick<SeatScope, 'db' | 'seat'>, ledger: Ledger, meeting: Meeting) {
  const names = new Map(ledger.fellows.map(({ id, name }) => [id, name]))
  const turns = await turnsAt(db, seat, ledger, meeting)
  const held = ledger.history.length
  return {
    meeting,
    turns: turns.map((turn) => ({ ...turn, why: whyNext(turn, names, seat.person, held) })),
    wishes: ledger.wishes.filter((wish) => wish.meeting === meeting.id),
  }
}

const lookBack = ({ history }: Ledger, { id: meeting, starts }: Meeting) => ({
  meeting,
  starts,
  held: history.find((each) => each.meeting === meeting),
})

async function showTold({ db, seat }: SeatScope, { params, services }: Asked<{ readonly meeting: string }>) {
  const meeting = await meetingOf(db, seat, params.meeting)
  if (meeting.starts > services.now()) throw new NotFound()
  const [circle, ledger] = await Promise.all([circleOf(db, seat), ledgerOf(db, seat)])
  const row = lookBack(ledger, meeting)
  const by = ledger.fellows.find(({ id }) => id === row.held?.toldBy)?.name
  return <ToldPage circle={circle} fellows={ledger.fellows} row={row} by={by} />
}
