import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { importFile } from '../applicants.ts'
import type { Browser } from '../browserless.ts'
import { openSite, type Site, type Visit, type Visitor } from './site.ts'
import { button, cell, draws, middleOf, words } from './week.ts'

// The hours of a week, said by mouse, by finger, by keyboard, and with boxes to tick where there is no JavaScript.

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const told = (page: Page) => page.locator('.week-said')
let site: Site
let olga: Browser
beforeAll(async () => {
  site = await openSite('hours')
  olga = await site.community.person('Olga Ortiz', { offices: ['organiser'] })
})
afterAll(() => site.end())

/** Somebody whom Olga's file told of, at their own application. */
async function applicant(name: string, hours: string, visit: Visit = {}): Promise<Visitor & { own: Browser }> {
  const own = await site.community.person(name)
  const address = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@long-table.example.org`
  const text = `id,name,email,time_zone,availability,industry\n${address},${name},${address},Europe/Lisbon,${hours},health\n`
  await importFile(olga, text)
  const visitor = await site.visitor(name, visit)
  const cookies = own.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.address }
  })
  await visitor.context.addCookies(cookies)
  await visitor.page.goto('/applications/mine')
  return { ...visitor, own }
}

/** Where the page stands once it scrolls no further. */
const scrolled = `new Promise((done) => {
  let last = -1
  const look = () => {
    if (scrollY === last) return done(scrollY)
    last = scrollY
    requestAnimationFrame(() => requestAnimationFrame(look))
  }
  look()
})`

async function saves({ page, own }: Visitor & { own: Browser }): Promise<string> {
  // The page may say that they are saved from the last time: what counts is the answer to this press.
  const saved = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await button(page, 'Save my answers').click()
  await saved
  await page.getByText('Your answers are saved.').waitFor()
  const { rows } = await site.house.owner.query(
    `select answers->>'availability' as hours from app.application where person = $1`,
    [own.person],
  )
  return rows[0].hours
}

test('Mia paints by mouse, takes back and does again, and puts a preset on and off', async () => {
  onTestFailed(site.lastPictures)
  const mia = await applicant('Mia Mouse', 'Wed 12:00-13:00')
  const { page } = mia
  expect(await words(page).textContent()).toBe('Wednesday 12:00–13:00 · 1 hour a week')
  await page.evaluate(axe)
  expect(await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))')).toEqual([])
  await cell(page, 'Thursday 19:30–20:00').scrollIntoViewIfNeeded()
  const from = await middleOf(cell(page, 'Monday 18:00–18:30'))
  const to = await middleOf(cell(page, 'Thursday 19:30–20:00'))
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await site.picture(page, 'painting')
  await page.mouse.up()
  const painted = 'Wednesday 12:00–13:00, 18:00–20:00; '
  expect(await words(page).textContent()).toBe(
    `Monday, Tuesday, and Thursday 18:00–20:00; ${painted.slice(0, -2)} · 9 hours a week`,
  )
  expect(await told(page).textContent()).toBe('Monday to Thursday 18:00–20:00: free')
  await cell(page, 'Tuesday 18:00–18:30').click()
  expect(await words(page).textContent()).toContain('Tuesday 18:30–20:00')
  await button(page, 'Undo').click()
  await button(page, 'Undo').click()
  expect(await words(page).textContent()).toBe('Wednesday 12:00–13:00 · 1 hour a week')
  await button(page, 'Redo').click()
  await button(page, 'Lunch times, 12–14').click()
  expect(await button(page, 'Lunch times, 12–14').getAttribute('aria-pressed')).toBe('true')
  await button(page, 'Lunch times, 12–14').click()
  await button(page, 'Undo').click()
  expect(await saves(mia)).toBe(
    'Mon 12:00-14:00; Mon 18:00-20:00; Tue 12:00-14:00; Tue 18:00-20:00; Wed 12:00-14:00; Wed 18:00-20:00; Thu 12:00-14:00; Thu 18:00-20:00; Fri 12:00-14:00',
  )
  await button(page, 'Clear all').click()
  await button(page, 'As last time').click()
  expect(await words(page).textContent()).toContain('18 hours a week')
  await site.picture(page, 'saved')
})

test('Kim paints by keyboard alone, also at night, and hears each change', async () => {
  onTestFailed(site.lastPictures)
  const kim = await applicant('Kim Keys', '')
  const { page } = kim
  const { keyboard } = page
  await button(page, 'Night and early morning').focus()
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  await keyboard.press('Home')
  await keyboard.press('ArrowRight')
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Tuesday 07:00–07:30')
  for (let press = 0; press < 4; press++) await keyboard.press('ArrowUp')
  await keyboard.press('Space')
  expect(await told(page).textContent()).toBe('Tuesday 05:00–05:30: free')
  await keyboard.press('Shift+ArrowDown')
  await keyboard.press('Shift+ArrowDown')
  await keyboard.press('Shift+ArrowRight')
  expect(await words(page).textContent()).toBe('Tuesday 05:00–06:30; Wednesday 06:00–06:30 · 2 hours a week')
  expect(await page.locator(':focus').getAttribute('aria-selected')).toBe('true')
  await keyboard.press('Space')
  await keyboard.press('Shift+ArrowLeft')
  expect(await words(page).textContent()).toBe('Tuesday 05:00–06:00 · 1 hour a week')
  expect(await told(page).textContent()).toBe('Tuesday and Wednesday 06:00–06:30: not free')
  await keyboard.press('Control+z')
  await keyboard.press('Control+z')
  await keyboard.press('Control+Shift+z')
  expect(await told(page).textContent()).toBe('Done again. Tuesday 05:00–06:30 · 1.5 hours a week')
  expect(await saves(kim)).toBe('Tue 05:00-06:30')
})

test('Whoever reads from the right goes on to the left', async () => {
  onTestFailed(site.lastPictures)
  const { page, context } = await applicant('Rami Right', '')
  await context.addCookies([{ name: 'lang', value: 'ar-XB', url: site.address }])
  await page.reload()
  const here = () => page.locator(':focus').getAttribute('data-cell')
  await page.locator('[data-cell="420"]').focus()
  await page.keyboard.press('ArrowLeft')
  expect(await here()).toBe(String(1440 + 420))
  await page.keyboard.press('ArrowRight')
  expect(await here()).toBe('420')
  const [monday, tuesday] = [
    await middleOf(page.locator('[data-cell="420"]')),
    await middleOf(page.locator('[data-cell="1860"]')),
  ]
  expect(tuesday.x).toBeLessThan(monday.x)
  await site.picture(page, 'from-the-right')
})

test('Tom paints with a finger: the page still scrolls, and nothing is painted by scrolling', async () => {
  onTestFailed(site.lastPictures)
  const tom = await applicant('Tom Touch', '', { phone: true })
  const { page } = tom
  const finger = await page.context().newCDPSession(page)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  await cell(page, 'Monday 18:00–18:30').tap()
  expect(await words(page).textContent()).toBe('Monday 18:00–18:30 · 0.5 hours a week')
  await draws(finger, await middleOf(cell(page, 'Monday 19:00–19:30')), { x: 150, y: 0 })
  expect(await words(page).textContent()).toContain('Monday')
  const sideways = (await words(page).textContent()) ?? ''
  expect(sideways).toContain('19:00–19:30')
  expect(sideways).toContain('Tuesday to Friday 19:00–19:30')
  const before = await page.evaluate('scrollY')
  await draws(finger, await middleOf(cell(page, 'Sunday 12:00–12:30')), { x: 0, y: -200 })
  await expect.poll(() => page.evaluate('scrollY')).not.toBe(before)
  expect(await words(page).textContent()).toBe(sideways)
  // A finger that comes down while the page still scrolls goes on scrolling it.
  await page.evaluate(scrolled)
  const down = await middleOf(cell(page, 'Saturday 10:00–10:30'))
  const stayed = await page.evaluate(scrolled)
  await draws(finger, down, { x: 0, y: 96 }, () =>
    page.locator('[aria-label="Saturday 10:00–10:30"][data-free="all"]').waitFor(),
  )
  expect(await page.evaluate('scrollY')).toBe(stayed)
  expect(await words(page).textContent()).toMatch(/Saturday 10:00–1[12]:\d0/)
  await site.picture(page, 'finger')
  expect(await saves(tom)).toContain('Sat 10:00-1')
})

test('Nia ticks boxes without JavaScript, and her quarter hours stay', async () => {
  onTestFailed(site.lastPictures)
  const nia = await applicant('Nia Plain', 'Mon 18:15-19:00', { phone: true, javaScriptEnabled: false })
  const { page } = nia
  const box = (name: string) => page.getByRole('checkbox', { name, exact: true })
  expect(await box('Monday 18:15–19:00').isChecked()).toBe(true)
  expect(await box('Monday 18:00–19:00').isChecked()).toBe(false)
  expect(await page.locator('.week-tools').isVisible()).toBe(false)
  await site.picture(page, 'boxes')
  await box('Monday 19:00–20:00').check()
  await box('Tuesday 07:00–08:00').check()
  await page.getByLabel('Weekends, 10–18').check()
  expect(await saves(nia)).toBe('Mon 18:15-20:00; Tue 07:00-08:00; Sat 10:00-18:00; Sun 10:00-18:00')
  await page.getByLabel('Industry').fill('energy')
  await box('Monday 18:15–19:00').uncheck()
  expect(await saves(nia)).toBe('Mon 19:00-20:00; Tue 07:00-08:00; Sat 10:00-18:00; Sun 10:00-18:00')
  expect(site.troubles).toEqual([])
})
