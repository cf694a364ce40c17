import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser } from '../../test/browserless.ts'
import { circleOf } from '../../test/circles.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'

let house: TestHouse
let community: TestCommunity
let ana: Browser
let ben: Browser
let olga: Browser
let circle: string

beforeAll(async () => {
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
  ana = await community.person('Ana Martins')
  ben = await community.person('Ben Okoro')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  circle = await circleOf(ana, ben)
})
afterAll(() => house.end())

const idsOf = async (who: Browser): Promise<string[]> => {
  const { rows } = await house.owner.query('select id from app.offer where person = $1 order by id', [who.person])
  return rows.map(({ id }) => id)
}
const people = async (who: Browser) => (await who.get(`/circles/${circle}/people`)).text

describe('Finding what one can give', () => {
  test('Ana, who thought she had nothing to give, answers two questions and has three things', async () => {
    expect((await ana.get('/me/offers')).address(/finder$/)).toBe('/me/offers/finder')
    expect((await ana.get('/me/offers/finder')).text).toContain('7 of 7 · What would you gladly give somebody an hour')
    const page = await ana.submit('/me/offers/finder', { asked: 'saying no kindly\nbudgets', hard: 'a merger.' })
    expect(page.text).toContain('3 things that you can give.')
    expect(page.html).toContain('Ask me about saying no kindly.')
    expect(page.html).toContain('I have been through this, and can listen: a merger.')
    expect(page.text.match(/Only you(?! see)/g)?.length).toBeGreaterThanOrEqual(3)
  })

  test('Ben, who leaves every question, is asked for a few words', async () => {
    const page = await ben.post('/me/offers/finder', { asked: '  ' })
    expect(page.status).toBe(403)
    expect(page.text).toContain('Answer one of the questions first.')
    expect(await idsOf(ben)).toEqual([])
  })

  test('Nobody keeps more than fits into one list', async () => {
    const page = await ben.post('/me/offers/finder', { asked: 'x\n'.repeat(21) })
    expect(page.status).toBe(403)
    expect(page.text).toContain('A list holds 20 things.')
  })
})

describe('What one can give', () => {
  test('is read by nobody else, not even in one’s circle, until one shows it', async () => {
    expect(await people(ben)).not.toContain('merger')
    expect(await people(ana)).toContain('Say what you can give')
    const [first = '', second = '', third = ''] = await idsOf(ana)
    const page = await ana.submit('/me/offers', {
      [`words-${first}`]: 'Saying no, kindly',
      [`words-${second}`]: '',
      [`words-${third}`]: 'Listening after a merger',
      [`shown-${third}`]: 'on',
    })
    expect(page.text).toContain('Your list is saved.')
    expect(await idsOf(ana)).toEqual([first, third])
    expect(await people(ben)).toContain('Listening after a merger')
    expect(await people(ben)).not.toContain('kindly')
    expect(await people(ana)).toContain('Change what you can give')
  })

  test('is never read by those who organise, nor by members of other circles', async () => {
    const tom = await community.person('Tom Another')
    const elsewhere = await circleOf(tom, olga)
    for (const who of [tom, olga])
      expect((await who.get(`/circles/${elsewhere}/people`)).text).not.toContain('Listening after a merger')
    const { handles } = house.services
    const seen = await handles.member({ community: community.id, person: olga.person }, (db) =>
      db.selectFrom('app.offer').selectAll().execute(),
    )
    expect(seen).toEqual([])
  })

  test('stands in the database under seal, and in the file that one takes along in words', async () => {
    const { rows } = await house.owner.query('select words from app.offer where person = $1', [ana.person])
    for (const { words } of rows) expect(words.toString('utf8')).not.toMatch(/merger|kindly/)
    const file = await ana.get('/me/data.json')
    expect(file.html).toContain('Listening after a merger')
  })

  test('is nobody else’s to change', async () => {
    const [first = ''] = await idsOf(ana)
    await ben.submit('/me/offers', { [`words-${first}`]: 'mine now' })
    expect((await ana.get('/me/offers')).html).toContain('Saying no, kindly')
  })

  test('is hidden again from one’s circle, and gone for it when one leaves', async () => {
    const eve = await community.person('Eve Lind')
    const ours = await circleOf(eve, ben)
    await eve.submit('/me/offers/new', { words: 'Reading drafts' })
    const [id = ''] = await idsOf(eve)
    const show = (on: boolean) =>
      eve.submit('/me/offers', { [`words-${id}`]: 'Reading drafts', ...(on ? { [`shown-${id}`]: 'on' } : {}) })
    await show(true)
    expect((await ben.get(`/circles/${ours}/people`)).text).toContain('Reading drafts')
    await show(false)
    expect((await ben.get(`/circles/${ours}/people`)).text).not.toContain('Reading drafts')
    await show(true)
    await eve.submit(`/circles/${ours}/leaving`)
    const { handles } = house.services
    const left = await handles.member({ community: community.id, person: ben.person, circle: ours }, (db) =>
      db.selectFrom('app.offer').select('id').where('person', '=', eve.person).execute(),
    )
    expect(left).toEqual([])
    await eve.submit('/me/leaving', { name: 'Eve Lind' })
    expect(await idsOf(eve)).toEqual([])
  })
})
