import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { agree, meets } from '../../test/circles.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { answers, firstNamesIn, leaves, proposeChange, type Tables, takeOn, twoTables } from '../../test/tables.ts'
import { newId } from '../platform/ids.ts'
import { dayIn, daysAfter } from '../scheduling/rules.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.end())

const rows = async (text: string, values: unknown[] = []) => (await house.owner.query(text, values)).rows
const seatsIn = (circle: string) => firstNamesIn(house, circle)
const outcomeOf = async (change: string) =>
  (await rows('select outcome from app.rebalancing where id = $1', [change]))[0].outcome

describe('Two circles that become one', () => {
  let tables: Tables
  let change: string

  beforeAll(async () => {
    tables = await twoTables(house, 'merging')
  })

  test('Olga sees that Ana and Finn are too few, and what would help them, by sizes and names alone', async () => {
    const { olga, one, two, who, whoAll } = tables
    await meets(who('Gil'), two, {
      from: daysAfter(dayIn('UTC', new Date()), 7),
      place: 'https://video.example.org/second',
    })
    await takeOn(who('Ana'), one, 'murmur of the first')
    await takeOn(who('Gil'), two, 'murmur of the second')
    await leaves(one, ...whoAll(['Ben', 'Cleo', 'Dan', 'Eva']))
    const list = await olga.get('/rebalancing')
    expect(list.text).toContain('First table 2 people, fewer than 3')
    expect(list.text).toContain('Ana Novak and Finn Novak')
    const page = await olga.get(`/rebalancing/circles/${one}`)
    expect(page.text).toContain('The 2 people of First table go over to the 6 of Second table: one circle of 8.')
    expect(page.text).toContain('moves from Second table to First table')
    expect(page.text).toContain('Wanda Novak, who waits for a place, comes to First table')
    expect(page.text).toMatch(/Touching only this circle costs/)
    expect(page.text).not.toContain('murmur')
  })

  test('Ana and Finn are asked first, by a page and a mail that names nobody; Gil hears nothing yet', async () => {
    const { olga, one, two, who } = tables
    change = await proposeChange(house, olga, one, 'merge', { words: 'Four of you had to go; nobody did wrong.' })
    await house.work()
    const asked = (await house.mails()).filter(({ kind }) => kind === 'rebalancing.asked')
    expect(asked.map(({ person }) => person).sort()).toEqual([who('Ana').person, who('Finn').person].sort())
    expect(asked[0]?.text).not.toMatch(/table|Novak|merge/)
    expect((await who('Ana').get('/home')).text).toContain('Your circle is asked about a change.')
    const page = await who('Ana').get(`/circles/${one}/change`)
    expect(page.text).toContain('Would you and your circle go over to Second table?')
    expect(page.text).toContain('Four of you had to go; nobody did wrong.')
    expect(page.text).toContain('nothing that was said there before')
    expect(page.text).toContain('murmur of the first')
    expect(page.text).not.toContain('Gil')
    expect((await who('Gil').get(`/circles/${two}/change`)).text).toContain('Nothing is asked')
    expect((await who('Gil').get('/home')).text).not.toContain('asked about a change')
  })

  test('Once both have said yes, those to whom they would come read their names and are asked', async () => {
    const { one, two, who } = tables
    await answers(who('Ana'), one, 'yes')
    expect((await who('Ana').get(`/circles/${one}/change`)).text).toContain('You said yes')
    expect((await who('Gil').get(`/circles/${two}/change`)).text).toContain('Nothing is asked')
    await answers(who('Finn'), one, 'yes')
    const page = await who('Gil').get(`/circles/${two}/change`)
    expect(page.text).toContain('Would you take in the people of First table?')
    expect(page.text).toContain('Who would come: Ana Novak and Finn Novak.')
    expect(page.text).not.toContain('murmur of the first')
  })

  test('Whoever organises reads neither answers nor how far it came, on the page or in the database', async () => {
    const { olga, community } = tables
    const page = await olga.get('/rebalancing')
    expect(page.text).toContain('8 people are asked, one group after the other, until')
    expect(page.text).not.toMatch(/have said yes|2 of 8/)
    const asOlga = { community: community.id, person: olga.person }
    for (const query of [sql`select * from app.rebalancing_yes`, sql`select stage from app.rebalancing`])
      await expect(house.services.handles.organiser(asOlga, (db) => query.execute(db))).rejects.toThrow(/permission/)
    const seats = sql`select app.say_yes_to_change(${change})`
    await expect(house.services.handles.organiser(asOlga, (db) => seats.execute(db))).rejects.toThrow(/permission/)
    const asWorker = { community: community.id }
    const yeses = sql`select * from app.rebalancing_yes`
    await expect(house.services.handles.worker(asWorker, (db) => yeses.execute(db))).rejects.toThrow(/permission/)
  })

  test('Nobody reads anybody else’s answer; one’s own stands in “my data”', async () => {
    const { community, who, one } = tables
    const yesesOf = (person: Browser) =>
      house.services.handles.member({ community: community.id, person: person.person, circle: one }, (db) =>
        db.selectFrom('app.rebalancing_yes').select('person').execute(),
      )
    expect(await yesesOf(who('Finn'))).toEqual([{ person: who('Finn').person }])
    expect(await yesesOf(who('Gil'))).toEqual([])
    const data = await who('Ana').raw('/me/data.json')
    expect(Object.keys(JSON.parse(await data.text()).person)).toContain('rebalancing_yes')
  })

  test('The last two say yes at the same moment, one of them twice: all eight sit at one table', async () => {
    const { one, two, who, whoAll } = tables
    for (const person of whoAll(['Gil', 'Hana', 'Ivo', 'Jana'])) await answers(person, two, 'yes')
    const [kim, leo] = [who('Kim'), who('Leo')]
    const last = await Promise.all(
      [kim, leo, leo].map((each) => each.post(`/circles/${two}/change`, { change, answer: 'yes' })),
    )
    expect(last.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await outcomeOf(change)).toBe('done')
    expect(await seatsIn(two)).toEqual(['Ana', 'Finn', 'Gil', 'Hana', 'Ivo', 'Jana', 'Kim', 'Leo'])
    expect(await rows('select * from app.rebalancing_yes')).toEqual([])
    expect((await leo.get(`/circles/${two}/change`)).text).toContain('All have said yes')
    await house.work()
    const told = (await house.mails()).filter(({ subject }) => subject === 'All have said yes')
    expect(told).toHaveLength(8)
    expect((await tables.olga.get('/rebalancing')).text).toContain('All 8 said yes.')
    expect((await tables.olga.get('/rebalancing')).text).not.toContain('First table 2 people')
    expect((await who('Ana').get(`/circles/${one}/change`)).text).toContain('You have a new place')
  })

  test('Ana reads nothing of before at the new table, and where it meets; what was theirs stays theirs to read', async () => {
    const { one, two, who } = tables
    const ana = who('Ana')
    await agree(two, ana)
    expect((await ana.get(`/circles/${two}/commitments`)).text).not.toContain('murmur of the second')
    const meetings = await ana.get(`/circles/${two}/meetings`)
    const next = await ana.get(meetings.address(/\/meetings\/[0-9a-f-]{36}$/))
    expect(next.html).toContain('https://video.example.org/second')
    expect((await ana.get(`/circles/${one}/commitments`)).text).toContain('murmur of the first')
    expect((await ana.get(`/circles/${one}`)).text).toContain('This circle has come to its end.')
    expect((await ana.get('/circles')).text).toContain('Circles that have come to their end First table')
    expect((await who('Gil').get(`/circles/${one}`)).status).toBe(404)
    const late = await ana.post(`/circles/${one}/commitments`, { id: newId(), what: 'too late' })
    expect(late.status).toBe(403)
    expect(late.text).toContain('nothing is added any more')
  })

  test('She takes along what she had taken on, once however often she taps', async () => {
    const { one, two, who } = tables
    const page = await who('Ana').get(`/circles/${one}/change`)
    const [, id = ''] = /name="id" value="([^"]+)"/.exec(page.html) ?? []
    const along = { id, what: 'murmur of the first', cue: '', due: '' }
    for (let taps = 0; taps < 2; taps++) await who('Ana').submit(`/circles/${two}/commitments`, along)
    const seen = (await who('Gil').get(`/circles/${two}/commitments`)).text
    expect(seen.split('murmur of the first')).toHaveLength(2)
    expect(seen).toContain('murmur of the second')
  })
})

