import type { Self } from '../people/rules.ts'
import type { MemberDb } from '../platform/db/handles.ts'
import { Refused } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { newId } from '../platform/ids.ts'
import { ownOffers } from './reads.ts'
import { changesIn, longest, mostOffers } from './rules.ts'

/** Keeps what somebody can give, for themselves alone. Throws Refused beyond what one list holds. */
export async function keepOffers(
  db: MemberDb,
  here: CommunityHere,
  self: Self,
  offers: readonly string[],
  now: Date,
): Promise<void> {
  const before = await ownOffers(db, here, self)
  if (before.length + offers.length > mostOffers) throw new Refused('offers.many', { number: mostOffers })
  const rows = offers.map((words) => {
    const id = newId()
    const sealed = here.vault.box.seal('offer.words', id, words.slice(0, longest))
    return { community: self.community, id, person: self.person, words: sealed, made_at: now }
  })
  if (rows.length > 0) await db.insertInto('app.offer').values(rows).execute()
}

/** Changes one's own list as it was sent: other words, shown or not, gone. */
export async function changeOffers(
  db: MemberDb,
  here: CommunityHere,
  self: Self,
  said: Readonly<Record<string, string>>,
  now: Date,
): Promise<void> {
  const { gone, changed } = changesIn(await ownOffers(db, here, self), said)
  for (const { id, words, shown } of changed)
    await db
      .updateTable('app.offer')
      .set({ words: here.vault.box.seal('offer.words', id, words), shown_at: shown ? now : null })
      .where('person', '=', self.person)
      .where('id', '=', id)
      .execute()
  for (const { id } of gone)
    await db.deleteFrom('app.offer').where('person', '=', self.person).where('id', '=', id).execute()
}
