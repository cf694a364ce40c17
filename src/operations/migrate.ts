import { Misunderstood, type Run } from '../platform/command.ts'
import { keyInUse, prepare } from '../platform/db/open.ts'
import { rolesSql } from '../platform/db/roles.ts'
import { openKeyFile } from '../platform/vault/index.ts'
import { migrationsIn, type Reached, withDatabase } from './connect.ts'

/** Brings the database up to date, as the start of the server does; or prints the SQL that makes the roles it needs. */
export const run: Run = async (args, terminal) => {
  const print = args.includes('--print-roles')
  if (args.some((arg) => arg !== '--print-roles')) throw new Misunderstood('Only --print-roles may follow.')
  return withDatabase(terminal, async (reached) => {
    if (print) terminal.out(await rolesFor(reached))
    else terminal.tell(await broughtUp(reached, migrationsIn(terminal.root)))
    return 0
  })
}

/** The roles' passwords derive from the key file, which is made here if the database is empty and has none. */
async function rolesFor({ config, found }: Reached): Promise<string> {
  const client = await found.connect()
  try {
    const key = openKeyFile(config.keyFile, await keyInUse(client))
    const { rows } = await client.query<{ owner: string }>('select current_user as owner')
    return rolesSql(found.server.roles, rows[0]?.owner ?? '', (purpose) => key.derive(purpose))
  } finally {
    await client.end()
  }
}

async function broughtUp({ config, found, log }: Reached, folder: string): Promise<string> {
  await prepare(found, config, folder, log)
  const client = await found.connect()
  try {
    const { rows } = await client.query<{ name: string }>('select name from ops.migration order by name desc limit 1')
    return `The database is up to date: ${rows[0]?.name ?? 'empty'}.`
  } finally {
    await client.end()
  }
}
