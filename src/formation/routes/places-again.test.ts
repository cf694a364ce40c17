import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { importFile, proposeCircles } from '../../../test/applicants.ts'
import type { TestCommunity } from '../../../test/arrange.ts'
import type { Browser } from '../../../test/browserless.ts'
import { meets } from '../../../test/circles.ts'
import { asItStands } from '../../../test/forms.ts'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import {
  type Applicant,
  comesIn,
  linkFor,
  people,
  placesBy,
  publish,
  takesPlace,
  wrongPlaces,
} from '../../../test/places.ts'
import { formationJobs } from '../jobs.ts'

const hour = 3_600_000
const day = 24 * hour
const names = [
  'Ana Abt',
  'Bo Berg',
  'Cy Cole',
  'Di Dorn',
  'Ed Eck',
  'Fe Font',
  'Gil Gray',
  'Hana Hori',
  'Ida Ivers',
  'Jo Jung',
  'Kai Kern',
  'Lea Lind',
]

let house: TestHouse
let community: TestCommunity
let olga: Browser

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(async () => {
  expect(await wrongPlaces(house, 8)).toEqual([])
  await house.end()
})
afterEach(() => house.setNow(undefined))

/** A community of its own with published circles, and whoever organises it. */
async function season(
  slug: string,
  applicants: readonly Applicant[],
  wish: Record<string, string | string[]>,
): Promise<string> {
  community = await house.community(slug, slug)
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  return publish(house, olga, applicants, wish)
}

const open = async (name: string) =>
  (await placesBy(house, community))[name]?.find(({ ended }) => ended === null)?.circle
const handle = (body: Record<string, string>) =>
  formationJobs.find(({ queue }) => queue === 'formation.places')?.handle(body, house.services)
const circles = async () =>
  (await house.owner.query('select id, name from app.circle where community = $1 order by name', [community.id])).rows

