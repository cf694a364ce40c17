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

/** What runs on the server: our own code in few files, packages left where npm put them, `import()` still lazy. */
function programs() {
  return {
    ...common,
    entryPoints: there({ main: 'src/main.ts', trellis: 'src/operations/main.ts' }),
    chunkNames: 'parts/[name]-[hash]',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    splitting: true,
    keepNames: true,
  }
}

/** What browsers get: one style sheet, and one file for each area that has an island. Names change with the content. */
function browserFiles() {
  const areas = readdirSync(join(root, 'src'))
  return {
    ...common,
    entryPoints: there({
      app: 'src/ui/css/index.css',
      ...Object.fromEntries(areas.map((area) => [area, `src/${area}/island.tsx`])),
    }),
    outdir: join(dist, 'assets'),
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    platform: 'browser',
    target: ['es2022', 'safari17.5', 'firefox128', 'chrome123'],
    minify: true,
    loader: { '.svg': 'file', '.woff2': 'file' },
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
  const kept = ['manifest.json', '.built-from']
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
