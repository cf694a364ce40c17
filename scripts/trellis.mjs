// `npm run trellis -- …`: the command line. Nothing but the command itself writes to the output.
import { join } from 'node:path'
import { run } from './parts/node24.mjs'
import { makeReady } from './parts/ready.mjs'
import { root } from './parts/root.mjs'

await makeReady()
await run(join(root, 'dist', 'trellis.js'), process.argv.slice(2))
