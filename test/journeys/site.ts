import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { listen } from '../../src/platform/http/listen.ts'
import type { TestCommunity } from '../arrange.ts'
import { launch } from '../browser.ts'
import type { Browser as Browserless } from '../browserless.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { wholePicture } from './screens.ts'

/** The product on a socket, with a browser to visit it, for one journey that begins before anything is set up. */
export interface EmptySite {
  readonly house: TestHouse
  readonly browser: Browser
  readonly address: string
  /** What went wrong in any page: errors, broken rules of the content policy, answers of the kind 500. */
  readonly troubles: string[]
  /** Somebody at a browser of their own. */
  visitor(name: string, wish?: Visit): Promise<Visitor>
  /** Stops the server and starts it again on the same address and database. */
  restart(): Promise<void>
  /** For whoever wants to look: taken where TEST_PICTURES is set. A picture of a whole board takes longer than a search. */
  picture(page: Page, name: string): Promise<void>
  /** What everybody has on their screen, for whoever reads why a journey failed. */
  lastPictures(): Promise<void>
  end(): Promise<void>
}

/** The same with a community at `/`. */
export interface Site extends EmptySite {
  readonly community: TestCommunity
}

export interface Visit extends BrowserContextOptions {
  readonly phone?: boolean
}

/** Somebody who walks through the product. */
export interface Visitor {
  readonly name: string
  readonly context: BrowserContext
  readonly page: Page
}

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }
const desk = { viewport: { width: 1280, height: 800 } }

/** Opens a fresh house with a community at `/`, and serves it on loopback. `journey` names the folder of its pictures. */
export async function openSite(journey: string): Promise<Site> {
  const site = await openEmptySite(journey)
  return { ...site, community: await site.house.community('long-table', 'The Long Table') }
}

/** The same with nothing set up yet. */
export async function openEmptySite(journey: string): Promise<EmptySite> {
  const pictures = new URL(`../../.artefacts/journeys/${journey}/`, import.meta.url).pathname
  mkdirSync(pictures, { recursive: true })
  const house = await openTestHouse()
  let web = await listen(house.server, 'localhost', 0)
  const { address } = web
  const browser = await launch()
  const troubles: string[] = []
  const visitors: Visitor[] = []
  const later: (() => Promise<void>)[] = []
  const shoot = async (page: Page, name: string) => {
    await wholePicture(page, join(pictures, `${name}.png`))
  }
  return {
    ...{ house, browser },
    address,
    troubles,
    async visitor(name, visit = {}) {
      const visitor = await visitorOf(browser, address, name, visit)
      watch(visitor.page, name, troubles)
      visitors.push(visitor)
      return visitor
    },
    async restart() {
      await web.close()
      const again = await house.restart()
      later.push(again.end)
      web = await listen(again.server, 'localhost', Number(new URL(address).port))
    },
    picture: (page, name) => (process.env.TEST_PICTURES ? shoot(page, name) : Promise.resolve()),
    async lastPictures() {
      for (const { page, name } of visitors) await shoot(page, `failed-${name}`)
    },
    async end() {
      for (const end of [() => browser.close(), () => web.close(), ...later, () => house.end()]) await end()
    },
  }
}

async function visitorOf(
  browser: Browser,
  baseURL: string,
  name: string,
  { phone: small = false, ...wish }: Visit,
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    reducedMotion: 'reduce',
    ...(small ? phone : desk),
    ...wish,
  })
  context.setDefaultTimeout(60_000)
  return { name, context, page: await context.newPage() }
}

/** A connection that is away is part of a journey; everything else that a browser complains about is not. */
function watch(page: Page, name: string, troubles: string[]): void {
  page.on('pageerror', (error) => troubles.push(`${name}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/net::ERR_/.test(message.text())) troubles.push(`${name}: ${message.text()}`)
  })
  page.on('response', (answer) => {
    if (answer.status() >= 500) troubles.push(`${name}: ${answer.status()} ${answer.url()}`)
  })
}

/** The cookies of somebody who came in without a screen, for a browser with one. */
export const cookiesOf = ({ cookie }: Browserless, url: string): { name: string; value: string; url: string }[] =>
  cookie.split('; ').map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    return { name, value, url }
  })
