import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from '../browser.ts'
import type { Browser as Member } from '../browserless.ts'
import { circleOf, meets } from '../circles.ts'
import { begun, openRoom } from '../rooms.ts'
import { openSite, type Site } from './site.ts'

let site: Site
let browser: Browser
let ana: Member
let room: string

beforeAll(async () => {
  site = await openSite('airtime')
  // A device that beeps once a second, whose person says yes.
  browser = await launch({ args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] })
  site.house.setNow(new Date('2026-11-24T17:25:00Z'))
  ana = await site.community.person('Ana Martins')
  const circle = await circleOf(ana, await site.community.person('Ben Okoro'), await site.community.person('Cleo Lind'))
  await meets(ana, circle)
  room = await openRoom(ana, circle, 'circle-meeting-90')
  await begun(room, [ana])
})
afterAll(async () => {
  await browser.close()
  await site.end()
})

async function inTheRoom(): Promise<{ page: Page; sent: Request[] }> {
  const context = await browser.newContext({ baseURL: site.address, locale: 'en-GB' })
  const [name = '', value = ''] = ana.cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url: site.address }])
  const page = await context.newPage()
  const sent: Request[] = []
  page.on('request', (request) => request.method() !== 'GET' && sent.push(request))
  await page.goto(room)
  return { page, sent }
}

test('Ana lets her computer count: she sees her time first, and only a number of seconds leaves it, once she shares it', async () => {
  const { page, sent } = await inTheRoom()
  await page.getByText('How the time is shared').click()
  await page.getByRole('button', { name: 'Count my speaking time' }).click()
  await page.getByText(/You have spoken for 0:0[2-9] min/).waitFor()
  expect(sent).toEqual([])
  await page.getByRole('button', { name: 'Share my seconds, once all do' }).click()
  await page.getByText('1 of 1 share theirs').waitFor()
  expect(sent.map((request) => new URL(request.url()).pathname)).toEqual([`${room}/airtime`])
  for (const request of sent) expect(request.postData()).toMatch(/^seconds=\d{1,5}$/)
  await page.getByRole('button', { name: 'Stop counting' }).click()
  await page.getByRole('button', { name: 'Count my speaking time' }).waitFor()
  expect(site.troubles).toEqual([])
})
