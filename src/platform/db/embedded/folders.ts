import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Account } from './account.ts'
import { CannotStart } from './cannot-start.ts'

/** Where the data lies unless `DATA_DIR` says otherwise: /var/lib/trellis for root, else the person's own data folder. */
export function usualDataDir(env: NodeJS.ProcessEnv = process.env): string {
  if (process.getuid?.() === 0) return '/var/lib/trellis'
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'trellis')
}

/** Makes the data directory if need be. The account that root lends to PostgreSQL may pass through it, not look into it. */
export function prepareDataDir(dataDir: string): void {
  const shared = process.getuid?.() === 0
  // Asked first, for what making a folder says on a read-only disk helps nobody.
  accessSync(nearest(dataDir), constants.W_OK)
  mkdirSync(dataDir, { recursive: true, mode: shared ? 0o711 : 0o700 })
  accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  if (shared) chmodSync(dataDir, 0o711)
}

/** The folder itself, or the closest one above it that is there. */
function nearest(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : nearest(dirname(folder))
}

export type Socket = { folder: string; temporary: boolean }

/** The 0700 folder of the socket; a short one of its own where the path would be longer than a socket's may be. */
export function prepareSocket(dataDir: string, account: Account | undefined): Socket {
  const usual = socketFolder(dataDir)
  const temporary = Buffer.byteLength(join(usual, '.s.PGSQL.5432')) > 100
  const folder = temporary ? mkdtempSync('/tmp/trellis-') : usual
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (account) chownSync(folder, account.uid, account.gid)
  chmodSync(folder, 0o700)
  return { folder, temporary }
}

export const socketFolder = (dataDir: string): string => join(dataDir, 'socket')

/** Whether there is a database already. Refuses one that another major version of PostgreSQL wrote. */
export function hasDatabase(database: string, major: number): boolean {
  if (!existsSync(database)) return false
  const version = versionOf(database)
  if (version === String(major)) return true
  throw version === undefined
    ? new CannotStart(
        `${database} exists but holds no PostgreSQL database.`,
        'Move that folder away, or choose another DATA_DIR.',
      )
    : new CannotStart(
        `The data in ${database} was written by PostgreSQL ${version}; this is PostgreSQL ${major}.`,
        'Start the Trellis that wrote it and make a backup there, then restore it here into an empty DATA_DIR.',
      )
}

function versionOf(database: string): string | undefined {
  const file = join(database, 'PG_VERSION')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}
