import type { Run } from '../platform/command.ts'
import { commands } from './commands.ts'

/** Lists the commands. */
export const run: Run = async (_args, { out }) => {
  out('npm run trellis -- COMMAND\n')
  for (const { name, usage, note } of commands) out(`  ${`${name} ${usage}`.padEnd(28)} ${note}`)
  out('\nThe settings are the server’s: DATA_DIR, DATABASE_URL, TRELLIS_KEY_FILE, …')
  return 0
}
