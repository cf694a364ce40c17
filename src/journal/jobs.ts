import { languagesOf } from '../circles/reads.ts'
import { communityAtWork } from '../communities/reads.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { job } from '../platform/jobs/registry.ts'
import { post } from '../platform/mail/post.ts'
import { reminderLetter, reminderMail } from './mails.tsx'
import { noteReminded, remindQueue } from './writes.ts'

/** The day has come on which somebody wanted to look back. Noted in the same transaction, so that a second run posts none. */
const remind = job(remindQueue, async ({ community, decision, day }, services) => {
  const here = await communityAtWork(services, community)
  if (!here) return
  const site = { community: here.name, site: here.origin + here.base }
  await services.handles.worker({ community }, async (db) => {
    const person = await noteReminded(db, decision, day)
    if (!person) return
    const languages = await languagesOf(db, [person])
    const say = sayIn(chooseLocale({ chosen: languages.get(person) ?? '' }))
    await post(db, { here, to: { person }, kind: reminderMail.kind, secret: false, ...reminderLetter(say, site) })
  })
})

export const journalJobs = [remind]
