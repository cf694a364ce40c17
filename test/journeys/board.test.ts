import { readFileSync } from 'node:fs'
import type { CDPSession, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test, vi } from 'vitest'
import { importFile, proposeCircles } from '../applicants.ts'
import type { Browser } from '../browserless.ts'
import { lookAtAll } from './screens.ts'
import { openSite, type Site, type Visit } from './site.ts'

// Olga has a proposal for 48 people, and moves some of them: by mouse, by finger, by keyboard, and with nothing but forms.

let site: Site
let olga: Browser
let proposal: string

beforeAll(async () => {
  site = await openSite('board')
  olga = await site.community.person('Olga Ortiz', { offices: ['organiser'] })
  await importFile(olga, readFileSync(new URL('../data/applicants-48.csv', import.meta.url), 'utf8'))
  proposal = await proposeCircles(olga)
  await site.house.work()
})
afterAll(() => site.end())

/** The board in a browser of hers, with everything undone. */
async function boardIn(name: string, visit: Visit = {}): Promise<Page> {
  onTestFailed(site.lastPictures)
  for (let back = 0; back < 20; back++)
    if ((await olga.post(`${proposal}/history`, { go: 'back' })).status !== 303) break
  const { page, context } = await site.visitor(name, visit)
  const [key = '', value = ''] = olga.cookie.split(/=(.*)/s)
  await context.addCookies([{ name: key, value, url: site.address }])
  await page.goto(proposal)
  await page.getByText('Every rule holds.').waitFor()
  return page
}

/** The machine may be busy. */
const patient = { timeout: 20_000 }

const columns = (page: Page) => page.locator('.column')
const people = (column: Locator) => column.locator('.person')
const chips = (page: Page) => page.locator('#board-findings').textContent()

async function firstOf(page: Page, column: number) {
  const card = people(columns(page).nth(column)).first()
  const [name, id] = [await card.getByRole('link').textContent(), await card.getAttribute('id')]
  return { name: name ?? '', id: id ?? '', card, grip: card.locator('.grip') }
}

/** Somebody sits in a circle of which the page, and the page loaded anew, say so. */
async function sits(page: Page, { name, id }: { name: string; id: string }, column: number): Promise<void> {
  const circle = await columns(page).nth(column).getAttribute('data-circle')
  const there = page.locator(`.column[data-circle="${circle}"] #${id}`)
  await there.waitFor()
  await page.locator('#board-last', { hasText: name }).waitFor()
  const { html } = await olga.get(proposal)
  const [, from = ''] = html.split(`data-circle="${circle}"`)
  expect(from.split('class="column"')[0]).toContain(`id="${id}"`)
}

/** Where to put a mouse or a finger, once it rests there and is painted: a finger that comes before scrolls the page. */
async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  await locator.hover({ trial: true })
  const box = await locator.boundingBox()
  if (!box) throw new Error('not on the screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test('By mouse Olga drags somebody to another circle: scores change at once, and undo and redo outlive the page', async () => {
  const page = await boardIn('by mouse')
  const before = await chips(page)
  const who = await firstOf(page, 0)
  await who.card.evaluate((card) => card.scrollIntoView({ block: 'center' }))
  const start = await middleOf(who.card)
  const end = await middleOf(columns(page).nth(1).locator('.person').nth(1))
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + 30, start.y, { steps: 3 })
  await page.mouse.move(end.x, end.y, { steps: 8 })
  await site.picture(page, 'mouse-carries')
  await page.mouse.up()
  await sits(page, who, 1)
  expect(await chips(page)).not.toBe(before)
  await site.picture(page, 'mouse-moved')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => chips(page), patient).toBe(before)
  await page.reload()
  await page.getByRole('button', { name: 'Redo' }).click()
  await sits(page, who, 1)
  await page.keyboard.press('Control+z')
  await expect.poll(() => chips(page), patient).toBe(before)
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1)
  expect(site.troubles).toEqual([])
})

