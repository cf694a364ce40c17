import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Whether a process with this number lives (also one that we may not touch). */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The command line of a process; empty when it is gone. */
export function commandOf(pid: number): string {
  return process.platform === 'linux' ? read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ') : ps('command', pid)
}

/** Tells a process from a later one that got the same number: its moment of birth, and of the machine's. */
export function birthOf(pid: number): string {
  if (process.platform !== 'linux') return ps('lstart', pid)
  const afterName = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')
  const boot = read('/proc/sys/kernel/random/boot_id').trim()
  return afterName[19] ? `${boot}/${afterName[19]}` : ''
}

/** Resolves to whether the process ended within so many milliseconds. */
export async function gone(pid: number, within: number): Promise<boolean> {
  for (const end = Date.now() + within; alive(pid); await new Promise((next) => setTimeout(next, 5))) {
    if (Date.now() > end) return false
  }
  return true
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function ps(column: string, pid: number): string {
  try {
    return execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}
