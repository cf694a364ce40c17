import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locale } from '../src/platform/i18n/languages.ts'
import { colourSheet, Reader } from '../src/ui/index.ts'
import { launch } from './browser.ts'
import { pages } from './gallery/pages.tsx'
import { readerIn } from './gallery/reader.ts'
import { violations } from './journeys/screens.ts'

interface Look extends BrowserContextOptions {
  language?: Locale
  media?: 'print'
  /** Axe takes longest of all: where it could find nothing new it is spared. */
  axe?: boolean
  /** For the eye: nothing here could break that another look does not show. */
  picture?: boolean
}

const desk = { width: 1280, height: 900 }
const hand = { width: 360, height: 740 }
const looks: Record<string, Look> = {
  desktop: { viewport: desk, axe: true },
  night: { viewport: hand, hasTouch: true, isMobile: true, colorScheme: 'dark', axe: true },
  phone: { viewport: hand, hasTouch: true, isMobile: true, picture: true },
  dark: { viewport: desk, colorScheme: 'dark', picture: true },
  rtl: { viewport: desk, language: 'ar-XB' },
  thumb: { viewport: hand, hasTouch: true, isMobile: true, language: 'ar-XB' },
  forced: { viewport: desk, forcedColors: 'active', picture: true },
  print: { viewport: { width: 794, height: 1123 }, media: 'print' },
}

const root = join(import.meta.dirname, '..')
/** Pictures are taken with `GALLERY=1`, to be looked at. */
const pictures = process.env.GALLERY ? join(root, '.artefacts', 'gallery') : undefined
const origin = 'http://gallery.test'
const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'"
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let browser: Browser
let css: string

beforeAll(async () => {
  const built = await build({ entryPoints: [join(root, 'src/ui/css/index.css')], bundle: true, write: false })
  css = built.outputFiles[0]?.text ?? ''
  if (pictures) await mkdir(pictures, { recursive: true })
  browser = await launch()
})

afterAll(() => browser?.close())

function html(name: string, language: Locale): string {
  const shown = pages[name]
  if (!shown) throw new Error(`No page ${name} in the gallery`)
  const reader = readerIn(language, shown.reader)
  return `<!doctype html>${renderToString(<Reader.Provider value={reader}>{shown.page}</Reader.Provider>)}`
}

/** Answers as the server would, under the same policy. */
async function serve(context: BrowserContext, language: Locale): Promise<void> {
  await context.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url())
    const colour = /^\/assets\/colour\/(\w+)\.css$/.exec(pathname)?.[1]
    if (pathname === '/assets/app.css') return route.fulfill({ contentType: 'text/css', body: css })
    if (colour) return route.fulfill({ contentType: 'text/css', body: colourSheet(colour) ?? '' })
    if (pathname === '/assets/mark.svg') return route.fulfill({ status: 204 })
    const headers = { 'content-security-policy': policy }
    return route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: html(pathname.slice(1), language) })
  })
}

/** A tab in which one looks so, at one page after the other. */
async function open({ language = 'en', media, axe, picture, ...options }: Look): Promise<Page> {
  const context = await browser.newContext(options)
  await serve(context, language)
  const page = await context.newPage()
  if (media) await page.emulateMedia({ media })
  return page
}

/** Goes to a page of the gallery, and fails on whatever the browser complains about. */
async function look(page: Page, name: string, then: () => unknown): Promise<void> {
  const complaints: string[] = []
  const hear = (message: ConsoleMessage) => message.type() === 'error' && complaints.push(message.text())
  page.on('console', hear)
  await page.goto(`${origin}/${name}`)
  await then()
  page.off('console', hear)
  expect(complaints).toEqual([])
}

const shown = Object.entries(looks).filter(([, { picture }]) => pictures || !picture)

describe.each(shown)('in the gallery, %s', (lookName, options) => {
  let page: Page
  beforeAll(async () => {
    page = await open(options)
  })
  afterAll(() => page.context().close())

  test.each(Object.keys(pages))('%s fits its screen and serves everyone', async (name) => {
    await look(page, name, async () => {
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${lookName}.png`), fullPage: true })
      expect(await sideways(page)).toBe(0)
      if (options.isMobile) expect(await tooSmall(page)).toEqual([])
      if (options.axe) expect(await violations(page, rules)).toEqual([])
    })
  })
})

describe('the gallery', () => {
  let page: Page
  beforeAll(async () => {
    page = await open({ viewport: desk })
  })

  test('would notice what is wrong', async () => {
    await look(page, 'form', async () => {
      await page.evaluate(() => document.querySelector('label')?.remove())
      expect(await violations(page, rules)).not.toEqual([])
    })
  })

  test('a form that came back shows its problems first, to keyboard and screen reader too', async () => {
    await look(page, 'problems', async () => {
      expect(await page.title()).toBe('Not saved yet: Start a circle · Open Table Network')
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('problems')
      await page.getByRole('link', { name: /Give your circle a name/ }).click()
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('circles-new-name')
      const email = page.getByRole('textbox', { name: /e-mail/ })
      expect(await email.inputValue()).toBe('yara@')
      expect(await email.getAttribute('aria-invalid')).toBe('true')
    })
  })
})

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))

/** Controls that a thumb would miss; links inside of a sentence are free (WCAG 2.5.8). */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const controls =
      'button, .button, .nav a, .sub-nav a, .foot a, summary, select, input:not([type=hidden]), textarea, .problems a'
    return [...document.querySelectorAll(controls)]
      .filter((element) => element.checkVisibility())
      .map((element) => element.closest('.choice') ?? element)
      .filter((element) => element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML.slice(0, 120))
  })
