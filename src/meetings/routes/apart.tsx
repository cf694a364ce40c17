import { fellows } from '../../circles/reads.ts'
import { type SeatScope, seated } from '../../circles/web.ts'
import { go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { type Entry, form, page } from '../../platform/http/registry.ts'
import { newId } from '../../platform/ids.ts'
import { ledgerOf, turnsOfAll } from '../../turns/reads.ts'
import { BeginApartPage } from '../pages/begin-apart.tsx'
import { apartIn } from '../reads/apart.ts'
import { formatsFor } from '../reads/formats.ts'
import { apartForm, apartOf } from '../rules/apart.ts'
import { beginApart } from '../writes/apart.ts'

const path = '/circles/:circle/apart'

const beginning = async ({ db, seat }: SeatScope, { query }: Asked) => {
  const [people, formats, held, ledger] = await Promise.all([
    fellows(db, seat),
    formatsFor(db, seat),
    apartIn(db, seat),
    ledgerOf(db, seat),
  ])
  const offered = formats.flatMap((one) => {
    const apart = apartOf(one, people.length)
    return apart ? [{ ...one, apart }] : []
  })
  return (
    <BeginApartPage
      circle={seat.circle}
      fresh={newId()}
      formats={offered}
      wanted={query.get('format') ?? undefined}
      fellows={people}
      presents={turnsOfAll(ledger).find(({ role }) => role === 'presenter')?.who}
      open={held.find(({ ended }) => !ended)?.meeting}
      past={held.filter(({ ended }) => ended)}
    />
  )
}

/** Meetings that everybody holds in their own time. */
export const apartEntries: readonly Entry[] = [
  page(path, seated, beginning),
  form(path, seated, {
    schema: apartForm,
    back: beginning,
    act: async ({ db, seat }, input, { services, zone }) => {
      const meeting = await beginApart(db, seat, input, { now: services.now(), zone })
      return go(`/circles/${seat.circle}/meetings/${meeting}/room`)
    },
  }),
]
