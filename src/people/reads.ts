import { sql } from 'kysely'
import type { AccountsDb } from '../platform/db/handles.ts'
import type { PersonHere } from '../platform/http/asked.ts'

export interface SessionRow {
  readonly session: string
  readonly account: string
  readonly person: PersonHere | undefined
}

interface Found {
  session: string
  account: string
  id: string | null
  name: string
  zone: string
  locale: string
  offices: PersonHere['offices']
}

/** Who holds this session token, and as which person of the community; one statement. Ended sessions are none. */
export async function whoHolds(
  db: AccountsDb,
  token: string,
  community: string | undefined,
): Promise<SessionRow | undefined> {
  const { rows } = await sql<Found>`
    select s.id as session, s."userId" as account, p.id, p.name, p.zone, c.locale,
      array(select o.kind from app.office o where o.community = p.community and o.person = p.id) as offices
    from auth.session s
    left join app.contact c on c.account = s."userId" and c.community = ${community ?? null}
    left join app.person p on p.community = c.community and p.id = c.person
    where s.token = ${token} and s."expiresAt" > now()`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { session, account, id, name, zone, locale, offices } = row
  return { session, account, person: id ? { id, name, zone, locale, offices } : undefined }
}
