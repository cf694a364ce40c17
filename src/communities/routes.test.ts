import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { type MailServer, openMailServer } from '../../test/mail-server.ts'
import { post } from '../platform/mail/post.ts'
import { mail } from '../platform/mail/registry.ts'
import { loadCommunity } from './reads.ts'

mail('test.way-in', 'link holder', 'A way in that only tests send.')
mail('test.nudge-one', 'community member', 'Something between us and one person.')
mail('test.report-all', 'organiser', 'Word for organisers.')

let house: TestHouse
let community: TestCommunity
let other: TestCommunity
let olivia: Browser
let oscar: Browser
let ana: Browser
let server: MailServer

beforeAll(async () => {
  server = await openMailServer()
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
  other = await house.community('other-table', 'The Other Table')
  olivia = community.owner
  oscar = await community.person('Oscar Organiser', { offices: ['organiser'] })
  ana = await community.person('Ana Martins')
})
afterAll(async () => {
  await house.end()
  await server.close()
})

const general = {
  name: 'The Longer Table',
  line: 'For people who lead for the first time',
  slug: 'longer-table',
  colour: '#2F6F5E',
  language: 'en',
  zone: 'Europe/Lisbon',
  contact: 'hello@example.org',
  start_circles: 'on',
}

/** PNG's eight bytes, and something after them. */
const png = (size = 100) => new Blob([Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(size)])])

async function posted(kind: string, secret: boolean, words: string): Promise<void> {
  const { handles, vault } = house.services
  const here = await loadCommunity(handles, vault, '')
  if (!here) throw new Error('no community')
  const mailed = {
    here,
    to: { person: ana.person },
    kind,
    secret,
    subject: `About ${words}`,
    text: `Dear Ana, ${words}`,
  }
  await handles.member({ community: here.id, person: ana.person }, (db) => post(db, mailed))
}

test('Olivia changes what everybody sees, and the next page shows it', async () => {
  await olivia.submit('/settings', general)
  await expect.poll(async () => (await house.nobody().get('/')).text).toContain('The Longer Table')
  const { rows } = await house.owner.query('select colour, members_start_circles from app.community where id = $1', [
    community.id,
  ])
  expect(rows).toEqual([{ colour: '#2f6f5e', members_start_circles: true }])
})

test('The short name of another community is taken, and Olivia is told beside the field', async () => {
  const page = await olivia.post('/settings', { ...general, slug: 'other-table' })
  expect(page.status).toBe(422)
  expect(page.text).toContain('Another community on this server has this short name.')
})

test('Only a picture becomes the logo, under its own type, and only a small one', async () => {
  await olivia.submit('/settings/logo', { logo: png() })
  const logo = await house.nobody().raw('/logo')
  expect(logo.headers.get('content-type')).toBe('image/png')
  expect(logo.headers.get('x-content-type-options')).toBe('nosniff')
  const script = new Blob(['<svg onload="alert(1)">'], { type: 'image/png' })
  expect((await olivia.post('/settings/logo', { logo: script })).text).toContain(
    'This is not a PNG, JPEG or WebP picture.',
  )
  expect((await olivia.post('/settings/logo', { logo: png(300_000) })).text).toContain('larger than 200 kB')
  await olivia.submit('/settings/logo/removal')
  expect((await house.nobody().raw('/logo')).status).toBe(404)
})

test('Nobody but an owner finds the settings', async () => {
  for (const path of ['/settings', '/settings/mail', '/settings/offices', '/status'])
    for (const someone of [oscar, ana, house.nobody()]) expect((await someone.get(path)).status, path).toBe(404)
  expect((await oscar.post('/settings', general)).status).toBe(404)
})

test('The owner of another community cannot touch what belongs to the whole server', async () => {
  expect((await other.owner.get('/settings/mail')).status).toBe(404)
  expect(
    (await other.owner.post('/settings/mail', { server: '127.0.0.1', port: '25', account: '', password: '', from: '' }))
      .status,
  ).toBe(404)
  expect((await other.owner.post('/settings/address', { origin: 'https://evil.example' })).status).toBe(404)
  expect((await other.owner.get('/status')).text).not.toContain('Key file')
})

