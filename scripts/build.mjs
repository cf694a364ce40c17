import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { look, noteBuilt } from './parts/freshness.mjs'
import { root } from './parts/root.mjs'

const dist = join(root, 'dist')
const week = 7 * 24 * 60 * 60 * 1000

/** Builds the server, the command line, the style sheet and the islands into `dist`. */
export async function build() {
  const looked = look()
  const { build: bundle, stop } = await import('esbuild')
  mkdirSync(join(dist, 'assets'), { recursive: true })
  for (const [name, program] of Object.entries(starters)) writeFileSync(join(dist, `${name}.js`), starter(program))
  const results = await Promise.all([bundle(programs()), bundle(browserFiles())])
  await stop()
  writeManifest(results[1].metafile)
  removeOld(results.flatMap(({ metafile }) => Object.keys(metafile.outputs)))
  noteBuilt(looked)
}

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  metafile: true,
  sourcemap: true,
  logLevel: 'warning',
  outdir: dist,
  define: { 'process.env.NODE_ENV': '"production"' },
}

/**
 * What runs on the server: our code and its packages in few files, for reading a thousand small ones takes half of a start.
 * What is behind `import()` stays in a file of its own that is read when it is wanted. The maps are for people with a debugger:
 * Node would hold them all in memory.
 */
function programs() {
  return {
    ...common,
    entryPoints: there({
      server: 'src/main.ts',
      commands: 'src/operations/main.ts',
      'form-thread': 'src/operations/form-thread.ts',
    }),
    chunkNames: 'parts/[name]-[hash]',
    platform: 'node',
    target: 'node24',
    splitting: true,
    sourcesContent: false,
    external: ['pg-native', 'cloudflare:*', 'esbuild'],
    banner: { js: requireForPackages },
  }
}

/** Older packages in the bundle still ask for Node's own modules in this way. */
const requireForPackages =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

/** What is run, by its name in `dist`, and the program that each starts. */
const starters = { main: 'server', trellis: 'commands' }

/** Node keeps what it compiled, which must be asked for before the program is read. */
const starter = (program) => `import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, 'compiled'))
await import('./${program}.js')
`

/** What browsers get: one style sheet, and one file for each area that has an island. Names change with the content. */
function browserFiles() {
  const areas = readdirSync(join(root, 'src'))
  return {
    ...common,
    entryPoints: there({
      app: 'src/ui/css/index.css',
      mark: 'src/ui/mark.svg',
      ...Object.fromEntries(areas.map((area) => [area, `src/${area}/island.tsx`])),
    }),
    outdir: join(dist, 'assets'),
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    platform: 'browser',
    target: ['es2022', 'safari17.5', 'firefox128', 'chrome123'],
    minify: true,
    loader: { '.svg': 'copy' },
  }
}

/** An area has an island or it has none. */
function there(entries) {
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file))))
}

/** `{"app.css": "app-4XQZ.css", "meetings.js": …}`: from the name that the code says to the one that is served. */
function writeManifest({ outputs }) {
  const served = Object.entries(outputs).filter(([, { entryPoint }]) => entryPoint)
  const names = served.map(([file]) => [basename(file).replace(/-[A-Z0-9]{8}(?=\.\w+$)/, ''), basename(file)])
  writeFileSync(join(dist, 'assets', 'manifest.json'), `${JSON.stringify(Object.fromEntries(names), null, 2)}\n`)
}

/** Files of earlier builds stay for a week: a server that still runs may be asked for them. */
function removeOld(outputs) {
  const current = new Set(outputs.map((file) => resolve(root, file)))
  const kept = ['manifest.json', '.built-from', ...Object.keys(starters).map((name) => `${name}.js`)]
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (!entry.isFile() || current.has(path) || kept.includes(entry.name)) continue
    if (Date.now() - statSync(path).mtimeMs > week) rmSync(path)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { install } = await import('./parts/install.mjs')
  install({ tools: false })
  const before = performance.now()
  await build()
  console.error(`Built ${relative(process.cwd(), dist) || '.'} in ${Math.round(performance.now() - before)} ms.`)
}
