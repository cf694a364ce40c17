import type { Application } from '../applications/rules.ts'
import type { HereAtWork } from '../communities/reads.ts'
import type { Office } from '../communities/rules.ts'
import type { OrganiserDb, WorkerDb } from '../platform/db/handles.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { newId } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queue } from '../platform/jobs/queue.ts'
import { post } from '../platform/mail/post.ts'
import { holdSeason } from '../seasons/writes.ts'
import { letterToPost, nextReaders, sentLetters } from './reads.ts'
import { isAgain, type Letter } from './rules.ts'

/** The queue that posts a letter to those who applied. */
export const letterQueue = queue('applying.letter', { community: 'id', letter: 'id' })

/** A letter on its way to those who applied in a season. */
export interface Writing extends Letter {
  readonly season: string
  readonly now: Date
}

/**
 * Keeps a letter with those who are to have it; the worker posts it. Pressed twice, or sent again from a page that was gone back to, it goes
 * out once. Returns its id.
 */
export async function writeLetter(
  db: OrganiserDb,
  here: CommunityHere,
  office: Office,
  writing: Writing,
  readers: readonly Pick<Application, 'id'>[],
): Promise<string> {
  await holdSeason(db, writing.season)
  const [last] = await sentLetters(db, here, office, writing.season)
  return last && isAgain(last, writing) ? last.id : keepLetter(db, here, office, writing, readers)
}

async function keepLetter(
  db: OrganiserDb,
  { vault }: CommunityHere,
  { community, person }: Office,
  { season, to, subject, text }: Writing,
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
  await note(
    db,
    letter,
    readers.filter(({ person }) => person),
    { posted_at: now },
  )
  await note(
    db,
    letter,
    readers.filter(({ person }) => !person),
    { posted_at: now, by_address: true },
  )
  const left = readers.length === batch
  await db
    .updateTable('app.applicant_letter')
    .set((is) => ({ reached: is('reached', '+', readers.length), done_at: left ? null : now }))
    .where('id', '=', letter)
    .execute()
  return left
}

async function note(
  db: WorkerDb,
  letter: string,
  readers: readonly { readonly id: string }[],
  posted: { readonly posted_at: Date; readonly by_address?: boolean },
): Promise<void> {
  if (readers.length === 0) return
  const ids = readers.map(({ id }) => id)
  await db
    .updateTable('app.applicant_letter_reader')
    .set(posted)
    .where('letter', '=', letter)
    .where('application', 'in', ids)
    .execute()
}
