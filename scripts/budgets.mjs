// Checks what must stay small (`npm test` runs it). Prints each budget that is broken, then what is worth looking at.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { areas, cores, folders, free, shelves, vocabulary } from './parts/areas.mjs'
import { mayBeInstalled, wanted } from './parts/lockfile.mjs'
import { functions } from './parts/measure.mjs'
import { root } from './parts/root.mjs'
import { sources } from './parts/sources.mjs'

const fileLines = 300
const functionLines = 40
const directDependencies = 30
const packagesAtRunTime = 115
/** Bytes of JavaScript that a page of an area may load, gzipped. */
const islandBytes = { pulses: 15_000, meetings: 30_000, formation: 30_000, other: 10_000 }

const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))
const all = sources().map((source) => ({ ...source, lines: source.text.trimEnd().split('\n').length }))
const code = all.filter(({ path }) => /\.(tsx?|mjs)$/.test(path))
const measured = code.flatMap(({ path, text }) => functions(path, text).map((each) => ({ path, ...each })))

const broken = [
  ...longFiles(),
  ...longFunctions(),
  ...strayFiles(),
  ...heavyIslands(),
  ...tooManyDependencies(),
  ...tooManyPackages(),
]
for (const sentence of broken) console.log(sentence)
look()
process.exitCode = broken.length === 0 ? 0 : 1

function longFiles() {
  const long = all.filter(({ lines }) => lines > fileLines)
  return long.map(({ path, lines }) => `${path} has ${lines} lines; a file has at most ${fileLines}`)
}

/** The gallery's pages are specimens, not code: each shows one thing whole. */
function longFunctions() {
  const long = measured.filter(({ path, lines }) => lines > functionLines && !path.startsWith('test/gallery/'))
  return long.map(({ path, line, name, lines }) => {
    return `${path}:${line} ${name} has ${lines} lines; a function has at most ${functionLines}`
  })
}

/** An area holds the files of the vocabulary, their tests, a test of the whole area, folders for what is much, and its pure core. */
function strayFiles() {
  const closed = areas.filter((area) => !free.includes(area))
  const inside = new RegExp(`^src/(${closed.join('|')})/`)
  const expected = [
    new RegExp(`^src/[^/]+/(${vocabulary.join('|')})(\\.test)?\\.tsx?$`),
    /^src\/([^/]+)\/\1\.test\.tsx?$/,
    new RegExp(`^src/[^/]+/(${folders.join('|')})/[\\w-]+(\\.test)?\\.tsx?$`),
    new RegExp(`^src/(${[...cores, ...shelves].join('|')})/`),
  ]
  const stray = code.filter(({ path }) => inside.test(path) && !expected.some((form) => form.test(path)))
  return stray.map(({ path }) => `${path} has a name that the areas do not know (${vocabulary.join(', ')})`)
}

function heavyIslands() {
  const assets = join(root, 'dist', 'assets')
  if (!existsSync(assets)) return ['dist/assets is missing: build first']
  return Object.entries(json('dist/assets/manifest.json')).flatMap(([name, file]) => {
    const area = name.replace('.js', '')
    const limit = islandBytes[area] ?? islandBytes.other
    const size = gzipSync(readFileSync(join(assets, file))).length
    return name.endsWith('.js') && size > limit ? [`${name} is ${size} bytes gzipped; at most ${limit}`] : []
  })
}

function tooManyDependencies() {
  const { dependencies, optionalDependencies } = json('package.json')
  const names = Object.keys({ ...dependencies, ...optionalDependencies })
  const reasons = readFileSync(join(root, 'docs', 'dependencies.md'), 'utf8')
  return [
    ...(names.length > directDependencies
      ? [`${names.length} direct dependencies; at most ${directDependencies}`]
      : []),
    ...names
      .filter((name) => !reasons.includes(`\`${name}\``))
      .map((name) => `docs/dependencies.md is silent on ${name}`),
    ...[...reasons.matchAll(/^\| `([^`]+)`/gm)]
      .filter(([, name]) => !names.includes(name))
      .map(([, name]) => `docs/dependencies.md speaks of ${name}, which is not a dependency`),
  ]
}

/** As `npm ci --omit=dev` would install them on Linux; and from the registry that npm is set up with, whichever that is. */
function tooManyPackages() {
  const packages = Object.entries(json('package-lock.json').packages)
  const installed = packagesOnLinux(packages)
  const placed = packages.filter(([, { resolved }]) => resolved?.startsWith('http'))
  return [
    ...(installed > packagesAtRunTime ? [`${installed} packages at run time; at most ${packagesAtRunTime}`] : []),
    ...(placed.length > 0 ? [`package-lock.json names download hosts (${placed.length} times)`] : []),
  ]
}

function packagesOnLinux(packages) {
  const machine = { os: 'linux', cpu: 'x64', libc: 'glibc' }
  return packages.filter(([path, entry]) => wanted(path, entry, { tools: false }) && mayBeInstalled(entry, machine))
    .length
}

/** Expected, looked at, not enforced. */
function look() {
  const tests = all.filter(({ path }) => /\.test\.tsx?$|^test\//.test(path))
  const product = all.filter(({ path }) => /^src\/.*\.tsx?$/.test(path) && !path.includes('.test.'))
  console.log(
    `95% of functions have at most ${percentile(measured)} lines, of files ${percentile(product)}; ` +
      `test to code ${(sum(tests) / sum(product)).toFixed(2)}; ` +
      `${packagesOnLinux(Object.entries(json('package-lock.json').packages))} packages at run time`,
  )
}

function percentile(list) {
  const sorted = list.map(({ lines }) => lines).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0
}

function sum(list) {
  return list.reduce((total, { lines }) => total + lines, 0)
}
