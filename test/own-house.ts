import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { openHouse } from '../src/house.ts'
import { readConfig } from '../src/platform/config.ts'
import { openDatabase } from '../src/platform/db/open.ts'
import type { Server } from '../src/platform/db/pools.ts'
import { openLog } from '../src/platform/log.ts'
import { makeFolder, removeFolder } from './folders.ts'
import { ownClock, type TestHouse, toolsFor } from './house.ts'

const root = new URL('..', import.meta.url).pathname

/** The whole product on an embedded PostgreSQL and a data directory of its own, as it is installed; everything it logs is kept. */
export interface OwnHouse extends TestHouse {
  readonly dataDir: string
  readonly env: Readonly<Record<string, string>>
  /** What was logged so far, at the level of debug. */
  logged(): string
  /** A connection that nothing holds back. */
  superuser(): Promise<pg.Client>
}

export async function openOwnHouse(more: Record<string, string> = {}): Promise<OwnHouse> {
  const dataDir = makeFolder()
  const env = { DATA_DIR: dataDir, LOG_LEVEL: 'debug', ...more }
  const config = readConfig(env)
  const lines: string[] = []
  const log = openLog('debug', { write: (line) => void lines.push(line) })
  const database = await openDatabase(config, join(root, 'db', 'migrations'), log)
  const { now, setNow } = ownClock()
  const house = await openHouse(config, database, root, log, now)
  const owner = await database.owner()
  return {
    ...house,
    ...toolsFor(house, owner),
    database: database.server.database,
    folder: dataDir,
    dataDir,
    env,
    logged: () => lines.join(''),
    setNow,
    restart: () => Promise.reject(new Error('this one is not started twice')),
    superuser: () => superuserOf(database.server, dataDir),
    async end() {
      await house.close()
      await owner.end()
      await database.stop()
      removeFolder(dataDir)
    },
  }
}

async function superuserOf({ host, port, database }: Server, dataDir: string): Promise<pg.Client> {
  const password = readFileSync(join(dataDir, 'superuser'), 'utf8').trim()
  const client = new pg.Client({ host, port, database, user: 'postgres', password })
  await client.connect()
  return client
}
