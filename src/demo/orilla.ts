import { changeSettings, leaveCircle } from '../circles/writes.ts'
import { newId } from '../platform/ids.ts'
import type { CastName } from './cast.ts'
import { allAgree, comes, found, keeps, meets } from './circle.ts'
import { answersBefore, hold } from './meeting.ts'
import { inSeat, minutesAfter, type Stage, timeOf } from './stage.ts'
import { orilla as texts } from './texts/orilla.ts'

const everyone: readonly CastName[] = ['lucia', 'andres', 'camila', 'iker', 'valentina']
const [, ...others] = everyone

/** A circle that is about to close: one has said goodbye already, the last meeting is set, what was promised is kept. */
export async function playOrilla(stage: Stage): Promise<void> {
  const circle = newId()
  const { name, purpose, place, scripts } = texts
  const about = { id: circle, name, purpose, rhythm: 'fortnightly', places: 6, open: false } as const
  await found(stage, { about, founder: 'lucia', others, day: -56 })
  await allAgree(stage, circle, everyone, timeOf(stage, -52, '17:15'))
  const times = { rhythm: 'fortnightly', at: '19:30', zone: 'Europe/Madrid', minutes: 90, place, first: -46 } as const
  await meets(stage, circle, 'lucia', timeOf(stage, -51, '16:30'), times)
  for (const script of scripts) {
    await answersBefore(stage, circle, script, everyone, timeOf(stage, script.day - 3, '13:10'))
    await hold(stage, circle, script)
  }
  await closes(stage, circle)
}

async function closes(stage: Stage, circle: string): Promise<void> {
  const { name } = texts
  const last = new Intl.DateTimeFormat('es', { day: 'numeric', month: 'long', timeZone: 'Europe/Madrid' })
  const purpose = texts.farewell(last.format(timeOf(stage, 10, '18:30')))
  await inSeat(stage, 'lucia', circle, timeOf(stage, -3, '10:20'), ({ db, seat }) =>
    changeSettings(db, seat, { name, purpose, rhythm: 'fortnightly', places: 5, open: false }),
  )
  const left = timeOf(stage, -2, '18:50')
  await inSeat(stage, 'valentina', circle, left, ({ db, here, seat }) => leaveCircle(db, here, seat, left, []))
  for (const [index, who] of (['andres', 'camila', 'iker'] as const).entries())
    await keeps(stage, circle, who, minutesAfter(timeOf(stage, -2, '19:40'), index * 83))
  await comes(stage, circle, 10, { andres: 'in', camila: 'in', iker: 'in' }, timeOf(stage, -1, '12:00'))
}
