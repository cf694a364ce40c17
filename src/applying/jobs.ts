import { type MovedUp, moveUp, personalPath } from '../applications/writes.ts'
import { communityAtWork, type HereAtWork } from '../communities/reads.ts'
import type { WorkerDb } from '../platform/db/handles.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { job } from '../platform/jobs/registry.ts'
import { post } from '../platform/mail/post.ts'
import { queueQueue } from '../seasons/writes.ts'
import { movedUpByLinkMail, movedUpLetter, movedUpMail, organisersMail } from './mails.tsx'
import { localesOf, seasonName } from './reads.ts'
import { letterQueue, postLetter } from './writes.ts'

/** Somebody withdrew, or there are more places: whoever came first among those who wait moves up, and is told in the same transaction. */
const queue = job(queueQueue, async ({ community, season }, services) => {
  const here = await communityAtWork(services, community)
  if (!here) return
  await services.handles.worker({ community }, async (db) => {
    const up = await moveUp(db, season)
    if (up.length > 0) await tell(db, here, { id: season, name: await seasonName(db, season) }, up)
  })
})

/** A letter to those who applied, a batch a transaction: one that stops in the middle goes on where it stopped. */
const letter = job(letterQueue, async ({ community, letter }, services) => {
  const here = await communityAtWork(services, community)
  if (!here) return
  const posting = { letter, kind: organisersMail.kind, now: services.now() }
  while (await services.handles.worker({ community }, (db) => postLetter(db, here, posting)));
})

export const applyingJobs = [queue, letter]

async function tell(
  db: WorkerDb,
  here: HereAtWork,
  season: { readonly id: string; readonly name: string },
  up: readonly MovedUp[],
): Promise<void> {
  const locales = await localesOf(
    db,
    up.flatMap(({ person }) => person ?? []),
  )
  const site = here.origin + here.base
  for (const each of up) {
    const { person, address, name } = each
    const locale = (person && locales.get(person)) || here.locale
    const link = site + (person ? `/seasons/${season.id}/application` : personalPath(here, each))
    const about = { community: here.name, season: season.name, link }
    const letter = movedUpLetter(sayIn(chooseLocale({ chosen: locale })), about)
    if (person) await post(db, { here, to: { person }, kind: movedUpMail.kind, secret: false, ...letter })
    else await post(db, { here, to: { address, name, locale }, kind: movedUpByLinkMail.kind, secret: true, ...letter })
  }
}
