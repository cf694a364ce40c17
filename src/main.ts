import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { firstOwnerLink } from './communities/writes.ts'
import { openHouse } from './house.ts'
import { readConfig } from './platform/config.ts'
import { openDatabase } from './platform/db/open.ts'
import { listen } from './platform/http/listen.ts'
import { openLog } from './platform/log.ts'
import { sentenceFor } from './platform/trouble.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Configuration → database → web and worker. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel)
  const database = await openDatabase(config, join(root, 'db', 'migrations'), log)
  const house = await openHouse(config, database, root, log)
  const web = await listen(house.server, config.host, config.port)
  const worker = config.worker ? house.startWorker() : undefined

  let stopping = false
  async function stop(code: number): Promise<void> {
    if (stopping) return
    stopping = true
    await web.close()
    await (await worker)?.stop()
    await house.close()
    await database.stop()
    process.exit(code)
  }
  worker?.catch((error) => log.error({ err: error }, 'the worker did not start'))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
  process.stdout.write(`\nTrellis is ready at ${config.baseUrl ?? web.address}\n`)
  const link = await firstOwnerLink(house.services)
  if (link) process.stdout.write(`\nBegin here, once: ${config.baseUrl ?? web.address}${link}\n\n`)
  await database.lost
  if (!stopping) process.stderr.write('The database ended by itself; stopping.\n')
  await stop(1)
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${explain(error)}\n`)
  process.exit(1)
})

/** One sentence for a person, and what to do about it. */
function explain(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'Trellis cannot start: the port is taken by another program.\nStop that one, or choose another port: PORT=8081 npm start'
  }
  return `Trellis cannot start. ${sentenceFor(error)}`
}
