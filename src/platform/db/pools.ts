import { createHash } from 'node:crypto'
import { Socket } from 'node:net'
import pg from 'pg'
import { loginOf, passwordOf, type RoleName, roleNames } from './roles.ts'

/** How to reach the server: a socket folder or a host. */
export interface Server {
  readonly host: string
  readonly port: number
  readonly database: string
  /** What the names of its login roles begin with: the database's own name, but for copies of it. */
  readonly roles: string
  readonly ssl?: boolean | undefined
}

export type Pools = Readonly<Record<RoleName, pg.Pool>> & { end(): Promise<void> }

/** One small pool of connections for each login role, opened on first use. */
export function openPools(server: Server, derive: (purpose: string) => Buffer, onError: (error: Error) => void): Pools {
  const entries = roleNames.map((role) => {
    const user = loginOf(server.roles, role)
    const { host, port, database, ssl } = server
    const pool = new pg.Pool({
      host,
      port,
      database,
      ssl: ssl ?? false,
      user,
      password: passwordOf(derive, user),
      types: daysAsText,
      // Statements that do not need each other's answers travel together, in one message for all.
      pipeline: true,
      stream: () => new Gathering(),
      // Every statement has a name and comes again and again: planning it anew costs more than running it.
      options: '-c plan_cache_mode=force_generic_plan',
      max: role === 'member' ? 10 : 4,
      // A new one costs some 30 ms before its first answer: it signs in, reads the catalogue and plans every statement anew.
      idleTimeoutMillis: 600_000,
      application_name: `trellis ${role}`,
    })
    watch(pool, onError)
    return [role, pool] as const
  })
  const pools = Object.fromEntries(entries) as Record<RoleName, pg.Pool>
  return { ...pools, end: async () => void (await Promise.all(entries.map(([, pool]) => closed(pool)))) }
}

/**
 * A socket that holds what was written until all who are awake have written: a call of the system is dear, and the driver asks to send
 * after each statement.
 */
class Gathering extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork())
  }
}

/** The pool's own `end` does not wait for its connections to close; whoever stops the database next has to. */
async function closed(pool: pg.Pool): Promise<void> {
  const open = new Promise<void>((resolve) => {
    let left = pool.totalCount
    if (left === 0) resolve()
    pool.on('remove', () => {
      left -= 1
      if (left === 0) resolve()
    })
  })
  await pool.end()
  await open
}

/**
 * Connections break. An idle one is told of and made anew by the pool; one in use fails for whoever waits for its answer, and says so a
 * second time as an event, which would end the process if nobody listened.
 */
export function watch(pool: pg.Pool, onError: (error: Error) => void): void {
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', () => {}))
}

/** A date has no zone: it stays the text `2026-11-24`, where the driver would make midnight on this machine of it. */
const daysAsText: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    type === pg.types.builtins.DATE ? String : pg.types.getTypeParser(type, format),
}

/** Runs a statement under a name made from its text, so that the server plans it once for each connection. */
export function runNamed(
  client: pg.ClientBase | pg.Pool,
  text: string,
  values: readonly unknown[],
): Promise<pg.QueryResult<Record<string, unknown>>> {
  return client.query({ name: statementName(text), text, values: [...values] })
}

/** A short name for a statement's text, under which PostgreSQL keeps its plan; kept, since there are few texts. */
function statementName(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = createHash('sha1').update(text).digest('base64url').slice(0, 20)
  names.set(text, name)
  return name
}

const names = new Map<string, string>()
