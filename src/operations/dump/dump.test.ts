import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { start } from '../../../test/circles.ts'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import { connectAsOwner, copyTemplate, dropCopy, emptyDatabase, templateName, testKey } from '../../../test/template.ts'
import type { Found } from '../../platform/db/open.ts'
import { newId } from '../../platform/ids.ts'
import { handOver } from '../../platform/jobs/outbox.ts'
import { queue } from '../../platform/jobs/queue.ts'
import { sendQueue } from '../../platform/mail/post.ts'
import { migrationsOf, tablesOf } from './plan.ts'
import { BadBackup } from './read.ts'
import { NotEmpty, restoreBackup } from './restore.ts'
import { writeBackup } from './write.ts'

const migrations = new URL('../../../db/migrations', import.meta.url).pathname
const url = inject('postgres')
const now = new Date('2026-11-22T10:00:00Z')
const made: string[] = []

let house: TestHouse
let folder: string
let file: string

beforeAll(async () => {
  house = await openTestHouse()
  folder = mkdtempSync(join(tmpdir(), 'trellis-dump-'))
  file = join(folder, 'one.backup')
  const community = await house.community('long-table', 'The Long Table')
  const ana = await community.person('Ana "Tab\there" Martins\\N', { zone: 'America/Sao_Paulo' })
  await start(ana)
  await community.person('Żółć 👩🏽‍🌾 صديق')
  await house.community('other-table', 'The Other Table')
  // A logo of random bytes, larger than what the driver and the packer take at once.
  await house.owner.query('update app.community set logo = $1, logo_type = $2', [
    Buffer.from(newId().repeat(6_000)),
    'image/png',
  ])
  await house.services.handles.visitor({}, (db) =>
    handOver(db, queue('later', { n: 'number' }), { n: 1 }, new Date('2030-01-01')),
  )
  await writeBackup(house.owner, file, testKey.id, now)
})
afterAll(async () => {
  await house.end()
  for (const name of made) await dropCopy(url, name)
  rmSync(folder, { recursive: true, force: true })
})

/** A database to restore into; with the newest tables in it or with nothing at all. */
async function target(kind: 'empty' | 'migrated'): Promise<Found> {
  const name = `${templateName}_r${newId().replaceAll('-', '').slice(-12)}`
  made.push(name)
  if (kind === 'empty') await emptyDatabase(url, name)
  else await copyTemplate(url, name)
  const { host, port } = new pg.Client({ connectionString: url })
  return {
    server: { host, port, database: name, roles: templateName },
    shared: true,
    connect: () => connectAsOwner(url, name),
    lost: new Promise(() => {}),
    stop: async () => {},
  }
}

const restore = (found: Found, from = file) => restoreBackup(found, from, migrations, () => testKey)

