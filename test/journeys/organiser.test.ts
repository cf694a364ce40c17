import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import type { Browser } from '../browserless.ts'
import { asItStands } from '../forms.ts'
import { follow, press } from './circle-life.ts'
import { openSite, type Site, type Visitor } from './site.ts'

// Olga has a file of 48 people. An hour later they sit in circles: three of them came by telephone, the others as their browsers would.

const people = readFileSync(new URL('../data/applicants-48.csv', import.meta.url))

let site: Site
beforeAll(async () => {
  site = await openSite('organiser')
})
afterAll(() => site.end())

test('Olga imports 48 people, forms circles and publishes them, and all 48 accept', async () => {
  onTestFailed(site.lastPictures)
  const olga = await signedIn('Olga Ortiz')
  await sheImports(olga)
  await sheProposes(olga)
  await sheLooksAndMoves(olga)
  await sheLooksByPhone(olga)
  const links = await shePublishes(olga)
  expect(links).toHaveLength(48)
  const [one = '', two = '', three = '', ...others] = links
  for (const [number, link] of [one, two, three].entries())
    expect(await comesByPhone(link, number)).toBeLessThanOrEqual(12)
  for (const link of others) await comes(link)
  await olga.page.reload()
  await olga.page.getByText('48 of 48').first().waitFor()
  await site.picture(olga.page, '09-all-have-accepted')
  expect(site.troubles).toEqual([])
})

/** Somebody who organises, in a browser in which they are signed in. */
async function signedIn(name: string): Promise<Visitor> {
  const { cookie } = await site.community.person(name, { offices: ['organiser'] })
  const [key = '', value = ''] = cookie.split(/=(.*)/s)
  const visitor = await site.visitor(name)
  await visitor.context.addCookies([{ name: key, value, url: site.address }])
  return visitor
}

/** The same pages on a telephone, in the dark. */
async function sheLooksByPhone(olga: Visitor): Promise<void> {
  const { page, context } = await site.visitor('Olga by phone', { phone: true, colorScheme: 'dark' })
  await context.addCookies(await olga.context.cookies())
  const board = new URL(olga.page.url()).pathname
  for (const [name, path] of Object.entries({
    list: '/formation',
    wishes: '/formation/new',
    board,
    publish: `${board}/publication`,
  })) {
    await page.goto(path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await site.picture(page, `small-${name}`)
  }
  await page.goto(board)
  await page.getByText('Why these people').first().tap()
  await page.getByText('All share, in Languages').first().waitFor()
  await site.picture(page, 'small-why')
  await page.getByRole('link', { name: 'Yuki Mensah' }).tap()
  await page.getByRole('heading', { name: 'Why here' }).waitFor()
  await site.picture(page, 'small-person')
}

async function sheImports(olga: Visitor): Promise<void> {
  const { page } = olga
  await page.goto('/home')
  await follow(olga, 'Applicants')
  await follow(olga, 'Import a file')
  await page
    .getByLabel('A table with one row for each person')
    .setInputFiles({ name: 'applicants.csv', mimeType: 'text/csv', buffer: people })
  await press(olga, 'Look at it first')
  await site.picture(page, '01-preview')
  await page.getByLabel('They asked for a place').check()
  await press(olga, 'Import 48 people')
  await page.getByText('48 new people').waitFor()
}

async function sheProposes(olga: Visitor): Promise<void> {
  const { page } = olga
  await follow(olga, 'Form circles')
  await site.picture(page, '02-before')
  await follow(olga, 'New proposal')
  await site.picture(page, '03-wishes')
  await press(olga, 'Propose circles')
  await page.getByText('This page looks again by itself').waitFor()
  await site.picture(page, '04-searching')
  await site.house.work()
  await page.getByRole('heading', { name: /48 people in \d circles/ }).waitFor()
  await page.getByText('Every rule holds.').waitFor()
  await site.picture(page, '05-board')
}

async function sheLooksAndMoves(olga: Visitor): Promise<void> {
  const { page } = olga
  await follow(olga, 'Yuki Mensah')
  await page.getByRole('heading', { name: 'Why here' }).waitFor()
  await site.picture(page, '06-one-person')
  await press(olga, 'Move')
  await page.getByText('Yuki Mensah has moved from circle').waitFor()
  await press(olga, 'Undo')
  await page.getByText('Every rule holds.').waitFor()
}

/** Publishes, and answers with the personal links to hand on. */
async function shePublishes(olga: Visitor): Promise<string[]> {
  const { page } = olga
  await follow(olga, 'Publish…')
  await site.picture(page, '07-publish')
  await press(olga, 'Publish and keep 48 places')
  await page.getByText('0 of 48').first().waitFor()
  await site.picture(page, '08-published')
  const list = await page.request.get(`${new URL(page.url()).pathname}/links.csv`)
  return [...(await list.text()).matchAll(/\/p\/[\w-]+/g)].map(([link]) => link)
}

/** From the personal link to the circle's home on a small telephone; answers with the number of taps. */
async function comesByPhone(link: string, number: number): Promise<number> {
  const who = await site.visitor(`phone-${number}`, { phone: true, ...(number === 1 ? { colorScheme: 'dark' } : {}) })
  const { page } = who
  const steps = [
    ['link', 'Come in'],
    ['checkbox', /I have read how this place/],
    ['button', 'Yes, come in'],
    ['button', 'Yes, I take my place'],
    ['button', 'I agree'],
  ] as const
  await page.goto(link)
  for (const [step, [role, name]] of steps.entries()) {
    const target = page.getByRole(role, { name, ...(typeof name === 'string' ? { exact: true } : {}) })
    await target.waitFor()
    await site.picture(page, `phone-${number}-${step + 1}`)
    await target.tap()
  }
  await page.waitForURL(/\/circles\/[0-9a-f-]{36}$/)
  await page.getByText('Those for whom places were kept here are all free on').waitFor()
  await site.picture(page, `phone-${number}-${steps.length + 1}`)
  return steps.length
}

/** The same as a browser sends it, without one. */
async function comes(link: string): Promise<void> {
  const who: Browser = site.house.nobody()
  const place = await who.submit(`${link}/you`, { ...asItStands(await who.get(`${link}/you`)), privacy: 'on' })
  const agreement = await who.submit(place.location, { answer: 'yes' })
  const home = await who.submit(agreement.address(/\/agreement$/), asItStands(agreement))
  expect(home.status).toBe(200)
}
