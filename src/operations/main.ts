import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Terminal } from '../platform/command.ts'
import { called } from './commands.ts'

const terminal: Terminal = {
  env: process.env,
  root: join(dirname(fileURLToPath(import.meta.url)), '..'),
  out: (text) => void process.stdout.write(`${text}\n`),
  tell: (text) => void process.stderr.write(`${text}\n`),
}

// Not cut off by `process.exit`: what was written to a pipe is still on its way.
called(process.argv.slice(2), terminal).then((code) => {
  process.exitCode = code
})
