import type { WorkerDb } from '../db/handles.ts'
import type { Vault } from '../vault/index.ts'
import type { Letter } from './compose.ts'

/** A mail that is still to be sent, or what keeps it here although there is a mail server. */
export type Pending =
  | { readonly letter: Letter; readonly secret: boolean }
  | { readonly keptFor: 'no address' | 'not confirmed' }

/**
 * The mail, opened, with the address where its reader is reached today; undefined once it was sent or has gone with its person. An address
 * that nobody has confirmed gets mails that let its reader in, and nothing else: it may be somebody else's.
 */
export async function pendingMail(
  db: WorkerDb,
  vault: Vault,
  community: string,
  id: string,
): Promise<Pending | undefined> {
  const row = await rowOf(db, id)
  if (!row?.body || row.state === 'sent') return undefined
  const address = row.address ?? row.reached ?? ''
  if (address === '' || reachesNobody(address)) return { keptFor: 'no address' }
  const trusted = row.address !== null || row.address_confirmed === true || row.holds_office
  if (!trusted && !row.secret) return { keptFor: 'not confirmed' }
  const { box } = vault.community(community, row.wrapped)
  const letter = {
    id,
    to: { address, name: row.name ?? row.person_name ?? '' },
    locale: row.locale ?? row.person_locale ?? row.community_locale,
    subject: box.open('mail.subject', id, 0, row.subject),
    text: box.open('mail.body', id, 0, row.body),
    leave: row.leave ? box.open('mail.leave', id, 0, row.leave) : undefined,
    madeAt: row.made_at,
    community: { name: row.community_name, slug: row.slug },
  }
  return { letter, secret: row.secret }
}

/** Addresses under endings that are kept free for examples (RFC 2606): a demo's people have them. */
const reachesNobody = (address: string): boolean => /\.(example|invalid)$/.test(address)

function rowOf(db: WorkerDb, id: string) {
  return db
    .selectFrom('app.mail as m')
    .innerJoin('app.community as c', 'c.id', 'm.community')
    .innerJoin('app.community_key as k', 'k.community', 'm.community')
    .leftJoin('app.person as p', (on) => on.onRef('p.community', '=', 'm.community').onRef('p.id', '=', 'm.person'))
    .leftJoin('app.contact as r', (on) =>
      on.onRef('r.community', '=', 'm.community').onRef('r.person', '=', 'm.person'),
    )
    .where('m.id', '=', id)
    .select(['m.state', 'm.secret', 'm.subject', 'm.body', 'm.leave', 'm.made_at', 'm.address', 'm.name', 'm.locale'])
    .select(['c.name as community_name', 'c.slug', 'c.locale as community_locale', 'k.wrapped'])
    .select(['p.name as person_name', 'r.address as reached', 'r.address_confirmed', 'r.locale as person_locale'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('app.office as o')
          .whereRef('o.community', '=', 'm.community')
          .whereRef('o.person', '=', 'm.person')
          .select('o.kind'),
      ).as('holds_office'),
    )
    .executeTakeFirst()
}

/** What became of it. The words of a mail that lets someone in are dropped once it is on its way. */
export async function settle(
  db: WorkerDb,
  id: string,
  { state, trouble, drop, at }: { state: 'sent' | 'kept' | 'failed'; trouble?: string; drop?: boolean; at: Date },
): Promise<void> {
  await db
    .updateTable('app.mail')
    .set({ state, trouble: trouble ?? null, settled_at: at, ...(drop ? { body: null, leave: null } : {}) })
    .where('id', '=', id)
    .where('state', '<>', 'sent')
    .execute()
}

/** The mails of this community that did not go out and still may: not those that let someone in and are older than `since`. */
export async function stranded(db: WorkerDb, since: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('app.mail')
    .where('state', 'in', ['failed', 'kept'])
    .where(({ or, eb }) => or([eb('secret', '=', false), eb('made_at', '>', since)]))
    .select('id')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}
