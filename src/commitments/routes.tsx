import { mayWrite } from '../charter/reads.ts'
import { circleOf } from '../circles/reads.ts'
import { type SeatScope, seated } from '../circles/web.ts'
import { go } from '../platform/http/answers.ts'
import type { Asked } from '../platform/http/asked.ts'
import { form, page } from '../platform/http/registry.ts'
import { newId } from '../platform/ids.ts'
import { nextMeeting } from '../scheduling/reads.ts'
import { dayIn } from '../scheduling/rules.ts'
import { CommitmentsPage } from './pages/commitments.tsx'
import { openAndEnded } from './reads.ts'
import { takeForm, tapForm, wordsForm } from './rules.ts'
import { answer, take } from './writes.ts'

const season = 90 * 86_400_000

/** What the members of a circle have taken on. */
export const commitmentEntries = [
  page('/circles/:circle/commitments', seated, showCommitments),
  form('/circles/:circle/commitments', seated, {
    schema: takeForm,
    back: showCommitments,
    act: async ({ db, seat }, input, asked) => {
      await take(db, seat, input, asked.services.now())
      return go(`/circles/${seat.circle}/commitments`)
    },
  }),
  form('/circles/:circle/commitments/:commitment/answer', seated, {
    schema: tapForm,
    back: showCommitments,
    act: async ({ db, seat }, { back, ...saying }, asked) => {
      await answer(db, seat, asked.params.commitment, saying, asked.services.now())
      return go(back === 'circle' ? `/circles/${seat.circle}` : `/circles/${seat.circle}/commitments`)
    },
  }),
  form('/circles/:circle/commitments/:commitment/words', seated, {
    schema: wordsForm,
    back: showCommitments,
    act: async ({ db, seat }, { seen, learned, ...words }, asked) => {
      const saying = { answer: 'renegotiated', seen, learned, words } as const
      await answer(db, seat, asked.params.commitment, saying, asked.services.now())
      return go(`/circles/${seat.circle}/commitments`)
    },
  }),
]

async function showCommitments({ db, seat }: SeatScope, asked: Asked) {
  const now = asked.services.now()
  const [circle, { open, ended }, agreed, next] = await Promise.all([
    circleOf(db, seat),
    openAndEnded(db, seat, new Date(+now - season)),
    mayWrite(db, seat),
    nextMeeting(db, seat, now),
  ])
  return (
    <CommitmentsPage
      circle={circle}
      open={open}
      ended={ended}
      me={seat.person}
      agreed={agreed}
      today={dayIn(asked.zone, now)}
      next={next?.starts}
      fresh={newId()}
    />
  )
}
