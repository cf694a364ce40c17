import { z } from 'zod'
import { type SeatScope, seated } from '../../circles/web.ts'
import { NotFound } from '../../platform/errors.ts'
import { go } from '../../platform/http/answers.ts'
import type { Asked } from '../../platform/http/asked.ts'
import { type Entry, form } from '../../platform/http/registry.ts'
import { sharedAirtime } from '../reads/airtime.ts'
import { runOf } from '../reads/run.ts'
import { secondsForm } from '../rules/seconds.ts'
import { shareAirtime, withdrawAirtime } from '../writes/airtime.ts'

const path = '/circles/:circle/meetings/:meeting/room/airtime'
type OfMeeting = Asked<{ readonly circle: string; readonly meeting: string }>

/** How long each spoke, by their own microphone: from the device comes a number of seconds, and back go shares once all agree. */
export const airtimeEntries: readonly Entry[] = [
  form(path, seated, {
    schema: secondsForm,
    back: toRoom,
    act: async (scope, { seconds }, asked) => {
      const run = await theRun(scope, asked)
      await shareAirtime(scope.db, scope.seat, run, seconds, asked.services.now())
      return json(await sharedAirtime(scope.db, scope.seat, run))
    },
  }),
  form(`${path}/withdrawal`, seated, {
    schema: z.object({}),
    back: toRoom,
    act: async (scope, _, asked) => {
      const run = await theRun(scope, asked)
      await withdrawAirtime(scope.db, scope.seat, run)
      return json(await sharedAirtime(scope.db, scope.seat, run))
    },
  }),
]

async function theRun({ db, seat }: SeatScope, { params }: OfMeeting) {
  const run = await runOf(db, seat, params.meeting)
  if (!run) throw new NotFound()
  return run
}

async function toRoom(_: SeatScope, { params }: OfMeeting) {
  return go(`/circles/${params.circle}/meetings/${params.meeting}/room`)
}

const json = (value: unknown) => Response.json(value, { headers: { 'cache-control': 'no-store' } })
