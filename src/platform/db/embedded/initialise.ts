import { spawn } from 'node:child_process'
import { chownSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { explainServer } from './explain.ts'
import type { Command } from './guardian.ts'

export type Making = Omit<Command, 'args' | 'command'> & { binaries: string; database: string; password: string }

/**
 * Makes an empty database, durably, under a second name first: a first start that is cut short leaves nothing that could be
 * taken for data. Collation is by code point (PostgreSQL's own C.UTF-8): the same on each machine, and never to be reindexed.
 */
export async function initialise({ binaries, database, password, account, env }: Making): Promise<void> {
  const half = `${database}.making`
  const dataDir = dirname(database)
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { mode: 0o700 })
  const secret = join(half, 'password')
  writeFileSync(secret, password, { mode: 0o600 })
  if (account) for (const path of [half, secret]) chownSync(path, account.uid, account.gid)
  try {
    await run(
      { command: join(binaries, 'bin', 'initdb'), args: initdb(join(half, 'data'), secret), account, env },
      dataDir,
    )
    renameSync(join(half, 'data'), database)
    settle(dataDir)
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
}

const initdb = (folder: string, secret: string): string[] => [
  `--pgdata=${folder}`,
  '--username=postgres',
  `--pwfile=${secret}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
]

async function run({ command, args, account, env }: Command, dataDir: string): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', env, ...account })
  let printed = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  const code = await new Promise((resolve) => {
    child.once('close', resolve)
    child.once('error', (error) => {
      printed += error.message
      resolve(-1)
    })
  })
  if (code !== 0) throw explainServer(printed, dataDir)
}

/** Makes the new name itself survive a power cut. */
function settle(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