/** Every row of every table, as text in the order of the keys. */
async function everything(client: pg.Client): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {
    'ops.migration': (await migrationsOf(client)).map((each) => JSON.stringify(each)),
  }
  for (const { table } of await tablesOf(client)) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${table} t order by 1`)
    all[table] = rows.map(({ row }) => row)
  }
  return all
}

/** Every rule: constraints, policies, forced row-level security, triggers, grants. */
async function rulesOf(client: pg.Client): Promise<unknown[]> {
  const { rows } = await client.query(`
    select 'constraint' as kind, conrelid::regclass::text as of, conname || pg_get_constraintdef(oid) as rule from pg_constraint where connamespace::regnamespace::text in ('app', 'auth', 'ops')
    union all select 'table', oid::regclass::text, concat(relrowsecurity, relforcerowsecurity, relacl::text) from pg_class where relnamespace::regnamespace::text in ('app', 'auth', 'ops') and relkind = 'r'
    union all select 'policy', tablename, concat(policyname, roles::text, cmd, qual, with_check) from pg_policies
    union all select 'trigger', tgrelid::regclass::text, concat(tgname, tgenabled) from pg_trigger where not tgisinternal
    union all select 'function', p.oid::regprocedure::text, p.proacl::text from pg_proc p where pronamespace::regnamespace::text in ('app', 'auth', 'ops')
    order by 1, 2, 3`)
  return rows
}

test.each(['empty', 'migrated'] as const)(
  'A backup restored into a database that is %s brings every row and every rule',
  async (kind) => {
    const found = await target(kind)
    const { rows } = await restore(found)
    const client = await found.connect()
    expect(await everything(client)).toEqual(await everything(house.owner))
    expect(await rulesOf(client)).toEqual(await rulesOf(house.owner))
    expect(rows['app.person']).toBe(4)
    await client.end()
  },
)

test('What is kept has no sequence, so a restore leaves no number to be given twice', async () => {
  const { rows } = await house.owner.query(
    `select relname from pg_class where relkind = 'S' and relnamespace::regnamespace::text in ('app', 'auth', 'ops')`,
  )
  expect(rows).toEqual([])
})

test('The file can be read by its owner alone', () => {
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('A backup is of one moment, whatever is written meanwhile', async () => {
  const during = join(folder, 'during.backup')
  const busy = new AbortController()
  const writing = (async () => {
    for (let n = 0; !busy.signal.aborted; n++)
      await house.services.handles.visitor({}, (db) => handOver(db, queue('busy', { n: 'number' }), { n }))
  })()
  await writeBackup(house.owner, during, testKey.id, now)
  busy.abort()
  await writing
  const found = await target('empty')
  await restore(found, during)
  const client = await found.connect()
  const { rows } = await client.query(`select (body->>'n')::int as n from ops.outbox where queue = 'busy' order by 1`)
  expect(rows.map(({ n }) => n)).toEqual(rows.map((_, index) => index))
  await client.end()
})

test('What waits in the queue comes back as handed over', async () => {
  const worker = await house.startWorker()
  const id = newId()
  await house.services.handles.visitor({}, (db) =>
    handOver(db, sendQueue, { community: id, mail: id }, new Date('2030-01-01')),
  )
  const moved = async () =>
    (await house.owner.query(`select count(*)::int as n from ops.outbox where queue = 'mail.send'`)).rows[0].n
  await expect.poll(moved).toBe(0)
  await worker.stop()
  const queued = join(folder, 'queued.backup')
  await writeBackup(house.owner, queued, testKey.id, now)
  const found = await target('empty')
  await restore(found, queued)
  const client = await found.connect()
  const { rows } = await client.query(`select body, after from ops.outbox where queue = 'mail.send'`)
  expect(rows).toEqual([{ body: { community: id, mail: id }, after: new Date('2030-01-01') }])
  await client.end()
})

test('Nothing is restored over a community that is there', async () => {
  const found = await target('empty')
  await restore(found)
  await expect(restore(found)).rejects.toBeInstanceOf(NotEmpty)
})

test.each([
  ['cut short', (whole: Buffer) => whole.subarray(0, whole.length - 200)],
  ['changed in one byte', (whole: Buffer) => altered(whole)],
  ['no backup', () => Buffer.from('hello')],
  ['packed, but no backup', () => gzipSync('hello\n')],
  [
    'of a newer version',
    (whole: Buffer) => gzipSync(gunzipSync(whole).toString('latin1').replace('0001_ground.sql', '9999_future.sql')),
  ],
])('A file that is %s is refused, and the database stays empty', async (_what, damage) => {
  const bad = join(folder, 'bad.backup')
  writeFileSync(bad, damage(readFileSync(file)))
  const found = await target('migrated')
  await expect(restore(found, bad)).rejects.toBeInstanceOf(BadBackup)
  const client = await found.connect()
  const { rows } = await client.query('select 1 from app.community')
  expect(rows).toEqual([])
  await client.end()
})

/** The same backup with one letter of a name changed, packed again so that the packing itself is sound. */
function altered(whole: Buffer): Buffer {
  const plain = gunzipSync(whole)
  const at = plain.indexOf('The Other Table')
  plain[at] = 'X'.charCodeAt(0)
  return gzipSync(plain)
}
