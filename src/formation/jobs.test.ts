import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile, proposeCircles } from '../../test/applicants.ts'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import { asItStands } from '../../test/forms.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import type { Services } from '../platform/http/asked.ts'
import { formationJobs } from './jobs.ts'

let house: TestHouse
let community: TestCommunity
let olga: Browser

beforeAll(async () => {
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  await importFile(olga, file(12))
})
afterAll(() => house.end())

/** People who could all sit together, but for who pays them and whom they are. */
const file = (count: number, more = '') =>
  [
    'id,name,email,time_zone,availability,employer,languages,gender',
    ...Array.from({ length: count }, (_, n) => {
      const who = `q${n},Person ${n},q${n}@example.org,Europe/Lisbon,Mon 18:00-21:00`
      return `${who},${n === 0 ? 'Secretworks' : `Firm ${n % 6}`},English,${n < 2 ? 'woman' : 'man'}`
    }),
    more,
  ].join('\n')

test('Olga stops a search that runs: the thread ends, and nothing of it comes back', async () => {
  const path = await proposeCircles(olga)
  const handed = await house.owner.query(`select body from ops.outbox where queue = 'formation.solve'`)
  const { handles } = house.services
  // The first note that the search writes is the moment at which Olga stops it.
  const worker: Services['handles']['worker'] = async (context, work) => {
    const done = await handles.worker(context, work)
    await olga.post(`${path}/removal`)
    return done
  }
  await formationJobs[0]?.handle(handed.rows[0].body, { ...house.services, handles: { ...handles, worker } })
  await house.work()
  expect((await olga.get(path)).status).toBe(404)
  expect((await house.owner.query('select 1 from app.formation')).rows).toEqual([])
})

test('What cannot be is named in a sentence, with the people whom it concerns', async () => {
  const path = await proposeCircles(olga, { min: '8', max: '8', 'apart[]': [''] })
  await house.work()
  const board = await olga.get(path)
  expect(board.text).toContain('12 people cannot be split into circles of 8.')
  expect(board.text).toContain('Not everything could be done')
  expect(board.text).toContain('4 people have no place in this proposal')
  const moved = await olga.submit(`${board.address(/\/people\/[0-9a-f-]{36}$/)}/seat`, { circle: '1' })
  expect(moved.text).toContain('3 people have no place in this proposal')
  expect(moved.text).toContain('12 people cannot be split into circles of 8.')
  const form = asItStands(await olga.get('/formation/new'))
  expect([form.min, form.max]).toEqual(['8', '8'])
})

test('A search done twice, or after it was published, changes nothing', async () => {
  const path = await proposeCircles(olga, { min: '5', max: '7', lone: 'gender', loneValues: 'woman' })
  await house.work()
  const result = async () =>
    (await house.owner.query('select result, state from app.formation where id = $1', [path.split('/').at(-1)])).rows
  const before = await result()
  const body = { community: community.id, formation: path.split('/').at(-1) ?? '' }
  await formationJobs[0]?.handle(body, house.services)
  expect(await result()).toEqual(before)
  await olga.submit(`${path}/publication`, asItStands(await olga.get(`${path}/publication`)))
  await formationJobs[0]?.handle(body, house.services)
  expect((await result())[0]?.state).toBe('published')
})

test('What keeps people apart reaches no member: not on the door, not in the place, not in the circle', async () => {
  const [published = ''] = (await olga.get('/formation')).html.match(/\/formation\/[0-9a-f-]{36}/g)?.slice(-1) ?? []
  const list = await (await olga.raw(`${published}/links.csv`)).text()
  const link = /(\/p\/[\w-]+)/.exec(list)?.[1] ?? ''
  const ada = house.nobody()
  const door = await ada.get(link)
  const place = (await ada.submit(`${link}/you`, { ...asItStands(await ada.get(`${link}/you`)), privacy: 'on' }))
    .location
  const offered = await ada.get(place)
  const agreement = await ada.submit(place, { answer: 'yes' })
  const circle = agreement.address(/\/agreement$/).replace('/agreement', '')
  const home = await ada.submit(`${circle}/agreement`, asItStands(agreement))
  const pages = [door, offered, agreement, home, await ada.get(`${circle}/people`), await ada.get('/circles')]
  for (const { text } of pages) expect(text).not.toMatch(/Secretworks|Firm \d|gender|woman|[Ee]mployer/)
  const rows = await house.services.handles.member(
    { community: community.id, person: await personOf('q%') },
    async (db) => db.selectFrom('app.formed_circle').select(['alike', 'unlike']).execute(),
  )
  expect(JSON.stringify(rows)).not.toMatch(/gender|employer/)
})

test('Who declined is told to Olga, and not to those who sit in the circle', async () => {
  const ada = await personOf('q%')
  const [published = ''] = (await olga.get('/formation')).html.match(/\/formation\/[0-9a-f-]{36}/g)?.slice(-1) ?? []
  const { rows: mates } = await house.owner.query(
    `select a.name from app.placement p join app.application a on a.id = p.application
     where p.circle = (select circle from app.seat where person = $1) and a.person is null order by a.name limit 1`,
    [ada],
  )
  const list = await (await olga.raw(`${published}/links.csv`)).text()
  const row = list.split('\n').find((each) => each.startsWith(`${mates[0].name},`)) ?? ''
  const link = /(\/p\/[\w-]+)/.exec(row)?.[1] ?? ''
  const ben = house.nobody()
  const you = asItStands(await ben.get(`${link}/you`))
  const place = (await ben.submit(`${link}/you`, { ...you, privacy: 'on' })).location
  await ben.submit(place, { answer: 'no' })
  expect((await olga.get(published)).text).toContain(`${mates[0].name} no, thank you`)
  const seen = await house.services.handles.member({ community: community.id, person: ada }, (db) =>
    db.selectFrom('app.invitation').select(['person', 'answer']).execute(),
  )
  expect(seen).toEqual([{ person: ada, answer: 'yes' }])
})

const personOf = async (ref: string) =>
  (await house.owner.query('select person from app.application where ref like $1 and person is not null', [ref]))
    .rows[0].person