test('Without a mail server Ana finds her mail and her link under her name, and Oscar neither', async () => {
  await posted('test.way-in', true, 'wordsofalink')
  await posted('test.nudge-one', false, 'wordsofanudge')
  await posted('test.report-all', false, 'wordsforall')
  await house.work()
  const own = await ana.get('/me/mail')
  for (const words of ['wordsofalink', 'wordsofanudge']) expect(own.text).toContain(words)
  const seen = await oscar.get('/outbox')
  expect(seen.text).toContain('wordsforall')
  expect(seen.text).toContain('3 mails are kept for their readers')
  for (const someone of [oscar, olivia]) {
    for (const path of ['/outbox', '/me/mail']) {
      const { text } = await someone.get(path)
      for (const words of ['wordsofalink', 'wordsofanudge']) expect(text).not.toContain(words)
    }
  }
  expect((await ana.get('/outbox')).status).toBe(404)
  expect((await other.owner.get('/outbox')).text).not.toContain('words')
})

test('A wrong mail server shows with its reason on the outbox, the settings and the status page', async () => {
  const away = server.url.replace(/\d+$/, '1')
  await setMailServer(away)
  await olivia.submit('/settings/mail/test')
  await expect(house.work()).rejects.toThrow('ESOCKET')
  for (const path of ['/settings/mail', '/outbox', '/status'])
    expect((await olivia.get(path)).text, path).toContain('The mail server cannot be reached')
})

test('With a right one the test mail arrives, and what had stayed goes, too', async () => {
  await setMailServer(server.url)
  await house.work()
  expect(server.received.map((got) => got.subject)).toContain('Mail from The Longer Table arrives')
  expect(server.received.map((got) => got.subject)).toContain('About wordsofalink')
  expect((await olivia.get('/status')).text).toContain('Mail goes out.')
})

test('A password of the mail server neither comes back to the page nor stands in the database', async () => {
  await olivia.submit('/settings/mail', {
    server: 'smtp.example.org',
    port: '587',
    account: 'me',
    password: 'canarypassword',
    from: '',
  })
  await expect.poll(async () => (await olivia.get('/settings/mail')).html).toContain('smtp.example.org')
  expect((await olivia.get('/settings/mail')).html).not.toContain('canarypassword')
  const { rows } = await house.owner.query('select jsonb_agg(s)::text as all from ops.setting s')
  expect(rows[0].all).not.toContain('canarypassword')
})

test('Olivia appoints Ana and relieves her; the last owner stays', async () => {
  const found = await olivia.get('/settings/offices?name=mart')
  expect(found.text).toContain('Ana Martins')
  await olivia.submit('/settings/offices', { person: ana.person, kind: 'owner' })
  expect((await ana.get('/settings')).status).toBe(200)
  await olivia.submit('/settings/offices/relief', { person: ana.person, kind: 'owner' })
  expect((await ana.get('/settings')).status).toBe(404)
  const refused = await olivia.post('/settings/offices/relief', { person: olivia.person, kind: 'owner' })
  expect(refused.text).toContain('a community needs one')
})

test('Two owners who relieve each other at the same moment leave one', async () => {
  await olivia.submit('/settings/offices', { person: ana.person, kind: 'owner' })
  await Promise.all([
    olivia.post('/settings/offices/relief', { person: ana.person, kind: 'owner' }),
    ana.post('/settings/offices/relief', { person: olivia.person, kind: 'owner' }),
  ])
  const { rows } = await house.owner.query(`select person from app.office where community = $1 and kind = 'owner'`, [
    community.id,
  ])
  expect(rows).toHaveLength(1)
})

async function setMailServer(url: string): Promise<void> {
  const { hostname, port } = new URL(url)
  await olivia.submit('/settings/mail', {
    server: hostname,
    port,
    account: '',
    password: '',
    from: 'circles@example.org',
  })
  await expect.poll(async () => (await olivia.get('/settings/mail')).html).toContain(`value="${port}"`)
}
