import type { AccountsDb, VisitorDb } from './db/handles.ts'
import { announce, type Live } from './live/index.ts'

/** Settings of the whole installation that are chosen on a page rather than from outside. */
export interface Settings {
  /** The public address that the wizard asked for, such as `https://circles.example.org`. */
  readonly publicAddress: string | undefined
  /** How mail is sent, where it was set on a page, sealed (platform/mail/server.ts); the environment goes before it. */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
  /** When the last backup was finished, in ISO 8601. */
  readonly lastBackup: string | undefined
}

export type SettingName = keyof Settings

const changed = 'settings'

/** Keeps the settings in memory, and reads them again when one changes. */
export async function openSettings(db: VisitorDb, live: Live): Promise<() => Settings> {
  let current = await read(db)
  live.hear(changed, () => {
    read(db).then(
      (fresh) => {
        current = fresh
      },
      // The database is away: what we know stays until it tells us again.
      () => {},
    )
  })
  return () => current
}

async function read(db: VisitorDb): Promise<Settings> {
  const rows = await db.selectFrom('ops.setting').select(['name', 'value']).execute()
  const text = (name: SettingName) => {
    const value = rows.find((row) => row.name === name)?.value
    return typeof value === 'string' ? value : undefined
  }
  return {
    publicAddress: text('publicAddress'),
    smtpUrl: text('smtpUrl'),
    mailFrom: text('mailFrom'),
    lastBackup: text('lastBackup'),
  }
}

/** Sets one of them, or forgets it. The transaction is the accounts role's: no community's organiser writes here by itself. */
export async function changeSetting(db: AccountsDb, name: SettingName, value: string | undefined): Promise<void> {
  if (value === undefined) await db.deleteFrom('ops.setting').where('name', '=', name).execute()
  else {
    await db
      .insertInto('ops.setting')
      .values({ name, value: JSON.stringify(value) })
      .onConflict((row) => row.column('name').doUpdateSet({ value: JSON.stringify(value) }))
      .execute()
  }
  await announce(db, changed)
}
