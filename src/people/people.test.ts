import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import type { Asked } from '../platform/http/asked.ts'
import { flow } from '../platform/http/stream.ts'
import { whoHolds } from './reads.ts'

// What an attacker would try with somebody's session.

let house: TestHouse
const form = { address: 'nora.olsen@long-table.example.org', password: 'quiet green hills' }

beforeAll(async () => {
  house = await openTestHouse()
  const community = await house.community('long-table', 'The Long Table')
  const nora = await community.person('Nora Olsen')
  await nora.submit('/me/sign-in/password', { password: form.password })
})
// Each test on another day, or the limits would hold it up.
let days = 0
beforeEach(() => house.setNow(new Date(Date.now() + ++days * 86_400_000)))
afterEach(() => house.setNow(undefined))
afterAll(() => house.end())

test('A session is always new: a cookie that was planted before signing in opens nothing afterwards', async () => {
  const browser = house.nobody()
  await browser.post('/sign-in/password', form)
  const before = browser.cookie
  await browser.post('/sign-in/password', form)
  expect(browser.cookie).not.toBe(before)
  expect((await house.nobody().get('/me', { cookie: before })).status).toBe(404)
  const planted = house.nobody()
  const answer = await planted.post('/sign-in/password', form, {
    cookie: 'trellis.session_token=planted.c2lnbmF0dXJl',
  })
  expect(answer.headers.getSetCookie().join()).not.toContain('planted')
})

test('A session ends everywhere at once: on every device, and on streams that are open', async () => {
  const [here, there] = [house.nobody(), house.nobody()]
  await here.post('/sign-in/password', form)
  await there.post('/sign-in/password', form)
  const { rows } = await house.owner.query(
    `select s.id from auth.session s join auth."user" u on u.id = s."userId" where u.email = $1 order by s."createdAt"`,
    [form.address],
  )
  const streams = rows.map(({ id }) => {
    const asked = { who: { session: id, account: '', person: undefined }, services: house.services }
    return flow(asked as unknown as Asked, () => {}).text()
  })
  expect((await here.post('/me/sessions/ending', { session: 'all' })).location).toBe('/')
  expect((await Promise.all(streams)).length).toBe(rows.length)
  for (const browser of [here, there]) expect((await browser.get('/me')).status).toBe(404)
})

test('A stream that is open ends when its session does', async () => {
  const browser = house.nobody()
  await browser.post('/sign-in/password', form)
  const soon = `update auth.session set "expiresAt" = now() + interval '1 second' where id in
    (select s.id from auth.session s join auth."user" u on u.id = s."userId" where u.email = $1) returning token`
  const { rows } = await house.owner.query(soon, [form.address])
  const who = await whoHolds(house.services.handles.sessions, rows[0].token, undefined)
  const said = await flow({ who, services: house.services } as unknown as Asked, () => {}).text()
  expect(said).toContain('retry')
  expect(await whoHolds(house.services.handles.sessions, rows[0].token, undefined)).toBeUndefined()
  expect((await browser.get('/me')).status).toBe(404)
})

test('Signing in leads only to pages of ours: an address of somebody else’s is not followed', async () => {
  const evil = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/%0d%0aset-cookie:x',
  ]
  for (const next of evil) {
    const answer = await house.nobody().post('/sign-in/password', { ...form, next })
    expect(new URL(answer.location, 'http://localhost:8080').origin, next).toBe('http://localhost:8080')
    expect(answer.location.startsWith('//'), next).toBe(false)
  }
  expect((await house.nobody().post('/sign-in/password', { ...form, next: '/forum?page=2' })).location).toBe(
    '/forum?page=2',
  )
})

test('A session is not begun, ended or used by forms on other sites', async () => {
  const browser = house.nobody()
  await browser.post('/sign-in/password', form)
  const foreign = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': '', origin: 'https://evil.example' },
  ]
  for (const headers of foreign)
    for (const [path, fields] of [
      ['/sign-in/password', form],
      ['/join', { name: 'Sam' }],
      ['/sign-out', {}],
      ['/me/leaving', { name: 'Nora Olsen' }],
      ['/me/sign-in/address', { address: 'evil@example.org' }],
    ] as const)
      expect((await browser.post(path, fields, headers)).status, path).toBe(403)
  expect((await browser.get('/me')).status).toBe(200)
})
