import { afterAll, beforeAll, expect, test } from 'vitest'
import { proposeCircles } from './applicants.ts'
import type { TestCommunity } from './arrange.ts'
import type { Browser } from './browserless.ts'
import { asItStands } from './forms.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { planSeason } from './seasons.ts'

// One season after the other with the same people: what a season is stays, and whom one sat with is not whom one meets again.

let house: TestHouse
let community: TestCommunity
let olga: Browser
let people: Browser[]
let spring: string
let autumn: string

beforeAll(async () => {
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  const names = ['Ana Abt', 'Ben Bur', 'Cleo Cid', 'Dan Dal', 'Eva Elm', 'Fin Fox', 'Gil Gay', 'Hue Ham']
  people = await Promise.all(names.map((name) => community.person(name)))
})
afterAll(() => house.end())

const said = { zone: 'Europe/Lisbon', hours: 'Mon 18:00-21:00', agree: 'on', 'said-languages[]': ['English'] }
const pairs = { min: '2', max: '2' }

async function allApply(season: string): Promise<void> {
  await olga.submit(`${season}/state`, { state: 'open' })
  for (const who of people) await who.submit(`${season}/application`, said)
}

/** Circles of a proposal, as persons. */
async function circlesOf(proposal: string): Promise<string[][]> {
  await house.work()
  const { rows } = await house.owner.query(
    `select array_agg(a.person::text order by a.person) as who from app.formation f, jsonb_array_elements(f.result->'circles') c,
      jsonb_array_elements_text(c->'members') m join app.application a on a.id = m::uuid where f.id = $1 group by c order by 1`,
    [proposal.split('/').at(-1)],
  )
  return rows.map(({ who }) => who)
}

test('Spring forms pairs; all take their places', async () => {
  spring = await planSeason(olga, { name: 'Spring', template: 'other', rhythm: 'weekly' })
  const form = asItStands(await olga.get(`${spring}/edition`))
  await olga.submit(`${spring}/edition`, { ...form, about: 'An hour', minSize: '2', maxSize: '2', minutes: '60' })
  await allApply(spring)
  const proposal = await proposeCircles(olga)
  expect(await circlesOf(proposal)).toHaveLength(4)
  await olga.submit(`${proposal}/publication`, asItStands(await olga.get(`${proposal}/publication`)))
  for (const who of people) {
    const place = (await who.get('/home')).address(/\/places\/[0-9a-f-]{36}$/)
    await who.submit(place, { answer: 'yes' })
  }
})

test('Another one like it has its questions, sizes, rhythm and words', async () => {
  await olga.submit(`${spring}/state`, { state: 'closed' })
  autumn = await planSeason(olga, { name: 'Autumn' }, `?from=${spring.split('/').at(-1)}`)
  const { rows } = await house.owner.query(
    'select template, for_whom, about, rhythm, minutes, min_size, max_size, questions from app.season order by made_at',
  )
  const [before, after] = rows
  expect(after).toEqual(before)
  expect(after).toMatchObject({ rhythm: 'weekly', minutes: 60, min_size: 2, max_size: 2, about: 'An hour' })
  await olga.submit(`${autumn}/hand`)
  const wish = await olga.get('/formation/new')
  expect(asItStands(wish)).toMatchObject({ ...pairs, minutes: '60', rhythm: 'weekly', mates: 'on' })
})

test('In autumn nobody sits with their circle-mate of spring; without the rule somebody may', async () => {
  const { rows } = await house.owner.query(
    'select array_agg(person::text order by person) as who from app.seat group by circle order by 1',
  )
  const former = rows.map(({ who }) => who.join())
  expect(former).toHaveLength(4)
  await allApply(autumn)
  const proposal = await proposeCircles(olga)
  const circles = await circlesOf(proposal)
  expect(circles).toHaveLength(4)
  for (const who of circles) expect(former).not.toContain(who.join())
  const { rows: kept } = await house.owner.query(
    `select result->'violations' as broken from app.formation where id = $1`,
    [proposal.split('/').at(-1)],
  )
  expect(kept[0].broken.mates).toBe(0)
  const free = await olga.post('/formation/new', { ...asItStands(await olga.get('/formation/new')), mates: [] })
  const { rows: wished } = await house.owner.query(`select policy->'mates' as mates from app.formation where id = $1`, [
    free.location.split('/').at(-1),
  ])
  expect(wished).toEqual([{ mates: false }])
})

test('Somebody who is carried next to a former circle-mate is seen to break the rule', async () => {
  const { rows } = await house.owner.query(`select id from app.formation where state = 'ready' order by made_at`)
  const proposal = `/formation/${rows[0].id}`
  const { rows: mates } = await house.owner.query(
    `select distinct on (s.circle) a.id as one, b.id as other from app.seat s join app.seat t on t.circle = s.circle and t.person > s.person
      join app.application a on a.person = s.person and a.season = $1 join app.application b on b.person = t.person and b.season = $1`,
    [autumn.split('/').at(-1)],
  )
  const page = await olga.get(`${proposal}/people/${mates[0].one}`)
  expect(page.text).toContain('nobody with an earlier circle-mate')
})
