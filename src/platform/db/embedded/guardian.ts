import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Account } from './account.ts'

/**
 * A shell stands between us and the server and reads from a pipe that only we hold. However we end, even by kill -9, the
 * pipe closes, and the shell stops the server (SIGINT: clients are cut, what is committed is safe, files are left clean). One that
 * has not stopped after some seconds is stopped at once (SIGQUIT: just as safe, and the next start recovers): where one of its
 * processes was killed in that moment, it may wait for that one for good.
 * The first argument is a folder to remove in the end, or nothing; the second is how many seconds it is given.
 */
const script = `
left=$1; patience=$2; shift 2
"$@" </dev/null &
server=$!
trap '' HUP INT TERM
exec >/dev/null 2>&1
read -r _
kill -INT $server
(while [ "$patience" -gt 0 ]; do sleep 1; patience=$((patience - 1)); done; kill -QUIT $server) &
hurry=$!
wait $server
code=$?
kill -KILL $hurry
if [ -n "$left" ]; then rm -rf "$left"; fi
exit $code
`

export type Guarded = {
  /** Resolves when the server accepts connections; rejects with all that it printed when it gives up before that. */
  ready: Promise<void>
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>
  stop(): Promise<void>
}

export type Command = { command: string; args: string[]; account: Account | undefined; env: Record<string, string> }

/** What is done in the end: a folder to remove, or nothing; and for how many seconds the server may take its time. */
export type Ending = { leftover: string; patience: number }

export type Notices = {
  /** Each line that the server prints. */
  heard(line: string): void
  /** The guardian is gone. Usually the server is too; if the guardian was killed, somebody else has to stop it. */
  unguarded(): void
}

/** Starts the server under its guardian. */
export function guard(server: Command, { leftover, patience }: Ending, { heard, unguarded }: Notices): Guarded {
  const words = ['trellis-database', leftover, String(patience), server.command, ...server.args]
  const child = spawn('/bin/sh', ['-c', script, ...words], {
    // A session of its own: Ctrl-C in a terminal is for us, and we still have replies to finish with the database.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    cwd: '/',
    env: server.env,
    ...server.account,
  })
  child.once('exit', unguarded)
  const ended = endOf(child)
  const ready = readiness(child, ended, heard)
  ready.then(() => letGo(child)).catch(() => undefined)
  return { ready, ended, stop: () => stop(child, ended) }
}

/** The server's messages end when its last process does; then the guardian may end too. */
function endOf(child: ChildProcess): Promise<void> {
  child.stdin?.on('error', () => undefined)
  child.stderr?.once('close', () => child.stdin?.end())
  return new Promise((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
}

function readiness(child: ChildProcess, ended: Promise<void>, heard: (line: string) => void): Promise<void> {
  const printed: string[] = []
  child.once('error', (error) => printed.push(error.message))
  return new Promise((resolve, reject) => {
    if (!child.stderr) return
    createInterface({ input: child.stderr }).on('line', (line) => {
      heard(line)
      if (printed.length < 100) printed.push(line)
      if (line.includes('database system is ready to accept connections')) resolve()
    })
    void ended.then(() => reject(new Error(printed.join('\n'))))
  })
}

/** A process that has nothing else left to do may end without stopping the server first; the guardian sees to that. */
function letGo(child: ChildProcess): void {
  child.unref()
  for (const stream of [child.stdin, child.stderr]) (stream as unknown as { unref?: () => void } | null)?.unref?.()
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.ref()
  child.stdin?.end()
  await ended
}
