import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A new folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = makeFolder()
  onTestFinished(() => removeFolder(folder))
  return folder
}

/** A new folder that whoever asked removes. Other accounts may pass through it, as through /var/lib. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(place, 'trellis-test-'))
  chmodSync(folder, 0o711)
  return folder
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** In memory where there is plenty, for a test should not wait for the disk; else where temporary files belong. */
const place = roomy('/dev/shm') ? '/dev/shm' : tmpdir()
sweep()

/** Runs that were killed leave their folders behind; no run takes hours. */
function sweep(): void {
  const hoursAgo = Date.now() - 3 * 60 * 60 * 1000
  for (const name of readdirSync(place).filter((entry) => entry.startsWith('trellis-test-'))) {
    const made = statSync(join(place, name), { throwIfNoEntry: false })
    if (made && made.uid === process.getuid?.() && made.mtimeMs < hoursAgo) removeFolder(join(place, name))
  }
}

/** Whether there are some gigabytes and programs may run there, which many containers forbid. */
function roomy(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > 4e9 && runsPrograms(mkdtempSync(join(folder, 'trellis-test-')))
  } catch {
    return false
  }
}

function runsPrograms(folder: string): boolean {
  const program = join(folder, 'try')
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 })
  const { status } = spawnSync(program)
  removeFolder(folder)
  return status === 0
}
