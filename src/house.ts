import { join } from 'node:path'
import { contents, jobs, nav, within } from './app.tsx'
import { communityFinder } from './communities/web.ts'
import { whoReader } from './people/web.ts'
import type { Config } from './platform/config.ts'
import { openHandles } from './platform/db/handles.ts'
import type { OpenDatabase } from './platform/db/open.ts'
import { openPools } from './platform/db/pools.ts'
import { loginOf, passwordOf } from './platform/db/roles.ts'
import type { Services } from './platform/http/asked.ts'
import { openAssets } from './platform/http/assets.ts'
import { createServer, type Server } from './platform/http/serve.ts'
import { startWorker, type Worker } from './platform/jobs/worker.ts'
import { openLive } from './platform/live/index.ts'
import type { Log } from './platform/log.ts'
import { cookieSecret } from './platform/session/cookie.ts'
import { openSettings } from './platform/settings.ts'
import { openVault, sharesIn } from './platform/vault/index.ts'

/** The whole product over a database: what the web serves and the worker runs, without a socket. */
export interface House {
  readonly server: Server
  readonly services: Services
  startWorker(): Promise<Worker>
  close(): Promise<void>
}

/** Puts the parts together. `root` is the folder that holds `dist/assets`. */
export async function openHouse(
  config: Config,
  database: Pick<OpenDatabase, 'server' | 'key'>,
  root: string,
  log: Log,
  now = () => new Date(),
): Promise<House> {
  const vault = openVault(database.key, sharesIn(config.shareDir))
  const derive = (purpose: string) => vault.derive(purpose)
  const { host, port, database: name } = database.server
  const pools = openPools(database.server, derive, (error) => log.warn({ err: error }, 'a connection was lost'))
  const handles = openHandles(pools)
  const user = loginOf(database.server.roles, 'worker')
  const live = await openLive({ host, port, database: name, user, password: passwordOf(derive, user) }, log)
  const settings = await openSettings(handles.addresses, live)
  const services: Services = { config, settings, handles, vault, live, log, now }
  const assets = openAssets(join(root, 'dist', 'assets'))
  const server = createServer(
    contents,
    {
      community: communityFinder(handles, vault, live),
      who: whoReader(handles, cookieSecret(vault)),
      publicAddress: () => settings().publicAddress,
    },
    { asset: assets.address, assets, nav, within },
    services,
  )
  return {
    server,
    services,
    startWorker: () => startWorker(database.server, jobs, services),
    async close() {
      await live.close()
      await pools.end()
    },
  }
}
