import { circleOf, fellows } from '../../circles/reads.ts'
import { type SeatScope, seated } from '../../circles/web.ts'
import { go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { type Entry, form, page } from '../../platform/http/registry.ts'
import { newId } from '../../platform/ids.ts'
import { AskSoonPage, SoonPage } from '../pages/soon.tsx'
import { openSoon } from '../reads/soon.ts'
import { timesOf } from '../reads.ts'
import { askSoonForm, canForm, enough, nothing, setForm, soonTimes } from '../rules/soon.ts'
import { askSoon, saySoon, setSoon, withdrawSoon } from '../writes/soon.ts'

const path = '/circles/:circle/soon'
const one = `${path}/:soon` as const

const show = async ({ db, seat }: SeatScope, asked: Asked) => {
  const now = asked.services.now()
  const [circle, people, soon] = await Promise.all([circleOf(db, seat), fellows(db, seat), openSoon(db, seat, now)])
  if (soon) return <SoonPage {...{ circle, soon, people }} me={seat.person} enough={enough(people.length)} />
  const { coming } = await timesOf(db, seat, now)
  const zones = people.map(({ zone }) => zone)
  return <AskSoonPage circle={circle} fresh={newId()} times={soonTimes(zones, coming, now)} />
}

/** A meeting that cannot wait: asked for without saying why. */
export const soonEntries: readonly Entry[] = [
  page(path, seated, show),
  form(path, seated, {
    schema: askSoonForm,
    back: show,
    act: async ({ db, seat }, input, asked) => {
      await askSoon(db, seat, input, asked.services.now())
      return go(`/circles/${seat.circle}/soon`)
    },
  }),
  form(`${one}/answer`, seated, {
    schema: canForm,
    back: show,
    act: async ({ db, seat }, said, { params, services, zone }) => {
      const set = await saySoon(db, seat, params.soon, said, { now: services.now(), zone })
      return go(`/circles/${seat.circle}/${set ? `meetings/${params.soon}` : 'soon'}`)
    },
  }),
  form(`${one}/time`, seated, {
    schema: setForm,
    back: show,
    act: async ({ db, seat }, { starts }, { params, services, zone }) => {
      await setSoon(db, seat, params.soon, starts, { now: services.now(), zone })
      return go(`/circles/${seat.circle}/meetings/${params.soon}`)
    },
  }),
  form(`${one}/withdrawal`, seated, {
    schema: nothing,
    back: show,
    act: async ({ db, seat }, _, { params, services }) => {
      await withdrawSoon(db, seat, params.soon, services.now())
      return go(`/circles/${seat.circle}/meetings`)
    },
  }),
]
