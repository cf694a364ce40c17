import type { Office } from '../communities/rules.ts'
import type { OrganiserDb } from '../platform/db/handles.ts'
import { Refused } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { currentVersion } from './reads.ts'
import type { Document, Texts } from './rules.ts'

/** Makes the owner's text the next version. Two who save at once get two versions, in the order in which they were saved. */
export async function publishPolicy(
  db: OrganiserDb,
  office: Office,
  document: Document,
  texts: Texts,
): Promise<number> {
  if (office.kind !== 'owner') throw new Refused('policies.ownerOnly')
  const version = (await currentVersion(db, document)) + 1
  await db
    .insertInto('app.policy')
    .values({ community: office.community, id: newId(), document, version, texts: JSON.stringify(texts) })
    .execute()
  return version
}
