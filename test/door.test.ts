import { join as inFolder } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstOwnerLink } from '../src/communities/writes.ts'
import { type Listening, listen } from '../src/platform/http/listen.ts'
import { launch } from './browser.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { violations } from './journeys/screens.ts'

// The door and one's own pages in a real browser: what the islands do, passkeys, axe, and pictures of it all for whoever wants to look: TEST_PICTURES=1.

const pictures = new URL('../.artefacts/door/', import.meta.url).pathname

let house: TestHouse
let web: Listening
let browser: Browser
let site: string

beforeAll(async () => {
  house = await openTestHouse()
  await house.community('long-table', 'The Long Table')
  web = await listen(house.server, 'localhost', 0)
  site = web.address
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  await web.close()
  await house.end()
})

/** A page whose errors and broken rules of the content policy fail the test. */
async function pageIn(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) troubles.push(message.text())
  })
  return page
}
const troubles: string[] = []

/** A telephone's key store that always says yes. */
async function withAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  const willing = { isUserVerified: true, automaticPresenceSimulation: true }
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, ...willing } })
}

async function look(page: Page, name: string): Promise<void> {
  for (const [width, scheme] of [
    [1280, 'light'],
    [360, 'light'],
    [360, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme: scheme })
    await picture(page, `${name}-${width}-${scheme}`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width)
  }
  expect(await violations(page), name).toEqual([])
}

async function picture(page: Page, name: string): Promise<void> {
  if (process.env.TEST_PICTURES) await page.screenshot({ path: inFolder(pictures, `${name}.png`), fullPage: true })
}

test('Yara joins by telephone, keeps a passkey, and comes back with it', async () => {
  const context = await browser.newContext({
    timezoneId: 'America/Sao_Paulo',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  const page = await pageIn(context)
  await withAuthenticator(page)
  await page.goto(`${site}/join`)
  expect(await page.getByLabel('Your time zone').inputValue()).toBe('America/Sao_Paulo')
  expect(await page.getByText('How much is').count()).toBe(0)
  await look(page, 'join')
  await page.getByLabel('Your name').fill('Yara Costa')
  await page.getByLabel('I have read how this place').check()
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL('**/home')

  await page.goto(`${site}/me/sign-in`)
  await page.getByLabel('Name of the passkey').fill('my telephone')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'Remove' }).waitFor()
  await look(page, 'my-sign-in')
  await page.goto(`${site}/me`)
  await look(page, 'me')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(`${site}/`)

  await page.goto(`${site}/sign-in?next=/me/data`)
  await look(page, 'sign-in')
  await page.getByRole('button', { name: 'Use my passkey' }).click()
  // The whole address: that of the page before ends alike.
  await page.waitForURL(`${site}/me/data`)
  await look(page, 'my-data')
  await page.goto(`${site}/me/leaving`)
  await look(page, 'leaving')
  await context.close()
  expect(troubles).toEqual([])
})

test('Olivia, who founds a community on a server far away, finds her own zone chosen', async () => {
  const empty = await openTestHouse()
  const far = await listen(empty.server, 'localhost', 0)
  const context = await browser.newContext({ timezoneId: 'America/Sao_Paulo' })
  const page = await pageIn(context)
  const link = new URL((await firstOwnerLink(empty.services)) ?? '', far.address)
  await page.goto(`${far.address}${link.pathname}${link.search}`)
  expect(await page.getByLabel('Time zone').inputValue()).toBe('America/Sao_Paulo')
  await context.close()
  await far.close()
  await empty.end()
  expect(troubles).toEqual([])
})

test('Without JavaScript the door asks a plain question, and says what a passkey would need', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await pageIn(context)
  await page.goto(`${site}/join`)
  expect(await page.getByText(/How much is \d and \d\?/).count()).toBe(1)
  await picture(page, 'join-plain')
  await page.goto(`${site}/sign-in`)
  expect(await page.getByRole('button', { name: 'Use my passkey' }).isVisible()).toBe(false)
  await context.close()
})
