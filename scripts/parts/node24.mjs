import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.mjs'

const modules = join(root, 'node_modules')
const isNode24 = (version) => Number.parseInt(version, 10) >= 24

/** A Node of version 24 or later: the installed one, else the one that runs this; undefined where there is none. */
export function node24() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const folder = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const installed = join(modules, folder, 'bin', name)
  if (existsSync(installed)) return installed
  return isNode24(process.versions.node) ? process.execPath : undefined
}

/** As node24, but says what to do where there is none. */
export function requireNode24() {
  const node = node24()
  if (node) return node
  console.error(
    `Trellis runs on Node 24; this is Node ${process.versions.node}, and none could be installed for ` +
      `${process.platform} on ${process.arch}.\nInstall Node 24 from https://nodejs.org and start again.`,
  )
  process.exit(1)
}

/** Runs a built program: here, if this already is Node 24, else in one, as which this process then passes. */
export async function run(file, args) {
  if (!isNode24(process.versions.node)) return become(requireNode24(), [file, ...args])
  await import(pathToFileURL(file).href)
}

function become(node, args) {
  const child = spawn(node, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // What is typed in a terminal reaches the child by itself; twice would mean "at once".
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal))
  }
  child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
  child.once('error', (error) => {
    console.error(`Node 24 does not run here: ${error.message}`)
    process.exit(1)
  })
}
