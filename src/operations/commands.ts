import { type Command, command, Misunderstood, type Run, type Terminal } from '../platform/command.ts'
import { sentenceFor } from '../platform/trouble.ts'

/** Everything that can be said on the command line, in the order of `help`. */
export const commands: readonly Command[] = [
  command('help', 'operator', { usage: '[COMMAND]', note: 'this list, or what one command understands' }, async () => ({
    run: (args, terminal) => list(args, terminal),
  })),
  command(
    'doctor',
    'operator',
    { usage: '', note: 'looks whether all is well, and says what to do where it is not' },
    () => import('./doctor.ts'),
  ),
  command(
    'backup',
    'operator',
    { usage: 'FILE', note: 'writes everything in the database to one file, while the server may run' },
    () => import('./backup.ts'),
  ),
  command(
    'restore',
    'operator',
    { usage: 'FILE [--check]', note: 'restores a backup into an empty database; --check only proves that it could' },
    () => import('./restore.ts'),
  ),
  command(
    'form',
    'operator',
    {
      usage: 'PEOPLE.csv --policy POLICY.json --out CIRCLES.csv --report REPORT.json [more]',
      note: 'forms circles from a file of people',
      parts: [
        ['PEOPLE.csv', 'one row for each person, as docs/formation.md says'],
        ['--policy POLICY.json', 'sizes, dates, wishes and rules'],
        ['--out CIRCLES.csv', 'who sits in which circle is written here'],
        ['--report REPORT.json', 'how well, when they can meet and why is written here'],
        ['--seed N', 'the same seed and effort lead to the same circles; 1 if nothing is said'],
        ['--effort N', 'how long to search, in arrangements looked at; enough for so many people if nothing is said'],
        ['--seconds S', 'how long to search by the clock, instead of --effort'],
        ['--keep CIRCLES.csv', 'circles of before, to change as little as can be'],
        ['--what-if', 'also tells what each wish and each rule costs'],
      ],
    },
    () => import('./form.ts'),
  ),
  command(
    'demo',
    'operator',
    {
      usage: 'add | links | remove',
      note: 'a community of invented people to look around in: adds it, shows ways in, removes it without a trace',
    },
    () => import('./demo.ts'),
  ),
  command(
    'sign-in-link',
    'operator',
    { usage: 'ADDRESS', note: 'makes a link that lets in whoever has this address, once, within the hour' },
    () => import('./sign-in-link.ts'),
  ),
  command(
    'migrate',
    'operator',
    {
      usage: '[--print-roles]',
      note: 'brings the database up to date; --print-roles prints the SQL that makes its roles',
    },
    () => import('./migrate.ts'),
  ),
]

/** Finds the command that was called and carries it out, or says what it understands. Answers with the exit code. */
export async function called([name = 'help', ...args]: readonly string[], terminal: Terminal): Promise<number> {
  const wanted = asksForHelp(name) ? 'help' : name
  const found = commands.find((command) => command.name === wanted)
  if (!found) return unknown(name, terminal)
  if (found.name !== 'help' && args.some(asksForHelp)) return explained(found, terminal)
  try {
    const { run } = await found.load()
    return await run(args, terminal)
  } catch (error) {
    terminal.tell(sentenceFor(error))
    if (error instanceof Misunderstood) terminal.tell(`Usage: ${usageOf(found)}`)
    return error instanceof Misunderstood ? 2 : 1
  }
}

const asksForHelp = (word: string) => word === '-h' || word === '--help'
const usageOf = ({ name, usage }: Command) => `npm run trellis -- ${name} ${usage}`.trim()

function unknown(name: string, { tell }: Terminal): number {
  tell(`There is no command ${name}. These are: ${commands.map((command) => command.name).join(', ')}.`)
  return 2
}

function explained(command: Command, { out }: Terminal): number {
  const { note, parts } = command
  out(`${usageOf(command)}\n\n${note.charAt(0).toUpperCase()}${note.slice(1)}.`)
  if (parts.length > 0) out('')
  const widest = Math.max(0, ...parts.map(([part]) => part.length))
  for (const [part, does] of parts) out(`  ${part.padEnd(widest)}  ${does}`)
  return 0
}

/** Lists the commands, or says what one of them understands. */
const list: Run = async ([name], terminal) => {
  const one = commands.find((command) => command.name === name)
  if (one) return explained(one, terminal)
  if (name !== undefined && !asksForHelp(name)) return unknown(name, terminal)
  const { out } = terminal
  out('npm run trellis -- COMMAND\n')
  for (const { name, usage, note } of commands) out(`  ${`${name} ${usage}`.padEnd(28)} ${note}`)
  out(
    '\nMore about one: npm run trellis -- help COMMAND\nThe settings are the server’s: DATA_DIR, DATABASE_URL, TRELLIS_KEY_FILE, … and PORT or BASE_URL where links are made',
  )
  return 0
}
