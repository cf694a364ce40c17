import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Misunderstood, type Terminal } from '../platform/command.ts'
import { sentenceFor } from '../platform/trouble.ts'
import { commands } from './commands.ts'

const terminal: Terminal = {
  env: process.env,
  root: join(dirname(fileURLToPath(import.meta.url)), '..'),
  out: (text) => void process.stdout.write(`${text}\n`),
  tell: (text) => void process.stderr.write(`${text}\n`),
}

/** Finds the command that was called and carries it out. */
async function main([name = 'help', ...args]: readonly string[]): Promise<number> {
  const wanted = ['-h', '--help'].includes(name) ? 'help' : name
  const found = commands.find((command) => command.name === wanted)
  if (!found) {
    terminal.tell(`There is no command ${name}. These are: ${commands.map((command) => command.name).join(', ')}.`)
    return 2
  }
  try {
    const { run } = await found.load()
    return await run(args, terminal)
  } catch (error) {
    terminal.tell(sentenceFor(error))
    if (error instanceof Misunderstood) terminal.tell(`Usage: npm run trellis -- ${found.name} ${found.usage}`)
    return error instanceof Misunderstood ? 2 : 1
  }
}

// Not cut off by `process.exit`: what was written to a pipe is still on its way.
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
