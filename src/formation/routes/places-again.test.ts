import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { importFile, proposeCircles } from '../../../test/applicants.ts'
import { meets } from '../../../test/circles.ts'
import { asItStands } from '../../../test/forms.ts'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import {
  fileOf,
  linkFor,
  people,
  placesBy,
  type Season,
  season,
  takesPlace,
  twelve,
  wrongPlaces,
} from '../../../test/places.ts'
import { formationJobs } from '../jobs.ts'

const hour = 3_600_000
const day = 24 * hour

let house: TestHouse
let here: Season

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(async () => {
  expect(await wrongPlaces(house, 8)).toEqual([])
  await house.end()
})
afterEach(() => house.setNow(undefined))

/** The season of a test begins; answers with the path of its formation. */
async function begin(
  ...of: Parameters<typeof season> extends [TestHouse, ...infer Rest] ? Rest : never
): Promise<string> {
  here = await season(house, ...of)
  return here.path
}

const handle = (body: Record<string, string>) =>
  formationJobs.find(({ queue }) => queue === 'formation.places')?.handle(body, house.services)

describe('Two at the same time', () => {
  test('who decline in one circle leave two places: each goes to one person, whichever job runs, and however often', async () => {
    const spare = ['Mia Mohn', 'Nora Nolte', 'Otto Ohm'].map((name) => ({ name, hours: 'Mon 18:00-20:00' }))
    await begin('races', [...people(...twelve.slice(0, 6)), ...spare], { min: '5', max: '6' })
    const [ana, bo] = await Promise.all([here.comesIn('Ana Abt'), here.comesIn('Bo Berg')])
    const answers = await Promise.all([ana, bo].map(({ who, place }) => who.post(place, { answer: 'no' })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const circle = await here.circle('Circle 1')
    const body = { community: here.community.id, circle: circle.id }
    await Promise.all([handle(body), handle(body), handle(body)])
    await house.work()
    const all = await placesBy(house, here.community)
    const filled = ['Mia Mohn', 'Nora Nolte', 'Otto Ohm'].filter((name) => all[name])
    expect(filled).toHaveLength(2)
    expect(await taken(circle.id)).toBe(6)
  })

  test('somebody declines while circles are published again: nobody has two places, and whoever published is told who has one', async () => {
    const spare = ['Mia Mohn', 'Nora Nolte', 'Otto Ohm', 'Pia Pohl', 'Quinn Quast'].map((name) => ({
      name,
      hours: 'Tue 18:00-20:00',
    }))
    const path = await begin('again', [...people(...twelve.slice(0, 5)), ...spare.slice(0, 4)], { min: '5', max: '6' })
    const [ana] = [await here.comesIn('Ana Abt')]
    await importFile(here.olga, fileOf(spare))
    const next = await proposeCircles(here.olga, { min: '5', max: '6' })
    await house.work()
    const form = asItStands(await here.olga.get(`${next}/publication`))
    await Promise.all([ana.who.post(ana.place, { answer: 'no' }), here.olga.post(`${next}/publication`, form)])
    await house.work()
    expect(await wrongPlaces(house, 8)).toEqual([])
    expect(await here.placeOf('Ana Abt')).toBeUndefined()
    const late = await proposal({ from: path, of: next })
    expect(late.text).toContain('a place already. Search again without them.')
  })

  /** The first proposal of the season once more, found before circles were published and published after them. */
  async function proposal({ of }: { from: string; of: string }) {
    const { rows } = await house.owner.query(
      `insert into app.formation (community, id, made_by, rhythm, policy, people, season, state, result)
       select community, gen_random_uuid(), made_by, rhythm, policy, people, season, 'ready', result from app.formation where id = $1 returning id`,
      [of.split('/').at(-1)],
    )
    const twice = `/formation/${rows[0].id}`
    return here.olga.post(`${twice}/publication`, asItStands(await here.olga.get(`${twice}/publication`)))
  }

  test('a place that was kept for somebody who withdrew is given to the next', async () => {
    const spare = ['Mia Mohn', 'Nora Nolte'].map((name, n) => ({ name, hours: `Mon 18:00-${n === 0 ? 20 : 19}:45` }))
    await begin('withdrawn', [...people(...twelve.slice(0, 6)), ...spare], { min: '5', max: '6' })
    const ana = await here.comesIn('Ana Abt')
    await ana.who.submit(ana.place, { answer: 'no' })
    await house.work()
    const { rows } = await house.owner.query(
      `select id from app.application where name = 'Mia Mohn' and community = $1`,
      [here.community.id],
    )
    expect(await here.placeOf('Mia Mohn')).toBe('Circle 1')
    await here.olga.submit(`/applications/${rows[0].id}/removal`)
    await house.work()
    expect(await here.placeOf('Mia Mohn')).toBeUndefined()
    expect(await here.placeOf('Nora Nolte')).toBe('Circle 1')
  })
})

describe('When the day passes', () => {
  let path: string

  test('places that nobody answered end and are filled; what cannot be filled is named with what would mend it', async () => {
    path = await begin('lapse', people(...twelve), { min: '5', max: '8' })
    for (const name of (await mates('Circle 1')).slice(0, 3)) await takesPlace(await here.comesIn(name))
    for (const name of await mates('Circle 2')) await takesPlace(await here.comesIn(name))
    house.setNow(new Date(Date.now() + 16 * day))
    await house.work()
    const all = await placesBy(house, here.community)
    expect(
      Object.values(all)
        .flat()
        .filter(({ ended }) => ended === 'lapsed'),
    ).toHaveLength(3)
    const page = await here.olga.get(path)
    expect(page.text).toContain('did not answer in time for Circle 1.')
    expect(page.text).toContain('Nobody of this season is waiting for a place.')
    expect(page.text).toContain('It has 3 people, fewer than the 5 that were wished for.')
    expect(page.text).toMatch(/could become one with Circle 2|Neither becoming one/)
    expect(page.text).toContain('3 did not answer in time')
  })

  test('whoever said nothing finds no place any more, and waits for the next round', async () => {
    const [late = ''] = twelve.filter((name) => !taking.has(name))
    expect(late).not.toBe('')
    expect((await here.olga.get('/formation')).text).toContain('3 people wait')
    expect(await linkFor(here.olga, path, late)).toBeUndefined()
  })

  test('somebody of them is seated by hand after all; who breaks a rule is refused, and told why', async () => {
    const circle = await here.circle('Circle 1')
    const hand = await here.olga.get(`${path}/circles/${circle.id}`)
    expect(hand.text).toContain('3 places are free.')
    expect(hand.text).toContain('did not answer in time before')
    const [, one = ''] = /name="application" value="([0-9a-f-]{36})"/.exec(hand.html) ?? []
    await here.olga.submit(`${path}/circles/${circle.id}/places`, { application: one })
    await house.work()
    expect((await here.olga.get(path)).text).toContain('By hand: a place in Circle 1 is kept for')
    const { rows } = await house.owner.query(
      `select a.id from app.application a where community = $1 and a.id <> $2 and not exists (select 1 from app.placement p where p.application = a.id and p.ended is null) limit 1`,
      [here.community.id, one],
    )
    await house.owner.query(
      `update app.application set answers = answers || '{"availability": "Sun 03:00-05:00"}' where id = $1`,
      [rows[0].id],
    )
    const closed = await here.olga.get(`${path}/circles/${circle.id}`)
    expect(closed.text).toContain('an hour at which all are free')
    const refused = await here.olga.post(`${path}/circles/${circle.id}/places`, { application: rows[0].id })
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('This would break a rule')])
    expect((await here.olga.post(`${path}/circles/${circle.id}/places`, { application: one })).status).toBe(403)
  })

  const taking = new Set<string>()
  const mates = async (circle: string) => {
    const all = await placesBy(house, here.community)
    const sitting = twelve.filter((name) => all[name]?.some((each) => each.circle === circle))
    for (const name of circle === 'Circle 1' ? sitting.slice(0, 3) : sitting) taking.add(name)
    return sitting
  }
})

