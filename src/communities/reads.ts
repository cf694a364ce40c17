import { sql } from 'kysely'
import type { VisitorDb } from '../platform/db/handles.ts'

export interface CommunityRow {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly line: string
  readonly colour: string | null
  readonly logo_type: string | null
  readonly locale: string
  readonly zone: string
  readonly contact: string
  readonly members_start_circles: boolean
}

/** The community at `/c/slug`, or the first one for an empty slug. `db` needs no context. */
export async function findCommunity(db: VisitorDb, slug: string): Promise<CommunityRow | undefined> {
  const { rows } = await sql<CommunityRow>`
    select id, slug, name, line, colour, logo_type, locale, zone, contact, members_start_circles from app.find_community(${slug})`.execute(
    db,
  )
  return rows[0]
}

/** The wrapped key of the community in context. */
export async function communityKey(db: VisitorDb): Promise<Buffer> {
  const { wrapped } = await db.selectFrom('app.community_key').select('wrapped').executeTakeFirstOrThrow()
  return wrapped
}
