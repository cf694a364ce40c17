import { sql } from 'kysely'
import type { AccountsDb } from '../platform/db/handles.ts'
import type { Services } from '../platform/http/asked.ts'
import { hashOf, newToken } from '../platform/ids.ts'
import { findCommunity } from './reads.ts'

export { hashOf } from '../platform/ids.ts'

/**
 * The path of a new link that lets the first owner in, while nothing is set up; earlier ones end. Undefined once a community
 * exists.
 */
export async function firstOwnerLink(services: Services): Promise<string | undefined> {
  if (await findCommunity(services.handles.addresses, '')) return undefined
  const token = newToken()
  await services.handles.accounts({}, async (db) => {
    await db.deleteFrom('ops.setup_link').execute()
    await db
      .insertInto('ops.setup_link')
      .values({ token_hash: hashOf(token) })
      .execute()
  })
  return `/setup?key=${token}`
}

/** What a community begins with. */
export interface Founding {
  readonly token: string
  readonly community: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly locale: string
    readonly zone: string
  }
  readonly person: {
    readonly id: string
    readonly account: string
    readonly name: string
    readonly address: string
    readonly zone: string
  }
}

/** Founds the first community with its owner. The database spends the setup link in the same statement and refuses a spent one. */
export async function foundCommunity(
  db: AccountsDb,
  wrappedKey: Buffer,
  { token, community, person }: Founding,
): Promise<void> {
  await sql`select app.found_community(${hashOf(token)}, ${JSON.stringify(community)}::jsonb, ${wrappedKey}, ${JSON.stringify(person)}::jsonb)`.execute(
    db,
  )
}
