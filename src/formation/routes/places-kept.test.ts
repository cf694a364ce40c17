import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { importFile } from '../../../test/applicants.ts'
import type { Browser } from '../../../test/browserless.ts'
import { linkFrom, meets } from '../../../test/circles.ts'
import { asItStands } from '../../../test/forms.ts'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import { fileOf, people, type Season, season, takesPlace, twelve, wrongPlaces } from '../../../test/places.ts'
import { formationJobs } from '../jobs.ts'

const day = 86_400_000

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(async () => {
  expect(await wrongPlaces(house, 6)).toEqual([])
  await house.end()
})
afterEach(() => house.setNow(undefined))

const idOf = (circle: string) => circle.split('/').at(-1) ?? ''
const sits = async (who: Browser, circle: string) => (await who.get(`${circle}/people`)).status === 200
const nightly = async () => {
  await formationJobs.find(({ queue }) => queue === 'formation.unfilled')?.handle({}, house.services)
  await house.work()
}

describe('Somebody from outside with a link into the circle', () => {
  let here: Season
  let ana: Browser
  let circle: string
  let link: string

  beforeAll(async () => {
    here = await season(house, 'outside', people(...twelve.slice(0, 4)), { min: '3', max: '6' })
    const arrived = await here.comesIn('Ana Abt')
    ana = arrived.who
    circle = await takesPlace(arrived)
    link = await linkFrom(ana, idOf(circle))
  })

  test('takes the one place that is kept for nobody; the next finds none, and takes nobody’s', async () => {
    const [xena, yuri] = [await here.community.person('Xena Xu'), await here.community.person('Yuri Yang')]
    const both = await Promise.all([xena, yuri].map((each) => each.post(link)))
    expect(both.map(({ status }) => status).sort()).toEqual([303, 403])
    const late = both[0]?.status === 403 ? xena : yuri
    expect((await late.get(link)).text).toContain('All places of this circle are taken')
    expect((await house.nobody().get(`${late.base}${link}`)).text).toContain('All places of this circle are taken')
    expect(await sits(late, circle)).toBe(false)
    await late.post(`/ask/${idOf(circle)}`, { words: '' })
    expect((await ana.get(`${circle}/people`)).text).not.toContain(late === xena ? 'Xena Xu asks' : 'Yuri Yang asks')
  })

  test('Whoever the places are kept for takes them, though the circle wishes for fewer meanwhile', async () => {
    const settings = asItStands(await ana.get(`${circle}/settings`))
    await ana.submit(`${circle}/settings`, { ...settings, places: '5' })
    for (const name of ['Bo Berg', 'Cy Cole', 'Di Dorn']) await takesPlace(await here.comesIn(name))
    expect((await ana.get(`${circle}/people`)).text).toMatch(/Bo Berg.*Cy Cole.*Di Dorn/s)
  })
})

describe('A circle that has set its hour', () => {
  test('gets nobody who is not free then, though they share another hour with all; and says so to Olga', async () => {
    const noon = 'Wed 12:00-14:00'
    const applicants = twelve.slice(0, 6).map((name) => ({ name, hours: `Mon 18:00-21:00; ${noon}` }))
    const here = await season(house, 'hour', [...applicants, { name: 'Nora Nolte', hours: noon }], {
      min: '5',
      max: '6',
    })
    const ana = await here.comesIn('Ana Abt')
    const circle = await takesPlace(ana)
    await meets(ana.who, idOf(circle), { from: mondayAfter(14), at: '18:30', minutes: '90' })
    const bo = await here.comesIn('Bo Berg')
    await bo.who.submit(bo.place, { answer: 'no' })
    await house.work()
    expect(await here.placeOf('Nora Nolte')).toBeUndefined()
    expect((await here.olga.get(here.path)).text).toContain('being free when the circle meets')
    const hand = await here.olga.get(`${here.path}/circles/${idOf(circle)}`)
    expect(hand.text).toContain('being free when the circle meets')
    const { rows } = await house.owner.query(`select id from app.application where name = 'Nora Nolte'`)
    const forced = await here.olga.post(`${here.path}/circles/${idOf(circle)}/places`, { application: rows[0].id })
    expect([forced.status, forced.text]).toEqual([403, expect.stringContaining('This would break a rule')])
    await meets(ana.who, idOf(circle), { from: mondayAfter(16), at: '12:30', minutes: '90', seen: '1' })
    await nightly()
    expect(await here.placeOf('Nora Nolte')).toBe('Circle 1')
  })

  /** So many days after today, then on to a Monday, or with two more to a Wednesday. */
  const mondayAfter = (days: number): string => {
    const from = new Date(Date.now() + 14 * day)
    const ahead = (8 - from.getUTCDay()) % 7
    return new Date(+from + (ahead + days - 14) * day).toISOString().slice(0, 10)
  }
})

describe('A place that stayed free', () => {
  test('is kept the next morning for somebody who has applied meanwhile, and only once', async () => {
    const here = await season(house, 'nightly', people(...twelve.slice(0, 6)), { min: '5', max: '6' })
    const bo = await here.comesIn('Bo Berg')
    await bo.who.submit(bo.place, { answer: 'no' })
    await house.work()
    await importFile(here.olga, fileOf(people('Nora Nolte', 'Otto Ohm')))
    await house.work()
    const placed = async () => [await here.placeOf('Nora Nolte'), await here.placeOf('Otto Ohm')]
    expect(await placed()).toEqual([undefined, undefined])
    await nightly()
    await nightly()
    expect((await placed()).filter(Boolean)).toEqual(['Circle 1'])
  })
})
