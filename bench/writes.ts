import pg from 'pg'
import type { House } from '../src/house.ts'
import { newId } from '../src/platform/ids.ts'
import type { Browser } from '../test/browserless.ts'
import { benchCircles, takeOn } from './circles.ts'
import { asSuperuser } from './floor.ts'
import { inTurn, type Load, load, median, round, type Shot } from './load.ts'
import { attached, type Product, startProduct, temporaryFolder } from './product.ts'

const clients = 16
const rounds = 3
const seconds = 3

/** A commitment ticked, again and again, each by its own person; against bare inserts, one a transaction. Both wait for the disk. */
export async function writes(): Promise<Record<string, number>> {
  const folder = temporaryFolder()
  const product = await startProduct(folder.path)
  try {
    const tickers = await attached(folder.path, arrange)
    const floor = await bareInserts(product)
    const tick = () => load(product.url, clients, seconds, (_n, client) => tickers[client]?.() ?? failed())
    await tick()
    const before = await syncs(floor.client)
    const answered = (await tick()).requests
    const synced = (await syncs(floor.client)) - before
    const results = await inTurn(rounds, tick, floor.run)
    await floor.end()
    const [ours, theirs] = [median(results.a.map(rate)), median(results.b.map(rate))]
    return {
      per_second: round(ours, 0),
      floor_per_second: round(theirs, 0),
      ratio: round(ours / theirs),
      syncs_per_commit: round(synced / answered),
      p99_ms: round(median(results.a.map(({ p99 }) => p99))),
    }
  } finally {
    await product.stop()
    folder.remove()
  }
}

const rate = ({ rps }: Pick<Load, 'rps'>): number => rps

function failed(): never {
  throw new Error('nobody ticks here')
}

/** One ticker a client: kept, carried on, kept … each time having seen what was said before. */
async function arrange(house: House): Promise<(() => Shot)[]> {
  const circles = await benchCircles(house, 2, clients / 2, 0)
  const tickers: (() => Shot)[] = []
  for (const { id, people } of circles)
    for (const person of people) tickers.push(ticker(person, id, await takeOn(person, id, 0)))
  return tickers
}

function ticker(person: Browser, circle: string, commitment: string): () => Shot {
  let seen = 0
  return () => {
    seen += 1
    return {
      method: 'POST',
      path: `/circles/${circle}/commitments/${commitment}/answer`,
      headers: {
        cookie: person.cookie,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      body: `answer=${seen % 2 ? 'kept' : 'carried'}&seen=${seen}`,
      status: 303,
    }
  }
}

/** As many connections as clients, each inserting a row a transaction. */
async function bareInserts(product: Product) {
  const client = await asSuperuser(product)
  await client.query('create table public.floor (id uuid primary key, said text not null, at timestamptz not null)')
  const pool = new pg.Pool({ ...product.database, user: 'postgres', password: product.superuser, max: clients })
  return {
    client,
    run: () => insertFor(pool),
    async end() {
      await pool.end()
      await client.end()
    },
  }
}

async function insertFor(pool: pg.Pool): Promise<Pick<Load, 'rps' | 'p99'>> {
  const began = performance.now()
  const until = began + seconds * 1000
  let done = 0
  const one = async () => {
    while (performance.now() < until) {
      const values = [newId(), 'kept', new Date()]
      await pool.query({ name: 'floor', text: 'insert into public.floor values ($1, $2, $3)', values })
      done++
    }
  }
  await Promise.all(Array.from({ length: clients }, one))
  return { rps: (done * 1000) / (performance.now() - began), p99: 0 }
}

/** How often the write-ahead log has been brought to the disk. */
async function syncs(client: pg.Client): Promise<number> {
  await client.query('select pg_stat_force_next_flush()')
  const { rows } = await client.query<{ syncs: string }>(
    `select sum(fsyncs) as syncs from pg_stat_io where object = 'wal' and context = 'normal'`,
  )
  return Number(rows[0]?.syncs ?? 0)
}
