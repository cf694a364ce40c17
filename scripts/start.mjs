// `npm start`: installs what is missing, builds what is stale, and becomes the server.
import { join } from 'node:path'
import { run } from './parts/node24.mjs'
import { makeReady } from './parts/ready.mjs'
import { root } from './parts/root.mjs'

await makeReady()
await run(join(root, 'dist', 'main.js'), process.argv.slice(2))
