import type { Browser, Page } from 'playwright-core'
import { launch } from '../test/browser.ts'
import type { Browser as Visitor } from '../test/browserless.ts'
import { median, round } from './load.ts'
import { attached, startProduct, temporaryFolder } from './product.ts'
import { benchRooms } from './rooms.ts'

const seconds = Number(process.env.BENCH_SECONDS ?? 30)
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)

/**
 * Somebody in a meeting has no network for half a minute. They ask for a pause meanwhile, and the others go on a step. How long it takes, once the
 * network is back, until their room stands where the meeting stands and the others have heard of the pause.
 */
export async function recovery(): Promise<Record<string, unknown>> {
  const folder = temporaryFolder()
  const product = await startProduct(folder.path)
  const browser = await launch()
  try {
    const [room] = await attached(folder.path, (house) => benchRooms(product, house, 1, 6))
    const [leader, other] = room?.people ?? []
    if (!room || !leader || !other) throw new Error('nobody meets')
    const [lead, ben] = [
      await enter(browser, product.url, room.path, leader),
      await enter(browser, product.url, room.path, other),
    ]
    const times: number[] = []
    for (let n = 0; n < rounds; n++) times.push(await loss(lead, ben))
    return {
      ...{ seconds, rounds },
      ...{ recovery_p50_ms: round(median(times), 0), recovery_max_ms: round(Math.max(...times), 0) },
    }
  } finally {
    await browser.close()
    await product.stop()
    folder.remove()
  }
}

async function enter(browser: Browser, url: string, path: string, { cookie }: Visitor): Promise<Page> {
  const context = await browser.newContext({ baseURL: url })
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url }])
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(path)
  return page
}

/** Milliseconds from the moment the network is back until all is right. */
async function loss(lead: Page, ben: Page): Promise<number> {
  const network = ben.context()
  await network.setOffline(true)
  const away = ben.getByText('No connection just now')
  await ben.getByRole('button', { name: 'I need a pause' }).click()
  await away.waitFor()
  await goOn(lead)
  const step = await lead.getByRole('heading', { level: 1 }).innerText()
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  const back = performance.now()
  await network.setOffline(false)
  await Promise.all([
    ben.getByRole('heading', { level: 1, name: step, exact: true }).waitFor(),
    away.waitFor({ state: 'detached' }),
    ...[lead, ben].map((page) => page.getByText('Pause', { exact: true }).waitFor()),
  ])
  const took = performance.now() - back
  await lead.getByRole('button', { name: 'Go on', exact: true }).click()
  for (const page of [lead, ben]) await page.getByText('Pause', { exact: true }).waitFor({ state: 'detached' })
  return took
}

async function goOn(lead: Page): Promise<void> {
  const heading = lead.getByRole('heading', { level: 1 })
  const before = await heading.innerText()
  await lead.getByRole('button', { name: 'Next step', exact: true }).click()
  await lead.getByRole('heading', { level: 1, name: before, exact: true }).waitFor({ state: 'detached' })
}
