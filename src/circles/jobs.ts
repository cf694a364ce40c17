import { communityAtWork } from '../communities/reads.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { queue } from '../platform/jobs/queue.ts'
import { job } from '../platform/jobs/registry.ts'
import { type Mail, post } from '../platform/mail/post.ts'
import type { Say } from '../ui/reader.ts'
import * as mails from './mails.tsx'
import { languagesOf, whoSits } from './reads.ts'
import { noteTold, requestQueue, turnAfterErasure } from './writes.ts'

/** Handed over by the database itself, as a person is erased. */
const turnQueue = queue('circles.turn', { community: 'id', circle: 'id', epoch: 'number' })

/** A person was erased who sat in a circle: those who stay go on under a new key. */
const turn = job(turnQueue, async ({ community, circle, epoch }, services) => {
  const here = await communityAtWork(services, community)
  if (here) await services.handles.worker({ community }, (db) => turnAfterErasure(db, here, circle, epoch))
})

/** A request was made or answered: those concerned get a mail. Noted in the same transaction, so that a second run posts none. */
const request = job(requestQueue, async ({ community, request: id }, services) => {
  const here = await communityAtWork(services, community)
  if (!here) return
  const site = { community: here.name, site: here.origin + here.base }
  await services.handles.worker({ community }, async (db) => {
    const news = await noteTold(db, id)
    if (!news) return
    const people = news.told === 'asked' ? await whoSits(db, news.circle) : [news.person]
    const languages = await languagesOf(db, people)
    for (const person of people) {
      const say = sayIn(chooseLocale({ chosen: languages.get(person) ?? '' }))
      const letter = letterFor(news, say, site)
      if (letter) await post(db, { here, to: { person }, secret: false, ...letter })
    }
  })
})

export const circleJobs = [turn, request]

function letterFor(
  { told, circle }: { told: string; circle: string },
  say: Say,
  site: { community: string; site: string },
): Pick<Mail, 'kind' | 'subject' | 'text'> | undefined {
  if (told === 'asked') return { kind: mails.askedMail.kind, ...mails.askedLetter(say, site, circle) }
  if (told === 'seated') return { kind: mails.seatedMail.kind, ...mails.seatedLetter(say, site, circle) }
  return told === 'not now' ? { kind: mails.notNowMail.kind, ...mails.notNowLetter(say, site) } : undefined
}
