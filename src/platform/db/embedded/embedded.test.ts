import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { makeFolder, removeFolder, temporaryFolder } from '../../../../test/folders.ts'
import { type Connection, type Embedded, startEmbedded } from './embedded.ts'

const silent = (_sentence: string) => {}
const log = { debug: silent, warn: silent, error: silent }

let used: string
beforeAll(async () => {
  used = makeFolder()
  await (await startEmbedded({ dataDir: used, superuserPassword: 'correct horse', log })).stop()
})
afterAll(() => removeFolder(used))

test('a first start makes a UTF-8 database that is synced to disk and reached by a private socket only', async () => {
  const { connection } = await started(temporaryFolder())
  const asked = `SELECT current_setting('fsync') fsync, current_setting('server_encoding') encoding,
    current_setting('listen_addresses') listens, current_setting('dynamic_shared_memory_type') shared`
  expect(await query(connection, asked)).toEqual([{ fsync: 'on', encoding: 'UTF8', listens: '', shared: 'mmap' }])
  expect(statSync(connection.host).mode & 0o777).toBe(0o700)
})

test('what was committed before a stop is there after the next start', async () => {
  const dataDir = usedFolder()
  const first = await started(dataDir)
  await query(first.connection, `CREATE TABLE kept AS SELECT 'Amara' AS name`)
  await first.stop()
  const second = await started(dataDir)
  expect(await query(second.connection, 'SELECT name FROM kept')).toEqual([{ name: 'Amara' }])
})

test('who does not know the password is turned away', async () => {
  const { connection } = await started(usedFolder())
  await expect(query({ ...connection, password: 'a guess' }, 'SELECT 1')).rejects.toThrow(/password authentication/)
})

test('an error that quotes what a person wrote does not reach the log', async () => {
  const heard: string[] = []
  const hear = (sentence: string) => void heard.push(sentence)
  const { connection, stop } = await started(usedFolder(), { debug: hear, warn: hear, error: hear })
  await expect(query(connection, `SELECT 'my secret fear'::int`)).rejects.toThrow(/my secret fear/)
  await stop()
  expect(heard.join('\n')).toContain('ready to accept connections')
  expect(heard.join('\n')).not.toContain('secret')
})

test('a second start on the same data is refused while the first one runs', async () => {
  const dataDir = usedFolder()
  await started(dataDir)
  await expect(started(dataDir)).rejects.toThrow(
    `Another Trellis (process ${process.pid}) is already using the data in ${dataDir}.`,
  )
})

test('data that another major version wrote is refused and left as it is', async () => {
  const dataDir = temporaryFolder()
  mkdirSync(join(dataDir, 'database'))
  writeFileSync(join(dataDir, 'database', 'PG_VERSION'), '17\n')
  await expect(started(dataDir)).rejects.toThrow(/was written by PostgreSQL 17; this is PostgreSQL 18/)
  expect(readdirSync(join(dataDir, 'database'))).toEqual(['PG_VERSION'])
})

test('a folder named database that holds something else is refused', async () => {
  const dataDir = temporaryFolder()
  mkdirSync(join(dataDir, 'database'))
  await expect(started(dataDir)).rejects.toThrow(/holds no PostgreSQL database/)
})

test('a data directory that is a file is refused', async () => {
  const file = join(temporaryFolder(), 'a-file')
  writeFileSync(file, '')
  await expect(started(file)).rejects.toThrow(/is in the way: a folder is needed there/)
})

test('a first start that was cut short is made anew', async () => {
  const dataDir = temporaryFolder()
  mkdirSync(join(dataDir, 'database.making', 'data'), { recursive: true })
  writeFileSync(join(dataDir, 'database.making', 'password'), 'left behind')
  await started(dataDir)
  expect(existsSync(join(dataDir, 'database.making'))).toBe(false)
})

test('where the path is too long for a socket it gets a short folder, gone after the stop', async () => {
  const dataDir = join(temporaryFolder(), 'deep'.repeat(30))
  const { connection, stop } = await started(dataDir)
  expect(connection.host).toMatch(/^\/tmp\/trellis-/)
  expect(statSync(connection.host).mode & 0o777).toBe(0o700)
  await query(connection, 'SELECT 1')
  await stop()
  expect(existsSync(connection.host)).toBe(false)
})

test('a server that is killed is noticed, and can be started again without losing what was committed', async () => {
  const dataDir = usedFolder()
  const first = await started(dataDir)
  await query(first.connection, `CREATE TABLE kept AS SELECT 'Amara' AS name`)
  process.kill(Number.parseInt(readFileSync(join(dataDir, 'database', 'postmaster.pid'), 'utf8'), 10), 'SIGKILL')
  await first.lost
  const second = await started(dataDir)
  expect(await query(second.connection, 'SELECT name FROM kept')).toEqual([{ name: 'Amara' }])
})

test('a start that fails gives the data directory back', async () => {
  const dataDir = temporaryFolder()
  mkdirSync(join(dataDir, 'database'))
  await expect(started(dataDir)).rejects.toThrow(/holds no PostgreSQL/)
  rmSync(join(dataDir, 'database'), { recursive: true })
  await started(dataDir)
})

/** A data directory in which there is a database already, which saves making one. */
function usedFolder(): string {
  const folder = temporaryFolder()
  execFileSync('cp', ['-a', `${used}/.`, folder])
  return folder
}

async function started(dataDir: string, heard = log): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, superuserPassword: 'correct horse', log: heard })
  onTestFinished(() => embedded.stop())
  return embedded
}

async function query(connection: Connection, sql: string): Promise<unknown[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
