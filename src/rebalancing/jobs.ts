import { languagesOf } from '../circles/reads.ts'
import { communityAtWork } from '../communities/reads.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { job } from '../platform/jobs/registry.ts'
import { post } from '../platform/mail/post.ts'
import * as mails from './mails.tsx'
import { dueQueue, endUnanswered, noteTold, toldQueue } from './writes.ts'

/** People are asked, or it is decided: each of those concerned gets a mail. Noted in the same transaction, so that a second run posts none. */
const told = job(toldQueue, async ({ community, change }, services) => {
  const here = await communityAtWork(services, community)
  if (!here) return
  const site = { community: here.name, site: here.origin + here.base }
  await services.handles.worker({ community }, async (db) => {
    const news = await noteTold(db, community, change)
    if (!news) return
    const { outcome, host, people } = news
    const languages = await languagesOf(db, [...people.map(({ person }) => person), ...(host ? [host] : [])])
    const sayTo = (person: string) => sayIn(chooseLocale({ chosen: languages.get(person) ?? '' }))
    for (const { person, circle } of people) {
      const at = circle ? `/circles/${circle}/change` : `/asked/${change}`
      const letter = outcome
        ? { kind: mails.decidedMail.kind, ...mails.decidedLetter(sayTo(person), site, outcome, at) }
        : { kind: mails.askedMail.kind, ...mails.askedLetter(sayTo(person), site, at) }
      await post(db, { here, to: { person }, secret: false, ...letter })
    }
    if (host) {
      const letter = mails.hostLetter(sayTo(host), site)
      await post(db, { here, to: { person: host }, kind: mails.hostMail.kind, secret: false, ...letter })
    }
  })
})

/** The time of a stage is over. */
const due = job(dueQueue, async ({ community, change, stage }, { handles }) => {
  await handles.worker({ community }, (db) => endUnanswered(db, change, stage))
})

export const rebalancingJobs = [told, due]
