import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Browser } from '../../test/browserless.ts'
import { firstOwnerLink } from '../communities/writes.ts'
import { type House, openHouse } from '../house.ts'
import type { Terminal } from '../platform/command.ts'
import { readConfig } from '../platform/config.ts'
import { type OpenDatabase, openDatabase } from '../platform/db/open.ts'
import { openLog } from '../platform/log.ts'
import { called, commands } from './commands.ts'

const root = new URL('../..', import.meta.url).pathname
const log = openLog('silent')

let folder: string
let running: { database: OpenDatabase; house: House } | undefined

/** A server on an embedded database of its own, with a community in it. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trellis-operations-'))
  chmodSync(folder, 0o711)
  running = await serve()
  const link = await firstOwnerLink(running.house.services)
  const key = new URL(link ?? '', 'http://localhost').searchParams.get('key') ?? ''
  await new Browser(running.house.server).submit('/setup', {
    key,
    name: 'The Long Table',
    slug: '',
    language: 'en',
    zone: 'Europe/Lisbon',
    origin: '',
    owner: 'Olivia Owner',
    address: 'olivia@example.org',
    start: 'empty',
  })
})
afterAll(async () => {
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

const at = (name: string) => join(folder, name)

async function serve() {
  const config = readConfig({ DATA_DIR: at('data') })
  const database = await openDatabase(config, join(root, 'db', 'migrations'), log)
  return { database, house: await openHouse(config, database, root, log) }
}

async function stop(): Promise<void> {
  await running?.house.close()
  await running?.database.stop()
  running = undefined
}

/** Says something on the command line. */
async function say(words: readonly string[], env: Record<string, string> = {}) {
  const [name, ...args] = words
  const said: string[] = []
  const printed: string[] = []
  const terminal: Terminal = {
    env: { DATA_DIR: at('data'), LOG_LEVEL: 'silent', ...env },
    root,
    out: (text) => void printed.push(text),
    tell: (text) => void said.push(text),
  }
  const { run } = (await commands.find((command) => command.name === name)?.load()) ?? {}
  const code = await run?.(args, terminal)
  return { code, said: said.join('\n'), printed: printed.join('\n') }
}

test('Help names every command, for the operator alone', async () => {
  const { printed } = await say(['help'])
  for (const { name, audience } of commands) {
    expect(printed).toContain(name)
    expect(audience).toBe('operator')
  }
})

test('Whoever asks a command for help is told what it understands, and nothing else happens', async () => {
  const ask = async (...words: string[]) => {
    const told: string[] = []
    const tell = (text: string) => void told.push(text)
    return { code: await called(words, { env: {}, root, out: tell, tell }), told: told.join('\n') }
  }
  for (const { name, note } of commands.filter((command) => command.name !== 'help')) {
    const asked = await Promise.all([ask(name, '--help'), ask(name, 'x', '-h'), ask('help', name)])
    for (const { code, told } of asked) {
      expect(code, name).toBe(0)
      expect(told).toContain(`npm run trellis -- ${name}`)
      expect(told).toContain(note.slice(1))
    }
  }
  expect((await ask('form', '--help')).told).toContain('--keep CIRCLES.csv')
  expect(await ask('help', 'nothing')).toMatchObject({ code: 2, told: expect.stringContaining('no command nothing') })
  expect(await ask('doctor', 'x')).toMatchObject({ code: 2, told: expect.stringContaining('Usage: npm run trellis') })
})

test('A backup is made while the server runs, and says where the keys are', async () => {
  const { code, said } = await say(['backup', at('one.backup')])
  expect(code).toBe(0)
  expect(said).toContain(at('data/keys'))
  expect(existsSync(at('one.backup'))).toBe(true)
  await expect.poll(() => running?.house.services.settings().lastBackup).toBeDefined()
  await expect(say(['backup', at('one.backup')])).rejects.toThrow('is there already')
})

test('Olivia, who lost every way in, gets a link from the operator', async () => {
  const { code, printed } = await say(['sign-in-link', 'olivia@example.org'])
  expect(code).toBe(0)
  const olivia = new Browser(running?.house.server ?? expect.unreachable())
  const page = await olivia.get(new URL(printed).pathname)
  expect(page.status).toBe(200)
  expect((await say(['sign-in-link', 'nobody@example.org'])).code).toBe(1)
})

test('The doctor looks around while the server runs', async () => {
  const { code, printed } = await say(['doctor'])
  expect(code).toBe(1)
  expect(printed).toContain('look  No mail server is set')
  expect(printed).toContain('ok    The database answers')
})

test('A demo is added once, shown again, and removed', async () => {
  const added = await say(['demo', 'add'])
  expect(added.code, added.said).toBe(0)
  expect(added.said).toContain('this computer only')
  expect(added.printed.match(/\/c\/demo\/sign-in\/first\//g)).toHaveLength(4)
  const again = await say(['demo', 'add'])
  expect([again.code, again.said]).toEqual([1, expect.stringContaining('There is a demo already')])
  const amara = new Browser(running?.house.server ?? expect.unreachable())
  const [, link = ''] = (await say(['demo', 'links'])).printed.match(/(http\S+)/) ?? []
  expect((await amara.submit(new URL(link).pathname)).text).toContain('Amara')
  expect((await say(['demo', 'remove'])).said).toContain('nothing of it is left')
  expect((await say(['demo', 'remove'])).code).toBe(1)
  expect((await amara.get('/c/demo/home')).status).toBe(404)
  await expect(say(['demo'])).rejects.toThrow('add, links or remove')
})

test('--check proves that the backup can be restored, and touches nothing', async () => {
  const { code, said } = await say(['restore', at('one.backup'), '--check'])
  expect(said).toContain('This backup can be restored')
  expect(code).toBe(0)
})

test('Nothing is restored while the server runs, nor over a community, nor under another key', async () => {
  await expect(say(['restore', at('one.backup')])).rejects.toThrow('Stop it first')
  await stop()
  await expect(say(['restore', at('one.backup')])).rejects.toThrow('a community in this database already')
  await expect(say(['restore', at('one.backup')], { DATA_DIR: at('other') })).rejects.toThrow('key file')
})

test('Restored into an empty place, under its own key, the community is there again', async () => {
  const env = { DATA_DIR: at('other'), TRELLIS_KEY_FILE: at('data/keys/trellis.key') }
  const { code, said } = await say(['restore', at('one.backup')], env)
  expect(code).toBe(0)
  expect(said).toContain('Every circle’s key opens.')
  expect((await say(['migrate'], env)).said).toContain('up to date')
  expect((await say(['sign-in-link', 'olivia@example.org'], env)).said).toContain('Olivia Owner, in The Long Table')
})

test('For a database whose owner may not make roles, the SQL that makes them is printed', async () => {
  const { printed } = await say(['migrate', '--print-roles'])
  expect(printed).toMatch(/^create role "?trellis_visitor/m)
  expect(printed).toContain('nobypassrls')
})
