import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TestCommunity } from '../../test/arrange.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { type MailServer, openMailServer, signInLinkIn } from '../../test/mail-server.ts'
import { join, provenForm } from '../../test/newcomer.ts'
import { sumOf } from '../platform/session/newcomers.ts'

describe('Where no mail is sent', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
    await house.community('long-table', 'The Long Table')
  })
  afterEach(() => house.setNow(undefined))
  afterAll(() => house.end())

  test('Yara joins and is in at once, her consent recorded', async () => {
    const yara = house.nobody()
    const answer = await join(yara, { name: 'Yara Costa', address: 'yara@example.org', zone: 'asia/calcutta' })
    expect(answer.location).toBe('/home')
    const me = await yara.get('/me')
    expect(me.text).toContain('Yara Costa')
    const { rows } = await house.owner.query(
      `select p.zone, c.address, c.address_confirmed, k.document, k.version
       from app.person p join app.contact c on c.person = p.id join app.consent k on k.person = p.id where p.name = 'Yara Costa'`,
    )
    expect(rows).toEqual([
      {
        zone: 'Asia/Kolkata',
        address: 'yara@example.org',
        address_confirmed: false,
        document: 'privacy',
        version: '1',
      },
    ])
  })

  test('Without JavaScript Bea answers a plain question instead, and what she typed stays when she gets it wrong', async () => {
    const bea = house.nobody()
    const page = await bea.get('/join')
    expect(page.text).toMatch(/How much is \d and \d\?/)
    const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const { a, b } = sumOf(token)
    const said = { name: 'Bea', zone: 'Europe/Madrid', privacy: 'on', version: '1', token }
    const wrong = await bea.post('/join', { ...said, answer: '99' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('value="Bea"')
    expect(wrong.html).toContain(`value="${token}"`)
    const hasty = await bea.post('/join', { ...said, answer: String(a + b) })
    expect(hasty.text).toContain('very quick')
    house.setNow(new Date(Date.now() + 5000))
    expect((await bea.post('/join', { ...said, answer: String(a + b) })).location).toBe('/home')
  })

  test('A program that fills the field nobody sees, forges a token or sends one twice does not get in', async () => {
    const program = house.nobody()
    const caught = await join(program, { name: 'Spam', website: 'http://spam.example' })
    expect(caught.location).toBe('/')
    const form = { name: 'Spam', zone: 'UTC', privacy: 'on', version: '1', ...(await provenForm(program)) }
    expect((await program.post('/join', { ...form, token: `${form.token}x` })).status).toBe(422)
    expect((await program.post('/join', { ...form, work: '1' })).status).toBe(422)
    expect((await program.post('/join', form)).status).toBe(303)
    const again = await house.nobody().post('/join', form)
    expect(again.status).toBe(422)
    expect((await house.owner.query(`select 1 from app.person where name = 'Spam'`)).rowCount).toBe(1)
  })

  test('Nobody joins without saying yes to how data is treated', async () => {
    const carla = house.nobody()
    const page = await join(carla, { name: 'Carla', privacy: '' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('otherwise we may not keep anything about you')
  })

  test('Dário comes back with his address and password, and is told nothing more when they do not fit', async () => {
    const dario = house.nobody()
    const said = { name: 'Dário', address: 'dario@example.org', password: 'seven slow snails' }
    expect((await join(dario, said)).status).toBe(303)
    const elsewhere = house.nobody()
    const form = { address: 'Dario@Example.org', next: '/forum' }
    const wrong = await elsewhere.post('/sign-in/password', { ...form, password: 'seven fast snails' })
    expect(wrong.status).toBe(403)
    expect(wrong.text).toContain('do not go together')
    expect(wrong.html).not.toContain('snails')
    expect((await elsewhere.post('/sign-in/password', { ...form, password: said.password })).location).toBe('/forum')
    expect((await elsewhere.get('/me')).text).toContain('Dário')
  })

  test('Two people who claim one address both get in with their own password', async () => {
    for (const [name, password] of [
      ['First', 'first password!'],
      ['Second', 'second password!'],
    ] as const)
      await join(house.nobody(), { name, address: 'shared@example.org', password })
    for (const [name, password] of [
      ['First', 'first password!'],
      ['Second', 'second password!'],
    ] as const) {
      const browser = house.nobody()
      await browser.post('/sign-in/password', { address: 'shared@example.org', password })
      expect((await browser.get('/me')).text).toContain(name)
    }
  })

  test('The sign-in page says why it sends no link, and a link is not sent all the same', async () => {
    const page = await house.nobody().get('/sign-in')
    expect(page.text).toContain('sends no mail yet')
    expect((await house.nobody().post('/sign-in/link', { address: 'yara@example.org' })).status).toBe(403)
  })
})

describe('Where mail is sent', () => {
  let house: TestHouse
  let server: MailServer
  let community: TestCommunity
  beforeAll(async () => {
    server = await openMailServer()
    house = await openTestHouse({ SMTP_URL: server.url })
    community = await house.community('long-table', 'The Long Table')
  })
  afterEach(() => {
    server.received.length = 0
  })
  afterAll(async () => {
    await house.end()
    await server.close()
  })

  /** Sends what waits, and finds the link in the latest mail to an address, as a path. */
  async function linkTo(address: string): Promise<string> {
    await house.work()
    const mail = server.latestTo(address)
    const link = signInLinkIn(mail)
    if (!link) throw new Error(`no link for ${address} in: ${mail?.text}`)
    return link
  }

  test('Ana follows the link from her mail, presses the button, and is where she wanted to go', async () => {
    await community.person('Ana Martins')
    const ana = house.nobody()
    const asked = await ana.submit('/sign-in/link', { address: 'ana.martins@long-table.example.org', next: '/forum' })
    expect(asked.text).toContain('Look at your mail')
    const link = await linkTo('ana.martins@long-table.example.org')
    const page = await ana.get(link)
    expect(page.text).toContain('One tap, and you are in')
    const next = /name="next" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    expect((await ana.post(link, { next })).location).toBe('/forum')
    expect((await ana.get('/me')).text).toContain('Ana Martins')
  })

  test('Yara joins, is in at once, and her address is hers once she presses the button in the mail', async () => {
    const yara = house.nobody()
    expect((await join(yara, { name: 'Yara Costa', address: 'yara@example.org' })).location).toBe('/home')
    const link = await linkTo('yara@example.org')
    expect((await yara.get(link)).text).toContain('One tap')
    expect((await yara.post(link)).location).toBe('/home')
    const { rows } = await house.owner.query(
      `select u.email, u.claimed, c.address_confirmed from auth."user" u join app.contact c on c.account = u.id where c.address = 'yara@example.org'`,
    )
    expect(rows).toEqual([{ email: 'yara@example.org', claimed: null, address_confirmed: true }])
  })

  test('Somebody who never confirmed may ask for a link later: it proves the address', async () => {
    await join(house.nobody(), { name: 'Lena', address: 'lena@example.org' })
    await house.work()
    const lena = house.nobody()
    await lena.post('/sign-in/link', { address: 'lena@example.org' })
    expect((await lena.post(await linkTo('lena@example.org'))).status).toBe(303)
    expect((await lena.get('/me')).text).toContain('Lena')
  })

  test('An account of another community joins this one with name and zone alone', async () => {
    const other = await house.community('night-owls', 'Night Owls')
    const mara = await community.person('Mara Lopes')
    expect((await mara.get('/c/night-owls/me')).status).toBe(404)
    const page = await mara.get('/c/night-owls/join')
    expect(page.html).not.toContain('name="address"')
    const form = { name: 'Mara', zone: 'Europe/Lisbon', privacy: 'on', version: '1' }
    const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const { a, b } = sumOf(token)
    house.setNow(new Date(Date.now() + 5000))
    const joined = await mara.post('/c/night-owls/join', { ...form, token, answer: String(a + b) })
    house.setNow(undefined)
    expect(joined.location).toBe('/c/night-owls/home')
    const { rows } = await house.owner.query(
      'select address, address_confirmed from app.contact where community = $1 and account = $2',
      [other.id, mara.account],
    )
    expect(rows).toEqual([{ address: 'mara.lopes@long-table.example.org', address_confirmed: true }])
  })
})