describe('Seated again', () => {
  test('in the other circle at once, where that has room: with a date, a notice, and nobody else moved', async () => {
    const path = await begin('room', people(...twelve), { min: '5', max: '8' })
    const before = await placesBy(house, here.community)
    const from = await here.placeOf('Cy Cole')
    const cy = await here.comesIn('Cy Cole')
    const circle = await takesPlace(cy)
    await cy.who.submit(`${circle}/elsewhere`, { words: 'Rather later in the evening' })
    expect((await cy.who.get('/home')).text).toContain('You asked to sit elsewhere')
    await house.work()
    const after = await placesBy(house, here.community)
    const { 'Cy Cole': own, ...others } = after
    expect(own).toEqual([
      { circle: from, ended: 'elsewhere' },
      { circle: from === 'Circle 1' ? 'Circle 2' : 'Circle 1', ended: null },
    ])
    const { 'Cy Cole': _, ...othersBefore } = before
    expect(others).toEqual(othersBefore)
    const place = await cy.who.get((await cy.who.get('/places')).location)
    expect(place.text).toMatch(/The place is kept for you until \w+day/)
    expect((await here.olga.get(path)).text).toContain('Cy Cole is seated again')
    expect((await here.olga.get(path)).text).toContain('Rather later in the evening')
  })

  test('not later than the first meeting, and not within two days of it', async () => {
    const path = await begin(
      'meets',
      [
        ...twelve.slice(0, 6).map((name) => ({ name, hours: eachEvening('21:00') })),
        { name: 'Nora Nolte', hours: eachEvening('20:00') },
      ],
      {
        min: '5',
        max: '6',
      },
    )
    const ana = await here.comesIn('Ana Abt')
    const circle = await takesPlace(ana)
    const soon = new Date(Date.now() + 5 * day).toISOString().slice(0, 10)
    await meets(ana.who, circle.split('/').at(-1) ?? '', { from: soon, at: '18:00' })
    const bo = await here.comesIn('Bo Berg')
    await bo.who.submit(bo.place, { answer: 'no' })
    await house.work()
    const { rows } = await house.owner.query(
      `select p.until from app.placement p join app.application a on a.id = p.application where a.name = 'Nora Nolte' and p.community = $1`,
      [here.community.id],
    )
    expect(rows[0].until.toISOString().slice(0, 10)).toBe(soon)
    const nora = await here.comesIn('Nora Nolte')
    house.setNow(new Date(Date.now() + 4 * day))
    await nora.who.submit(nora.place, { answer: 'no' })
    await house.work()
    expect((await here.olga.get(path)).text).toContain('It meets for the first time within two days')
  })
})

const eachEvening = (until: string) =>
  ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((each) => `${each} 18:00-${until}`).join('; ')

const taken = async (circle: string) =>
  (await house.owner.query('select app.places_taken($1, $2) as n', [here.community.id, circle])).rows[0].n
