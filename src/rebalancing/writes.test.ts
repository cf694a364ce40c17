import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agree } from '../../test/circles.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { answers, firstNamesIn, leaves, proposeChange, type Tables, takeOn, twoTables } from '../../test/tables.ts'
import { newId } from '../platform/ids.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.end())

const rows = async (text: string, values: unknown[] = []) => (await house.owner.query(text, values)).rows
const seatsIn = (circle: string) => firstNamesIn(house, circle)

describe('One who moves, one who comes, and one that becomes two', () => {
  let tables: Tables

  beforeAll(async () => {
    tables = await twoTables(house, 'moving')
    await takeOn(tables.who('Ana'), tables.one, 'murmur of the first')
    await leaves(tables.one, ...tables.whoAll(['Ben', 'Cleo', 'Dan', 'Eva']))
  })

  test('Whoever moves is asked first, then those they leave, then those to whom they come', async () => {
    const { olga, one, two, who, whoAll } = tables
    const change = await proposeChange(house, olga, one, 'move')
    const [{ name }] = await rows(
      'select p.name from app.rebalancing_seat s join app.person p on p.id = s.person where s.rebalancing = $1 and s.stage = 1',
      [change],
    )
    const second = ['Gil', 'Hana', 'Ivo', 'Jana', 'Kim', 'Leo'] as const
    const mover = second.find((each) => name.startsWith(each)) ?? 'Gil'
    const others = second.filter((each) => each !== mover)
    expect((await who(mover).get(`/circles/${two}/change`)).text).toContain('Would you move to First table?')
    const [other = 'Hana'] = others
    expect((await who(other).get(`/circles/${two}/change`)).text).toContain('Nothing is asked')
    await answers(who(mover), two, 'yes')
    expect((await who(other).get(`/circles/${two}/change`)).text).toContain(`${name} could move to another circle.`)
    for (const person of whoAll(others)) await answers(person, two, 'yes')
    const page = await who('Ana').get(`/circles/${one}/change`)
    expect(page.text).toContain(`${name} could come to you from another circle.`)
    expect(page.text).not.toContain(`${other} Novak`)
    for (const person of whoAll(['Ana', 'Finn'])) await answers(person, one, 'yes')
    expect(await seatsIn(one)).toEqual(['Ana', 'Finn', mover])
    expect(await seatsIn(two)).toEqual(others)
    expect((await who(mover).get(`/circles/${two}`)).status).toBe(404)
    await agree(one, who(mover))
    expect((await who(mover).get(`/circles/${one}/commitments`)).text).not.toContain('murmur of the first')
    const epochs = await rows(
      `select s.circle, s.until_epoch, (select max(epoch) from app.circle_key k where k.circle = s.circle) as newest
       from app.seat s where s.person = $1 and s.left_at is not null`,
      [who(mover).person],
    )
    expect(epochs).toEqual([{ circle: two, until_epoch: epochs[0].newest - 1, newest: epochs[0].newest }])
  })

  test('Wanda, who waits, agrees to be named first; then the table is asked, and she has her place', async () => {
    const { olga, one, who, community } = tables
    const sitting = (await seatsIn(one)).slice(2)
    for (const each of sitting) await leaves(one, who(each as 'Gil'))
    const change = await proposeChange(house, olga, one, 'fill')
    expect((await who('Wanda').get('/home')).text).toContain('A circle could have a place for you')
    expect((await who('Ana').get(`/circles/${one}/change`)).text).not.toContain('Wanda')
    expect((await who('Ana').get(`/asked/${change}`)).status).toBe(404)
    const page = await who('Wanda').get(`/asked/${change}`)
    expect(page.text).toContain('Would you come to First table?')
    expect(page.text).not.toContain('Ana')
    expect((await who('Wanda').submit(`/asked/${change}`, { answer: 'yes' })).text).toContain('You said yes')
    expect((await who('Ana').get(`/circles/${one}/change`)).text).toContain('Wanda Novak waits for a place')
    for (const person of [who('Ana'), who('Finn')]) await answers(person, one, 'yes')
    expect(await seatsIn(one)).toEqual(['Ana', 'Finn', 'Wanda'])
    expect((await who('Wanda').get(`/asked/${change}`)).text).toContain('You have a new place')
    expect((await olga.get('/formation')).text).not.toContain('One person waits')
    expect(community.slug).toBe('moving')
  })

  test('A table of six becomes two of three; whoever goes by their own last yes may press twice', async () => {
    const split = await twoTables(house, 'splitting')
    const { olga, two, who, whoAll } = split
    await takeOn(who('Gil'), two, 'murmur of the second')
    const change = await proposeChange(house, olga, two, 'split', { name: 'Third table' })
    const going = (
      await rows(
        'select p.name from app.rebalancing_seat s join app.person p on p.id = s.person where s.rebalancing = $1 and s.to_circle <> s.from_circle order by 1',
        [change],
      )
    ).map(({ name }) => name.split(' ')[0])
    const all = ['Gil', 'Hana', 'Ivo', 'Jana', 'Kim', 'Leo'] as const
    const goes = all.filter((name) => going.includes(name))
    const [last = 'Leo'] = goes
    expect((await who(last).get(`/circles/${two}/change`)).text).toContain('You would begin the new one, Third table.')
    for (const person of whoAll(all.filter((name) => name !== last))) await answers(person, two, 'yes')
    const twice = await Promise.all(
      [1, 2].map(() => who(last).post(`/circles/${two}/change`, { change, answer: 'yes' })),
    )
    expect(twice.map(({ status }) => status)).toEqual([303, 303])
    const [{ new_circle: third }] = await rows('select new_circle from app.rebalancing where id = $1', [change])
    expect(await seatsIn(third)).toEqual(goes)
    expect(await seatsIn(two)).toEqual(all.filter((name) => !going.includes(name)))
    const [circle] = await rows('select name, rhythm, places, ended_at, wrote_at from app.circle where id = $1', [
      third,
    ])
    expect(circle).toMatchObject({ name: 'Third table', rhythm: 'fortnightly', ended_at: null, wrote_at: null })
    await agree(third, who(last))
    expect((await who(last).get(`/circles/${third}`)).text).toContain('Third table')
    expect((await who(last).get(`/circles/${two}`)).status).toBe(404)
    expect((await olga.get('/rebalancing')).text).toContain('Third table 3 people')
  })
})

