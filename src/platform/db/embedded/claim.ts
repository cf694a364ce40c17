import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { alive, birthOf } from './processes.ts'

/**
 * Takes the data directory for this process, or refuses when another one that lives has it.
 * Returns what gives it back; a process that is killed leaves a claim that nobody honours.
 */
export function claim(dataDir: string): () => void {
  const file = join(dataDir, 'in-use')
  const mine = `${process.pid} ${birthOf(process.pid)}`
  for (let tries = 0; tries < 3; tries++) {
    if (written(file, mine)) return () => rmSync(file, { force: true })
    refuseIfHeld(file, dataDir)
    rmSync(file, { force: true })
  }
  throw inUse(dataDir)
}

/** What a second process on the same data directory is told. */
export function inUse(dataDir: string, pid?: number): CannotStart {
  return new CannotStart(
    `Another Trellis${pid ? ` (process ${pid})` : ''} is already using the data in ${dataDir}.`,
    'Stop the other one first, or give this one a DATA_DIR of its own.',
  )
}

function written(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function refuseIfHeld(file: string, dataDir: string): void {
  const [, pid, birth] = /^(\d+) (.*)$/s.exec(text(file)) ?? []
  if (pid && alive(Number(pid)) && birthOf(Number(pid)) === birth) throw inUse(dataDir, Number(pid))
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    // Given back between our two looks.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
