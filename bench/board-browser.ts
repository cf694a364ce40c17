import type { Page } from 'playwright-core'
import { launch } from '../test/browser.ts'
import type { Desk } from './board.ts'
import { median, round } from './load.ts'

/** What somebody at a desk waits for: until the page stands, until a drop has its new scores, and how long frames take meanwhile. */
export async function boardInBrowser(url: string, { cookie, proposal }: Desk): Promise<Record<string, number>> {
  const browser = await launch()
  try {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } })
    const [name = '', value = ''] = cookie.split(/=(.*)/s)
    await context.addCookies([{ name, value, url }])
    // What is built for a benchmark names its functions by a helper that a page does not have.
    await context.addInitScript('globalThis.__name = (named) => named')
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const began = performance.now()
    await page.goto(proposal, { waitUntil: 'load' })
    await page.evaluate(() => new Promise(requestAnimationFrame))
    const open = performance.now() - began
    const scroll = await framesWhile(page, async () => {
      for (let n = 0; n < 30; n++) await page.mouse.wheel(400, 60)
    })
    await page.evaluate(() => scrollTo(0, 0))
    const drops: number[] = []
    const carried: number[] = []
    for (let n = 0; n < 7; n++) {
      const { frames, drop } = await dragged(page, n)
      carried.push(...frames)
      drops.push(drop)
    }
    return {
      open_ms: round(open, 0),
      drop_p50_ms: round(median(drops), 0),
      drag_frame_p50_ms: round(median(carried), 1),
      drag_frame_max_ms: round(Math.max(...carried), 1),
      scroll_frame_p50_ms: round(median(scroll), 1),
      scroll_frame_max_ms: round(Math.max(...scroll), 1),
      elements: await page.evaluate(() => document.querySelectorAll('*').length),
    }
  } finally {
    await browser.close()
  }
}

/** The time between frames, in milliseconds, while something goes on. */
async function framesWhile(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = []
    Object.assign(globalThis, { frames })
    const next = (at: number) => {
      frames.push(at)
      if ('frames' in globalThis) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  await work()
  const at = await page.evaluate(() => {
    const { frames } = globalThis as unknown as { frames: number[] }
    Reflect.deleteProperty(globalThis, 'frames')
    return frames
  })
  return at.slice(1).map((each, n) => each - (at[n] ?? each))
}

/** Drags somebody from one column to the next, and waits until the page says what came of it. */
async function dragged(page: Page, n: number): Promise<{ frames: number[]; drop: number }> {
  const card = page.locator('.column').nth(n).locator('.person').nth(1)
  const to = page
    .locator('.column')
    .nth(n + 1)
    .locator('.person')
    .nth(1)
  await card.scrollIntoViewIfNeeded()
  const [from, there] = [await card.boundingBox(), await to.boundingBox()]
  if (!from || !there) throw new Error('nobody to carry')
  await page.mouse.move(from.x + 20, from.y + 20)
  await page.mouse.down()
  const frames = await framesWhile(page, async () => {
    await page.mouse.move(from.x + 60, from.y + 20, { steps: 5 })
    await page.mouse.move(there.x + 40, there.y + 10, { steps: 30 })
  })
  await page.evaluate(() => {
    const before = document.getElementById('board-findings')
    const drop = () => {
      const dropped = performance.now()
      const watch = () => {
        if (document.getElementById('board-findings') === before) requestAnimationFrame(watch)
        else requestAnimationFrame(() => document.body.setAttribute('data-drop', String(performance.now() - dropped)))
      }
      watch()
    }
    document.body.removeAttribute('data-drop')
    addEventListener('pointerup', drop, { once: true, capture: true })
  })
  await page.mouse.up()
  return { frames, drop: Number(await page.locator('body[data-drop]').getAttribute('data-drop')) }
}
