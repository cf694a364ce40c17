import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import type { PostedMail } from '../../test/by-hand.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { readsAlong } from '../../test/newcomer.ts'
import { insightJobs } from './jobs.ts'
import { letterQueue } from './writes.ts'

let house: TestHouse
let community: TestCommunity
let ana: Browser
let otto: Browser
/** Another one in each test, for one address gets few mails. */
let rita: string
let tests = 0

beforeAll(async () => {
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
  ana = await community.person('Ana Martins')
  otto = await community.person('Otto Organiser', { offices: ['organiser'] })
})
beforeEach(async () => {
  rita = `rita${++tests}@example.org`
  for (const table of ['app.subscriber', 'app.letter', 'app.insight', 'app.mail', 'ops.outbox'])
    await house.owner.query(`delete from ${table}`)
})
afterAll(() => house.end())

const article = {
  title: 'Hand over the part you are best at',
  takeaways: '- Write down what only you know\nLet the first week go wrong',
  author: 'Ana Martins, who leads a team of nine',
  body: 'I kept the hardest part.\n\n# What I tried\n\nI gave it away.',
  audience: 'public',
  next: 'publish',
}

/** Otto writes an article; its id. */
async function written(about: Partial<typeof article> = {}): Promise<string> {
  const answer = await otto.post('/insights/new', { ...article, ...about })
  expect(answer.status).toBe(303)
  return answer.location.split('/')[2] ?? ''
}

/** Somebody asks for the letter at the public home; the mails they then find. */
async function asksForLetter(address: string, browser = house.nobody()): Promise<PostedMail[]> {
  expect((await browser.post('/letter', { address, website: '' })).location).toBe('/letter/asked')
  await house.work()
  return (await house.mails()).filter((mail) => mail.address === address)
}

const linkIn = (mail: PostedMail | undefined): string => /\/letter\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''

/** Otto composes a letter from these articles; the path of its page. */
async function composed(...insights: string[]): Promise<string> {
  const words = { subject: 'Giving work away', intro: 'Dear readers,\n\ntwo things this week.' }
  const answer = await otto.post('/insights/letters/new', { ...words, 'insights[]': insights })
  expect(answer.status).toBe(303)
  return answer.location
}

const lettersTo = async (): Promise<string[]> =>
  (await house.mails()).filter((mail) => mail.kind === 'insights.letter').map((mail) => mail.address ?? '')

