import type { House } from '../src/house.ts'
import type { Browser } from '../test/browserless.ts'
import { benchCircles } from './circles.ts'
import { record, startFloor } from './floor.ts'
import { inTurn, load, median, round, type Shot } from './load.ts'
import { attached, cpuSeconds, scriptBytes, startProduct, temporaryFolder } from './product.ts'

const clients = 16
const rounds = 3

/** A circle's home for someone who sits there, against the bare server that runs the page's own statements. */
export async function page(): Promise<Record<string, number>> {
  const folder = temporaryFolder()
  const product = await startProduct(folder.path)
  try {
    const { shot, html, statements } = await attached(folder.path, recordCircleHome)
    const bytes = Buffer.byteLength(html)
    const floor = await startFloor(product, statements, bytes)
    const figures = await compare(product, floor.url, shot)
    await floor.stop()
    const queries = statements.flat().length
    return { ...figures, html_bytes: bytes, js_gzip_bytes: scriptBytes(html), queries }
  } finally {
    await product.stop()
    folder.remove()
  }
}

async function recordCircleHome(house: House) {
  const [circle] = await benchCircles(house, 1, 8, 4)
  const [reader] = circle?.people ?? []
  if (!circle || !reader) throw new Error('nobody to read')
  const path = `/circles/${circle.id}`
  const { html } = await reader.get(path)
  return { shot: shotOf(reader, path), html, statements: await record(() => reader.get(path)) }
}

const shotOf = (reader: Browser, path: string): Shot => ({
  ...{ method: 'GET', path, status: 200 },
  headers: { cookie: reader.cookie },
})

async function compare(product: Awaited<ReturnType<typeof startProduct>>, floor: string, shot: Shot) {
  const run = (url: string, count: number, seconds: number) => load(url, count, seconds, () => shot)
  await run(product.url, clients, 3)
  await run(floor, clients, 2)
  let [cpu, answered] = [0, 0]
  const app = async () => {
    const before = cpuSeconds(product)
    const figures = await run(product.url, clients, 3)
    cpu += cpuSeconds(product) - before
    answered += figures.requests
    return figures
  }
  const busy = await inTurn(rounds, app, () => run(floor, clients, 3))
  const alone = await inTurn(
    rounds,
    () => run(product.url, 1, 1.5),
    () => run(floor, 1, 1.5),
  )
  const rps = { app: median(busy.a.map((each) => each.rps)), floor: median(busy.b.map((each) => each.rps)) }
  const p50 = { app: median(alone.a.map((each) => each.p50)), floor: median(alone.b.map((each) => each.p50)) }
  return {
    app_rps: round(rps.app, 0),
    floor_rps: round(rps.floor, 0),
    ratio: round(rps.app / rps.floor),
    app_p50_ms: round(p50.app),
    floor_p50_ms: round(p50.floor),
    latency_ratio: round(p50.app / p50.floor),
    p99_ms: round(median(busy.a.map((each) => each.p99))),
    cpu_ms: round((cpu / answered) * 1000),
  }
}
