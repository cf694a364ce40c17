import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'

/** A page of the product, and who looks at it. */
export interface Screen {
  /** As the registry has it, such as `/circles/:circle`. */
  readonly name: string
  readonly path: string
  /** The cookies of whoever looks. */
  readonly cookie: string
}

/** What is wrong with a screen: of which kind, and what was seen. */
export type Fault = readonly [screen: string, kind: FaultKind, seen: string]
export type FaultKind = 'answer' | 'console' | 'axe' | 'dark' | 'width' | 'focus' | 'direction'

const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
interface Axe {
  run(root: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

const narrow = { width: 360, height: 740 }

/**
 * Looks at screens, three at a time, each person in one browser context for each language, and in as few tabs: to begin one takes longer than to
 * show a page. Pictures are taken where a folder for them is named.
 */
export async function lookAtAll(
  browser: Browser,
  site: string,
  screens: readonly Screen[],
  pictures?: string,
): Promise<Fault[]> {
  const faults: Fault[] = []
  const left = [...screens]
  const tabs = tabsOf(browser, site)
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const screen = next
      faults.push(...(await tabs(screen, 'en', (page) => lookAt(page, screen, pictures))))
      faults.push(...(await tabs(screen, 'ar-XB', (page) => lookFromTheRight(page, screen))))
    }
  }
  await Promise.all([work(), work(), work()])
  return faults
}

/** Lets somebody look in a tab of whoever sees the screen: in one that nobody looks at just now, else in a new one. */
function tabsOf(browser: Browser, site: string) {
  const contexts = new Map<string, Promise<BrowserContext>>()
  const free = new Map<string, Page[]>()
  return async ({ cookie }: Screen, lang: string, look: (page: Page) => Promise<Fault[]>): Promise<Fault[]> => {
    const whose = `${cookie}; lang=${lang}`
    const context = contexts.get(whose) ?? contextFor(browser, site, whose)
    contexts.set(whose, context)
    const unused = free.get(whose) ?? []
    free.set(whose, unused)
    const page = unused.pop() ?? (await (await context).newPage())
    const found = await look(page)
    unused.push(page.removeAllListeners())
    return found
  }
}

async function contextFor(browser: Browser, site: string, cookies: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: site, viewport: narrow, reducedMotion: 'reduce' })
  const pairs = cookies.split('; ').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at > 0 ? [{ name: pair.slice(0, at), value: pair.slice(at + 1), url: site }] : []
  })
  await context.addCookies(pairs)
  return context
}

/** Everything but the other direction: by light and in the dark, narrow and wide, by keyboard, with axe, and what the console says. */
async function lookAt(page: Page, screen: Screen, pictures: string | undefined): Promise<Fault[]> {
  const found: [FaultKind, string][] = []
  page.on('pageerror', ({ message }) => found.push(['console', message]))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 404/.test(message.text())) found.push(['console', message.text()])
  })
  await page.setViewportSize(narrow)
  const answer = await page.goto(screen.path)
  const status = answer?.status() ?? 0
  if (status >= 400 && !screen.path.includes('nothing')) found.push(['answer', String(status)])
  found.push(...(await tooWide(page)))
  found.push(...(await violations(page)))
  found.push(...(await unseenFocus(page)))
  const shoot = async (width: number) => {
    const file = `${screen.name.replaceAll(/[/:]+/g, '-')}-${width}.png`
    if (pictures) await freshPicture(page, join(pictures, file))
  }
  await shoot(360)
  await page.emulateMedia({ colorScheme: 'dark' })
  found.push(...(await darkFaults(page)))
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
  found.push(...(await tooWide(page)))
  await shoot(1280)
  return found.map((each) => [screen.name, ...each])
}

/** A picture of a page as it is when one comes to it. */
async function freshPicture(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    for (const each of document.querySelectorAll('*')) each.scrollTo(0, 0)
  })
  await wholePicture(page, path)
}

/** A picture with what a browser draws only once it is scrolled to. */
export async function wholePicture(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll<HTMLElement>('.column')) each.style.contentVisibility = 'visible'
  })
  await page.screenshot({ path, fullPage: true })
}

/** The same page in a language that is written from the right. */
async function lookFromTheRight(page: Page, screen: Screen): Promise<Fault[]> {
  const answer = await page.goto(screen.path)
  const status = answer?.status() ?? 0
  const failed: [FaultKind, string][] = status >= 500 ? [['answer', String(status)]] : []
  const direction = await page.evaluate(() => getComputedStyle(document.body).direction)
  const turned: [FaultKind, string][] = direction === 'rtl' ? [] : [['direction', direction]]
  return [...failed, ...turned, ...(await tooWide(page))].map((each) => [`${screen.name} from the right`, ...each])
}

/** Whether one has to scroll sideways, and because of what. */
async function tooWide(page: Page): Promise<[FaultKind, string][]> {
  const seen = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return undefined
    const beyond = [...document.body.querySelectorAll('*')].filter((element) => {
      const { left, right } = element.getBoundingClientRect()
      return right > clientWidth + 1 || left < -1
    })
    return `${scrollWidth} of ${clientWidth}: ${beyond
      .map((each) => each.outerHTML.slice(0, 80))
      .slice(-3)
      .join(' | ')}`
  })
  return seen ? [['width', seen]] : []
}

/** What axe finds on a page; with `only`, by these rules or tags alone. What is sound is not worked out in all its detail, which takes longest. */
export async function violations(page: Page, only?: readonly string[]): Promise<[FaultKind, string][]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  const seen = await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const brief = { resultTypes: ['violations'], selectors: false }
    const result = await axe.run(document, rules ? { ...brief, runOnly: rules } : brief)
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  }, only)
  return seen.map((each) => ['axe', each])
}

/** Dark paper under light words, and contrast enough between them. */
async function darkFaults(page: Page): Promise<[FaultKind, string][]> {
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = (paper.match(/[\d.]+/g) ?? []).slice(0, 3).reduce((sum, each) => sum + Number(each), 0)
  const scale = paper.startsWith('rgb') ? 255 : 1
  const bright: [FaultKind, string][] = light / 3 / scale > 0.4 ? [['dark', paper]] : []
  return [...bright, ...(await violations(page, ['color-contrast']))]
}

/** What can be reached by keyboard and does not show that it was. */
async function unseenFocus(page: Page): Promise<[FaultKind, string][]> {
  // From here on the browser takes focus for the keyboard's.
  await page.keyboard.press('Tab')
  const seen = await page.evaluate(() => {
    const shows = (element: Element | null): boolean => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element ?? document.body)
      return outlineStyle !== 'none' && outlineWidth !== '0px'
    }
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    )
    return [...all].flatMap((element) => {
      if (!element.checkVisibility() || element.matches(':disabled, [type=hidden]')) return []
      element.focus({ preventScroll: true })
      if (document.activeElement !== element) return []
      return shows(element) || shows(element.closest('label')) ? [] : [element.outerHTML.slice(0, 120)]
    })
  })
  return seen.map((each) => ['focus', each])
}
