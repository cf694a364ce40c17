// npm run -s bench -- NAME: one JSON object on the last line.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { install } from './parts/install.mjs'
import { requireNode24 } from './parts/node24.mjs'
import { makeReady } from './parts/ready.mjs'
import { root } from './parts/root.mjs'

install({ tools: false })
await makeReady()
const { build } = await import('esbuild')
const outfile = join(root, 'dist', 'bench', 'main.js')
await build({
  absWorkingDir: root,
  entryPoints: ['bench/main.ts'],
  outdir: 'dist/bench',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  packages: 'external',
  keepNames: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
})
const { status } = spawnSync(requireNode24(), [outfile, ...process.argv.slice(2)], { stdio: 'inherit', cwd: root })
process.exit(status ?? 1)