describe('Whoever deletes their account', () => {
  /** Every row of the changes of a community, as text. */
  const kept = async (community: string) => {
    const tables = ['rebalancing', 'rebalancing_circle', 'rebalancing_seat', 'rebalancing_yes', 'rebalancing_told']
    const all = tables.map((table) => `select to_jsonb(t)::text as row from app.${table} t where community = $1`)
    return (await rows(all.join(' union all '), [community])).map(({ row }) => row).join()
  }

  test('while they are asked: it is asked no more, and nothing tells that they were, or what they said', async () => {
    const { community, olga, one, two, who, whoAll } = await twoTables(house, 'erasing')
    await takeOn(who('Ana'), one, 'murmur of the first')
    await leaves(one, ...whoAll(['Ben', 'Cleo', 'Dan', 'Eva']))
    await proposeChange(house, olga, one, 'merge')
    await answers(who('Ana'), one, 'yes')
    expect(await kept(community.id)).toContain(who('Ana').person)
    await who('Ana').submit('/me/leaving', { name: 'Ana Novak' })
    await house.work()
    const left = await kept(community.id)
    expect(left).toContain('"outcome": "void"')
    expect(left).not.toContain(who('Ana').person)
    expect(left).not.toContain('said_at')
    expect((await who('Finn').get(`/circles/${one}/change`)).text).toContain('This is no longer asked')
    expect((await olga.get('/rebalancing')).text).not.toContain('Ana Novak')
    expect(await seatsIn(two)).toHaveLength(6)
  })

  test('after it was done: the circles stay as they are; and whoever asked is gone from it, too', async () => {
    const { community, olga, one, who, whoAll } = await twoTables(house, 'gone')
    const otto = await community.person('Otto Other', { offices: ['organiser'] })
    await takeOn(who('Ana'), one, 'murmur of the first')
    await leaves(one, ...whoAll(['Ben', 'Cleo', 'Dan', 'Eva']))
    await proposeChange(house, otto, one, 'fill')
    const { rows: asked } = await house.owner.query(`select id from app.rebalancing where community = $1`, [
      community.id,
    ])
    await who('Wanda').submit(`/asked/${asked[0].id}`, { answer: 'yes' })
    for (const person of whoAll(['Ana', 'Finn'])) await answers(person, one, 'yes')
    expect(await seatsIn(one)).toEqual(['Ana', 'Finn', 'Wanda'])
    await who('Wanda').submit('/me/leaving', { name: 'Wanda Novak' })
    await otto.submit('/me/leaving', { name: 'Otto Other' })
    await house.work()
    const left = await kept(community.id)
    expect(left).toContain('"outcome": "done"')
    expect(left).not.toContain(who('Wanda').person)
    expect(left).not.toContain(otto.person)
    expect(await seatsIn(one)).toEqual(['Ana', 'Finn'])
    expect((await olga.get('/rebalancing')).status).toBe(200)
  })
})

