import type { Self } from '../people/rules.ts'
import type { MemberDb } from '../platform/db/handles.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import type { Offer } from './rules.ts'

/** What a person can give, in the order in which they found it. */
export async function ownOffers(db: MemberDb, here: CommunityHere, self: Self): Promise<Offer[]> {
  const rows = await db
    .selectFrom('app.offer')
    .select(['id', 'words', 'shown_at'])
    .where('person', '=', self.person)
    .orderBy('id')
    .execute()
  return rows.map(({ id, words, shown_at }) => ({ id, words: opened(here, id, words), shown: shown_at !== null }))
}

/** What fellows have chosen to show, by person; of people who sit in no circle with whoever asks the database shows nothing. */
export async function shownOffers(
  db: MemberDb,
  here: CommunityHere,
  people: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = people.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('app.offer')
    .select(['id', 'person', 'words'])
    .where('person', 'in', ids)
    .where('shown_at', 'is not', null)
    .orderBy('id')
    .execute()
  const byPerson = Map.groupBy(rows, ({ person }) => person)
  return new Map([...byPerson].map(([person, all]) => [person, all.map(({ id, words }) => opened(here, id, words))]))
}

const opened = (here: CommunityHere, id: string, words: Buffer): string =>
  here.vault.box.open('offer.words', id, 0, words)
