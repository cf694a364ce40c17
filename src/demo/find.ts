import { sql } from 'kysely'
import { findCommunity } from '../communities/reads.ts'
import type { Handles } from '../platform/db/handles.ts'

export interface Demo {
  readonly id: string
  readonly slug: string
  readonly name: string
  /** `making` while it is not finished, or was left so. */
  readonly state: 'making' | 'ready'
}

/** Where the demo is; undefined without one. */
export async function findDemo({ accounts }: Handles): Promise<Demo | undefined> {
  const { rows } = await accounts({}, (db) =>
    sql<Demo>`select id, slug, name, demo as state from app.community where demo is not null order by made_at limit 1`.execute(
      db,
    ),
  )
  return rows[0]
}

/** An address that no community has: `demo`, or `demo-2` and so on. */
export async function freeSlug({ addresses }: Handles): Promise<string> {
  for (let number = 1; ; number++) {
    const slug = number === 1 ? 'demo' : `demo-${number}`
    if (!(await findCommunity(addresses, slug))) return slug
  }
}
