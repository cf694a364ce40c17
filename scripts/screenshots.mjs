// npm run screenshots: starts the product on an empty data folder, adds the demo, and takes the pictures of the README from it.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { install } from './parts/install.mjs'
import { requireNode24 } from './parts/node24.mjs'
import { makeReady } from './parts/ready.mjs'
import { root } from './parts/root.mjs'

install({ tools: true })
await makeReady()
const { status } = spawnSync(requireNode24(), [join(root, 'scripts', 'parts', 'pictures.mjs')], { stdio: 'inherit' })
process.exitCode = status ?? 1
