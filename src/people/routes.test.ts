import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { type MailServer, openMailServer } from '../../test/mail-server.ts'

let house: TestHouse
let server: MailServer
let community: TestCommunity
let ana: Browser

beforeAll(async () => {
  server = await openMailServer()
  house = await openTestHouse({ SMTP_URL: server.url })
  community = await house.community('long-table', 'The Long Table')
  ana = await community.person('Ana Martins')
})
afterEach(() => {
  server.received.length = 0
})
afterAll(async () => {
  await house.end()
  await server.close()
})

const profile = { name: 'Ana Martins', pronouns: 'she', say_name: 'AH-na', zone: 'Europe/Madrid', locale: 'es' }

test('Ana says how she is called and where her clock is, and the page speaks her language from then on', async () => {
  const page = await ana.submit('/me', profile)
  expect(page.html).toContain('lang="es"')
  expect(page.html).toContain('value="AH-na"')
  expect(page.html).toMatch(/value="Europe\/Madrid" selected|selected value="Europe\/Madrid"/)
  await ana.submit('/me', { ...profile, locale: 'en' })
})

test('A zone that does not exist comes back with the form, and nothing is changed', async () => {
  const page = await ana.post('/me', { ...profile, name: 'Other', zone: 'Middle/Earth' })
  expect(page.status).toBe(422)
  expect((await ana.get('/me')).html).not.toContain('value="Other"')
})

test('Ana says when she may be written to, also over midnight; a day too short comes back with the form', async () => {
  const page = await ana.submit('/me/hours', { awake_from: '14', awake_until: '2', tell_minutes: 'on' })
  const chosen = [...page.html.matchAll(/<option (?:value="(\d+)" selected|selected(?:="")? value="(\d+)")/g)]
  expect(chosen.map(([, one, other]) => one ?? other)).toEqual(['14', '2'])
  const short = await ana.post('/me/hours', { awake_from: '9', awake_until: '11' })
  expect(short.status).toBe(422)
  expect(short.text).toContain('at least four hours')
})

test('Somebody without an account chooses a language in the footer, and comes back to the page they were on', async () => {
  const stranger = house.nobody()
  const chosen = await stranger.post('/language', { language: 'es', back: '/sign-in?next=/forum' })
  expect(chosen.location).toBe('/sign-in?next=/forum')
  expect((await stranger.get('/sign-in')).html).toContain('lang="es"')
  expect((await stranger.post('/language', { language: 'es', back: '//evil.example' })).location).toBe('/')
})

test('Bruno sets a password, must know it to change it, and is told of it by mail', async () => {
  const bruno = await community.person('Bruno Reis')
  const short = await bruno.post('/me/sign-in/password', { password: 'short' })
  expect(short.text).toContain('At least ten characters')
  await bruno.submit('/me/sign-in/password', { password: 'quiet green hills' })
  const guessed = await bruno.post('/me/sign-in/password', { password: 'loud red hills', current: 'no idea at all' })
  expect(guessed.status).toBe(422)
  await bruno.submit('/me/sign-in/password', { password: 'loud red hills', current: 'quiet green hills' })
  const elsewhere = house.nobody()
  const form = { address: 'bruno.reis@long-table.example.org', password: 'quiet green hills' }
  expect((await elsewhere.post('/sign-in/password', form)).status).toBe(403)
  expect((await elsewhere.post('/sign-in/password', { ...form, password: 'loud red hills' })).status).toBe(303)
  await house.work()
  expect(server.received.map(({ subject }) => subject)).toEqual(
    Array(2).fill('How you sign in at The Long Table was changed'),
  )
})

test('Nobody takes away their only way in', async () => {
  const alone = await openTestHouse()
  const here = await alone.community('small')
  const carla = await here.person('Carla Dias')
  await carla.submit('/me/sign-in/password', { password: 'quiet green hills' })
  const page = await carla.post('/me/sign-in/password/removal')
  expect(page.status).toBe(403)
  expect(page.text).toContain('your only way in')
  await alone.end()
})

test('Ana sees her sessions, and ends the one on the lost telephone', async () => {
  const phone = house.nobody()
  await ana.submit('/me/sign-in/password', { password: 'quiet green hills' })
  const form = { address: 'ana.martins@long-table.example.org', password: 'quiet green hills' }
  await phone.post('/sign-in/password', form, { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1' })
  const page = await ana.get('/me/sign-in')
  expect(page.text).toContain('Safari, iPhone')
  expect(page.text).toContain('by password')
  const session = /name="session" value="([0-9a-f-]{36})"/.exec(page.html)?.[1] ?? ''
  await ana.submit('/me/sessions/ending', { session })
  expect((await phone.get('/me')).status).toBe(404)
  expect((await ana.get('/me')).status).toBe(200)
})

test('Signing out ends the session, not only the cookie', async () => {
  const dina = await community.person('Dina Alves')
  const { cookie } = dina
  expect((await dina.post('/sign-out')).location).toBe('/')
  expect((await dina.get('/me')).status).toBe(404)
  expect((await house.nobody().get('/me', { cookie })).status).toBe(404)
})

test('An address changes once the new one answered, and the old one is told', async () => {
  const elsa = await community.person('Elsa Brito')
  await elsa.submit('/me/sign-in/address', { address: 'elsa@new.example.org' })
  await house.work()
  const asked = server.received.at(-1)
  expect(asked?.to).toMatchObject({ text: 'elsa@new.example.org' })
  const before = await house.owner.query('select address from app.contact where person = $1', [elsa.person])
  expect(before.rows).toEqual([{ address: 'elsa.brito@long-table.example.org' }])
  const link = /http:\/\/localhost:8080(\/sign-in\/address\/\S+)/.exec(asked?.text ?? '')?.[1] ?? ''
  expect((await house.nobody().get(link)).text).toContain('elsa@new.example.org')
  await house.nobody().submit(link)
  await house.work()
  expect(server.received.at(-1)?.to).toMatchObject({ text: 'elsa.brito@long-table.example.org' })
  const after = await house.owner.query('select address, address_confirmed from app.contact where person = $1', [
    elsa.person,
  ])
  expect(after.rows).toEqual([{ address: 'elsa@new.example.org', address_confirmed: true }])
  expect((await house.nobody().post(link)).status).toBe(403)
})
