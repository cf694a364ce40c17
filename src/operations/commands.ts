import { type Command, command, type Run } from '../platform/command.ts'

/** Everything that can be said on the command line, in the order of `help`. */
export const commands: readonly Command[] = [
  command('help', 'operator', { usage: '', note: 'this list' }, async () => ({
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
      usage:
        'PEOPLE.csv --policy POLICY.json --out CIRCLES.csv --report REPORT.json [--seed N] [--effort N | --seconds S] [--keep CIRCLES.csv]',
      note: 'forms circles from a file of people',
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

/** Lists the commands. */
const list: Run = async (_args, { out }) => {
  out('npm run trellis -- COMMAND\n')
  for (const { name, usage, note } of commands) out(`  ${`${name} ${usage}`.padEnd(28)} ${note}`)
  out(
    '\nThe settings are the server’s: DATA_DIR, DATABASE_URL, TRELLIS_KEY_FILE, … and PORT or BASE_URL where links are made',
  )
  return 0
}
