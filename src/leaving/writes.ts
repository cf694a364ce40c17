import { myCircles } from '../circles/reads.ts'
import type { Self } from '../people/rules.ts'
import { deletePerson } from '../people/writes.ts'
import type { Handles } from '../platform/db/handles.ts'
import { Refused } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { isLastOwner } from './reads.ts'

/**
 * Deletes oneself: first every place in a circle is given up with `leave`, as by leaving it, so that those who stay write under a new key; then the
 * person goes, and the account with its last person. A crash between the steps leaves a person with fewer places, who can do it again.
 * Throws Refused for the last owner of a community.
 */
export async function leaveForGood(
  handles: Handles,
  here: CommunityHere,
  self: Self,
  leave: (circle: string) => Promise<void>,
): Promise<void> {
  const context = { community: here.id, person: self.person }
  const circles = await handles.member(context, async (db) => {
    if (await isLastOwner(db, self)) throw new Refused('leaving.lastOwner')
    return myCircles(db, self)
  })
  for (const { id } of circles) await leave(id)
  await handles.accounts(context, (db) => deletePerson(db, self))
}
