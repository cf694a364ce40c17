import type { AccountsDb } from '../db/handles.ts'
import { newId } from '../ids.ts'

// Small values that wait for someone to come back with the name they are kept under: the tokens of links, and what was asked at the door.
// The accounts library keeps its own among them.

/** Keeps a value under a name until then. */
export async function hold(db: AccountsDb, name: string, value: object, until: Date): Promise<void> {
  await db
    .insertInto('auth.verification')
    .values({ id: newId(), identifier: name, value: JSON.stringify(value), expiresAt: until })
    .execute()
}

/** What is kept under a name; undefined once it was taken or its time is over. */
export async function held(db: AccountsDb, name: string, now: Date): Promise<unknown> {
  const row = await db
    .selectFrom('auth.verification')
    .select('value')
    .where('identifier', '=', name)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return row && JSON.parse(row.value)
}

/** Takes what is kept under a name: of several who come at once only one gets it. */
export async function take(db: AccountsDb, name: string, now: Date): Promise<unknown> {
  const row = await db
    .deleteFrom('auth.verification')
    .where('identifier', '=', name)
    .returning(['value', 'expiresAt'])
    .executeTakeFirst()
  return row && row.expiresAt > now ? JSON.parse(row.value) : undefined
}

/** Forgets what waited too long, and sessions that are over. */
export async function tidyHeld(db: AccountsDb, now: Date): Promise<void> {
  await db.deleteFrom('auth.verification').where('expiresAt', '<', now).execute()
  await db.deleteFrom('auth.session').where('expiresAt', '<', now).execute()
}
