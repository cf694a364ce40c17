import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import { templateName } from '../../../test/template.ts'
import { handOver } from './outbox.ts'
import { queue } from './queue.ts'
import { type Job, job } from './registry.ts'
import { startWorker, type Worker } from './worker.ts'

interface Numbered {
  readonly n: number
}

const numbered = (name: string) => queue(name, { n: 'number' })

let house: TestHouse
const running: Worker[] = []

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(async () => {
  for (const worker of running) await worker.stop()
  await house.end()
})

async function work(...jobs: Job[]): Promise<Worker> {
  const { host, port } = new pg.Client({ connectionString: inject('postgres') })
  const worker = await startWorker({ host, port, database: house.database, roles: templateName }, jobs, house.services)
  running.push(worker)
  return worker
}

const handIn = (name: string, ...bodies: Numbered[]) =>
  house.services.handles.visitor({}, async (db) => {
    for (const body of bodies) await handOver(db, numbered(name), body)
  })

/** Collects what a handler is given, and says when there is as much as expected. */
function collector(name: string, expected: number, fail: (body: Numbered, times: number) => boolean = () => false) {
  const done: Numbered[] = []
  const tries = new Map<string, number>()
  const { promise, resolve } = Promise.withResolvers<Numbered[]>()
  const handler = job(numbered(name), async (body) => {
    const key = JSON.stringify(body)
    tries.set(key, (tries.get(key) ?? 0) + 1)
    if (fail(body, tries.get(key) ?? 0)) throw new Error('secretword: this handler stumbled')
    done.push(body)
    if (done.length === expected) resolve(done)
  })
  return { handler, all: promise, tries, queue: name }
}

test('What was handed over before the worker started is done when it starts, and what comes later at once', async () => {
  const early = collector('test.early', 3)
  await handIn('test.early', { n: 1 }, { n: 2 })
  await work(early.handler)
  await handIn('test.early', { n: 3 })
  expect((await early.all).map(({ n }) => n).sort()).toEqual([1, 2, 3])
  await running.pop()?.stop()
})

test('A hundred jobs of one transaction are each done once', async () => {
  const many = collector('test.many', 100)
  await work(many.handler)
  await handIn('test.many', ...Array.from({ length: 100 }, (_, n) => ({ n })))
  await many.all
  expect([...many.tries.values()].every((times) => times === 1)).toBe(true)
  await running.pop()?.stop()
})

test('From commit to handler pass milliseconds', async () => {
  const waits: number[] = []
  let begun = 0
  let next = Promise.withResolvers<void>()
  await work(
    job(numbered('test.quick'), async () => {
      waits.push(performance.now() - begun)
      next.resolve()
    }),
  )
  for (let n = 0; n < 20; n++) {
    begun = performance.now()
    await handIn('test.quick', { n })
    await next.promise
    next = Promise.withResolvers()
  }
  console.info(`commit to handler, median ${waits.sort((a, b) => a - b)[10]?.toFixed(1)} ms`)
  // Far below the five seconds after which it would look: it was told.
  expect(waits[10]).toBeLessThan(1000)
  await running.pop()?.stop()
})

test('A transaction that is rolled back hands nothing over', async () => {
  const only = collector('test.rolled', 1)
  await work(only.handler)
  const failing = house.services.handles.visitor({}, async (db) => {
    await handOver(db, numbered('test.rolled'), { n: 1 })
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  await handIn('test.rolled', { n: 2 })
  expect(await only.all).toEqual([{ n: 2 }])
  await running.pop()?.stop()
})

test('A handler that stumbles is tried again, and the database keeps none of its words', async () => {
  const stumbling = collector('test.stumble', 1, (_, times) => times === 1)
  await work(stumbling.handler)
  await handIn('test.stumble', { n: 1 })
  expect(await stumbling.all).toEqual([{ n: 1 }])
  expect([...stumbling.tries.values()]).toEqual([2])
  await running.pop()?.stop()
  expect(await queueText(house)).not.toContain('secretword')
})

test('Work for a queue that this version does not know stays in the outbox', async () => {
  const known = collector('test.known', 1)
  await work(known.handler)
  await handIn('test.unknown', { n: 2 })
  await handIn('test.known', { n: 1 })
  await known.all
  const { rows } = await house.owner.query(`select body from ops.outbox where queue = 'test.unknown'`)
  expect(rows).toEqual([{ body: { n: 2 } }])
  await running.pop()?.stop()
})

test('Work with a body that this version does not know is done with, and the next is done', async () => {
  const knows = collector('test.body', 1)
  await work(knows.handler)
  const other = queue('test.body', { day: 'text' })
  await house.services.handles.visitor({}, (db) => handOver(db, other, { day: '2026-11-24' }))
  await handIn('test.body', { n: 1 })
  expect(await knows.all).toEqual([{ n: 1 }])
  await running.pop()?.stop()
})

test('When its connections are cut the worker comes back by itself', async () => {
  const resumed = collector('test.resumed', 1)
  await work(resumed.handler)
  await house.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename like '%_worker' and pid <> pg_backend_pid()`,
    [house.database],
  )
  await handIn('test.resumed', { n: 1 })
  expect(await resumed.all).toEqual([{ n: 1 }])
  await running.pop()?.stop()
})

/** Everything in the queue's tables, as text. */
async function queueText({ owner }: TestHouse): Promise<string> {
  await owner.query('begin')
  await owner.query(`set local role ${pg.escapeIdentifier(`${templateName}_worker`)}`)
  const { rows } = await owner.query(`select jsonb_agg(j)::text as all from jobs.job j`)
  await owner.query('commit')
  return rows[0].all
}
