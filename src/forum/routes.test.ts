import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'

let house: TestHouse
let community: TestCommunity
let ana: Browser
let ben: Browser
let otto: Browser

beforeAll(async () => {
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
  ana = await community.person('Ana Martins')
  ben = await community.person('Ben Okafor')
  otto = await community.person('Otto Organiser', { offices: ['organiser'] })
})
afterAll(() => house.end())

/** Ana begins a topic; the path of its page. */
async function topicOf(browser: Browser, title = 'How do you hand over a team?'): Promise<string> {
  const answer = await browser.post('/forum/topics/new', { title, body: 'I built it myself.\n\nIt is hard to let go.' })
  expect(answer.status).toBe(303)
  return answer.location
}

describe('The forum', () => {
  test('tells a stranger what it is, and shows no topic', async () => {
    await topicOf(ana, 'A question only members read')
    const page = await house.nobody().get('/forum')
    expect(page.text).toContain('read by members only')
    expect(page.text).not.toContain('A question only members read')
    expect((await house.nobody().get('/forum/topics')).status).toBe(404)
  })

  test('lets Ben answer what Ana asked', async () => {
    const path = await topicOf(ana)
    const page = await ben.submit(path, { body: 'I wrote down what only I knew.' })
    expect(page.text).toContain('Ben Okafor')
    expect((await ana.get('/forum/topics')).text).toContain('1 answer')
  })

  test('keeps what Ben typed when he forgot the title', async () => {
    const page = await ben.post('/forum/topics/new', { title: '', body: 'Words I would hate to lose' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Please fill this in')
    expect(page.html).toContain('Words I would hate to lose')
  })

  test('shows markup that somebody typed as words', async () => {
    const path = await topicOf(ana, '<img src=x onerror=alert(1)>')
    expect((await ben.get(path)).html).not.toContain('<img src=x')
  })

  test('lets only its author change a topic, and delete it only while nobody has answered', async () => {
    const path = await topicOf(ana)
    expect((await ben.get(`${path}/edition`)).status).toBe(404)
    expect((await ben.post(`${path}/edition`, { title: 'Mine now', body: 'x' })).status).toBe(404)
    expect((await ana.submit(`${path}/edition`, { title: 'A better title', body: 'Better words' })).text).toContain(
      '(changed)',
    )
    await ben.submit(path, { body: 'An answer' })
    const refused = await ana.post(`${path}/removal`)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('Somebody has answered already')
  })

  test('folds the words of a person whom Ana blocked, for Ana alone', async () => {
    const path = await topicOf(ana)
    await ben.submit(path, { body: 'Ben says something' })
    const page = await ana.submit('/forum/blocks', { person: ben.person, topic: path.split('/').at(-1) ?? '' })
    expect(page.text).toContain('Words of somebody you chose not to read')
    expect((await otto.get(path)).text).not.toContain('Words of somebody you chose not to read')
    await ana.submit('/forum/blocks/end', { person: ben.person, topic: path.split('/').at(-1) ?? '' })
    expect((await ana.get(path)).text).not.toContain('Words of somebody you chose not to read')
  })

  test('lets an organiser hide what was reported, with a reason that its author reads, and never says who reported', async () => {
    const path = await topicOf(ben, 'Something unkind')
    await ana.submit(`${path}/report`, { because: 'It names a colleague of mine' })
    const reports = await otto.get('/forum/reports')
    expect(reports.text).toContain('It names a colleague of mine')
    expect(reports.text).not.toContain('Ana Martins')
    await otto.submit(reports.address(/\/forum\/reports\/.+/), {
      outcome: 'hidden',
      because: 'No names of others, please',
    })
    expect((await ana.get(path)).status).toBe(404)
    expect((await ben.get(path)).text).toContain('No names of others, please')
    expect((await ana.get('/forum/reports')).status).toBe(404)
  })

  test('asks for a reason before something is hidden', async () => {
    const path = await topicOf(ben, 'Another one reported')
    await ana.submit(`${path}/report`, { because: 'Not sure about this' })
    const reports = await otto.get('/forum/reports')
    const answer = await otto.post(reports.address(/\/forum\/reports\/.+/), { outcome: 'hidden', because: '' })
    expect(answer.status).toBe(422)
  })

  test('asks for a pause when somebody writes very much at once', async () => {
    const carla = await community.person('Carla Many')
    for (let n = 0; n < 20; n++) await topicOf(carla, `Topic number ${n}`)
    const answer = await carla.post('/forum/topics/new', { title: 'One more', body: 'Too much' })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('keeps the words of somebody who left where others answered, without the name, and lets the rest go', async () => {
    const gina = await community.person('Gina Gone')
    const answered = await topicOf(gina, 'An answered question')
    const lonely = await topicOf(gina, 'A lonely question')
    await ben.submit(answered, { body: 'Here is what I did' })
    await house.services.handles.accounts({ community: community.id }, async (db) => {
      await db.deleteFrom('app.person').where('community', '=', community.id).where('id', '=', gina.person).execute()
    })
    const page = await ben.get(answered)
    expect(page.text).toContain('someone who has left')
    expect(page.text).not.toContain('Gina')
    expect((await ben.get(lonely)).status).toBe(404)
  })
})
