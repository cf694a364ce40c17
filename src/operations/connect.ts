import { join } from 'node:path'
import { type House, openHouse } from '../house.ts'
import type { Terminal } from '../platform/command.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { type Found, findDatabase, keyInUse } from '../platform/db/open.ts'
import { type Log, openLog } from '../platform/log.ts'
import { type MasterKey, openKeyFile } from '../platform/vault/index.ts'

/** A database as a command meets it, with the key it was written under. */
export interface Reached {
  readonly config: Config
  readonly found: Found
  readonly log: Log
}

export const migrationsIn = (root: string): string => join(root, 'db', 'migrations')

/** Reads the settings and reaches the database, joining a server that runs; leaves it as it was. */
export async function withDatabase<T>({ env }: Terminal, work: (reached: Reached) => Promise<T>): Promise<T> {
  const config = readConfig(env)
  // Commands say what matters themselves; the log is for what should not happen.
  const log = openLog(env.LOG_LEVEL ? config.logLevel : 'warn')
  const found = await findDatabase(config, log)
  try {
    return await work({ config, found, log })
  } finally {
    await found.stop()
  }
}

/** Opens the key file of a database that is in use. Throws KeyTrouble; and where nothing was set up, says so. */
export async function keyOf({ config, found }: Reached): Promise<MasterKey> {
  const client = await found.connect()
  try {
    const id = await keyInUse(client)
    if (!id) throw new Error('There is nothing in this database yet. Start the server once: npm start')
    return openKeyFile(config.keyFile, id)
  } finally {
    await client.end()
  }
}

/** The whole product, without a socket and a worker. */
export async function withHouse<T>(terminal: Terminal, work: (house: House) => Promise<T>): Promise<T> {
  return withDatabase(terminal, async (reached) => {
    const { config, found, log } = reached
    const house = await openHouse(config, { server: found.server, key: await keyOf(reached) }, terminal.root, log)
    try {
      return await work(house)
    } finally {
      await house.close()
    }
  })
}
