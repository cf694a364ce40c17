import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { Misunderstood, type Run, type Terminal } from '../platform/command.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { type Found, findDatabase } from '../platform/db/open.ts'
import { openLog } from '../platform/log.ts'
import { openKeyFile, openVault, sharesIn } from '../platform/vault/index.ts'
import { migrationsIn, withDatabase } from './connect.ts'
import { type Restored, restoreBackup } from './dump/restore.ts'

/** Restores a backup; with `--check` into a database made for it and thrown away. */
export const run: Run = async (args, terminal) => {
  const check = args.includes('--check')
  const [name, ...more] = args.filter((arg) => arg !== '--check')
  if (!name || name.startsWith('-') || more.length > 0) throw new Misunderstood('Name the file of the backup.')
  const file = resolve(name)
  if (!existsSync(file)) throw new Error(`${file} is not there.`)
  return check ? proven(file, terminal) : restored(file, terminal)
}

function restored(file: string, terminal: Terminal): Promise<number> {
  return withDatabase(terminal, async ({ config, found }) => {
    const done = await restore(file, config, found, terminal)
    terminal.tell(`Restored ${sum(done)} rows, as they were at ${done.header.madeAt}. You can start the server now.`)
    await tellOfShares(config, found, done, terminal)
    return 0
  })
}

async function proven(file: string, terminal: Terminal): Promise<number> {
  const config = readConfig(terminal.env)
  const folder = mkdtempSync(join(tmpdir(), 'trellis-check-'))
  const found = await findDatabase({ ...config, databaseUrl: undefined, dataDir: folder }, openLog('warn'))
  try {
    const done = await restore(file, config, found, terminal)
    terminal.tell(`This backup can be restored: ${sum(done)} rows, as they were at ${done.header.madeAt}.`)
    return (await tellOfShares(config, found, done, terminal)) ? 0 : 1
  } finally {
    await found.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function restore(file: string, config: Config, found: Found, { root }: Terminal): Promise<Restored> {
  return restoreBackup(found, file, migrationsIn(root), (id) => openKeyFile(config.keyFile, id))
}

const sum = ({ rows }: Restored): number => Object.values(rows).reduce((all, each) => all + each, 0)

/** Says whether what circles wrote can be read: their keys need the shares in the key folder. */
async function tellOfShares(config: Config, found: Found, { key }: Restored, { tell }: Terminal): Promise<boolean> {
  const client = await found.connect()
  try {
    const vault = openVault(key, sharesIn(config.shareDir))
    const { rows } = await client.query<{
      community: string
      own: Buffer
      circle: string
      epoch: number
      wrapped: Buffer
    }>(
      `select k.community, c.wrapped as own, k.circle, k.epoch, k.wrapped
       from app.circle_key k join app.community_key c on c.community = k.community`,
    )
    const lost = rows.filter(({ community, own, circle, epoch, wrapped }) => {
      try {
        vault.community(community, own).circleBox(circle, [{ epoch, wrapped }]).seal('check', circle, '')
        return false
      } catch {
        return true
      }
    })
    if (lost.length === 0) tell('Every circle’s key opens.')
    else {
      tell(`${lost.length} of ${rows.length} circle keys do not open: what was written under them cannot be read here.`)
      tell(`Put the key folder back from its own copy: ${dirname(config.keyFile)}`)
    }
    return lost.length === 0
  } finally {
    await client.end()
  }
}
