import { placements } from '../circles/reads.ts'
import { acceptPlacement } from '../circles/writes/places.ts'
import { changeSettings } from '../circles/writes.ts'
import { beginApart } from '../meetings/writes/apart.ts'
import { press } from '../meetings/writes.ts'
import { newId } from '../platform/ids.ts'
import { allAgree, comes, meets } from './circle.ts'
import { firstCircle, playFirstSeason } from './season.ts'
import { asSelf, inSeat, minutesAfter, type Stage, timeOf } from './stage.ts'

const name = 'Harbour at nine'
const purpose =
  'Mornings in Europe and Africa, afternoons in Asia, evenings in Sydney. Six people who lead across distance, in a circle put together this season.'

/** The circle of the first season: everyone has taken their place, and two have not agreed yet. */
export async function playHarbour(stage: Stage): Promise<void> {
  await playFirstSeason(stage, name)
  let circle = ''
  for (const [index, who] of firstCircle.entries()) {
    const at = minutesAfter(timeOf(stage, -8, '07:30'), index * 431)
    await asSelf(stage, who, at, async ({ db, here, self }) => {
      const [place] = await placements(db, self)
      if (!place) throw new Error(`no place is kept for ${who} in the demo`)
      await acceptPlacement(db, here, self, place, at)
      circle = place.circle.id
    })
  }
  await allAgree(stage, circle, ['noor', 'linh', 'arjun', 'wanjiru'], timeOf(stage, -5, '09:15'))
  const settings = { name, purpose, rhythm: 'fortnightly', places: 7, open: false } as const
  await inSeat(stage, 'noor', circle, timeOf(stage, -5, '12:05'), ({ db, seat }) => changeSettings(db, seat, settings))
  const place = 'https://meet.long-table.example/harbour'
  const times = { rhythm: 'fortnightly', at: '09:00', zone: 'Europe/London', minutes: 90, place, first: 5 } as const
  await meets(stage, circle, 'noor', timeOf(stage, -4, '11:40'), times)
  await comes(stage, circle, 5, { noor: 'in', linh: 'in', wanjiru: 'in' }, timeOf(stage, -3, '06:30'))
  await thinkApart(stage, circle)
}

const questions = [
  ['noor', 'How might our first ten minutes be good for somebody at breakfast and for somebody after dinner?'],
  ['linh', 'How might those who sleep while we meet still have a say?'],
] as const

/** Across so many hours of the day they begin in writing, each in their own time. */
async function thinkApart(stage: Stage, circle: string): Promise<void> {
  const begun = timeOf(stage, -1, '17:40')
  const input = { id: newId(), format: 'brainstorm', presenter: '' }
  const when = { now: begun, zone: 'Asia/Beirut' }
  await inSeat(stage, 'noor', circle, begun, ({ db, seat }) => beginApart(db, seat, input, when))
  for (const [index, [who, words]] of questions.entries()) {
    const now = minutesAfter(begun, 20 + index * 95)
    const write = { id: newId(), kind: 'write', step: 'question', entry: newId(), words, also: 'done' } as const
    await inSeat(stage, who, circle, now, ({ db, seat }) => press(db, seat, input.id, write, { now }))
  }
}
