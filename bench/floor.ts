import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { freePort, type Product, root } from './product.ts'

/** A statement as the page sent it. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** A statement, or the statements of one transaction. */
export type Transaction = readonly Statement[]

/**
 * What a piece of work asks of the database, transaction by transaction. Watches every connection of this process, so nothing else may
 * run meanwhile.
 */
export async function record(work: () => Promise<unknown>): Promise<Transaction[]> {
  const sent: { client: unknown; statement: Statement }[] = []
  const query = pg.Client.prototype.query
  pg.Client.prototype.query = function watched(this: pg.Client, ...given: unknown[]) {
    const [first, second] = given
    const text = typeof first === 'string' ? first : (first as { text: string }).text
    const values = typeof first === 'string' ? second : (first as { values?: unknown[] }).values
    sent.push({ client: this, statement: { text, values: Array.isArray(values) ? values : [] } })
    return Reflect.apply(query, this, given)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return inTransactions(sent)
}

/** The floor begins and commits by itself. */
function inTransactions(sent: readonly { client: unknown; statement: Statement }[]): Transaction[] {
  const transactions: Statement[][] = []
  const open = new Map<unknown, Statement[]>()
  for (const { client, statement } of sent) {
    if (statement.text.startsWith('begin ')) {
      const started: Statement[] = []
      open.set(client, started)
      transactions.push(started)
    } else if (statement.text === 'commit') open.delete(client)
    else if (open.has(client)) open.get(client)?.push(statement)
    else transactions.push([statement])
  }
  return transactions
}

/** The superuser's way into the product's own server. */
export async function asSuperuser(product: Product): Promise<pg.Client> {
  const client = new pg.Client({ ...product.database, user: 'postgres', password: product.superuser })
  await client.connect()
  return client
}

/** A role that is everything the recorded statements were sent as; row-level security holds for it as for those. */
async function makeFloorRole(product: Product): Promise<{ user: string; password: string }> {
  const superuser = await asSuperuser(product)
  await superuser.query(
    `create role floor login password 'floor' in role trellis_member, trellis_accounts, trellis_visitor`,
  )
  await superuser.end()
  return { user: 'floor', password: 'floor' }
}

/** Starts the bare server on these transactions; it shares the product's database. */
export async function startFloor(product: Product, transactions: readonly Transaction[], bytes: number) {
  const connection = { ...product.database, ...(await makeFloorRole(product)) }
  const file = join(product.dataDir, 'recorded.json')
  writeFileSync(file, JSON.stringify({ connection, pool: 10, bytes, transactions }))
  return startBare('floor.mjs', file)
}

/** Starts one of the bare servers beside this file; resolves once it listens. */
export async function startBare(script: string, given: string) {
  const port = await freePort()
  const child = spawn(process.execPath, [join(root, 'bench', script), given, String(port)], { cwd: root })
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', () => reject(new Error(`${script} ended while starting`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}
