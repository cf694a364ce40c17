import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mayBeInstalled, wanted } from './lockfile.mjs'
import { root } from './root.mjs'

const lockfile = join(root, 'package-lock.json')
const stamp = join(root, 'node_modules', '.installed')

/**
 * Installs what the lockfile names, if that is not there yet; with `tools` also what only developers need.
 * What npm has to say goes to the error stream: the output belongs to the command that is to run.
 */
export function install({ tools }) {
  const hash = createHash('sha256').update(readFileSync(lockfile)).digest('hex')
  const sufficient = [`${hash} tools`, ...(tools ? [] : [`${hash} run`])]
  if (sufficient.includes(read(stamp))) return
  if (!present({ tools })) npmCi(tools)
  writeFileSync(stamp, `${hash} ${tools || present({ tools: true }) ? 'tools' : 'run'}`)
}

/** Whether npm itself noted that all of it is there, for instance after an `npm ci` by hand. */
function present({ tools }) {
  const noted = read(join(root, 'node_modules', '.package-lock.json'))
  if (!noted) return false
  const there = JSON.parse(noted).packages
  const packages = Object.entries(JSON.parse(readFileSync(lockfile, 'utf8')).packages)
  return packages.every(([path, entry]) => {
    if (!wanted(path, entry, { tools }) || !mayBeInstalled(entry)) return true
    return there[path]?.version === entry.version && there[path]?.integrity === entry.integrity
  })
}

function npmCi(tools) {
  console.error(tools ? 'Installing the tools …' : 'Installing what is needed; this happens once …')
  const given = ['ci', tools ? '--include=dev' : '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund']
  const [command, ...before] = npm()
  const { status, error } = spawnSync(command, [...before, ...given, '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    // In production npm would leave out tools that are asked for.
    env: { ...process.env, NODE_ENV: '' },
    shell: process.platform === 'win32' && command === 'npm',
  })
  if (status === 0) return
  console.error(
    `Could not install: npm ${error ? `did not start (${error.message})` : 'failed, see above'}.\n` +
      'Check that this machine reaches the npm registry and that this folder can be written, then try again.',
  )
  process.exit(1)
}

/** The npm that started us, else the one on the path. */
function npm() {
  const own = process.env.npm_execpath
  return own?.endsWith('npm-cli.js') ? [process.execPath, own] : ['npm']
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