describe('What whoever organises cannot do', () => {
  test('Nobody gets into a circle by a change of which its people were not asked', async () => {
    const { community, olga, two, who } = await twoTables(house, 'forging')
    const [{ season }] = await rows(
      'select f.season from app.formation f join app.formed_circle c on c.formation = f.id where c.circle = $1',
      [two],
    )
    const [id, wanda] = [newId(), who('Wanda').person]
    const until = new Date(Date.now() + 86_400_000)
    const [{ moves }] = await rows('select moves from app.circle where id = $1', [two])
    const of = { community: community.id, rebalancing: id }
    await house.services.handles.organiser({ community: community.id, person: olga.person }, async (db) => {
      const made = { kind: 'fill', made_by: olga.person, made_at: new Date(), until, stages: 1, minutes: 90 }
      await db
        .insertInto('app.rebalancing')
        .values({ community: community.id, id, season, ...made })
        .execute()
      await db
        .insertInto('app.rebalancing_circle')
        .values({ ...of, circle: two, part: 'stays', moves })
        .execute()
      const joins = { ...of, person: wanda, from_circle: null, to_circle: two, stage: 1 }
      await db.insertInto('app.rebalancing_seat').values(joins).execute()
    })
    const asWanda = { community: community.id, person: wanda }
    const forced = house.services.handles.member(asWanda, async (db) => {
      await sql`select app.say_yes_to_change(${id})`.execute(db)
      await sql`select app.rebalance(${id}, ${[two]}::uuid[], ${[99]}::integer[], ${[Buffer.from('x')]}::bytea[])`.execute(
        db,
      )
    })
    await expect(forced).rejects.toThrow('not everybody whom it touches was asked')
    const himself = house.services.handles.organiser({ community: community.id, person: olga.person }, (db) =>
      db
        .insertInto('app.rebalancing_seat')
        .values({ ...of, person: olga.person, from_circle: null, to_circle: two, stage: 1 })
        .execute(),
    )
    await expect(himself).rejects.toThrow(/row-level security/)
    expect(await seatsIn(two)).not.toContain('Wanda')
  })

  test('Members, strangers and other communities find no page of it', async () => {
    const other = await house.community('elsewhere')
    const owl = await other.person('Otto Owl', { offices: ['organiser'] })
    const { one, who } = await twoTables(house, 'closed')
    for (const person of [who('Ana'), house.nobody()])
      for (const path of ['/rebalancing', `/rebalancing/circles/${one}`])
        expect((await person.get(path)).status).toBe(404)
    expect((await owl.get(`/rebalancing/circles/${one}`)).location).toContain('/rebalancing')
    expect((await owl.get(`/circles/${one}/change`)).status).toBe(404)
    expect((await who('Gil').get(`/circles/${one}/change`)).status).toBe(404)
  })
})
