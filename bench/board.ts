import { Agent } from 'node:http'
import { gzipSync } from 'node:zlib'
import { movePerson, openBoard } from '../src/formation/solver/index.ts'
import { brokenAfter, brokenRules, chairsFor, scoredOn } from '../src/formation/solver/scored.ts'
import type { House } from '../src/house.ts'
import { importFile, proposeCircles } from '../test/applicants.ts'
import { foundTestCommunity } from '../test/arrange.ts'
import { fire, median, round, type Shot } from './load.ts'
import { hiddenAmong } from './planted.ts'
import { attached, cpuSeconds, type Product, scriptBytes, startProduct, temporaryFolder } from './product.ts'

/** `BENCH_PEOPLE=203` for a smaller one. */
const people = Number(process.env.BENCH_PEOPLE ?? 2003)
const moves = 100

/**
 * The board: what a move costs until the scores are new, what its whole request costs the server, PostgreSQL included, and what the page
 * weighs, opened for the first time and again. Where a browser is installed, also what somebody waits for there.
 */
export async function board(): Promise<Record<string, unknown>> {
  const folder = temporaryFolder()
  const first = await startProduct(folder.path)
  const desk = await attached(folder.path, (house) => deskOf(house))
  await found(first, desk)
  await first.stop()
  // Nothing is in memory any more.
  const product = await startProduct(folder.path)
  try {
    return { people, ...scores(), ...(await requests(product, desk)), browser: await inBrowser(product, desk) }
  } finally {
    await product.stop()
    folder.remove()
  }
}

export interface Desk {
  readonly cookie: string
  readonly proposal: string
}

/** Somebody who organises, with a proposal that is searched for. */
async function deskOf(house: House): Promise<Desk> {
  const community = await foundTestCommunity(house, 'bench', 'The Long Table')
  const olga = await community.person('Olga Ortiz', { offices: ['organiser'] })
  await importFile(olga, hiddenAmong(people, 1, false).csv)
  return { cookie: olga.cookie, proposal: await proposeCircles(olga) }
}

const look = async ({ url }: Product, { cookie, proposal }: Desk): Promise<string> =>
  (await fetch(url + proposal, { headers: { cookie } })).text()

/** The page says itself when to look again, until circles are found. */
async function found(product: Product, desk: Desk): Promise<void> {
  while ((await look(product, desk)).includes('http-equiv="refresh"'))
    await new Promise((resolve) => setTimeout(resolve, 500))
}

/** CPU milliseconds of this process to new scores and broken rules after one person moved, and to every circle as a place for somebody. */
function scores() {
  const { problem, hidden } = hiddenAmong(people, 1, true)
  const open = openBoard(problem)
  let now = scoredOn(open, hidden)
  let broken = brokenRules(open, now.circles)
  const someone = (n: number) => problem.people[(n * 37) % problem.people.length]?.id ?? ''
  const move = (n: number) => {
    const from = now.circles.find(({ members }) => members.includes(someone(n)))?.circle ?? ''
    now = movePerson(open, now, someone(n), hidden[(n * 53) % hidden.length]?.circle ?? null)
    broken = brokenAfter(open, broken, now.circles, someone(n), from)
  }
  const scoresMs = each(moves, move)
  const chairsMs = each(20, (n) => chairsFor(open, now.circles, someone(n)))
  return { scores_cpu_ms: scoresMs, chairs_cpu_ms: chairsMs }
}

function each(times: number, work: (n: number) => unknown): number {
  const cpu = process.cpuUsage()
  for (let n = 0; n < times; n++) work(n)
  const { user, system } = process.cpuUsage(cpu)
  return round((user + system) / 1000 / times)
}

async function requests(product: Product, desk: Desk) {
  const cpuOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = cpuSeconds(product)
    await work()
    return round((cpuSeconds(product) - before) * 1000, 1)
  }
  let held = 0
  const cold = await cpuOf(async () => {
    held = await longestWait(product, () => look(product, desk))
  })
  for (let n = 0; n < 4; n++) await look(product, desk)
  const warm = (await cpuOf(() => inARow(5, () => look(product, desk)))) / 5
  const html = await look(product, desk)
  const move = moverOf(product, desk, html)
  // The first ones are slower, until the engine of the language knows the way.
  await inARow(30, move)
  const times: number[] = []
  const cpu = await cpuOf(() => inARow(moves, async (n) => times.push(await move(n + 30))))
  return {
    ...{ cold_cpu_ms: cold, cold_held_ms: held, warm_cpu_ms: round(warm, 1), move_cpu_ms: round(cpu / moves, 1) },
    ...{ move_p50_ms: round(median(times), 1), html_kb: kb(html), html_gzip_kb: kb(gzipSync(html)) },
    js_gzip_bytes: scriptBytes(html),
  }
}

/** How long somebody else waited at the most for the shortest of answers while something was done, in milliseconds. */
async function longestWait({ url }: Product, work: () => Promise<unknown>): Promise<number> {
  let done = false
  const working = work().finally(() => {
    done = true
  })
  let longest = 0
  while (!done) {
    const begun = performance.now()
    await (await fetch(`${url}/healthz`)).text()
    longest = Math.max(longest, performance.now() - begun)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await working
  return round(longest, 0)
}

const kb = (data: string | Buffer) => round(Buffer.byteLength(data) / 1000, 0)

async function inARow(times: number, work: (n: number) => Promise<unknown>): Promise<void> {
  for (let n = 0; n < times; n++) await work(n)
}

/** Moves another person each time, as the board asks for it; answers with the milliseconds until all of the answer was there. */
function moverOf(product: Product, { cookie, proposal }: Desk, html: string): (n: number) => Promise<number> {
  const ids = [...html.matchAll(/id="person-([^"]+)"/g)].map(([, id]) => id)
  const circles = [...html.matchAll(/data-circle="([^"]+)"/g)].map(([, circle]) => circle)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return (n) => {
    const shot: Shot = {
      method: 'POST',
      path: `${proposal}/people/${ids[(n * 37) % ids.length]}/seat`,
      headers: {
        cookie,
        'x-part': 'board',
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      body: `circle=${circles[(n * 53) % circles.length]}`,
      status: 200,
    }
    return fire(agent, product.url, shot)
  }
}

/** In a browser, where one is installed: it is none of the packages that the product runs with. */
async function inBrowser(product: Product, desk: Desk) {
  const driver = await import('./board-browser.ts').catch(() => undefined)
  return driver?.boardInBrowser(product.url, desk)
}
