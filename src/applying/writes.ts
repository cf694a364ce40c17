import type { Application } from '../applications/rules.ts'
import type { HereAtWork } from '../communities/reads.ts'
import type { Office } from '../communities/rules.ts'
import type { OrganiserDb, WorkerDb } from '../platform/db/handles.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { newId } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { post } from '../platform/mail/post.ts'
import { letterToPost, nextReaders } from './reads.ts'
import type { Letter } from './rules.ts'

/** The queue that posts a letter to those who applied; its body is `{ community, letter }`. */
export const letterQueue = 'applying.letter'

/** Keeps a letter with those who are to have it; the worker posts it. Returns its id. */
export async function writeLetter(
  db: OrganiserDb,
  { vault }: Pick<CommunityHere, 'vault'>,
  { community, person }: Office,
  { season, to, subject, text }: Letter & { readonly season: string },
  readers: readonly Pick<Application, 'id'>[],
): Promise<string> {
  const id = newId()
  const sealed = {
    subject: vault.box.seal('applicant_letter.subject', id, subject),
    body: vault.box.seal('applicant_letter.body', id, text),
  }
  await db
    .insertInto('app.applicant_letter')
    .values({ community, id, season, made_by: person, audience: to, ...sealed, meant: readers.length })
    .execute()
  for (let at = 0; at < readers.length; at += 1000) {
    const some = readers.slice(at, at + 1000).map((each) => ({ community, letter: id, application: each.id }))
    await db.insertInto('app.applicant_letter_reader').values(some).execute()
  }
  await handOver(db, letterQueue, { community, letter: id })
  return id
}

const batch = 100

/** Posts a letter to the next few who have not got it. Done twice, nobody gets it twice. True while somebody is left. */
export async function postLetter(
  db: WorkerDb,
  here: HereAtWork,
  { letter, kind, now }: { letter: string; kind: string; now: Date },
): Promise<boolean> {
  const words = await letterToPost(db, here, letter)
  if (!words) return false
  const readers = await nextReaders(db, letter, batch)
  for (const { person, address, name } of readers) {
    const to = person ? { person } : { address, name, locale: here.locale }
    await post(db, { here, to, kind, secret: false, ...words })
  }
  const ids = readers.map(({ id }) => id)
  if (ids.length > 0)
    await db
      .updateTable('app.applicant_letter_reader')
      .set({ posted_at: now })
      .where('letter', '=', letter)
      .where('application', 'in', ids)
      .execute()
  const left = readers.length === batch
  await db
    .updateTable('app.applicant_letter')
    .set((is) => ({ reached: is('reached', '+', readers.length), done_at: left ? null : now }))
    .where('id', '=', letter)
    .execute()
  return left
}
