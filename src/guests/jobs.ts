import { languagesOf, whoSits } from '../circles/reads.ts'
import { communityAtWork } from '../communities/reads.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { job } from '../platform/jobs/registry.ts'
import { post } from '../platform/mail/post.ts'
import * as mails from './mails.tsx'
import { forgetGuests, tellQueue } from './writes.ts'

/** Tells the others of a circle that somebody has asked a guest in: who that is stands on a page of theirs. */
const tell = job(tellQueue, async ({ community, circle, by }, services) => {
  if (typeof community !== 'string' || typeof circle !== 'string') return
  const here = await communityAtWork(services, community)
  if (!here) return
  const site = { community: here.name, site: here.origin + here.base }
  await services.handles.worker({ community }, async (db) => {
    const people = (await whoSits(db, circle)).filter((person) => person !== by)
    const languages = await languagesOf(db, people)
    for (const person of people) {
      const say = sayIn(chooseLocale({ chosen: languages.get(person) ?? '' }))
      const words = mails.comingWords(say, site, circle)
      await post(db, { here, to: { person }, secret: false, kind: mails.comingMail.kind, ...words })
    }
  })
})

const forget = job('guests.forget', (_body, { handles }) => handles.worker({}, forgetGuests), '41 3 * * *')

export const guestJobs = [tell, forget]
