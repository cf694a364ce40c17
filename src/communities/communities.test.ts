import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { hashOf } from '../platform/ids.ts'
import { firstOwnerLink } from './writes.ts'

let house: TestHouse
let link: string

beforeAll(async () => {
  house = await openTestHouse()
  link = (await firstOwnerLink(house.services)) ?? ''
})
afterAll(() => house.end())

const answers = {
  name: 'La Mesa Larga',
  slug: '',
  language: 'es',
  zone: 'Europe/Madrid',
  origin: '',
  owner: 'Olivia Owner',
  address: 'Olivia@Example.org',
  start: 'empty',
}
const key = () => new URL(link, 'http://localhost').searchParams.get('key') ?? ''

test('Whoever comes before the first owner is told that nothing is here yet, and can do nothing', async () => {
  const stranger = house.nobody()
  const page = await stranger.get((await stranger.get('/')).location)
  expect(page.text).toContain('Nothing here yet')
  expect((await stranger.get('/setup?key=guessed')).text).toContain('Nothing here yet')
  expect((await stranger.post('/setup', { ...answers, key: 'guessed' })).status).toBe(404)
})

test('A mail scanner that opens the link twice spends nothing', async () => {
  for (const _ of [1, 2]) expect((await house.nobody().get(link)).text).toContain('Welcome to Trellis')
  const { rows } = await house.owner.query('select spent_at from ops.setup_link where token_hash = $1', [hashOf(key())])
  expect(rows[0].spent_at).toBeNull()
})

test('Where the computer knows its zone by an old name, the wizard proposes the one that people use now', async () => {
  const before = process.env.TZ
  process.env.TZ = 'Asia/Calcutta'
  const { html } = await house.nobody().get(link)
  if (before === undefined) delete process.env.TZ
  else process.env.TZ = before
  expect(html).toMatch(/<option[^>]*selected[^>]*value="Asia\/Kolkata"|<option[^>]*value="Asia\/Kolkata"[^>]*selected/)
})

test('Olivia sees beside each field what is not right yet, with what she typed kept', async () => {
  const page = await house.nobody().post('/setup', {
    ...answers,
    key: key(),
    name: '',
    zone: '+02:00',
    address: 'olivia at example',
    origin: 'ftp://example.org',
  })
  expect(page.status).toBe(422)
  expect(page.text).toContain('We know no such time zone.')
  expect(page.text).toContain('such as https://circles.example.org')
  expect(page.html).toContain('value="Olivia Owner"')
  expect(page.html).toContain(key())
})

test('Olivia opens the community, is signed in as its owner and sees how the server stands', async () => {
  const olivia = house.nobody()
  const form = await olivia.get(link)
  expect(form.text).toContain('works on this computer only')
  const page = await olivia.submit('/setup', { ...answers, key: key() })
  expect(page.text).toContain('Tu comunidad está abierta')
  expect(page.text).toContain('No sale correo')
  expect(page.text).toContain('Crea una llave de acceso o una contraseña antes de cerrar este navegador')
  expect(page.address(/\/me\/sign-in$/)).toContain('/me/sign-in')
  expect((await olivia.get('/')).text).toContain('La Mesa Larga')
  const { rows } = await house.owner.query(
    'select c.slug, c.locale, c.zone, p.name, r.address from app.community c join app.person p on p.community = c.id join app.contact r on r.person = p.id',
  )
  expect(rows).toEqual([
    { slug: 'la-mesa-larga', locale: 'es', zone: 'Europe/Madrid', name: 'Olivia Owner', address: 'olivia@example.org' },
  ])
})

test('After that nobody finds the wizard again, with the link or without', async () => {
  for (const path of [link, '/setup']) expect((await house.nobody().get(path)).status).toBe(404)
  expect((await house.nobody().post('/setup', { ...answers, key: key() })).status).toBe(404)
  expect(await firstOwnerLink(house.services)).toBeUndefined()
})

test('Of two who send the wizard at the same moment one opens the community', async () => {
  const other = await openTestHouse()
  const path = (await firstOwnerLink(other.services)) ?? ''
  const token = new URL(path, 'http://localhost').searchParams.get('key') ?? ''
  const both = await Promise.all(
    ['first-one', 'second-one'].map((slug) =>
      other.nobody().post('/setup', { ...answers, slug, key: token, start: 'demo' }),
    ),
  )
  expect(both.map((page) => page.status).sort()).toEqual([303, 404])
  const { rows } = await other.owner.query(
    `select (select count(*)::int from app.community) as communities, (select count(*)::int from auth."user") as accounts,
      (select count(*)::int from ops.outbox where queue = 'demo.add') as demos`,
  )
  expect(rows).toEqual([{ communities: 1, accounts: 1, demos: 1 }])
  await other.end()
})
