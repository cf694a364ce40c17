import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './root.mjs'

const folders = ['src', 'test', 'bench', 'scripts', 'db']
const written = /^src\/platform\/db\/tables\//

/** Our own sources as `{ path, text }`, the path from the root; without those that a program wrote. */
export function sources() {
  return folders.flatMap(filesIn).filter(({ path }) => /\.(tsx?|mjs|css|sql)$/.test(path) && !written.test(path))
}

function filesIn(folder) {
  const entries = readdirSync(root).includes(folder)
    ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    : []
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }))
}
