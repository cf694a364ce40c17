import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const stamp = join(root, 'dist', '.built-from')
const sources = ['src', 'messages', 'scripts', 'package-lock.json', 'tsconfig.json']

/** Whether `dist` was built from the sources as they are: by their names, sizes and times, for that takes a few ms. */
export function isFresh() {
  try {
    return readFileSync(stamp, 'utf8') === look()
  } catch {
    return false
  }
}

/** What the sources look like now; taken before a build and noted after it. */
export function look() {
  const hash = createHash('sha256')
  for (const source of sources) note(join(root, source), hash)
  return hash.digest('hex')
}

export function noteBuilt(looked) {
  writeFileSync(stamp, looked)
}

function note(path, hash) {
  const { mtimeMs, size, isDirectory } = describe(path)
  if (!isDirectory) return hash.update(`${path} ${mtimeMs} ${size}\n`)
  for (const entry of readdirSync(path).sort()) if (!entry.includes('.test.')) note(join(path, entry), hash)
}

function describe(path) {
  const stat = statSync(path)
  return { mtimeMs: stat.mtimeMs, size: stat.size, isDirectory: stat.isDirectory() }
}
