import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { build } from 'esbuild'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locale } from '../src/platform/i18n/languages.ts'
import { colourSheet, Reader } from '../src/ui/index.ts'
import { launch } from './browser.ts'
import { pages } from './gallery/pages.tsx'
import { readerIn } from './gallery/reader.ts'

interface Look extends BrowserContextOptions {
  language?: Locale
  media?: 'print'
}

const looks: Record<string, Look> = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  rtl: { viewport: { width: 1280, height: 900 }, language: 'ar-XB' },
  forced: { viewport: { width: 1280, height: 900 }, forcedColors: 'active' },
  print: { viewport: { width: 794, height: 1123 }, media: 'print' },
}

const root = join(import.meta.dirname, '..')
const pictures = join(root, '.artefacts', 'gallery')
const origin = 'http://gallery.test'
const policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'"

let browser: Browser
let css: string

beforeAll(async () => {
  const built = await build({ entryPoints: [join(root, 'src/ui/css/index.css')], bundle: true, write: false })
  css = built.outputFiles[0]?.text ?? ''
  await mkdir(pictures, { recursive: true })
  browser = await launch()
})

afterAll(() => browser?.close())

function html(name: string, language: Locale): string {
  const shown = pages[name]
  if (!shown) throw new Error(`No page ${name} in the gallery`)
  return `<!doctype html>${renderToString(<Reader.Provider value={readerIn(language, shown.reader)}>{shown.page}</Reader.Provider>)}`
}

/** Answers as the server would, under the same policy. */
async function serve(context: BrowserContext, language: Locale): Promise<void> {
  await context.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url())
    const colour = /^\/assets\/colour\/(\w+)\.css$/.exec(pathname)?.[1]
    if (pathname === '/assets/ui.css') return route.fulfill({ contentType: 'text/css', body: css })
    if (colour) return route.fulfill({ contentType: 'text/css', body: colourSheet(colour) ?? '' })
    if (pathname === '/assets/mark.svg') return route.fulfill({ status: 204 })
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': policy },
      body: html(pathname.slice(1), language),
    })
  })
}

async function withPage(look: Look, name: string, then: (page: Page) => Promise<void>): Promise<void> {
  const { language = 'en', media, ...options } = look
  const context = await browser.newContext(options)
  try {
    await serve(context, language)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    if (media) await page.emulateMedia({ media })
    await page.goto(`${origin}/${name}`)
    await then(page)
    expect(complaints).toEqual([])
  } finally {
    await context.close()
  }
}

const cases = Object.entries(looks).flatMap(([look]) => Object.keys(pages).map((name) => [name, look] as const))

describe('the gallery', () => {
  test.each(cases)('%s, %s: nothing for axe to say, nothing wider than the screen', async (name, lookName) => {
    const look = looks[lookName] ?? {}
    await withPage(look, name, async (page) => {
      await page.screenshot({ path: join(pictures, `${name}-${lookName}.png`), fullPage: true })
      expect(await sideways(page)).toBe(0)
      if (look.media === 'print') return
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      expect(
        violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
        ),
      ).toEqual([])
    })
  })

  test('every control on a phone is large enough for a thumb', async () => {
    for (const name of Object.keys(pages))
      await withPage(looks.phone ?? {}, name, async (page) => {
        expect(await tooSmall(page), name).toEqual([])
      })
  })

  test('a form that came back shows its problems first, to keyboard and screen reader too', async () => {
    await withPage(looks.desktop ?? {}, 'problems', async (page) => {
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

/** Buttons and fields below 44 px; links inside of a sentence are free (WCAG 2.5.8). */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'button, .button, .nav a, .sub-nav a, .foot a, summary, select, input:not([type=hidden]), textarea',
      ),
    ]
      .map((element) => element.closest('.choice') ?? element)
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect()
        return height < 44 || width < 24
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
