import { communityAtWork } from '../communities/reads.ts'
import { holdersOf } from '../people/reads.ts'
import type { AccountsDb } from '../platform/db/handles.ts'
import type { Services } from '../platform/http/asked.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { job, recurring } from '../platform/jobs/registry.ts'
import { type Mail, post } from '../platform/mail/post.ts'
import { mailedMinutes, mailedToken } from '../platform/session/accounts.ts'
import { tidyHeld } from '../platform/session/held.ts'
import * as mails from './mails.tsx'
import type { Wish } from './rules.ts'
import { takeWish, wishQueue } from './writes.ts'

/** Looks up whom a wish concerns, and posts the mail. Taken in the same transaction, so that a second run finds nothing to do. */
const fulfil = job(wishQueue, async ({ community, wish }, services) => {
  const here = await communityAtWork(services, community)
  if (!here) return
  await services.handles.accounts({ community }, async (db) => {
    const wished = await takeWish(db, wish, services.now())
    const letter = wished && (await letterFor(db, services, wished, here.name))
    if (letter) await post(db, { here, ...letter })
  })
})

/** Sessions and tokens that are over are forgotten each night. */
const tidy = recurring('arriving.tidy', '23 3 * * *', ({ handles, now }) =>
  handles.accounts({}, (db) => tidyHeld(db, now())),
)

export const arrivingJobs = [fulfil, tidy]

type Letter = Omit<Mail, 'here'>

/** The mail that a wish leads to; none for a sign-in link to an address that nobody has. */
async function letterFor(
  db: AccountsDb,
  services: Services,
  wished: Wish,
  community: string,
): Promise<Letter | undefined> {
  const { site, locale } = wished
  const say = sayIn(chooseLocale({ chosen: locale }))
  if (wished.kind === 'operator') {
    const words = mails.operatorLetter(say, { community, link: `${site}/me/sign-in` })
    return { to: { person: wished.person }, kind: mails.operatorCame.kind, secret: false, ...words }
  }
  const { address } = wished
  const to = { address, name: '', locale }
  const holders = await holdersOf(db, address)
  const known = holders.some((holder) => holder.proven)
  if (wished.kind === 'confirm' && known) {
    const words = mails.alreadyHereLetter(say, { community, link: `${site}/sign-in` })
    return { to, kind: mails.alreadyHere.kind, secret: true, ...words }
  }
  if (holders.length === 0) return undefined
  const after = wished.kind === 'sign in' ? wished.next : '/home'
  const token = await mailedToken(db, services, address)
  const words = { community, link: linkTo(site, token, after), minutes: mailedMinutes }
  return wished.kind === 'confirm'
    ? { to, kind: mails.confirmLink.kind, secret: true, ...mails.confirmLetter(say, words) }
    : { to, kind: mails.signInLink.kind, secret: true, ...mails.signInLetter(say, words) }
}

const linkTo = (site: string, token: string, next: string): string =>
  `${site}/sign-in/link/${token}${next === '/home' ? '' : `?next=${encodeURIComponent(next)}`}`
