import { communityAtWork } from '../communities/reads.ts'
import type { CommunityHere, Services } from '../platform/http/asked.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { job, recurring } from '../platform/jobs/registry.ts'
import { post } from '../platform/mail/post.ts'
import { mailServer } from '../platform/mail/server.ts'
import * as mails from './mails.tsx'
import { letterOnItsWay } from './reads.ts'
import { type Copy, letterQueue, letterToken, nextCopies, takeWish, tidyWishes, wishQueue } from './writes.ts'

/** So many mails are posted in one transaction. */
const batch = 50

/** Asks the reader of an address by mail whether they would like the letter, or tells them that it comes already. */
const ask = job(wishQueue, async ({ community, subscriber }, services) => {
  const here = await communityAtWork(services, community)
  if (!here) return
  await services.handles.worker({ community }, async (db) => {
    const wish = await takeWish(db, here.vault, community, subscriber)
    if (!wish) return
    const say = sayFor(wish.locale)
    const token = letterToken(here.vault, wish.subscriber)
    const [kind, words] = wish.known
      ? [mails.knownLetter.kind, mails.knownWords(say, here.name, `${wish.site}/letter/leave/${token}`)]
      : [mails.confirmLetter.kind, mails.confirmWords(say, here.name, `${wish.site}/letter/confirm/${token}`)]
    const to = { address: wish.address, name: '', locale: wish.locale }
    // Dropped once sent. Where nothing can be sent yet it stays until something can: such a wish may wait for days.
    const secret = mailServer(services) !== undefined
    await post(db, { here, to, kind, secret, ...words })
  })
})

/** Posts a letter to everybody who had said yes when it was sent. A run that was cut off is taken up where it stopped. */
const send = job(letterQueue, async ({ community, letter }, services) => {
  const here = await communityAtWork(services, community)
  while (here && (await postSome(services, here, letter)) === batch);
})

/** Wishes that nobody confirmed are forgotten. */
const tidy = recurring('insights.tidy', '31 3 * * *', ({ handles }) => handles.worker({}, tidyWishes))

export const insightJobs = [ask, send, tidy]

/** One transaction: notes who is next, and posts to them. Returns how many that were. */
function postSome(services: Services, here: CommunityHere, id: string): Promise<number> {
  return services.handles.worker({ community: here.id }, async (db) => {
    const letter = await letterOnItsWay(db, here.id, id)
    if (!letter) return 0
    const next = await nextCopies(db, here.id, letter, batch)
    const mailFor = ({ subscriber, address, locale }: Copy) => {
      const leave = `${letter.site}/letter/leave/${letterToken(here.vault, subscriber)}`
      const words = mails.letterWords(sayFor(locale), letter, { community: here.name, site: letter.site, leave })
      return { to: { address, name: '', locale }, leave, ...words }
    }
    for (const copy of next) await post(db, { here, kind: mails.weeklyLetter.kind, secret: false, ...mailFor(copy) })
    return next.length
  })
}

const sayFor = (locale: string) => sayIn(chooseLocale({ chosen: locale }))
