import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import type { Browser } from '../browserless.ts'
import { openSeason } from '../seasons.ts'
import { openSite, type Site, type Visitor } from './site.ts'
import { button, cell, draws, middleOf, words } from './week.ts'

// Somebody who has never heard of this place finds a season on its public home, applies, finds out what they can give, changes what they said and
// withdraws: by mouse, by finger on a small telephone, by keyboard alone, and without JavaScript.

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let site: Site
let olga: Browser
let season: string

beforeAll(async () => {
  site = await openSite('stranger')
  olga = await site.community.person('Olga Ortiz', { offices: ['organiser'] })
  season = await openSeason(olga, { name: 'Spring for founders', template: 'founders' })
})
afterAll(() => site.end())

/** Takes a picture of a state and lets axe look at it, by light and in the dark. */
async function look({ page, name }: Visitor, state: string): Promise<void> {
  await site.picture(page, `${name.split(' ')[0]?.toLowerCase()}-${state}`)
  await page.evaluate(axe)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const faults = 'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))'
    expect(await page.evaluate(faults), `${name}, ${state}, ${colorScheme}`).toEqual([])
  }
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(width[0], state).toBeLessThanOrEqual(width[1] ?? 0)
}

/** A form that comes back is said to the console as well; nothing else is. */
const troubles = () => site.troubles.filter((each) => !each.includes('status of 422'))

async function keptOf(name: string): Promise<Record<string, string> | undefined> {
  const { rows } = await site.house.owner.query('select answers from app.application where name = $1', [name])
  return rows[0]?.answers
}

/** From the public home to the form, by whatever `go` does with a link or button. */
async function findsTheSeason(who: Visitor, go: (at: Locator) => Promise<void>): Promise<void> {
  const { page } = who
  await page.goto('/')
  await go(page.getByRole('link', { name: 'Spring for founders', exact: true }))
  await page.getByRole('heading', { name: 'How confidentiality works' }).waitFor()
  for (const said of ['Apply until', 'First day', 'Places', 'read by its members alone'])
    expect(await page.textContent('main')).toContain(said)
}

test('Mia applies by mouse, changes her mind about an hour, and finds what she can give', async () => {
  onTestFailed(site.lastPictures)
  const mia = await site.visitor('Mia Mouse')
  const { page } = mia
  await findsTheSeason(mia, (at) => at.click())
  await page.getByText('Show it to somebody beside you').click()
  expect(await page.getByRole('img', { name: 'Code that leads to “Spring for founders”' }).isVisible()).toBe(true)
  await look(mia, '1-season')
  await page.getByRole('link', { name: 'Apply for a place' }).click()
  await look(mia, '2-join')
  await page.getByLabel('Your name').fill(mia.name)
  await page.getByLabel('I have read how this place').check()
  await button(page, 'Join').click()
  await page.getByRole('heading', { name: 'Apply for a place' }).waitFor()
  await look(mia, '3-form')
  await paintsByMouse(page)
  await eachAnswerSaysWhoSeesIt(page)
  await button(page, 'Send the application').click()
  await page.getByText(/needs? another look/).waitFor()
  await look(mia, '4-missing')
  await answersTheRest(page)
  await button(page, 'Send the application').click()
  await page.getByText('You have a place in this season').waitFor()
  await look(mia, '5-applied')
  expect(await keptOf(mia.name)).toMatchObject({ stage: 'growing', languages: 'English', availability: painted })
  await changesHerHours(page)
  await findsWhatSheCanGive(mia)
  await withdraws(mia)
  expect(troubles()).toEqual([])
})

const painted = 'Mon 18:00-20:00; Tue 18:00-20:00; Wed 18:00-20:00'

async function paintsByMouse(page: Page): Promise<void> {
  await cell(page, 'Wednesday 19:30–20:00').scrollIntoViewIfNeeded()
  const from = await middleOf(cell(page, 'Monday 18:00–18:30'))
  const to = await middleOf(cell(page, 'Wednesday 19:30–20:00'))
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
  await button(page, 'Weekends, 10–18').click()
  expect(await words(page).textContent()).toContain('Saturday and Sunday 10:00–18:00')
  await button(page, 'Undo').click()
  expect(await words(page).textContent()).toBe('Monday to Wednesday 18:00–20:00 · 6 hours a week')
}

/** Beside every field whose answer goes to somebody stands to whom. */
async function eachAnswerSaysWhoSeesIt(page: Page): Promise<void> {
  const silent = await page.evaluate(() =>
    [...document.querySelectorAll('main form .field:not(.field .field)')]
      .filter((field) => !field.querySelector('.seen-by, [id$="-seen"]') && !field.querySelector('[name="agree"]'))
      .map((field) => field.textContent?.slice(0, 60)),
  )
  expect(silent).toEqual([])
}

