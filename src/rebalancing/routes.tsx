import { circleOf } from '../circles/reads.ts'
import type { Seat } from '../circles/rules.ts'
import { type PartingScope, type SeatScope, seated } from '../circles/web.ts'
import type { CarryForward } from '../circles/writes.ts'
import { openCommitments } from '../commitments/reads.ts'
import { lastSeq, mayAnswer, standing } from '../commitments/rules.ts'
import type { CircleDb } from '../platform/db/handles.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, form, page } from '../platform/http/registry.ts'
import { dayIn } from '../scheduling/rules.ts'
import { ChangePage } from './pages/change.tsx'
import { changeHere } from './reads.ts'
import { answerForm } from './rules.ts'
import { askedHere, askedToCome, type ComingScope } from './web.ts'
import { sayNo, sayYesHere, sayYesToCome } from './writes.ts'

/** Being asked about a change of one's circle. `carry` seals what goes on living there for those who come. */
export const changeEntries = (carry: readonly CarryForward[]): Entry[] => [
  page('/circles/:circle/change', seated, showChange),
  // Whoever goes by their own last yes, and presses twice, has no seat there any more.
  form('/circles/:circle/change', askedHere, {
    schema: answerForm,
    back: showChangeAgain,
    act: async ({ db, here, seat }, { change: id, answer }, { services }) => {
      const change = seat && (await changeHere(db, seat))
      if (!seat || change?.id !== id) return go(seat ? `/circles/${seat.circle}/change` : '/circles')
      if (answer === 'no') await sayNo(db, change)
      else await sayYesHere(db, here, seat, change, services.now(), carry)
      return go(`/circles/${seat.circle}/change`)
    },
  }),
]

/** Being asked whether one would come into a circle, by whoever waits for a place. */
export const comingEntries: Entry[] = [
  page('/asked/:change', askedToCome, showComing),
  form('/asked/:change', askedToCome, {
    schema: answerForm.pick({ answer: true }),
    back: showComing,
    act: async ({ db, change }, { answer }, { services }) => {
      if (answer === 'no') await sayNo(db, change)
      else await sayYesToCome(db, change, services.now())
      return go(`/asked/${change.id}`)
    },
  }),
]

async function showChange({ db, seat }: SeatScope, asked: Asked) {
  const [circle, change] = await Promise.all([circleOf(db, seat), changeHere(db, seat)])
  const leads = change?.outcome === 'done' && change.mine.to !== seat.circle
  return (
    <ChangePage
      circle={circle}
      change={change}
      now={asked.services.now()}
      mine={change && change.mine.from !== change.mine.to ? await ownOpen(db, seat, asked) : []}
      to={leads ? change.mine.to : undefined}
    />
  )
}

async function showChangeAgain({ db, here, seat }: PartingScope, asked: Asked) {
  return seat ? showChange({ db, here, seat }, asked) : go('/circles')
}

/** What the reader has taken on in this circle and not ended yet. */
async function ownOpen(db: CircleDb, seat: Seat, { zone, services }: Asked) {
  const today = dayIn(zone, services.now())
  const all = await openCommitments(db, seat)
  return all
    .filter((each) => mayAnswer(seat, each))
    .flatMap((each) => {
      const now = standing(each, today)
      return now.is === 'open' ? [{ id: each.id, seen: lastSeq(each), ...now.words }] : []
    })
}

async function showComing({ change }: ComingScope, asked: Asked) {
  const leads = change.outcome === 'done'
  return (
    <ChangePage
      circle={undefined}
      change={change}
      now={asked.services.now()}
      mine={[]}
      to={leads ? change.mine.to : undefined}
    />
  )
}
