import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type AnotherTrellis, install, startThere } from '../../../../test/another-trellis.ts'
import { makeFolder, removeFolder, temporaryFolder } from '../../../../test/folders.ts'
import { claim } from './claim.ts'
import { pidIn } from './leftover.ts'
import { alive, commandOf, gone } from './processes.ts'

let home: string
beforeAll(async () => {
  home = makeFolder()
  await install(home)
})
afterAll(() => removeFolder(home))

test('the server dies with a process that is killed without warning, and nothing committed is lost', async () => {
  const dataDir = temporaryFolder()
  const first = await there(dataDir)
  const client = await connected(first)
  await client.query(`CREATE TABLE kept AS SELECT 'Amara' AS name`)
  const server = serverOf(dataDir)
  await first.kill()
  expect(await gone(server, 20_000)).toBe(true)
  const second = await connected(await there(dataDir))
  expect((await second.query('SELECT name FROM kept')).rows).toEqual([{ name: 'Amara' }])
})

test('a server that cannot stop, because one of its processes waits for good, is stopped all the same', async () => {
  const dataDir = temporaryFolder()
  const first = await startThere(home, dataDir, undefined, 1)
  const server = serverOf(dataDir)
  const checkpointer = await vi.waitFor(() => childOf(server, 'checkpointer'), { timeout: 10_000, interval: 10 })
  process.kill(checkpointer, 'SIGSTOP')
  await first.kill()
  expect(await gone(server, 30_000)).toBe(true)
  expect(alive(checkpointer)).toBe(false)
  expect((await there(dataDir)).word.connection).toBeDefined()
})

/** The process of a server that has this name. It takes it a moment after it began: until then there is none. */
function childOf(server: number, name: string): number {
  const children = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim().split(' ').map(Number)
  const found = children.find((pid) => commandOf(pid).includes(name))
  if (!found) throw new Error(`no ${name} yet`)
  return found
}

test('a start right after a kill does not wait for anybody to clean up', async () => {
  const dataDir = temporaryFolder()
  for (let round = 0; round < 5; round++) {
    const { word, kill } = await there(dataDir)
    expect(word.refusal).toBeUndefined()
    await kill()
  }
})

test('a server whose keeper was killed as well is stopped, and its data taken over', async () => {
  const dataDir = temporaryFolder()
  const first = await there(dataDir)
  const server = serverOf(dataDir)
  first.process.kill('SIGSTOP')
  process.kill(parentOf(server), 'SIGKILL')
  await first.kill()
  expect(alive(server)).toBe(true)
  expect((await there(dataDir)).word.connection).toBeDefined()
  // It gives the data up a moment before it is gone.
  expect(await gone(server, 20_000)).toBe(true)
})

test('a server whose keeper alone was killed does not stay without one', async () => {
  const dataDir = temporaryFolder()
  await there(dataDir)
  const server = serverOf(dataDir)
  process.kill(parentOf(server), 'SIGKILL')
  expect(await gone(server, 20_000)).toBe(true)
})

test('a second process on the same data is told who uses it', async () => {
  const dataDir = temporaryFolder()
  const first = await there(dataDir)
  const second = await there(dataDir)
  expect(second.word.refusal).toBe(
    `Another Trellis (process ${first.process.pid}) is already using the data in ${dataDir}.`,
  )
  expect(second.word.hint).toMatch(/DATA_DIR of its own/)
})

test('a pid file whose number now belongs to some other process is no hindrance', async () => {
  const dataDir = temporaryFolder()
  const first = await there(dataDir)
  const stale = readFileSync(join(dataDir, 'database', 'postmaster.pid'), 'utf8')
  const server = serverOf(dataDir)
  await first.kill()
  await gone(server, 20_000)
  writeFileSync(join(dataDir, 'database', 'postmaster.pid'), stale.replace(/^\d+/, String(process.pid)))
  expect((await there(dataDir)).word.refusal).toBeUndefined()
})

test('a claim whose number now belongs to some other process is not honoured', () => {
  const dataDir = temporaryFolder()
  writeFileSync(join(dataDir, 'in-use'), `${process.pid} another birth`)
  const release = claim(dataDir)
  expect(() => claim(dataDir)).toThrow(/already using/)
  release()
  expect(existsSync(join(dataDir, 'in-use'))).toBe(false)
})

async function there(dataDir: string): Promise<AnotherTrellis> {
  const trellis = await startThere(home, dataDir)
  onTestFinished(() => trellis.end())
  return trellis
}

async function connected({ word }: AnotherTrellis): Promise<Client> {
  if (!word.connection) throw new Error(word.refusal)
  const client = new Client(word.connection)
  client.on('error', () => undefined)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

function serverOf(dataDir: string): number {
  const pid = pidIn(join(dataDir, 'database'))
  if (pid === undefined) throw new Error('no server')
  return pid
}

function parentOf(pid: number): number {
  return Number(
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[1],
  )
}
