import { languagesOf, whoSits } from '../circles/reads.ts'
import { communityAtWork } from '../communities/reads.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { job, recurring } from '../platform/jobs/registry.ts'
import { post } from '../platform/mail/post.ts'
import * as mails from './mails.tsx'
import { forgetSoon, noteSoon, soonQueue } from './writes/soon.ts'

/** Somebody asks to meet soon, or a time is set: each of the circle gets a mail. Noted in the same transaction, so that a second run posts none. */
const soon = job(soonQueue, async ({ community, soon: id, what }, services) => {
  const here = await communityAtWork(services, community)
  if (!here) return
  const site = { community: here.name, site: here.origin + here.base }
  await services.handles.worker({ community }, async (db) => {
    const news = await noteSoon(db, id, what)
    if (!news) return
    const seated = await whoSits(db, news.circle)
    const people = what === 'asked' ? seated.filter((person) => person !== news.asked_by) : seated
    const languages = await languagesOf(db, people)
    for (const person of people) {
      const say = sayIn(chooseLocale({ chosen: languages.get(person) ?? '' }))
      const letter =
        what === 'asked'
          ? { kind: mails.soonMail.kind, ...mails.soonLetter(say, site, news.circle) }
          : { kind: mails.setMail.kind, ...mails.setLetter(say, site, news.circle, id) }
      await post(db, { here, to: { person }, secret: false, ...letter })
    }
  })
})

/** That somebody asked is forgotten. */
const forget = recurring('scheduling.forget', '41 3 * * *', ({ handles, now }) =>
  handles.worker({}, (db) => forgetSoon(db, now())),
)

export const schedulingJobs = [soon, forget]
