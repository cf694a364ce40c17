import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import { asItStands } from '../../test/forms.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { planSeason } from '../../test/seasons.ts'

let house: TestHouse
let community: TestCommunity
let olga: Browser
let spring: string

beforeAll(async () => {
  house = await openTestHouse()
  house.setNow(new Date('2026-11-22T12:00:00Z'))
  community = await house.community('long-table', 'The Long Table')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
})
afterAll(() => house.end())

const plan = (who: Browser, said: Record<string, string> = {}, from = '') =>
  planSeason(who, { name: 'Spring 2027', ...said }, from)

describe('Planning a season', () => {
  test('Olga, who has none yet, is shown how one begins', async () => {
    expect((await olga.get('/seasons')).text).toContain('Four short questions make one')
  })

  test('She answers four questions; the template brings fitting ones, each with who sees the answer', async () => {
    spring = await plan(olga, { template: 'founders', places: '12' })
    const desk = await olga.get(`${spring}/desk`)
    expect(desk.text).toContain('Draft')
    expect(desk.text).toContain('How far has your venture come?')
    expect(desk.text).toContain('also used to say why a circle came about, without anybody’s answer')
    expect(desk.text).not.toContain('Whom do you work for?')
    expect(desk.text).toContain('Places 12')
    expect(desk.text).toContain('First day 4 January 2027')
    expect(desk.text).toContain('Apply until 21 December 2026')
  })

  test('Pressed twice, also at one moment, it is planned once; gone back and said otherwise, it is another one', async () => {
    const form = { ...asItStands(await olga.get('/seasons/new')), name: 'Pressed twice' }
    const both = await Promise.all([olga.post('/seasons/new', form), olga.post('/seasons/new', form)])
    both.push(await olga.post('/seasons/new', form))
    expect(both.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(new Set(both.map(({ location }) => location)).size).toBe(1)
    const other = await olga.post('/seasons/new', { ...form, name: 'Said otherwise' })
    expect(other.location).not.toBe(both[0]?.location)
    for (const { location } of [...both.slice(0, 1), other]) await olga.submit(location.replace('/desk', '/removal'))
  })

  test('Nobody outside finds a draft; once it is open everybody does, also on the public home', async () => {
    const nobody = house.nobody()
    expect((await nobody.get(spring)).status).toBe(404)
    expect((await nobody.get('/')).text).not.toContain('Spring 2027')
    await olga.submit(`${spring}/state`, { state: 'open' })
    expect((await nobody.get('/')).html).toContain(`href="${spring}"`)
    const page = await nobody.get(spring)
    expect(page.text).toContain('How confidentiality works')
    expect(page.text).toContain('Apply until 21 December 2026')
    const first = 'Where not everybody finds a place in a circle, those who can at more hours come first.'
    for (const { text } of [page, await olga.get(`${spring}/desk`)]) expect(text).toContain(first)
    expect((await olga.get(`${spring}/desk`)).html).toContain('aria-label="Code that leads to “Spring 2027”"')
    expect(page.html).toContain(`/join?next=${encodeURIComponent(`${spring}/application`)}`)
  })

  test('What cannot be is said beside its field, and nothing that was typed is lost', async () => {
    const wrong = {
      name: 'Autumn',
      template: 'other',
      starts: '2027-09-06',
      ends: '2027-03-01',
      applyUntil: '2027-10-01',
    }
    const page = await olga.post('/seasons/new', { ...wrong, rhythm: 'weekly', places: '1' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('A number of places, 2 or more')
    expect(page.html).toContain('value="Autumn"')
    const dates = await olga.post('/seasons/new', { ...wrong, rhythm: 'weekly', places: '' })
    expect(dates.text).toContain('The last day comes after the first')
    expect(dates.text).toContain('One applies before the season begins')
    const nought = { ...wrong, starts: '0000-01-01', ends: '', applyUntil: '', rhythm: 'weekly', places: '' }
    expect((await olga.post('/seasons/new', nought)).text).toContain('A day such as 2027-03-01')
  })

  test('The last day to apply lasts as long as it is that day anywhere', async () => {
    house.setNow(new Date('2026-12-22T11:00:00Z'))
    expect((await house.nobody().get(spring)).text).toContain('Apply for a place')
    house.setNow(new Date('2026-12-22T12:00:00Z'))
    expect((await house.nobody().get(spring)).text).toContain('One can no longer apply')
    expect((await olga.get(`${spring}/desk`)).text).toContain('The last day to apply has passed')
    house.setNow(new Date('2026-11-22T12:00:00Z'))
  })

  test('She changes a question, takes one out and asks one of her own; a bad one loses nothing', async () => {
    const form = asItStands(await olga.get(`${spring}/questions`))
    const own = { 'label-6': 'Tea or coffee?', 'kind-6': 'choice', 'seen-6': 'reasons' }
    const bad = await olga.post(`${spring}/questions`, { ...form, ...own, 'choices-6': 'tea' })
    expect([bad.status, bad.text.includes('At least two, one a line')]).toEqual([422, true])
    for (const taken of ['E-mail', 'Time zone', 'name', 'apart_from']) {
      const mixed = await olga.post(`${spring}/questions`, { ...form, 'label-6': taken, 'kind-6': 'text' })
      expect([mixed.status, mixed.text.includes('This is asked anyway')]).toEqual([422, true])
    }
    const choices = (await olga.get(`${spring}/questions`)).html.match(/<textarea[^>]*>([^<]*)/g) ?? []
    const lines = choices.map((area) => area.replace(/<textarea[^>]*>/, ''))
    const kept = Object.fromEntries(lines.map((text, at) => [`choices-${at}`, text]))
    await olga.submit(`${spring}/questions`, {
      ...{ ...form, ...kept, ...own },
      ...{ 'label-0': 'How far are you?', 'label-5': '', 'choices-6': 'tea\ncoffee' },
    })
    const desk = await olga.get(`${spring}/desk`)
    expect(desk.text).toContain('How far are you?')
    expect(desk.text).not.toContain('What do you hope for')
    expect(desk.text).toContain('Tea or coffee?')
    const { rows } = await house.owner.query(`select questions from app.season where name = 'Spring 2027'`)
    const columns = rows[0].questions.map((one: { column: string }) => one.column)
    expect(columns).toEqual(['stage', 'goals', 'industry', 'languages', 'hours_per_month', 'Tea or coffee?'])
  })

  test('Another one like it has its questions and words, and dates that follow', async () => {
    const autumn = await plan(olga, { name: 'Autumn 2027' }, `?from=${spring.split('/').at(-1)}`)
    const desk = await olga.get(`${autumn}/desk`)
    expect(desk.text).toContain('Tea or coffee?')
    expect(desk.text).toContain('Founders')
    expect(desk.text).toContain('First day 5 July 2027')
    expect(desk.text).toContain('Another season is at hand')
    await olga.submit(`${autumn}/hand`)
    expect((await olga.get('/applications')).text).toContain('Autumn 2027')
    house.setNow(new Date('2026-11-22T12:01:00Z'))
    await olga.submit(`${spring}/hand`)
    expect((await olga.get('/applications')).text).toContain('Spring 2027')
    await olga.submit(`${autumn}/removal`)
    expect((await olga.get(`${autumn}/desk`)).status).toBe(404)
  })

  test('A season that was opened is closed rather than thrown away', async () => {
    expect((await olga.post(`${spring}/removal`)).text).toContain('Close it instead')
    await olga.submit(`${spring}/state`, { state: 'closed' })
    expect((await house.nobody().get(spring)).text).toContain('One can no longer apply')
    await olga.submit(`${spring}/state`, { state: 'open' })
  })
})

describe('Who may plan', () => {
  test('Members, strangers and organisers of another community find nothing to plan', async () => {
    const other = await house.community('night-owls', 'Night Owls')
    const owl = await other.person('Otto Owl', { offices: ['organiser'] })
    const ana = await community.person('Ana Martins')
    for (const who of [ana, house.nobody(), owl])
      for (const path of ['/desk', '/edition', '/questions']) expect((await who.get(spring + path)).status).toBe(404)
    for (const who of [ana, house.nobody()])
      for (const path of ['/seasons', '/seasons/new']) expect((await who.get(path)).status).toBe(404)
    for (const path of ['/state', '/hand', '/removal', '/edition', '/questions'])
      expect((await owl.post(spring + path, { state: 'closed' })).status).toBe(404)
    expect((await owl.get(spring)).status).toBe(404)
  })
})