describe('An insight', () => {
  test('is read by everybody once Otto publishes it: takeaways first, then the text', async () => {
    const id = await written()
    const page = await house.nobody().get(`/insights/${id}`)
    expect(page.status).toBe(200)
    expect(page.text).toMatch(/Write down what only you know.*Let the first week go wrong.*What I tried/)
    expect(page.text).toContain('By Ana Martins, who leads a team of nine')
    expect((await house.nobody().get('/insights')).text).toContain('Hand over the part you are best at')
  })

  test('that is new greets a stranger at the public home, the latest three', async () => {
    for (const title of ['The first one', 'The second one', 'The third one', 'The fourth one']) await written({ title })
    const home = await house.nobody().get('/')
    expect(home.text).toContain('The fourth one')
    expect(home.text).toContain('The second one')
    expect(home.text).not.toContain('The first one')
  })

  test('for members is read by Ana, and looks to a stranger as if it were not there', async () => {
    const id = await written({ audience: 'members', title: 'Only between us' })
    expect((await ana.get(`/insights/${id}`)).text).toContain('Only between us')
    expect((await ana.get('/insights')).text).toContain('Only between us')
    const hidden = await house.nobody().get(`/insights/${id}`)
    const missing = await house.nobody().get('/insights/01890000-0000-7000-8000-000000000000')
    expect(hidden.status).toBe(404)
    expect(hidden.text).toBe(missing.text)
    for (const path of ['/', '/insights', '/letters'])
      expect((await house.nobody().get(path)).text).not.toContain('Only between us')
  })

  test('of long ago stands on an older page, and an address that names no day shows the latest', async () => {
    await written({ title: 'The older one' })
    const { rows } = await house.owner.query('select published_at from app.insight')
    await written({ title: 'The newer one' })
    const older = new Date(+rows[0].published_at + 1).toISOString()
    const from = async (moment: string) => (await house.nobody().get(`/insights?before=${moment}`)).text
    expect(await from(older)).toContain('The older one')
    expect(await from(older)).not.toContain('The newer one')
    for (const none of ['', 'yesterday', '-271821-04-20T00:00:00.000Z'])
      expect(await from(encodeURIComponent(none))).toContain('The newer one')
  })

  test('that is a draft is seen by organisers alone', async () => {
    const id = await written({ next: 'keep', title: 'Not ready yet' })
    expect((await otto.get('/insights/desk')).text).toContain('Not ready yet')
    expect((await ana.get(`/insights/${id}`)).status).toBe(404)
    expect((await ana.get(`/insights/${id}/edition`)).status).toBe(404)
    expect((await otto.submit(`/insights/${id}/edition`, article)).text).toContain('Hand over the part')
    expect((await ana.get(`/insights/${id}`)).status).toBe(200)
  })

  test('is gone for its readers when Otto takes it down, and can be deleted then', async () => {
    const id = await written()
    const refused = await otto.post(`/insights/${id}/removal`)
    expect(refused.status).toBe(403)
    await otto.submit(`/insights/${id}/taken-down`)
    expect((await house.nobody().get(`/insights/${id}`)).status).toBe(404)
    expect((await otto.submit(`/insights/${id}/removal`)).text).not.toContain('Hand over the part')
  })

  test('keeps what Otto typed when he gave only one takeaway', async () => {
    const answer = await otto.post('/insights/new', { ...article, takeaways: 'Just this' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Please write two to four lines.')
    expect(answer.html).toContain('I kept the hardest part.')
  })

  test('is written by organisers alone', async () => {
    expect((await ana.get('/insights/new')).status).toBe(404)
    expect((await ana.post('/insights/new', article)).status).toBe(404)
    expect((await ana.get('/insights/letters')).status).toBe(404)
  })

  test('shows what somebody typed as words, never as markup', async () => {
    const id = await written({ title: '<img src=x onerror=alert(1)>', body: '<script>alert(1)</script>' })
    const { html } = await house.nobody().get(`/insights/${id}`)
    expect(html).not.toContain('<img src=x')
    expect(html).not.toContain('<script>alert')
  })
})

describe('The weekly letter', () => {
  test('comes to Rita only after she pressed the button behind the link in her mail', async () => {
    const [mail] = await asksForLetter(rita)
    expect(mail?.subject).toBe('Would you like to get the letter of The Long Table?')
    const path = await composed(await written())
    expect((await house.nobody().get(linkIn(mail))).text).toContain('Yes, send me the letter')
    expect((await otto.get(path)).text).toContain('Nobody has confirmed an address yet')
    expect((await house.nobody().post(linkIn(mail))).text).toContain('You will get the letter')
    expect((await otto.get(path)).text).toContain('It goes to 1 person')
  })

  test('answers alike whether an address is new, asked before, or reads along', async () => {
    await readsAlong(house, rita)
    const texts = new Set<string>()
    for (const address of [rita, 'new@example.org', 'new@example.org'])
      texts.add((await house.nobody().submit('/letter', { address })).text)
    expect(texts.size).toBe(1)
    await house.work()
    const mails = await house.mails()
    expect(mails.filter(({ address }) => address === rita).at(-1)?.subject).toContain('already')
    const links = mails.filter(({ address }) => address === 'new@example.org').map(linkIn)
    expect(links).toHaveLength(2)
    expect(new Set(links).size).toBe(1)
  })

  test('is not asked for by a program that fills the unseen field, which is none the wiser', async () => {
    const answer = await house.nobody().post('/letter', { address: 'bot@example.org', website: 'https://spam.example' })
    expect(answer.location).toBe('/letter/asked')
    await house.work()
    expect(await house.mails()).toEqual([])
  })

  test('sends one address few mails, however often somebody types it', async () => {
    for (let n = 0; n < 6; n++) await asksForLetter('pestered@example.org')
    expect(await asksForLetter('pestered@example.org')).toHaveLength(3)
  })

  test('says kindly what is wrong with an address', async () => {
    const answer = await house.nobody().post('/letter', { address: 'rita at home' })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('rita at home')
  })

  test('goes to each reader once, also when its sending was cut off and begun again', async () => {
    const readers = ['one', 'two', 'three'].map((name) => `${name}.${rita}`)
    for (const reader of readers) await readsAlong(house, reader)
    const path = await composed(await written())
    expect((await otto.submit(`${path}/sending`)).text).toContain('It is on its way.')
    const letter = path.split('/').at(-1) ?? ''
    const again = () =>
      insightJobs
        .find(({ queue }) => queue === letterQueue.name)
        ?.handle({ community: community.id, letter }, house.services)
    await Promise.allSettled([again(), again(), again()])
    await house.work()
    await again()
    expect((await lettersTo()).sort()).toEqual(readers.sort())
    expect((await otto.get(path)).text).toContain('It went to 3 people.')
    expect((await otto.post(`${path}/sending`)).status).toBe(409)
  })

  test('brings the words, the takeaways, and a way out for this reader alone', async () => {
    await readsAlong(house, rita)
    await readsAlong(house, `sam.${rita}`)
    const id = await written()
    await otto.submit(`${await composed(id)}/sending`)
    await house.work()
    const [first, second] = (await house.mails()).filter((mail) => mail.kind === 'insights.letter')
    expect(first?.subject).toBe('Giving work away')
    expect(first?.text).toContain('– Write down what only you know')
    expect(first?.text).toContain(`http://localhost:8080/insights/${id}`)
    expect(linkIn(first)).not.toBe(linkIn(second))
  })

  test('stops when Rita presses the button at its end, and her address is forgotten', async () => {
    await readsAlong(house, rita)
    await otto.submit(`${await composed(await written())}/sending`)
    await house.work()
    const link = linkIn((await house.mails()).find(({ kind }) => kind === 'insights.letter'))
    expect((await house.nobody().get(link)).text).toContain('Stop the letters')
    expect((await house.owner.query('select 1 from app.subscriber')).rowCount).toBe(1)
    expect((await house.nobody().post(link)).text).toContain('You will get no more letters')
    expect((await house.owner.query('select 1 from app.subscriber')).rowCount).toBe(0)
    expect((await house.nobody().get(link)).text).toContain('This link no longer does anything')
  })

  test('stops by the button of a mail program, which comes from no page of ours', async () => {
    await readsAlong(house, rita)
    await readsAlong(house, `sam.${rita}`)
    await otto.submit(`${await composed(await written())}/sending`)
    await house.work()
    const link = linkIn(
      (await house.mails()).find(({ address, kind }) => address === rita && kind === 'insights.letter'),
    )
    const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://mail.example' }
    const answer = await house.nobody().post(link, { 'List-Unsubscribe': 'One-Click' }, elsewhere)
    expect(answer.status).toBe(200)
    const left = await house.owner.query('select address from app.subscriber')
    expect(left.rows).toEqual([{ address: `sam.${rita}` }])
    const confirm = linkIn((await asksForLetter('uli@example.org')).at(-1))
    expect((await house.nobody().post(confirm, {}, elsewhere)).status).toBe(403)
  })

  test('can be read again by everybody in the archive, and a draft of it cannot', async () => {
    const path = await composed(await written())
    const id = path.split('/').at(-1)
    expect((await house.nobody().get(`/letters/${id}`)).status).toBe(404)
    await otto.submit(`${path}/sending`)
    const page = await house.nobody().get(`/letters/${id}`)
    expect(page.text).toContain('two things this week')
    expect((await house.nobody().get('/letters')).text).toContain('Giving work away')
    expect((await otto.get(`${path}/edition`)).status).toBe(404)
  })

  test('brings nothing that is for members only', async () => {
    const hidden = await written({ audience: 'members' })
    await written()
    const words = { subject: 'Not for you', intro: 'Hello', 'insights[]': [hidden] }
    expect((await otto.post('/insights/letters/new', words)).status).toBe(422)
  })

  test('does not show Otto who reads along, only how many, and says that no mail goes out yet', async () => {
    await readsAlong(house, rita)
    const page = await otto.get('/insights/letters')
    expect(page.text).toContain('1 person reads along')
    expect(page.text).toContain('No mail goes out yet')
    expect(page.text).not.toContain(rita)
  })

  test('forgets an address that nobody confirmed in a month', async () => {
    await asksForLetter('old@example.org')
    await readsAlong(house, rita)
    await house.owner.query(`update app.subscriber set made_at = now() - interval '31 days'`)
    await insightJobs.find(({ queue }) => queue === 'insights.tidy')?.handle({}, house.services)
    const left = await house.owner.query('select address from app.subscriber')
    expect(left.rows).toEqual([{ address: rita }])
  })
})
