import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TestCommunity } from '../../test/arrange.ts'
import { circleWith } from '../../test/circles.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { type MailServer, openMailServer, signInLinkIn } from '../../test/mail-server.ts'
import { join } from '../../test/newcomer.ts'
import { becomePerson, firstSignInPath, openAccount } from '../people/writes.ts'
import { operatorLinks } from './writes.ts'

// Each door that an attacker would try, tried.

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
  house.setNow(undefined)
})
afterAll(async () => {
  await house.end()
  await server.close()
})

const addressOf = (name: string) => `${name}@long-table.example.org`

/** Sends what waits; the latest mail to an address, and the link in it as a path. */
async function mailTo(address: string): Promise<{ subject: string; link: string } | undefined> {
  await house.work()
  const mail = server.latestTo(address)
  return mail && { subject: mail.subject ?? '', link: signInLinkIn(mail) }
}

async function linkFor(address: string): Promise<string> {
  await house.nobody().post('/sign-in/link', { address })
  return (await mailTo(address))?.link ?? ''
}

describe('Who has an account cannot be found out', () => {
  test('asking for a link answers alike and writes alike, and mail goes to those alone who are here', async () => {
    await community.person('Ana Martins')
    const stranger = house.nobody()
    const answers = []
    const written = []
    for (const address of [addressOf('ana.martins'), 'nobody@example.org']) {
      const answer = await stranger.post('/sign-in/link', { address })
      answers.push([answer.status, answer.location, answer.html, Object.keys(Object.fromEntries(answer.headers))])
      const { rows } = await house.owner.query(
        `select (select count(*) from ops.outbox where queue = 'arriving.wish')::int as handed, (select count(*) from auth.verification)::int as held,
           (select count(*) from app.mail)::int as mails`,
      )
      written.push(rows[0])
      await house.owner.query('delete from ops.outbox')
      await house.owner.query('delete from auth.verification')
    }
    expect(answers[0]).toEqual(answers[1])
    expect(written[0]).toEqual(written[1])
    expect(await linkFor('nobody@example.org')).toBe('')
    expect(await linkFor(addressOf('ana.martins'))).toMatch(/^\/sign-in\/link\//)
  })

  test('a wrong password for somebody, and any password for nobody, are answered with the same words', async () => {
    const bea = await community.person('Bea Lopes')
    await bea.submit('/me/sign-in/password', { password: 'quiet green hills' })
    const pages = []
    for (const address of [addressOf('bea.lopes'), 'nobody@example.org'])
      pages.push(await house.nobody().post('/sign-in/password', { address, password: 'loud red hills' }))
    const [some, none] = pages.map(({ status, html }) => [status, html.replaceAll(/value="[^"]*"|nonce="[^"]*"/g, '')])
    expect(some).toEqual(none)
  })

  test('joining with an address that is taken looks like any joining; its owner is told, and nothing of theirs is touched', async () => {
    const carla = await community.person('Carla Dias')
    const [thief, newcomer] = [house.nobody(), house.nobody()]
    const taken = await join(thief, { name: 'Sam', address: addressOf('carla.dias') })
    const fresh = await join(newcomer, { name: 'Sam', address: 'sam@example.org' })
    expect([taken.status, taken.location]).toEqual([fresh.status, fresh.location])
    const words = async (who: typeof thief) => (await who.get('/me/sign-in')).text.replace(/\S+@\S+/g, '')
    expect(await words(thief)).toBe(await words(newcomer))
    expect((await mailTo(addressOf('carla.dias')))?.subject).toContain('You already have a place')
    expect((await mailTo('sam@example.org'))?.subject).toContain('please confirm')
    const { rows } = await house.owner.query('select id from auth."user" where email = $1', [addressOf('carla.dias')])
    expect(rows).toEqual([{ id: carla.account }])
    const link = await linkFor(addressOf('carla.dias'))
    const signedIn = house.nobody()
    await signedIn.post(link)
    expect((await signedIn.get('/me')).html).toContain('value="Carla Dias"')
  })
})

describe('An address belongs to whoever reads its mail', () => {
  test('who joined with somebody else’s address loses every way in when its owner confirms it', async () => {
    const thief = house.nobody()
    await join(thief, { name: 'Vera', address: 'vera@example.org' })
    await thief.submit('/me/sign-in/password', { password: 'planted password' })
    const vera = house.nobody()
    const link = (await mailTo('vera@example.org'))?.link ?? ''
    expect((await vera.post(link)).status).toBe(303)
    expect((await vera.get('/me')).status).toBe(200)
    expect((await thief.get('/me')).status).toBe(404)
    const again = await house
      .nobody()
      .post('/sign-in/password', { address: 'vera@example.org', password: 'planted password' })
    expect(again.status).toBe(403)
  })

  test('of several who claim an address its reader chooses their own; the others stay without it', async () => {
    const [first, second] = [house.nobody(), house.nobody()]
    await join(first, { name: 'Wanda One', address: 'wanda@example.org' })
    await join(second, { name: 'Wanda Two', address: 'wanda@example.org' })
    const link = (await mailTo('wanda@example.org'))?.link ?? ''
    const wanda = house.nobody()
    const page = await wanda.get(link)
    expect(page.text).toMatch(/Wanda One.*Wanda Two/)
    expect((await wanda.post(link)).status).toBe(403)
    const account = [...page.html.matchAll(/name="account" value="([^"]+)"/g)][1]?.[1] ?? ''
    expect((await wanda.post(link, { account })).status).toBe(303)
    expect((await wanda.get('/me')).html).toContain('value="Wanda Two"')
    expect((await first.get('/me')).status).toBe(200)
    expect((await mailTo('wanda@example.org')) && (await linkFor('wanda@example.org'))).toBeTruthy()
  })

  test('changing to an address that somebody else has proven meanwhile is refused to whoever follows the link', async () => {
    const dina = await community.person('Dina Alves')
    await community.person('Erik Berg')
    await dina.submit('/me/sign-in/address', { address: addressOf('erik.berg') })
    const link = (await mailTo(addressOf('erik.berg')))?.link ?? ''
    expect((await dina.post(link)).status).toBe(403)
    const { rows } = await house.owner.query('select email from auth."user" where id = $1', [dina.account])
    expect(rows).toEqual([{ email: addressOf('dina.alves') }])
  })

  test('a request under another host name has no mail sent that would lead there', async () => {
    await community.person('Fay Gray')
    const body = new FormData()
    body.append('address', addressOf('fay.gray'))
    const headers = { 'sec-fetch-site': 'same-origin' }
    const request = new Request('http://evil.example/sign-in/link', { method: 'POST', body, headers })
    const answer = await house.server.fetch(request, { peer: '192.0.2.7' })
    expect(answer.status).toBe(403)
    expect(await mailTo(addressOf('fay.gray'))).toBeUndefined()
  })
})

describe('A link lets in once', () => {
  test('looking at it, as mail scanners do, spends nothing; pressing the button twice lets in once', async () => {
    await community.person('Gil Hart')
    const link = await linkFor(addressOf('gil.hart'))
    for (let look = 0; look < 3; look++) expect((await house.nobody().get(link)).text).toContain('One tap')
    const stored = await house.owner.query('select identifier, value from auth.verification')
    expect(JSON.stringify(stored.rows)).not.toContain(link.split('/').at(-1))
    const [first, second] = await Promise.all([house.nobody().post(link), house.nobody().post(link)])
    expect([first.status, second.status].sort()).toEqual([303, 403])
    expect((await house.nobody().get(link)).text).toContain('no longer works')
  })

  test('after half an hour it is over', async () => {
    await community.person('Hana Ito')
    const link = await linkFor(addressOf('hana.ito'))
    house.setNow(new Date(Date.now() + 31 * 60_000))
    expect((await house.nobody().get(link)).text).toContain('no longer works')
    expect((await house.nobody().post(link)).status).toBe(403)
  })

  test('a link that may be copied is dead from its person’s first sign-in on, and nobody can make one up', async () => {
    const here = await house.services.handles.accounts({ community: community.id }, async (db) => {
      const account = await openAccount(db, { name: 'Ines Jara', address: 'ines@example.org' })
      const newcomer = { name: 'Ines Jara', address: 'ines@example.org', locale: 'en', zone: 'Europe/Madrid' }
      await becomePerson(db, community, account, newcomer)
      return account
    })
    const { rows } = await house.owner.query('select wrapped from app.community_key where community = $1', [
      community.id,
    ])
    const vault = house.services.vault.community(community.id, rows[0].wrapped)
    const link = firstSignInPath({ vault }, here)
    expect((await house.nobody().post(`${link}x`)).status).toBe(403)
    const other = link.replace(here, (await community.person('Jo King')).account)
    expect((await house.nobody().post(other)).status).toBe(403)
    const ines = house.nobody()
    expect((await ines.get(link)).text).toContain('One tap')
    expect((await ines.post(link)).location).toBe('/home')
    expect((await ines.get('/me')).html).toContain('value="Ines Jara"')
    expect((await house.nobody().post(link)).status).toBe(403)
    expect((await house.nobody().get(link)).text).toContain('no longer works')
  })

  test('the operator’s link is told to its person and seen by the people of their circles, and by nobody else', async () => {
    const kai = await community.person('Kai Lund')
    const lea = await community.person('Lea Moor')
    await circleWith(kai, [lea])
    const [link] = await operatorLinks(house.services.handles, addressOf('kai.lund'), new Date())
    const operator = house.nobody()
    expect((await operator.get(link?.path ?? '')).text).toContain('told to the person')
    expect((await operator.post(link?.path ?? '')).status).toBe(303)
    expect((await house.nobody().post(link?.path ?? '')).status).toBe(403)
    expect((await kai.get('/me')).text).toContain('Someone came in as you')
    expect((await mailTo(addressOf('kai.lund')))?.subject).toBe('Someone came into The Long Table as you')
    const seenBy = (person: string) =>
      house.services.handles.member({ community: community.id, person }, async (db) =>
        (await db.selectFrom('app.operator_sign_in').select('person').execute()).map((row) => row.person),
      )
    expect(await seenBy(lea.person)).toEqual([kai.person])
    expect(await seenBy((await community.person('Max Nord')).person)).toEqual([])
  })
})

describe('Who tries too often has to wait', () => {
  test('for links to one address, whoever has it; others are not held up, and later it works again', async () => {
    const asks = (address: string) => house.nobody().post('/sign-in/link', { address })
    for (let time = 0; time < 5; time++) expect((await asks('often@example.org')).status).toBe(303)
    const sixth = await asks('often@example.org')
    expect(sixth.status).toBe(429)
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await asks('seldom@example.org')).status).toBe(303)
    house.setNow(new Date(Date.now() + 16 * 60_000))
    expect((await asks('often@example.org')).status).toBe(303)
  })

  test('for passwords of one address, from wherever they come', async () => {
    house.setNow(new Date(Date.now() + 60 * 60_000))
    const guess = () =>
      house.nobody().post('/sign-in/password', { address: 'guessed@example.org', password: 'a guess' })
    for (let time = 0; time < 10; time++) expect((await guess()).status).toBe(403)
    expect((await guess()).status).toBe(429)
  })
})
