import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attached, type Product, postgresPids, startProduct } from '../bench/product.ts'
import { gone } from '../src/platform/db/embedded/processes.ts'
import { newId } from '../src/platform/ids.ts'
import { foundTestCommunity } from './arrange.ts'
import { circleOf } from './circles.ts'
import { makeFolder, removeFolder } from './folders.ts'

// The server as it is installed, killed in the middle of writes. What it said yes to is there afterwards.

const rounds = 20
const clients = 4

let dataDir: string
let product: Product
let circle: string
/** The cookies of those who write. */
let writers: string[]
/** The ids of everything that was acknowledged, by who wrote it. */
const kept = new Map<string, string[]>()

beforeAll(async () => {
  dataDir = makeFolder()
  product = await start()
  await attached(dataDir, async (house) => {
    const community = await foundTestCommunity(house, 'long-table', 'The Long Table')
    const names = ['Ana One', 'Ben Two', 'Cleo Three', 'Dina Four']
    const [ana, ...others] = await Promise.all(names.map((name) => community.person(name)))
    if (!ana) throw new Error('nobody')
    circle = await circleOf(ana, ...others)
    writers = [ana, ...others].map(({ cookie }) => cookie)
  })
})
afterAll(async () => {
  const [postgres] = postgresPids(dataDir)
  await product.stop()
  if (postgres) await gone(postgres, 20_000)
  removeFolder(dataDir)
})

/** The test runner has a BASE_URL of its own, which is not ours. */
const start = (env: Record<string, string> = {}) => startProduct(dataDir, { LOG_LEVEL: 'silent', BASE_URL: '', ...env })

/** Takes something on; true when the server said yes, false when there was no answer. */
async function write(cookie: string): Promise<boolean> {
  const id = newId()
  const body = new URLSearchParams({ id, what: `promise ${id}`, cue: '', due: '' })
  const headers = { cookie, origin: product.url }
  const path = `${product.url}/circles/${circle}/commitments`
  const answer = await fetch(path, { method: 'POST', headers, body, redirect: 'manual' }).catch(() => undefined)
  if (answer?.status === 303) kept.set(cookie, [...(kept.get(cookie) ?? []), id])
  return answer?.status === 303
}

/** Everybody writes at once until so many writes were acknowledged; then `kill` comes in the middle of the next ones. */
async function writeUntil(acknowledged: number, kill: () => void): Promise<void> {
  let count = 0
  const client = async (cookie: string) => {
    // Whoever was between two writes does not begin another: a database that is back by then would answer for ever.
    while (count < acknowledged && (await write(cookie))) if (++count === acknowledged) kill()
  }
  await Promise.all(writers.map(client))
}

/** Of what was acknowledged, what its writer does not find any more. */
async function lost(): Promise<string[]> {
  const missing: string[] = []
  for (const [cookie, ids] of kept) {
    const answer = await fetch(`${product.url}/me/data.json`, { headers: { cookie } })
    const text = await answer.text()
    missing.push(...ids.filter((id) => !text.includes(`promise ${id}`)))
  }
  return missing
}

const written = () => [...kept.values()].reduce((sum, ids) => sum + ids.length, 0)

/** The servers of PostgreSQL that run on our data: one, or more where one was left behind. */
function servers(): number[] {
  const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return running.map(Number).filter((pid) => {
    const words = read(`/proc/${pid}/cmdline`).split('\0')
    return words[0]?.endsWith('postgres') && words.includes(join(dataDir, 'database'))
  })
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

test(`killed ${rounds} times in the middle of writes, the server starts again by itself and has lost nothing`, async () => {
  const starts: number[] = []
  for (let round = 0; round < rounds; round++) {
    const { pid, ended } = product
    await writeUntil(clients + ((round * 7) % 23), () => process.kill(pid, 'SIGKILL'))
    await ended
    product = await start()
    starts.push(product.startMs)
    expect(await lost(), `after the kill of round ${round + 1}`).toEqual([])
  }
  const [ours] = postgresPids(dataDir)
  for (const pid of servers().filter((each) => each !== ours)) expect(await gone(pid, 20_000)).toBe(true)
  expect(servers()).toEqual([ours])
  const slowest = Math.round(Math.max(...starts))
  console.info(JSON.stringify({ kills: rounds, acknowledged: written(), lost: 0, slowestStartMs: slowest }))
})

test('when its database alone is killed the server ends, and the next start has lost nothing', async () => {
  const { ended } = product
  await writeUntil(10, () => process.kill(postgresPids(dataDir)[0] ?? nobody(), 'SIGKILL'))
  await ended
  product = await start()
  expect(await lost()).toEqual([])
  expect(servers()).toEqual([postgresPids(dataDir)[0]])
})

test('when one process of its database is killed the server goes on, and has lost nothing', async () => {
  const [main, ...children] = postgresPids(dataDir)
  const serving = children.find((pid) => read(`/proc/${pid}/cmdline`).includes('trellis_member'))
  expect(serving, 'no connection of a member').toBeDefined()
  await writeUntil(10, () => process.kill(serving ?? nobody(), 'SIGKILL'))
  const [cookie = ''] = writers
  while (!(await write(cookie))) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(postgresPids(dataDir)[0]).toBe(main)
  expect(await lost()).toEqual([])
})

test('each acknowledged write of one person is on the disk before they hear of it: one sync of the log at least for each', async () => {
  const writes = 50
  await again()
  const before = await syncs()
  for (let n = 0; n < writes; n++) expect(await write(writers[0] ?? '')).toBe(true)
  await again()
  const after = await syncs()
  const perWrite = (after.syncs - before.syncs) / writes
  expect(after).toMatchObject({ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' })
  expect(perWrite).toBeGreaterThanOrEqual(1)
  console.info(JSON.stringify({ writes, syncsPerWrite: perWrite }))
})

/** Stopped and started as it should be, for only then all that was counted is written down; without work of its own. */
async function again(): Promise<void> {
  await product.stop()
  product = await start({ TRELLIS_WORKER: '0' })
}

interface Syncs {
  readonly syncs: number
  readonly fsync: string
  readonly synchronous_commit: string
  readonly full_page_writes: string
}

async function syncs(): Promise<Syncs> {
  const client = new pg.Client({ ...product.database, user: 'postgres', password: product.superuser })
  await client.connect()
  const { rows } = await client.query<Syncs>(
    `select (select sum(fsyncs)::int from pg_stat_io where object = 'wal') as syncs, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as synchronous_commit, current_setting('full_page_writes') as full_page_writes`,
  )
  await client.end()
  const [found] = rows
  if (!found) throw new Error('nothing was counted')
  return found
}

/** A signal to the number 0 would go to the tests themselves. */
function nobody(): never {
  throw new Error('there is no such process')
}
