import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type pg from 'pg'
import { Misunderstood, type Run } from '../platform/command.ts'
import { keyOf, withDatabase } from './connect.ts'
import { type Summary, writeBackup } from './dump/write.ts'

/** Writes a backup, and notes when, for the status page. */
export const run: Run = async (args, terminal) => {
  const [name, ...more] = args
  if (!name || name.startsWith('-') || more.length > 0) throw new Misunderstood('Name one file for the backup.')
  const file = resolve(name)
  if (existsSync(file)) throw new Error(`${file} is there already. Give another name, or move it away.`)
  return withDatabase(terminal, async (reached) => {
    const key = await keyOf(reached)
    const client = await reached.found.connect()
    try {
      const now = new Date()
      const summary = await writeBackup(client, file, key.id, now)
      await note(client, now)
      terminal.tell(`Wrote ${rowsIn(summary)} rows of ${tablesIn(summary)} tables to ${file}.`)
      terminal.tell(`It holds names and addresses: keep it where only you can read it.`)
      terminal.tell(
        `The keys are not in it. Copy this folder to another place, too; without it the backup cannot be read:\n${dirname(reached.config.keyFile)}`,
      )
      return 0
    } finally {
      await client.end()
    }
  })
}

const rowsIn = ({ rows }: Summary): number => Object.values(rows).reduce((sum, each) => sum + each, 0)
const tablesIn = ({ rows }: Summary): number => Object.keys(rows).length

async function note(client: pg.Client, at: Date): Promise<void> {
  await client.query(
    `insert into ops.setting (name, value) values ('lastBackup', $1) on conflict (name) do update set value = excluded.value`,
    [JSON.stringify(at.toISOString())],
  )
  await client.query(`select pg_notify('live', 'settings')`)
}
