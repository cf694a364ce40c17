import { circleOf, fellows } from '../../circles/reads.ts'
import { type SeatScope, seated } from '../../circles/web.ts'
import { notesFrom } from '../../meetings/reads/notes.ts'
import { takeNote } from '../../meetings/writes/notes.ts'
import { selfOf } from '../../people/web.ts'
import { go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { type Entry, form, page } from '../../platform/http/registry.ts'
import { newId } from '../../platform/ids.ts'
import { timesOf } from '../../scheduling/reads.ts'
import { whenOf } from '../../scheduling/web.ts'
import { CircleChallengesPage } from '../pages/circle.tsx'
import { briefsIn, challengeWith, possibleChallenges } from '../reads.ts'
import { keepForm, nothing, showForm } from '../rules.ts'
import { keepNote, showBrief, takeBriefBack } from '../writes.ts'

const path = '/circles/:circle/challenges'
const back = ({ params }: Asked<{ readonly circle: string }>) => go(`/circles/${params.circle}/challenges`)

/** The challenges of a circle: what its members show each other before a meeting, and what was noted for whoever brought one. */
export const circleChallengeEntries: readonly Entry[] = [
  page(path, seated, showCircle),
  form(path, seated, {
    schema: showForm,
    back: showCircle,
    act: async ({ db, here, seat }, input, asked) => {
      const when = whenOf(asked)
      const challenge = await challengeWith(db, here, selfOf(asked), input.challenge, when.today)
      await showBrief(db, seat, challenge, { ...input, id: newId() }, when)
      return back(asked)
    },
  }),
  form(`${path}/:brief/removal`, seated, {
    schema: nothing,
    back: showCircle,
    act: async ({ db, seat }, _, asked) => {
      await takeBriefBack(db, seat, asked.params.brief)
      return back(asked)
    },
  }),
  form(`${path}/notes/:note/keeping`, seated, {
    schema: keepForm,
    back: showCircle,
    act: async ({ db, here, seat }, { challenge }, asked) => {
      const { id, text } = await takeNote(db, seat, asked.params.note)
      const note = { id, words: text, challenge: challenge || null, until: null }
      await keepNote(db, here, selfOf(asked), note, whenOf(asked))
      return back(asked)
    },
  }),
  form(`${path}/notes/:note/removal`, seated, {
    schema: nothing,
    back: showCircle,
    act: async ({ db, seat }, _, asked) => {
      await takeNote(db, seat, asked.params.note)
      return back(asked)
    },
  }),
]

async function showCircle({ db, here, seat }: SeatScope, asked: Asked) {
  const { now, today } = whenOf(asked)
  const [circle, people, briefs, own, notes, { past }] = await Promise.all([
    circleOf(db, seat),
    fellows(db, seat),
    briefsIn(db, seat, now),
    possibleChallenges(db, here, selfOf(asked), today),
    notesFrom(db, seat),
    timesOf(db, seat, now),
  ])
  return (
    <CircleChallengesPage
      {...{ circle, briefs, own, notes, today }}
      me={seat.person}
      names={new Map(people.map(({ id, name }) => [id, name]))}
      starts={new Map(past.map((meeting) => [meeting.id, meeting.starts]))}
    />
  )
}
