import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { inUse } from './claim.ts'
import { alive, commandOf, gone } from './processes.ts'
import { answers } from './running.ts'

/** How long a server may take its time to stop, and how long it may take when it is told to stop at once. */
const [patience, atOnce] = [25_000, 35_000]

/**
 * Clears away what a process that died left behind, given that we hold the claim on the data directory.
 * A server that outlived its keeper is stopped. Returns the number that a stale `postmaster.pid` names, if it now belongs
 * to some other process: PostgreSQL must be told that this is not a server, and we must not delete the file, for
 * PostgreSQL also reads in it which shared memory to look for.
 */
export async function clearLeftover(dataDir: string, database: string, socket: string): Promise<number | undefined> {
  const pid = interrupt(database)
  if (pid !== undefined && serves(pid, database) && !(await ended(pid, database))) throw stuck(pid, dataDir)
  // A server in another container on this machine is not to be seen by its number, but it answers.
  if (await answers(join(socket, '.s.PGSQL.5432'))) throw inUse(dataDir)
  return pid !== undefined && alive(pid) ? pid : undefined
}

async function ended(pid: number, database: string): Promise<boolean> {
  if (await gone(pid, patience)) return true
  interrupt(database, 'SIGQUIT')
  return gone(pid, atOnce)
}

/**
 * Asks a server that runs on this database to stop, by default with the time it needs. Returns the number in its pid file, whoever has
 * that number now.
 */
export function interrupt(database: string, how: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): number | undefined {
  const pid = pidIn(database)
  try {
    if (pid !== undefined && serves(pid, database)) process.kill(pid, how)
  } catch {
    // It ended by itself meanwhile.
  }
  return pid
}

/** The process number in a database's `postmaster.pid`; undefined where there is none. */
export function pidIn(database: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(database, 'postmaster.pid'), 'utf8'), 10)
    return pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

function serves(pid: number, database: string): boolean {
  const command = commandOf(pid)
  return command.includes('postgres') && command.includes(`-D ${database} `)
}

function stuck(pid: number, dataDir: string): CannotStart {
  return new CannotStart(
    `A PostgreSQL left over from an earlier run (process ${pid}) still holds ${dataDir} and does not stop.`,
    'Stop that process, then start again.',
  )
}
