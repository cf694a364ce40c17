import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../../test/browserless.ts'
import { circleOf, meets } from '../../../test/circles.ts'
import { theLongTable } from '../../../test/long-table.ts'
import { begun, look, openRoom, press, until } from '../../../test/rooms.ts'

const { house, community, ana, ben, cleo, tom, olga } = await theLongTable({
  ana: 'Ana Martins',
  ben: 'Ben Okoro',
  cleo: 'Cleo Lind',
  tom: 'Tom Another',
  olga: ['Olga Ortiz', { offices: ['organiser'] }],
})
const start = +new Date('2026-11-24T17:25:00Z')
let circle: string
let room: string

beforeAll(async () => {
  house.setNow(new Date(start))
  circle = await circleOf(ana, ben, cleo)
  await meets(ana, circle)
  room = await openRoom(ana, circle, 'circle-meeting-90')
  await begun(room, [ana, ben, cleo])
})

const share = async (who: Browser, seconds: string) => {
  const answer = await who.post(`${room}/airtime`, { seconds })
  return answer.status === 200 ? JSON.parse(answer.html) : answer.status
}

test('Everybody sees from the taps who had the floor how often and for how long, in the order in which they sit', async () => {
  const turns = await until(room, ana, ({ view }) => view.speaker !== null)
  house.setNow(new Date(start + 90_000))
  await press(ana, room, 'next-speaker', { turn: String(turns.view.turn) })
  const { view } = await look(ben, room)
  expect(view.people.find(({ id }) => id === turns.view.speaker)).toMatchObject({ turns: 1, spoken: 90_000 })
  expect(view.people.map(({ id }) => id)).toEqual([ana, ben, cleo].map(({ person }) => person))
  const { text } = await ben.get(room)
  expect(text).toContain('How the time is shared')
  expect(text).toContain('1:30 min · 1×')
})

test('What microphones counted is seen by nobody until all who are present have agreed, and by nobody once one takes it back', async () => {
  expect(await share(ana, '30')).toEqual({ agreed: 1, of: 3 })
  expect(await share(ben, '60')).toEqual({ agreed: 2, of: 3 })
  const seen = await house.services.handles.member({ community: community.id, person: ben.person, circle }, (db) =>
    db.selectFrom('app.airtime').select(['person', 'seconds']).execute(),
  )
  expect(seen).toEqual([{ person: ben.person, seconds: 60 }])
  const all = await share(cleo, '10')
  expect(all.shares.map(({ percent }: { percent: number }) => percent)).toEqual([30, 60, 10])
  expect((await share(ana, '50')).shares).toHaveLength(3)
  expect(JSON.parse((await cleo.post(`${room}/airtime/withdrawal`)).html)).toEqual({ agreed: 2, of: 3 })
  expect(await share(ben, '61')).toEqual({ agreed: 2, of: 3 })
})

test('Ben learns no seconds of Ana’s with SQL of his own, whomever he claims to be present, before all agreed among whom she shares them', async () => {
  const asBen = (statement: string) =>
    house.services.handles.member(
      { community: community.id, person: ben.person, circle },
      async (db) => (await sql.raw<{ person: string; seconds: number }>(statement).execute(db)).rows,
    )
  const { run } = await look(ben, room)
  const claim = `'${run}', array['${ana.person}', '${ben.person}']::uuid[]`
  await expect(asBen(`select * from app.shared_airtime(${claim})`)).rejects.toThrow(/does not exist/)
  expect(await asBen(`update app.airtime set among = array['${ben.person}', '${ana.person}']::uuid[]`)).toEqual([])
  const found = await asBen(`select * from app.shared_airtime('${run}')`)
  expect(found.find(({ person }) => person === ana.person)).toEqual({ person: ana.person, seconds: null })
  await share(cleo, '11')
  expect((await share(ben, '61')).shares).toHaveLength(3)
  await cleo.post(`${room}/airtime/withdrawal`)
})

test('Nobody outside sends or sees any of it, and it is forgotten a day later', async () => {
  for (const who of [tom, olga, house.nobody()]) expect(await share(who, '5')).not.toBeTypeOf('object')
  expect(await share(ana, 'what I said')).not.toBeTypeOf('object')
  const kept = async () => (await house.owner.query('select 1 from app.airtime where circle = $1', [circle])).rowCount
  expect(await kept()).toBe(2)
  house.setNow(new Date(start + 26 * 3_600_000))
  await house.work()
  expect(await kept()).toBe(0)
})

test('Only the page of the room may ask for a microphone', async () => {
  const asks = async (path: string) => (await ana.get(path)).headers.get('permissions-policy')
  expect(await asks(room)).toContain('microphone=(self)')
  for (const path of ['/home', `/circles/${circle}`, room.replace(/\/room$/, '')])
    expect(await asks(path)).toContain('microphone=()')
})