test('By keyboard she takes somebody up, carries them past a circle, puts them down, and hears each step', async () => {
  const page = await boardIn('by keyboard')
  const who = await firstOf(page, 0)
  const { name, grip } = who
  const said = page.getByRole('status')
  await grip.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => said.textContent(), patient).toContain(`${name} is taken up.`)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => said.textContent(), patient).toMatch(/: to Circle \d\? with them \d+/)
  expect(await said.textContent()).toContain(`${name}: to Circle`)
  await site.picture(page, 'keyboard-carries')
  await page.keyboard.press('Enter')
  await sits(page, who, 2)
  await expect.poll(() => said.textContent(), patient).toContain(`${name} has moved from circle`)
  expect(await page.evaluate(() => document.activeElement?.closest('.person')?.querySelector('a')?.textContent)).toBe(
    name,
  )
  const other = await firstOf(page, 1)
  await other.grip.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('End')
  await page.keyboard.press('Escape')
  await expect.poll(() => said.textContent(), patient).toBe(`${other.name} stays.`)
  await sits(page, who, 2)
  expect(site.troubles).toEqual([])
})

test('By finger on a telephone she drags somebody onto the tray, and takes another up and down with two taps', async () => {
  const page = await boardIn('by phone', { phone: true, colorScheme: 'dark' })
  const touch = await page.context().newCDPSession(page)
  const who = await firstOf(page, 0)
  const { grip } = who
  const start = await middleOf(grip)
  await fingers(touch, 'touchStart', start)
  await fingers(touch, 'touchMove', { x: start.x - 20, y: start.y - 10 })
  const second = page.locator('.tray [data-to="2"]')
  await vi.waitFor(async () => {
    const end = await middleOf(second)
    await fingers(touch, 'touchMove', { x: end.x - 5, y: end.y })
    await fingers(touch, 'touchMove', end)
    expect(await second.getAttribute('class')).toContain('over')
  }, patient)
  await site.picture(page, 'phone-carries')
  await fingers(touch, 'touchEnd')
  await sits(page, who, 1)
  const other = await firstOf(page, 0)
  // On a busy machine a tap may last so long that the browser takes it for a long press, and nobody is taken up: then one taps again.
  await vi.waitFor(async () => {
    await other.grip.tap()
    await page.locator('.tray').waitFor({ timeout: 2_000 })
  }, patient)
  await page
    .locator('.tray')
    .getByRole('button', { name: /^Circle 3: with them \d+/ })
    .click()
  await sits(page, other, 2)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await site.picture(page, 'phone-moved')
  expect(site.troubles).toEqual([])
})

async function fingers(
  session: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  at?: { x: number; y: number },
) {
  await session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
}

test('Without JavaScript the same is done by forms: Move to…, a new circle, undo, and hours by anybody’s clocks', async () => {
  const page = await boardIn('plain', { javaScriptEnabled: false })
  expect(await page.locator('.grip').first().isVisible()).toBe(false)
  const { name, card } = await firstOf(page, 0)
  await card.getByRole('link').click()
  await page.getByLabel('To which circle').selectOption({ label: 'A new circle' })
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByText(`${name} has moved from circle`).waitFor()
  await page.getByText('breaks a rule').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Every rule holds.').waitFor()
  await page.getByText('Why these people').first().click()
  await page.getByRole('link', { name: 'Every hour of the week' }).first().click()
  await page.getByLabel('Hours as clocks show them in').selectOption('UTC')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('table').waitFor()
  await site.picture(page, 'hours')
  expect(page.url()).toContain('zone=UTC')
})

test('A board with people on it is as sound as any other page', async () => {
  const of = (path: string) => ({ name: `formation${path}`, path: proposal + path, cookie: olga.cookie })
  const faults = await lookAtAll(site.browser, site.address, [
    of(''),
    of('/hours?circle=2'),
    of('/comparison'),
    of('/prices'),
  ])
  expect(faults).toEqual([])
})
