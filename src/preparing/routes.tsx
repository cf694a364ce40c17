import { briefsIn, possibleChallenges } from '../challenges/reads.ts'
import { circleOf, fellows } from '../circles/reads.ts'
import { type SeatScope, seated } from '../circles/web.ts'
import { chosenFor, formatsFor } from '../meetings/reads/formats.ts'
import { selfOf } from '../people/web.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { type Entry, form, page } from '../platform/http/registry.ts'
import { answersTo, meetingOf } from '../scheduling/reads.ts'
import { whenOf } from '../scheduling/web.ts'
import { ledgerOf, turnsAt } from '../turns/reads.ts'
import { PreparingPage } from './pages/preparing.tsx'
import { reflectionOn } from './reads.ts'
import { recommend } from './rules/recommend.ts'
import { isEmpty, reflectionForm } from './rules.ts'
import { reflect } from './writes.ts'

const path = '/circles/:circle/meetings/:meeting/preparation'
type OfMeeting = Asked<{ readonly circle: string; readonly meeting: string }>

/** Before a meeting: thinking it over, choosing what to bring, and the way to meet that helps with it. */
export const preparingEntries: readonly Entry[] = [
  page(path, seated, prepare),
  form(path, seated, {
    schema: reflectionForm,
    back: prepare,
    act: async ({ db, here, seat }, input, { params, services }) => {
      await reflect(db, here, seat, params.meeting, input, services.now())
      const done = isEmpty(input) ? '' : '?kept'
      return go(`/circles/${params.circle}/meetings/${params.meeting}/preparation${done}`)
    },
  }),
]

async function prepare({ db, here, seat }: SeatScope, asked: OfMeeting) {
  const { query, params } = asked
  const { now, today } = whenOf(asked)
  const meeting = await meetingOf(db, seat, params.meeting)
  const [circle, people, answers, ledger, formats, chosen, own, briefs, reflection] = await Promise.all([
    circleOf(db, seat),
    fellows(db, seat),
    answersTo(db, seat, meeting),
    ledgerOf(db, seat),
    formatsFor(db, seat),
    chosenFor(db, seat, meeting),
    possibleChallenges(db, here, selfOf(asked), today),
    briefsIn(db, seat, now),
    reflectionOn(db, here, seat, meeting.id),
  ])
  const turns = await turnsAt(db, seat, ledger, meeting)
  const picked = own.find(({ id }) => id === query.get('challenge')) ?? own[0]
  const expected = people.filter(({ id }) => answers.get(id) !== 'out').length
  const presenter = turns.find(({ role }) => role === 'presenter')?.who
  return (
    <PreparingPage
      {...{ circle, meeting, own, picked, reflection, chosen }}
      me={seat.person}
      presenter={people.find(({ id }) => id === presenter)}
      shown={picked !== undefined && briefs.some(({ challenge }) => challenge === picked.id)}
      recommended={picked && recommend(picked.kind, formats, { people: expected, minutes: meeting.minutes })}
      over={meeting.ends <= now}
      kept={query.has('kept')}
    />
  )
}
