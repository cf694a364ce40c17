import { placements } from '../circles/reads.ts'
import { acceptPlacement, formCircle } from '../circles/writes.ts'
import { newId } from '../platform/ids.ts'
import type { CastName } from './cast.ts'
import { allAgree, comes, meets } from './circle.ts'
import { asOrganiser, asSelf, idOf, minutesAfter, type Stage, timeOf } from './stage.ts'

const accepted: readonly CastName[] = ['noor', 'linh', 'arjun', 'wanjiru', 'oliver', 'isla']

/** A new circle, put together by whoever organises: everyone has taken their place, and two have not agreed yet. */
export async function playHarbour(stage: Stage): Promise<void> {
  const circle = newId()
  const name = 'Harbour at nine'
  const purpose =
    'Mornings in Europe and Africa, afternoons in Asia, evenings in Sydney. Six people who lead across distance, in a circle put together this season.'
  const formed = { id: circle, name, purpose, rhythm: 'fortnightly', places: 7 } as const
  const people = accepted.map((who) => idOf(stage, who))
  const until = minutesAfter(stage.now, 5 * 24 * 60)
  await asOrganiser(stage, 'jonas', timeOf(stage, -9, '15:20'), ({ db, office }) =>
    formCircle(db, office, { ...formed, people, until }),
  )
  for (const [index, who] of accepted.entries()) {
    const at = minutesAfter(timeOf(stage, -8, '07:30'), index * 431)
    await asSelf(stage, who, at, async ({ db, here, self }) => {
      const [place] = await placements(db, self)
      if (place) await acceptPlacement(db, here, self, place, at)
    })
  }
  await allAgree(stage, circle, ['noor', 'linh', 'arjun', 'wanjiru'], timeOf(stage, -5, '09:15'))
  const place = 'https://meet.long-table.example/harbour'
  const times = { rhythm: 'fortnightly', at: '09:00', zone: 'Europe/London', minutes: 90, place, first: 5 } as const
  await meets(stage, circle, 'noor', timeOf(stage, -4, '11:40'), times)
  await comes(stage, circle, 5, { noor: 'in', linh: 'in', wanjiru: 'in' }, timeOf(stage, -3, '06:30'))
}
