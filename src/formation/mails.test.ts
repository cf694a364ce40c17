import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile, proposeCircles } from '../../test/applicants.ts'
import type { TestCommunity } from '../../test/arrange.ts'
import type { Browser, Page } from '../../test/browserless.ts'
import { asItStands } from '../../test/forms.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'

let house: TestHouse
let community: TestCommunity
let olga: Browser
let ana: Browser
let published: Page

beforeAll(async () => {
  // Nothing listens there: what is posted is what matters here, and delivery has its own tests.
  house = await openTestHouse({ SMTP_URL: 'smtp://127.0.0.1:9' })
  community = await house.community('long-table', 'The Long Table')
  olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  ana = await community.person('Ana Martins')
  await importFile(olga, file())
})
afterAll(() => house.end())

/** Ana and Olga, who are here already, and five who have not come. */
function file(): string {
  const names = ['Ana Martins', 'Bo Berg', 'Cy Cole', 'Di Dorn', 'Ed Eck', 'Fe Font', 'Olga Ortiz']
  const rows = names.map((name) => {
    const address = `${name.toLowerCase().replace(' ', '.')}@long-table.example.org`
    return `${name},${address},Europe/Lisbon,Mon 18:00-21:00,English`
  })
  return ['name,email,time_zone,availability,languages', ...rows].join('\n')
}

test('Olga cannot give a place to herself: another who organises publishes it', async () => {
  const path = await proposeCircles(olga)
  await house.work()
  const form = asItStands(await olga.get(`${path}/publication`))
  const refused = await olga.post(`${path}/publication`, form)
  expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('so somebody else who organises')])
  expect((await house.owner.query('select 1 from app.placement')).rows).toEqual([])
  const oscar = await community.person('Oscar Ortega', { offices: ['organiser'] })
  expect((await oscar.get(`${path}/publication`)).text).toContain('5 with a personal link, 2 who are here already')
  published = await oscar.submit(`${path}/publication`, form)
  expect(published.text).toContain('0 of 7')
})

test('Each gets a letter of their own that names no circle and nobody else', async () => {
  const letters = (await house.mails()).filter(({ kind }) => kind.startsWith('formation.'))
  expect(letters).toHaveLength(7)
  const names = ['Ana', 'Bo', 'Cy', 'Di', 'Ed', 'Fe']
  for (const { text = '', subject } of letters) {
    expect(names.filter((name) => new RegExp(`\\b${name}\\b`).test(text)).length).toBeLessThanOrEqual(1)
    expect(`${subject} ${text}`).not.toMatch(/Circle \d/)
    expect(text).toMatch(/The place is kept for you until \w+day \d+ \w+/)
  }
  const byLink = letters.filter(({ kind }) => kind === 'formation.placeByLink')
  expect(byLink.every(({ secret, address, text = '' }) => secret && address && /\/p\/[\w-]{43}/.test(text))).toBe(true)
  expect(new Set(byLink.map(({ text }) => /\/p\/[\w-]+/.exec(text ?? '')?.[0])).size).toBe(5)
})

test('Ana, who is here already, finds her place by the link of her letter and on her pages', async () => {
  const [hers] = (await house.mails()).filter(({ person }) => person === ana.person)
  expect(hers?.text).toMatch(/http:\/\/localhost:8080\/places\n/)
  expect((await ana.get('/places')).location).toMatch(/^\/places\/[0-9a-f-]{36}$/)
  expect((await ana.get('/home')).text).toContain('Circle 1')
  expect((await ana.get((await ana.get('/places')).location)).text).toContain('Oscar Ortega invites you')
})