async function answersTheRest(page: Page): Promise<void> {
  await page.getByLabel('growing', { exact: true }).check()
  await page.getByLabel('English', { exact: true }).check()
  await page.getByLabel('Yes, circles may be formed from these answers.').check()
}

async function changesHerHours(page: Page): Promise<void> {
  await cell(page, 'Monday 18:00–18:30').click()
  await button(page, 'Keep the changes').click()
  await page.getByText('Kept. You can change it until circles are published.').waitFor()
  expect((await keptOf('Mia Mouse'))?.availability).toBe('Mon 18:30-20:00; Tue 18:00-20:00; Wed 18:00-20:00')
}

async function findsWhatSheCanGive(who: Visitor): Promise<void> {
  const { page } = who
  await page.getByRole('link', { name: 'Find out in five minutes' }).click()
  await look(who, '6-finder')
  await page.getByLabel('What do people ask you about', { exact: false }).fill('saying no kindly')
  await button(page, 'See what I can give').click()
  await page.getByText('Ask me about saying no kindly').waitFor()
  await look(who, '7-offers')
}

/** Back on the form they take the application back, with every answer. */
async function withdraws(who: Visitor): Promise<void> {
  const { page, name } = who
  await page.goto(`${season}/application`)
  await page.getByText('Withdraw', { exact: true }).click()
  await button(page, 'Withdraw the application').click()
  await page.getByText('Every answer is deleted. You are welcome at any time.').waitFor()
  await look(who, '8-withdrawn')
  expect(await keptOf(name)).toBeUndefined()
}

test('Tom, on a small telephone in the dark, has applied after at most twelve taps', async () => {
  onTestFailed(site.lastPictures)
  const tom = await site.visitor('Tom Touch', { phone: true, colorScheme: 'dark' })
  const { page } = tom
  let taps = 0
  const tap = async (at: Locator) => {
    await at.tap()
    taps++
  }
  await findsTheSeason(tom, tap)
  await tap(page.getByRole('link', { name: 'Apply for a place' }))
  await page.getByLabel('Your name').fill(tom.name)
  await tap(page.getByLabel('I have read how this place'))
  await tap(button(page, 'Join'))
  await page.getByRole('heading', { name: 'Apply for a place' }).waitFor()
  await look(tom, '1-form')
  await tap(button(page, 'Weekday evenings, 18–21'))
  await tap(page.getByLabel('an idea', { exact: true }))
  await tap(page.getByLabel('English', { exact: true }))
  await page.getByLabel('What do you hope for', { exact: false }).fill('Somebody to ask')
  await tap(page.getByLabel('Yes, circles may be formed from these answers.'))
  await tap(button(page, 'Send the application'))
  await page.getByText('You have a place in this season').waitFor()
  await tap(page.getByRole('link', { name: 'Find out in five minutes' }))
  await page.getByLabel('What do people ask you about', { exact: false }).fill('first hires')
  await tap(button(page, 'See what I can give'))
  await page.getByText('Ask me about first hires').waitFor()
  expect(taps).toBeLessThanOrEqual(12)
  await look(tom, '2-offers')
  await paintsByFinger(page)
  await withdraws(tom)
  expect(troubles()).toEqual([])
})

/** One hour by a tap, a row of days by drawing. */
async function paintsByFinger(page: Page): Promise<void> {
  await page.goto(`${season}/application`)
  await button(page, 'Clear all').tap()
  await cell(page, 'Saturday 10:00–10:30').tap()
  const finger = await page.context().newCDPSession(page)
  await draws(finger, await middleOf(cell(page, 'Monday 19:00–19:30')), { x: 150, y: 0 })
  expect(await words(page).textContent()).toMatch(/Monday to (Thursday|Friday) 19:00–19:30/)
  expect(await words(page).textContent()).toContain('Saturday 10:00–10:30')
  await button(page, 'Undo').tap()
  expect(await words(page).textContent()).toBe('Saturday 10:00–10:30 · 0.5 hours a week')
  await button(page, 'As last time').tap()
  expect(await words(page).textContent()).toBe('Monday to Friday 18:00–21:00 · 15 hours a week')
  await button(page, 'Undo').tap()
  await button(page, 'Keep the changes').tap()
  await page.getByText('Kept. You can change it until circles are published.').waitFor()
  expect((await keptOf('Tom Touch'))?.availability).toBe('Sat 10:00-10:30')
}