describe('A change that does not come about', () => {
  let tables: Tables

  beforeAll(async () => {
    tables = await twoTables(house, 'no-change')
    await leaves(tables.one, ...tables.whoAll(['Ben', 'Cleo', 'Dan', 'Eva']))
  })

  test('One no ends it; who said it stands nowhere, and nobody is named any more', async () => {
    const { olga, one, two, who, whoAll, community } = tables
    const change = await proposeChange(house, olga, one, 'merge')
    for (const person of whoAll(['Ana', 'Finn'])) await answers(person, one, 'yes')
    await answers(who('Gil'), two, 'yes')
    await answers(who('Hana'), two, 'no')
    const [row] = await rows('select to_jsonb(r) as all from app.rebalancing r where id = $1', [change])
    expect(row.all).toMatchObject({ outcome: 'no' })
    expect(JSON.stringify(row.all)).not.toContain(who('Hana').person)
    expect(await rows('select * from app.rebalancing_yes where rebalancing = $1', [change])).toEqual([])
    for (const [person, circle] of [
      [who('Ana'), one],
      [who('Gil'), two],
      [who('Hana'), two],
    ] as const) {
      const page = await person.get(`/circles/${circle}/change`)
      expect(page.text).toContain('It does not come about')
      expect(page.text).not.toContain('Who would come')
    }
    const page = await olga.get('/rebalancing')
    expect(page.text).toContain('It does not come about; everything stays as it is.')
    expect(page.text).not.toMatch(/Hana Novak said|3 of 8/)
    const named = await house.services.handles.member({ community: community.id, person: who('Gil').person }, (db) =>
      db.selectFrom('app.rebalancing_seat').select('person').where('rebalancing', '=', change).execute(),
    )
    expect(named).toEqual([{ person: who('Gil').person }])
    expect(await seatsIn(one)).toEqual(['Ana', 'Finn'])
  })

  test('Silence is a no, and what is taken back reads the same for those who were asked', async () => {
    const { olga, one, who } = tables
    const silent = await proposeChange(house, olga, one, 'merge')
    await answers(who('Ana'), one, 'yes')
    house.setNow(new Date(Date.now() + 8 * 86_400_000))
    const late = await who('Finn').post(`/circles/${one}/change`, { change: silent, answer: 'yes' })
    expect(late.text).toContain('The time to answer is over.')
    expect((await who('Finn').get(`/circles/${one}/change`)).text).toContain('The time to answer is over.')
    await house.work()
    house.setNow(undefined)
    expect(await outcomeOf(silent)).toBe('no')
    const after = (await who('Ana').get(`/circles/${one}/change`)).text
    const taken = await proposeChange(house, olga, one, 'merge')
    await olga.submit(`/rebalancing/changes/${taken}/removal`)
    expect((await who('Ana').get(`/circles/${one}/change`)).text).toBe(after)
    expect((await olga.get('/rebalancing')).text).toContain('took it back')
  })

  test('A circle is asked about one change at a time, also by two who organise at once', async () => {
    const { olga, one, community } = tables
    const otto = await community.person('Otto Other', { offices: ['organiser'] })
    const page = await olga.get(`/rebalancing/circles/${one}`)
    const way = page.address(/\/merge\./).replace(olga.base, '')
    const [, until = ''] =
      /name="until"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="until"/.exec((await olga.get(way)).html) ?? []
    const both = await Promise.all([olga, otto].map((each) => each.post(way, { until })))
    expect(both.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(await rows('select * from app.rebalancing where outcome is null')).toHaveLength(1)
    expect((await olga.get(`/rebalancing/circles/${one}`)).status).toBe(303)
  })

  test('Leo leaves while it is asked: it is void, and says so', async () => {
    const { two, one, who, olga } = tables
    await answers(who('Ana'), one, 'yes')
    await leaves(two, who('Leo'))
    expect((await who('Ana').get(`/circles/${one}/change`)).text).toContain('This is no longer asked')
    expect((await olga.get('/rebalancing')).text).toContain('No longer asked since')
  })

  test('The last yes and somebody who leaves at the same moment: one of the two comes first, and all is whole', async () => {
    const { two, one, who, whoAll, olga } = tables
    const change = await proposeChange(house, olga, one, 'merge')
    for (const person of whoAll(['Ana', 'Finn'])) await answers(person, one, 'yes')
    for (const person of whoAll(['Gil', 'Hana', 'Ivo', 'Jana'])) await answers(person, two, 'yes')
    await Promise.all([answers(who('Kim'), two, 'yes'), who('Ana').post(`/circles/${one}/leaving`)])
    const done = (await outcomeOf(change)) === 'done'
    expect(await outcomeOf(change)).toBe(done ? 'done' : 'void')
    const all = ['Finn', 'Gil', 'Hana', 'Ivo', 'Jana', 'Kim']
    expect(await seatsIn(two)).toEqual(done ? ['Ana', ...all] : all.slice(1))
  })
})
