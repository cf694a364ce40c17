import { proposal } from '../charter/rules.ts'
import { agree, carryAgreement, propose } from '../charter/writes.ts'
import { circleJobs } from '../circles/jobs.ts'
import { requestsFor } from '../circles/reads.ts'
import { askToJoin, leaveCircle, requestQueue, sayYes } from '../circles/writes.ts'
import { newId } from '../platform/ids.ts'
import { carryPlaceForward } from '../scheduling/writes.ts'
import type { CastName } from './cast.ts'
import { allAgree, comes, found, keeps, meets } from './circle.ts'
import { answersBefore, hold } from './meeting.ts'
import { asksRuth, playOwn } from './own.ts'
import { asSelf, handlesAt, inSeat, minutesAfter, type Stage, timeOf } from './stage.ts'
import { secondCup as texts } from './texts/second-cup.ts'

const everyone: readonly CastName[] = ['amara', 'tomasz', 'priya', 'samuel', 'hannah', 'rafael', 'noor']
const [, ...others] = everyone

/** The day on which she left. */
const noorLeft = -17

/** A circle in the middle of its time: four meetings behind it, the next one tomorrow, somebody at the door. */
export async function playSecondCup(stage: Stage): Promise<void> {
  const circle = newId()
  const { name, purpose, place, scripts } = texts
  const about = { id: circle, name, purpose, rhythm: 'weekly', places: 8, open: true } as const
  await found(stage, { about, founder: 'amara', others, day: -36 })
  await allAgree(stage, circle, everyone, timeOf(stage, -33, '18:10'))
  const times = { rhythm: 'weekly', at: '18:30', zone: 'Europe/Lisbon', minutes: 90, place, first: -27 } as const
  await meets(stage, circle, 'amara', timeOf(stage, -32, '19:20'), times)
  for (const script of scripts) {
    const asked = everyone.filter((who) => who !== 'noor' || script.day < noorLeft)
    await answersBefore(stage, circle, script, asked, timeOf(stage, script.day - 2, '09:30'))
    await hold(stage, circle, script)
    if (script.day === -20) await noorLeaves(stage, circle)
  }
  await sincePutting(stage, circle)
  await playOwn(stage, circle)
  await asksRuth(stage, circle)
}

/** The hour did not suit her: she finds another circle, and goes in peace. */
async function noorLeaves(stage: Stage, circle: string): Promise<void> {
  const at = timeOf(stage, noorLeft, '20:15')
  await inSeat(stage, 'noor', circle, at, ({ db, here, seat }) => leaveCircle(db, here, seat, at, []))
}

/** What happened since the last meeting. */
async function sincePutting(stage: Stage, circle: string): Promise<void> {
  await keeps(stage, circle, 'hannah', timeOf(stage, -3, '20:40'))
  await proposes(stage, circle)
  await sofiaAsks(stage, circle)
  await comes(stage, circle, 1, { tomasz: 'in', hannah: 'in', rafael: 'out', samuel: 'in' }, timeOf(stage, -1, '08:05'))
}

/** A new point of the agreement, to which two have not said yes yet. */
async function proposes(stage: Stage, circle: string): Promise<void> {
  const at = timeOf(stage, -5, '07:50')
  const wish = proposal.parse({ id: newId(), from: 1, kind: 'meaning', new: texts.point, why: texts.why })
  await inSeat(stage, 'hannah', circle, at, ({ db, seat }) => propose(db, seat, wish))
  for (const [index, who] of (['tomasz', 'samuel', 'priya'] as const).entries())
    await inSeat(stage, who, circle, minutesAfter(at, 95 + index * 260), ({ db, seat }) => agree(db, seat, 2))
}

/** Someone asks for a place; three have said yes. */
async function sofiaAsks(stage: Stage, circle: string): Promise<void> {
  const at = timeOf(stage, -2, '12:25')
  await asSelf(stage, 'sofia', at, ({ db, self }) => askToJoin(db, self, circle, texts.request))
  await tellsThem(stage, circle, at)
  for (const [index, who] of (['hannah', 'priya', 'tomasz'] as const).entries()) {
    await inSeat(stage, who, circle, minutesAfter(at, 75 + index * 190), async ({ db, here, seat }) => {
      const [request] = await requestsFor(db, seat)
      if (request) await sayYes(db, here, seat, request.id, [carryAgreement, carryPlaceForward])
    })
  }
}

/** The mail about it went out then, not when the worker comes to it. */
async function tellsThem(stage: Stage, circle: string, at: Date): Promise<void> {
  const { here, services } = stage
  const request = await inSeat(
    stage,
    'hannah',
    circle,
    at,
    async ({ db, seat }) => (await requestsFor(db, seat))[0]?.id,
  )
  const body = { community: here.id, request: request ?? '' }
  for (const { queue, handle } of circleJobs)
    if (queue === requestQueue.name) await handle(body, { ...services, now: () => at, handles: handlesAt(stage, at) })
}