describe('Two at the same time', () => {
  test('who decline in one circle leave two places: each goes to one person, whichever job runs, and however often', async () => {
    const spare = ['Mia Mohn', 'Nora Nolte', 'Otto Ohm'].map((name) => ({ name, hours: 'Mon 18:00-20:00' }))
    const path = await season('races', [...people(...names.slice(0, 6)), ...spare], { min: '5', max: '6' })
    const [ana, bo] = await Promise.all([comesIn(house, olga, path, 'Ana Abt'), comesIn(house, olga, path, 'Bo Berg')])
    const answers = await Promise.all([ana, bo].map(({ who, place }) => who.post(place, { answer: 'no' })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const [circle] = await circles()
    const body = { community: community.id, circle: circle.id }
    await Promise.all([handle(body), handle(body), handle(body)])
    await house.work()
    const all = await placesBy(house, community)
    const filled = ['Mia Mohn', 'Nora Nolte', 'Otto Ohm'].filter((name) => all[name])
    expect(filled).toHaveLength(2)
    expect(await taken(circle.id)).toBe(6)
  })

  test('somebody declines while circles are published again: nobody has two places, and whoever published is told who has one', async () => {
    const spare = ['Mia Mohn', 'Nora Nolte', 'Otto Ohm', 'Pia Pohl', 'Quinn Quast'].map((name) => ({
      name,
      hours: 'Tue 18:00-20:00',
    }))
    const path = await season('again', [...people(...names.slice(0, 5)), ...spare.slice(0, 4)], { min: '5', max: '6' })
    const [ana] = [await comesIn(house, olga, path, 'Ana Abt')]
    await importFile(olga, file(spare))
    const next = await proposeCircles(olga, { min: '5', max: '6' })
    await house.work()
    const form = asItStands(await olga.get(`${next}/publication`))
    await Promise.all([ana.who.post(ana.place, { answer: 'no' }), olga.post(`${next}/publication`, form)])
    await house.work()
    expect(await wrongPlaces(house, 8)).toEqual([])
    expect(await open('Ana Abt')).toBeUndefined()
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
    return olga.post(`${twice}/publication`, asItStands(await olga.get(`${twice}/publication`)))
  }

  test('a place that was kept for somebody who withdrew is given to the next', async () => {
    const spare = ['Mia Mohn', 'Nora Nolte'].map((name, n) => ({ name, hours: `Mon 18:00-${n === 0 ? 20 : 19}:45` }))
    const path = await season('withdrawn', [...people(...names.slice(0, 6)), ...spare], { min: '5', max: '6' })
    const ana = await comesIn(house, olga, path, 'Ana Abt')
    await ana.who.submit(ana.place, { answer: 'no' })
    await house.work()
    const { rows } = await house.owner.query(
      `select id from app.application where name = 'Mia Mohn' and community = $1`,
      [community.id],
    )
    expect(await open('Mia Mohn')).toBe('Circle 1')
    await olga.submit(`/applications/${rows[0].id}/removal`)
    await house.work()
    expect(await open('Mia Mohn')).toBeUndefined()
    expect(await open('Nora Nolte')).toBe('Circle 1')
  })
})

describe('When the day passes', () => {
  let path: string

  test('places that nobody answered end and are filled; what cannot be filled is named with what would mend it', async () => {
    path = await season('lapse', people(...names), { min: '5', max: '8' })
    for (const name of (await mates('Circle 1')).slice(0, 3)) await takesPlace(await comesIn(house, olga, path, name))
    for (const name of await mates('Circle 2')) await takesPlace(await comesIn(house, olga, path, name))
    house.setNow(new Date(Date.now() + 16 * day))
    await house.work()
    const all = await placesBy(house, community)
    expect(
      Object.values(all)
        .flat()
        .filter(({ ended }) => ended === 'lapsed'),
    ).toHaveLength(3)
    const page = await olga.get(path)
    expect(page.text).toContain('did not answer in time for Circle 1.')
    expect(page.text).toContain('Nobody of this season is waiting for a place.')
    expect(page.text).toContain('It has 3 people, fewer than the 5 that were wished for.')
    expect(page.text).toMatch(/could become one with Circle 2|Neither becoming one/)
    expect(page.text).toContain('3 did not answer in time')
  })

  test('whoever said nothing finds no place any more, and waits for the next round', async () => {
    const [late = ''] = names.filter((name) => !taking.has(name))
    expect(late).not.toBe('')
    expect((await olga.get('/formation')).text).toContain('3 people wait')
    expect(await linkFor(olga, path, late)).toBeUndefined()
  })

  test('somebody of them is seated by hand after all; who breaks a rule is refused, and told why', async () => {
    const [circle] = (await circles()).filter(({ name }) => name === 'Circle 1')
    const hand = await olga.get(`${path}/circles/${circle.id}`)
    expect(hand.text).toContain('3 places are free.')
    expect(hand.text).toContain('did not answer in time before')
    const [, one = ''] = /name="application" value="([0-9a-f-]{36})"/.exec(hand.html) ?? []
    await olga.submit(`${path}/circles/${circle.id}/places`, { application: one })
    await house.work()
    expect((await olga.get(path)).text).toContain('By hand: a place in Circle 1 is kept for')
    const { rows } = await house.owner.query(
      `select a.id from app.application a where community = $1 and a.id <> $2 and not exists (select 1 from app.placement p where p.application = a.id and p.ended is null) limit 1`,
      [community.id, one],
    )
    await house.owner.query(
      `update app.application set answers = answers || '{"availability": "Sun 03:00-05:00"}' where id = $1`,
      [rows[0].id],
    )
    const closed = await olga.get(`${path}/circles/${circle.id}`)
    expect(closed.text).toContain('an hour at which all are free')
    const refused = await olga.post(`${path}/circles/${circle.id}/places`, { application: rows[0].id })
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('This would break a rule')])
    expect((await olga.post(`${path}/circles/${circle.id}/places`, { application: one })).status).toBe(403)
  })

  const taking = new Set<string>()
  const mates = async (circle: string) => {
    const all = await placesBy(house, community)
    const here = names.filter((name) => all[name]?.some((each) => each.circle === circle))
    for (const name of circle === 'Circle 1' ? here.slice(0, 3) : here) taking.add(name)
    return here
  }
})

describe('Seated again', () => {
  test('in the other circle at once, where that has room: with a date, a notice, and nobody else moved', async () => {
    const path = await season('room', people(...names), { min: '5', max: '8' })
    const before = await placesBy(house, community)
    const from = await open('Cy Cole')
    const cy = await comesIn(house, olga, path, 'Cy Cole')
    const circle = await takesPlace(cy)
    await cy.who.submit(`${circle}/elsewhere`, { words: 'Rather later in the evening' })
    expect((await cy.who.get('/home')).text).toContain('You asked to sit elsewhere')
    await house.work()
    const after = await placesBy(house, community)
    const { 'Cy Cole': own, ...others } = after
    expect(own).toEqual([
      { circle: from, ended: 'elsewhere' },
      { circle: from === 'Circle 1' ? 'Circle 2' : 'Circle 1', ended: null },
    ])
    const { 'Cy Cole': _, ...othersBefore } = before
    expect(others).toEqual(othersBefore)
    const place = await cy.who.get((await cy.who.get('/places')).location)
    expect(place.text).toMatch(/The place is kept for you until \w+day/)
    expect((await olga.get(path)).text).toContain('Cy Cole is seated again')
    expect((await olga.get(path)).text).toContain('Rather later in the evening')
  })

  test('not later than the first meeting, and not within two days of it', async () => {
    const path = await season(
      'meets',
      [...people(...names.slice(0, 6)), { name: 'Nora Nolte', hours: 'Mon 18:00-20:00' }],
      { min: '5', max: '6' },
    )
    const ana = await comesIn(house, olga, path, 'Ana Abt')
    const circle = await takesPlace(ana)
    const soon = new Date(Date.now() + 5 * day).toISOString().slice(0, 10)
    await meets(ana.who, circle.split('/').at(-1) ?? '', { from: soon, at: '18:00' })
    const bo = await comesIn(house, olga, path, 'Bo Berg')
    await bo.who.submit(bo.place, { answer: 'no' })
    await house.work()
    const { rows } = await house.owner.query(
      `select p.until from app.placement p join app.application a on a.id = p.application where a.name = 'Nora Nolte' and p.community = $1`,
      [community.id],
    )
    expect(rows[0].until.toISOString().slice(0, 10)).toBe(soon)
    const nora = await comesIn(house, olga, path, 'Nora Nolte')
    house.setNow(new Date(Date.now() + 4 * day))
    await nora.who.submit(nora.place, { answer: 'no' })
    await house.work()
    expect((await olga.get(path)).text).toContain('It meets for the first time within two days')
  })
})

const taken = async (circle: string) =>
  (await house.owner.query('select app.places_taken($1, $2) as n', [community.id, circle])).rows[0].n

const file = (applicants: readonly Applicant[]) =>
  [
    'id,name,email,time_zone,availability,languages',
    ...applicants.map(
      ({ name, hours }) =>
        `${name},${name},${name.toLowerCase().replace(' ', '.')}@example.org,Europe/Lisbon,${hours},English`,
    ),
  ].join('\n')
