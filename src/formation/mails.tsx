import type { CommunityHere } from '../platform/http/asked.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { momentIn } from '../platform/i18n/moments.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { type MailWords, mail } from '../platform/mail/registry.ts'
import type { Say } from '../ui/reader.ts'

export const placeByLink = mail('formation.placeByLink', 'link holder', 'a place is kept for you, with your way in')
export const placeKept = mail('formation.place', 'community member', 'a place is kept for you in a circle')

export const expectedMail = mail('formation.expected', 'circle member', 'a place in your circle is kept for somebody')
export const nowhereMail = mail(
  'formation.nowhere',
  'community member',
  'no other circle fits yet: you are first in line',
)
export const newsMail = mail('formation.news', 'organiser', 'what happened to published places')

// No mail names a circle: it may be read over a shoulder, or by whoever runs the mail server.

/** A place that is kept for somebody. */
interface Kept {
  readonly application: { readonly name: string; readonly zone: string }
  readonly until: Date
  readonly link: string
  /** It had become free, or they asked to be seated again. */
  readonly again?: boolean
}

/** "A place is kept for you", in the community's language. For whoever has not come yet the link is their own, until they come in. */
export function letterOf(
  { name: community, locale: chosen }: Pick<CommunityHere, 'name' | 'locale'>,
  { application: { name, zone }, until, link, again = false }: Kept,
  now: Date,
): MailWords {
  const locale = chooseLocale({ chosen })
  const say = sayIn(locale)
  const day = momentIn({ say, locale, zone, now })(until, 'deadline')
  return {
    subject: say('formation.mail.subject', { community }),
    text: [
      say('formation.mail.hello', { name }),
      say(again ? 'formation.mail.again' : 'formation.mail.text', { community }),
      link,
      say('formation.mail.until', { day }),
      say('formation.mail.object'),
    ].join('\n\n'),
  }
}

/** Where something stands, and in which community. */
interface Where {
  readonly community: string
  readonly link: string
}

/** To each who sits there: "A place in your circle is kept for somebody." Nothing of whom, nor why it was free. */
export const expectedLetter = (say: Say, { community, link }: Where): MailWords => ({
  subject: say('formation.mail.expected.subject', { community }),
  text: [say('formation.mail.expected.text', { community }), link].join('\n\n'),
})

/** To whoever gave up a place: "No other fits yet. You are first in line." */
export const nowhereLetter = (say: Say, { community, link }: Where): MailWords => ({
  subject: say('formation.mail.nowhere.subject', { community }),
  text: [say('formation.mail.nowhere.text', { community }), say('formation.mail.nowhere.hours'), link].join('\n\n'),
})

/** To those who organise: how many places became free, and how many were given out again. Who, stands on the page. */
export const newsLetter = (say: Say, about: Where & { freed: number; kept: number }): MailWords => ({
  subject: say('formation.mail.news.subject', { community: about.community }),
  text: [say('formation.mail.news.text', { freed: about.freed, kept: about.kept }), about.link].join('\n\n'),
})
