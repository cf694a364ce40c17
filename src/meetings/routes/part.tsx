import { type SeatScope, seated } from '../../circles/web.ts'
import { go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { type Entry, form, page } from '../../platform/http/registry.ts'
import { newId } from '../../platform/ids.ts'
import { PartPage } from '../pages/part.tsx'
import { partOf } from '../reads/part.ts'
import { partForm } from '../rules/part.ts'
import { takePart } from '../writes/part.ts'

const path = '/circles/:circle/meetings/:meeting/part'
type OfMeeting = Asked<{ readonly circle: string; readonly meeting: string }>

const show = async ({ db, seat }: SeatScope, { params, services, locale }: OfMeeting) => {
  const { meeting, over, parts, names } = await partOf(db, seat, params.meeting, { now: services.now(), locale })
  return (
    <PartPage
      {...{ over, parts }}
      circle={seat.circle}
      meeting={meeting.id}
      starts={meeting.starts}
      fresh={newId}
      nameOf={(id) => names.get(id) ?? ''}
    />
  )
}

/** Taking part in a live meeting without being there. */
export const partEntries: readonly Entry[] = [
  page(path, seated, show),
  form(`${path}/:step`, seated, {
    schema: partForm,
    back: show,
    act: async ({ db, seat }, input, { params, services }) => {
      await takePart(db, seat, params.meeting, { ...input, step: params.step }, services.now())
      return go(`/circles/${seat.circle}/meetings/${params.meeting}/part`)
    },
  }),
]
