import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { afterEach, expect, onTestFailed, test } from 'vitest'
import { firstOwnerLink } from '../../src/communities/writes.ts'
import { judge, policyOf, sample } from '../people-files.ts'
import { follow, press } from './circle-life.ts'
import { lookAtAll } from './screens.ts'
import { type EmptySite, openEmptySite, type Visitor } from './site.ts'

// Olivia has a file of applicants and a server on which nothing is set up yet. When she leaves, circles are published.

let site: EmptySite
afterEach(() => site.end())

test('With 203 applicants: from the wizard to published circles that keep every rule', async () => {
  const olivia = await begins('season')
  const people = readFileSync(sample('applicants-203.csv'))
  await sheImports(olivia, people, 203)
  await sheWishes(olivia)
  await press(olivia, 'Propose circles')
  await sheLooks(olivia, 203)
  await everyPageIsSound(olivia)
  await shePublishes(olivia, 203)
  expect(await published(olivia, people, false)).toMatchObject({ exit: 0, hard: { unplaced: 0 } })
  expect(site.troubles).toEqual([])
})

test('With the hard file: managers, wishes to be apart and together, languages and nobody alone of a kind are kept', async () => {
  const olivia = await begins('season-hard')
  const people = readFileSync(sample('applicants-97-hard.csv'))
  await sheImports(olivia, people, 97)
  await sheWishes(olivia)
  const { page } = olivia
  await page.getByText('Nobody the only one of a kind').click()
  await page.getByLabel('Which answer').selectOption({ label: 'gender' })
  await page.getByLabel('What it says').fill('woman')
  await site.picture(page, '03-wishes')
  await press(olivia, 'Propose circles')
  await sheLooks(olivia, 97)
  await shePublishes(olivia, 97)
  expect(await published(olivia, people, true)).toMatchObject({ exit: 0, hard: { unplaced: 0 } })
  expect(site.troubles).toEqual([])
})

/** Through the wizard, as the first person there is. */
async function begins(journey: string): Promise<Visitor> {
  site = await openEmptySite(journey)
  onTestFailed(site.lastPictures)
  const olivia = await site.visitor('Olivia Owner')
  const { page } = olivia
  await page.goto((await firstOwnerLink(site.house.services)) ?? '')
  await page.getByLabel('Name of the community').fill('The Long Table')
  await page.getByLabel('Your name').fill('Olivia Owner')
  await page.getByLabel('Your mail address').fill('olivia@example.org')
  await page.getByLabel('Nothing yet').check()
  await site.picture(page, '01-wizard')
  await press(olivia, 'Open the community')
  await page.waitForURL('**/status?welcome=1')
  return olivia
}

async function sheImports(olivia: Visitor, buffer: Buffer, count: number): Promise<void> {
  const { page } = olivia
  await page.goto('/home')
  await follow(olivia, 'Applicants')
  await follow(olivia, 'Import a file')
  await page
    .getByLabel('A table with one row for each person')
    .setInputFiles({ name: 'applicants.csv', mimeType: 'text/csv', buffer })
  await press(olivia, 'Look at it first')
  await site.picture(page, '02-preview')
  await page.getByLabel('They asked for a place').check()
  await press(olivia, `Import ${count} people`)
  await page.getByText(`${count} new people`).waitFor()
}

/** All as it stands there, but for the season that the checker's policies know. */
async function sheWishes(olivia: Visitor): Promise<void> {
  const { page } = olivia
  await follow(olivia, 'Form circles')
  await follow(olivia, 'New proposal')
  await page.getByLabel('First day').fill('2027-01-11')
  await page.getByLabel('Last day').fill('2027-06-27')
}

async function sheLooks(olivia: Visitor, count: number): Promise<void> {
  const { page } = olivia
  await page.getByText('This page looks again by itself').waitFor()
  await site.house.work()
  await page.getByRole('heading', { name: new RegExp(`${count} people in \\d+ circles`) }).waitFor()
  await page.getByText('Every rule holds.').waitFor()
  await site.picture(page, '04-board')
}

/** What belongs to a proposal, with real people in it: narrow and wide, by light and in the dark, from the right, by keyboard, with axe. */
async function everyPageIsSound(olivia: Visitor): Promise<void> {
  const { page, context } = olivia
  const board = new URL(page.url()).pathname
  const person = await page.locator('.person a').first().getAttribute('href')
  await page.goto(`${board}/prices`)
  await press(olivia, 'Find out')
  await site.house.work()
  await page.getByText('What you could choose otherwise').first().waitFor()
  await page.goto(`${board}/runs`)
  await press(olivia, 'Search again')
  await site.house.work()
  await page.getByRole('link', { name: 'Compare the two' }).waitFor()
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const pages = ['', '/hours', '/prices', '/comparison', '/publication'].map((path) => board + path)
  const screens = [...pages, person ?? '']
  const folder = new URL('../../.artefacts/journeys/season', import.meta.url).pathname
  const pictures = process.env.TEST_PICTURES ? folder : undefined
  const looks = screens.map((path) => ({ name: `at${path.slice(board.length, board.length + 12)}`, path, cookie }))
  expect(await lookAtAll(site.browser, site.address, looks, pictures)).toEqual([])
  await page.goto(board)
}

async function shePublishes(olivia: Visitor, count: number): Promise<void> {
  const { page } = olivia
  await follow(olivia, 'Publish…')
  await press(olivia, `Publish and keep ${count} places`)
  await page.getByText(`0 of ${count}`).first().waitFor()
  await site.picture(page, '05-published')
}

/** What the checker, which shares no code with the product, says of the circles for which links are handed out. */
async function published({ page }: Visitor, people: Buffer, hard: boolean) {
  const list = await page.request.get(`${new URL(page.url()).pathname}/links.csv`)
  const rows: { email: string; circle: string }[] = parse(await list.text(), { columns: true, bom: true })
  const asked: { id: string; email: string }[] = parse(people, { columns: true, bom: true })
  const circles = new Map(rows.map(({ email, circle }) => [email, circle]))
  const placed = asked.map(({ id, email }) => `${id},${circles.get(email.toLowerCase()) ?? ''}`)
  return judge(String(people), policyOf(hard), `${['id,circle', ...placed].join('\n')}\n`)
}
