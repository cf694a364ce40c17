import { languagesOf, whoSits } from '../circles/reads.ts'
import { communityAtWork } from '../communities/reads.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { type Job, job, recurring } from '../platform/jobs/registry.ts'
import { post } from '../platform/mail/post.ts'
import * as mails from './mails.tsx'
import { forgetGuests, movedQueue, tellQueue } from './writes.ts'

/** Writes to somebody who still sits in a circle that something about its guests stands on a page of theirs. */
const tells = (queue: typeof tellQueue, { kind }: { readonly kind: string }, words: typeof mails.comingWords): Job =>
  job(queue, async ({ community, circle, person }, services) => {
    const here = await communityAtWork(services, community)
    if (!here) return
    await services.handles.worker({ community }, async (db) => {
      if (!(await whoSits(db, circle)).includes(person)) return
      const say = sayIn(chooseLocale({ chosen: (await languagesOf(db, [person])).get(person) ?? '' }))
      const letter = words(say, { community: here.name, site: here.origin + here.base }, circle)
      await post(db, { here, to: { person }, secret: false, kind, ...letter })
    })
  })

const forget = recurring('guests.forget', '41 3 * * *', ({ handles }) => handles.worker({}, forgetGuests))

export const guestJobs = [
  tells(tellQueue, mails.comingMail, mails.comingWords),
  tells(movedQueue, mails.movedMail, mails.movedWords),
  forget,
]
