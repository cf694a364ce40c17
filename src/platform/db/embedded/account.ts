import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { CannotStart } from './cannot-start.ts'

export type Account = { uid: number; gid: number }

/**
 * Under whom PostgreSQL runs: undefined for ourselves. It refuses to run as root, so root lends it an account:
 * the one that owns the data already, else `postgres`, else one made for it, else `nobody`.
 */
export function accountFor(database: string, warn: (sentence: string) => void): Account | undefined {
  const owner = statSync(database, { throwIfNoEntry: false })
  const me = process.getuid?.() ?? -1
  if (me === 0) return owner ? { uid: owner.uid, gid: owner.gid } : anAccount(warn)
  if (owner && owner.uid !== me) {
    throw new CannotStart(
      `The database in ${database} belongs to another account (number ${owner.uid}, this is ${me}).`,
      'Start Trellis under the account that made it, or as root.',
    )
  }
  return undefined
}

function anAccount(warn: (sentence: string) => void): Account {
  const found = named('postgres') ?? named('trellis') ?? made('trellis')
  if (found) return found
  warn('No account could be made for PostgreSQL, so it runs as "nobody". Make an account named "postgres" to be safer.')
  return named('nobody') ?? { uid: 65534, gid: 65534 }
}

function made(name: string): Account | undefined {
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name], { stdio: 'ignore' })
  } catch {
    // Two starts may make it at once; what counts is whether it is there now.
  }
  return named(name)
}

function named(name: string): Account | undefined {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`))
    const [, , uid, gid] = line?.split(':').map(Number) ?? []
    return uid && gid ? { uid, gid } : undefined
  } catch {
    return undefined
  }
}
