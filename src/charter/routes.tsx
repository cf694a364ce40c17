import { circleOf } from '../circles/reads.ts'
import { type SeatScope, seated } from '../circles/web.ts'
import { go } from '../platform/http/answers.ts'
import { type Entry, form, page } from '../platform/http/registry.ts'
import { newId } from '../platform/ids.ts'
import { AgreementPage } from './pages/agreement.tsx'
import { ProposalPage } from './pages/proposal.tsx'
import { agreementOf, mayWrite } from './reads.ts'
import { agreeTo, proposal } from './rules.ts'
import { agree, propose, setAside } from './writes.ts'

/** Our agreement: reading it, agreeing to it, proposing another version. */
export const charterEntries: Entry[] = [
  page('/circles/:circle/agreement', seated, showAgreement),
  form('/circles/:circle/agreement', seated, {
    schema: agreeTo,
    back: showAgreement,
    act: async ({ db, seat }, { version }) => {
      const newcomer = !(await mayWrite(db, seat))
      await agree(db, seat, version)
      return go(newcomer ? `/circles/${seat.circle}` : `/circles/${seat.circle}/agreement`)
    },
  }),
  form('/circles/:circle/agreement/aside', seated, {
    schema: agreeTo,
    back: showAgreement,
    act: async ({ db, seat }, { version }) => {
      await setAside(db, seat, version)
      return go(`/circles/${seat.circle}/agreement`)
    },
  }),
  page('/circles/:circle/agreement/new', seated, showProposal),
  form('/circles/:circle/agreement/new', seated, {
    schema: proposal,
    back: showProposal,
    act: async ({ db, seat }, input) => {
      await propose(db, seat, input)
      return go(`/circles/${seat.circle}/agreement`)
    },
  }),
]

async function showAgreement({ db, seat }: SeatScope) {
  return <AgreementPage circle={await circleOf(db, seat)} agreement={await agreementOf(db, seat)} />
}

async function showProposal({ db, seat }: SeatScope) {
  const agreement = await agreementOf(db, seat)
  if (!agreement.me.agreed || agreement.proposed) return go(`/circles/${seat.circle}/agreement`)
  return <ProposalPage circle={await circleOf(db, seat)} now={agreement.now} id={newId()} />
}
