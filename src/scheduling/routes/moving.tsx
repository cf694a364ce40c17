import { circleOf, fellows } from '../../circles/reads.ts'
import type { Seat } from '../../circles/rules.ts'
import { type SeatScope, seated } from '../../circles/web.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { type Entry, form, page } from '../../platform/http/registry.ts'
import { MovingPage } from '../pages/moving.tsx'
import { type Moving, movingForm } from '../rules/moving.ts'
import { dayIn, localHours, timeIn } from '../rules.ts'
import { draftMove, moveMeeting, toBeMoved } from '../writes/moving.ts'

type OfMeeting = Asked<{ readonly meeting: string }>

/** Moving one meeting: first looked at with everyone's hour, then done. `comesAlong` goes with it. */
export const movingEntries = (comesAlong: (db: CircleDb, seat: Seat, now: Date) => Promise<void>): Entry[] => [
  page('/circles/:circle/meetings/:meeting/day', seated, showMoving),
  form('/circles/:circle/meetings/:meeting/day', seated, {
    schema: movingForm,
    back: showMoving,
    act: async (scope, said, asked) => {
      if (said.step === 'look') return showMoved(scope, asked, said)
      const { db, seat } = scope
      const now = asked.services.now()
      const { id } = await moveMeeting(db, seat, asked.params.meeting, said, now)
      await comesAlong(db, seat, now)
      return go(`/circles/${seat.circle}/meetings/${id}`)
    },
  }),
]

async function showMoving({ db, seat }: SeatScope, asked: OfMeeting) {
  const { meeting, rules } = await toBeMoved(db, seat, asked.params.meeting, asked.services.now())
  const at = timeIn(meeting.zone, meeting.starts)
  const values: Moving = {
    day: dayIn(meeting.zone, meeting.starts),
    at,
    which: 'once',
    seen: rules.length,
    step: 'look',
  }
  return <MovingPage circle={await circleOf(db, seat)} {...{ meeting, values }} />
}

/** The same form, with what the new day means for each of the circle. Nothing is moved. */
async function showMoved({ db, seat }: SeatScope, asked: OfMeeting, values: Moving) {
  const { meeting, moved } = await draftMove(db, seat, asked.params.meeting, values, asked.services.now())
  const hours = localHours(await fellows(db, seat), [moved])
  return <MovingPage circle={await circleOf(db, seat)} {...{ meeting, values }} proposal={{ moved, hours }} />
}