test('Kim reaches everything by keyboard alone', async () => {
  onTestFailed(site.lastPictures)
  const kim = await site.visitor('Kim Keys')
  const { page } = kim
  const { keyboard } = page
  /** Goes on with Tab until it stands there. */
  const reach = async (at: Locator) => {
    const wanted = await at.elementHandle()
    for (let press = 0; press < 150; press++) {
      if (await page.evaluate((element) => document.activeElement === element, wanted)) return
      await keyboard.press('Tab')
    }
    throw new Error('not to be reached by keyboard')
  }
  const enter = async (at: Locator) => {
    await reach(at)
    await keyboard.press('Enter')
  }
  const tick = async (at: Locator) => {
    await reach(at)
    await keyboard.press('Space')
  }
  await findsTheSeason(kim, enter)
  await enter(page.getByRole('link', { name: 'Apply for a place' }))
  await page.getByRole('heading', { name: 'Join The Long Table' }).waitFor()
  await reach(page.getByLabel('Your name'))
  await keyboard.type(kim.name)
  await tick(page.getByLabel('I have read how this place'))
  await enter(button(page, 'Join'))
  await page.getByRole('heading', { name: 'Apply for a place' }).waitFor()
  await reach(button(page, 'Night and early morning'))
  await keyboard.press('Tab')
  await keyboard.press('Home')
  await keyboard.press('ArrowRight')
  await keyboard.press('Space')
  await keyboard.press('Shift+ArrowDown')
  expect(await words(page).textContent()).toBe('Tuesday 07:00–08:00 · 1 hour a week')
  await tick(page.getByRole('radio').first())
  await tick(page.getByLabel('English', { exact: true }))
  await tick(page.getByLabel('Yes, circles may be formed from these answers.'))
  await enter(button(page, 'Send the application'))
  await page.getByText('You have a place in this season').waitFor()
  expect(await keptOf(kim.name)).toMatchObject({ stage: 'an idea', availability: 'Tue 07:00-08:00' })
  await enter(page.locator('summary', { hasText: 'Withdraw' }))
  await enter(button(page, 'Withdraw the application'))
  await page.getByText('Every answer is deleted. You are welcome at any time.').waitFor()
  expect(troubles()).toEqual([])
})

test('Nia applies without JavaScript, by boxes, and finds her hours again in the next season', async () => {
  onTestFailed(site.lastPictures)
  const nia = await site.visitor('Nia Plain', { phone: true, javaScriptEnabled: false })
  const { page } = nia
  await findsTheSeason(nia, (at) => at.tap())
  await page.getByRole('link', { name: 'Apply for a place' }).tap()
  const [, a, b] = /How much is (\d) and (\d)\?/.exec((await page.locator('form#join').textContent()) ?? '') ?? []
  await page.getByLabel('Your name').fill(nia.name)
  await page.getByLabel('How much is').fill(String(Number(a) + Number(b)))
  await page.getByLabel('I have read how this place').check()
  site.house.setNow(new Date(Date.now() + 5000))
  await button(page, 'Join').tap()
  await page.getByRole('heading', { name: 'Apply for a place' }).waitFor()
  const box = (name: string) => page.getByRole('checkbox', { name, exact: true })
  await box('Monday 19:00–20:00').check()
  await box('Monday 20:00–21:00').check()
  await page.getByLabel('Lunch times, 12–14').check()
  await answersTheRest(page)
  await site.picture(page, 'nia-boxes')
  await button(page, 'Send the application').tap()
  await page.getByText('You have a place in this season').waitFor()
  const lunch = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].map((day) => `${day} 12:00-14:00`)
  const hours = [lunch[0], 'Mon 19:00-21:00', ...lunch.slice(1)].join('; ')
  expect((await keptOf(nia.name))?.availability).toBe(hours)
  const autumn = await openSeason(olga, { name: 'Autumn for founders', template: 'founders' })
  await page.goto(`${autumn}/application`)
  await page.getByLabel('As last time').check()
  await answersTheRest(page)
  await button(page, 'Send the application').tap()
  await page.getByText('You have a place in this season').waitFor()
  const said = `select answers->>'availability' as hours from app.application where name = $1`
  expect((await site.house.owner.query(said, [nia.name])).rows).toEqual([{ hours }, { hours }])
  await page.getByText('Withdraw', { exact: true }).tap()
  await button(page, 'Withdraw the application').tap()
  await page.getByText('Every answer is deleted').waitFor()
  site.house.setNow(undefined)
  expect(troubles()).toEqual([])
})
