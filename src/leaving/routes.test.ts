import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import { agree, circleWith, meets } from '../../test/circles.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { join, readsAlong } from '../../test/newcomer.ts'
import { newId } from '../platform/ids.ts'
import { names } from './pages.tsx'

let house: TestHouse
let community: TestCommunity

beforeAll(async () => {
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
})
afterAll(() => house.end())

const words = 'call the three clients I avoid'

test('Ana takes along everything that is kept about her, her sealed words opened, and nothing of others', async () => {
  const ana = await community.person('Ana Martins')
  const bruno = await community.person('Bruno Reis')
  const circle = await circleWith(ana, [bruno], 'Northern Lights')
  await agree(circle, ana, bruno)
  await meets(ana, circle)
  await ana.submit(`/circles/${circle}/commitments`, { id: newId(), what: words, cue: '', due: '' })
  await bruno.submit(`/circles/${circle}/commitments`, { id: newId(), what: 'brunos own words', cue: '', due: '' })
  await ana.submit('/me/sign-in/password', { password: 'quiet green hills' })
  const file = await ana.get('/me/data.json')
  expect(file.headers.get('content-disposition')).toContain('attachment')
  const data = JSON.parse(file.html)
  expect(data.person.person).toEqual([expect.objectContaining({ id: ana.person, name: 'Ana Martins' })])
  expect(data.person.contact[0]).toMatchObject({ address: 'ana.martins@long-table.example.org' })
  expect(data.account.user[0]).toMatchObject({ name: 'Ana Martins' })
  expect(data.account.session).toHaveLength(1)
  expect(data.person.seat).toHaveLength(1)
  expect(data.circles).toEqual([expect.objectContaining({ id: circle, name: 'Northern Lights' })])
  expect(data.circles[0].rows.commitment_step[0]).toMatchObject({ what: words, kind: 'taken' })
  expect(file.html).not.toContain('brunos own words')
  expect(file.html).not.toMatch(/argon2id|token/)
})

test('Every table that says whose its rows are is in the file once it has one, whatever area it belongs to', async () => {
  const clara = await community.person('Clara Nunes')
  await house.owner.query(
    `create table app.pebble (community uuid not null, id uuid not null, person uuid not null, colour text, primary key (community, id));
     call ops.classify('app.pebble', '{"personal": "colour", "technical": "community id", "personal, of the person": "person"}');
     call ops.protect('app.pebble');
     create policy mine on app.pebble for select to trellis_test_member using (person = (select app.person()));
     grant select on app.pebble to trellis_test_member`,
  )
  await house.owner.query('insert into app.pebble values ($1, $2, $3, $4)', [
    community.id,
    newId(),
    clara.person,
    'grey',
  ])
  const data = JSON.parse((await clara.get('/me/data.json')).html)
  expect(data.person.pebble).toEqual([expect.objectContaining({ colour: 'grey' })])
  await house.owner.query('drop table app.pebble')
})

test('Dora sees what goes and what stays, types her name, and is gone; what others answered stays without it', async () => {
  const dora = await community.person('Dora Vale')
  const elsa = await community.person('Elsa Brito')
  const circle = await circleWith(dora, [elsa])
  await agree(circle, dora, elsa)
  await dora.submit(`/circles/${circle}/commitments`, { id: newId(), what: words, cue: '', due: '' })
  const topic = (await dora.post('/forum/topics/new', { title: 'How do you begin?', body: 'I never know how.' }))
    .location
  await elsa.post(topic, { body: 'With tea.' })
  const page = await dora.get('/me/leaving')
  expect(page.text).toContain('Your places in circles: 1')
  expect(page.text).toContain('Your commitments: 1')
  expect(page.text).toMatch(/without your name.*Topics that you began in the forum: 1/)
  const wrong = await dora.post('/me/leaving', { name: 'Elsa Brito' })
  expect(wrong.text).toContain('not your name')
  expect((await house.owner.query('select 1 from app.person where id = $1', [dora.person])).rowCount).toBe(1)
  const gone = await dora.submit('/me/leaving', { name: ' dora  VALE ' })
  expect(gone.text).toContain('Your account is deleted')
  for (const [table, column, id] of [
    ['app.person', 'id', dora.person],
    ['app.contact', 'person', dora.person],
    ['app.seat', 'person', dora.person],
    ['app.commitment', 'person', dora.person],
    ['auth."user"', 'id', dora.account],
    ['auth.session', '"userId"', dora.account],
  ])
    expect((await house.owner.query(`select 1 from ${table} where ${column} = $1`, [id])).rowCount, table).toBe(0)
  expect((await dora.get('/me')).status).toBe(404)
  const left = await elsa.get(topic)
  expect(left.text).toContain('I never know how.')
  expect(left.text).not.toContain('Dora')
  const epochs = await house.owner.query('select max(epoch) as newest from app.circle_key where circle = $1', [circle])
  expect(epochs.rows[0].newest).toBe(2)
})

test('The weekly letter ends with Gina’s account, and with nobody’s who merely claimed the address of a reader', async () => {
  const gina = await community.person('Gina Reis')
  for (const address of ['gina.reis@long-table.example.org', 'rita@example.org']) await readsAlong(house, address)
  const readers = async () => (await house.owner.query('select address from app.subscriber order by 1')).rows
  const sam = house.nobody()
  await join(sam, { name: 'Sam', address: 'rita@example.org' })
  const data = async (who: Browser) => JSON.parse((await who.get('/me/data.json')).html).person.subscriber
  expect(await data(gina)).toMatchObject([{ address: 'gina.reis@long-table.example.org', state: 'confirmed' }])
  expect(await data(sam)).toBeUndefined()
  await sam.submit('/me/leaving', { name: 'Sam' })
  expect(await readers()).toEqual([{ address: 'gina.reis@long-table.example.org' }, { address: 'rita@example.org' }])
  expect((await gina.get('/me/leaving')).text).toContain('The weekly letter no longer comes')
  await gina.submit('/me/leaving', { name: 'Gina Reis' })
  expect(await readers()).toEqual([{ address: 'rita@example.org' }])
})

test('Somebody who is a person of two communities leaves one and keeps the account for the other', async () => {
  await house.community('night-owls', 'Night Owls')
  const flora = await community.person('Flora Sá')
  const id = newId()
  const { rows } = await house.owner.query(`select id from app.community where slug = 'night-owls'`)
  await house.owner.query(`insert into app.person (community, id, name, zone) values ($1, $2, 'Flora', 'UTC')`, [
    rows[0].id,
    id,
  ])
  await house.owner.query(`insert into app.contact (community, person, account, locale) values ($1, $2, $3, 'en')`, [
    rows[0].id,
    id,
    flora.account,
  ])
  await flora.submit('/me/leaving', { name: 'Flora Sá' })
  expect((await house.owner.query('select 1 from auth."user" where id = $1', [flora.account])).rowCount).toBe(1)
})

test('The only owner cannot leave the community without one', async () => {
  const page = await community.owner.get('/me/leaving')
  expect(page.text).toContain('only owner')
  expect((await community.owner.post('/me/leaving', { name: 'Olivia Owner' })).status).toBe(403)
  expect((await community.owner.get('/me')).status).toBe(200)
})

test('whatever points to a person has a name that people know, for whoever thinks about leaving', async () => {
  const { rows } = await house.owner.query<{ table: string }>(
    `select distinct c.relname as table from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and k.confrelid = 'app.person'::regclass`,
  )
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.map(({ table }) => table).filter((table) => !(table in names))).toEqual([])
})
