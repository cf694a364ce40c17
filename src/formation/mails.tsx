import type { CommunityHere } from '../platform/http/asked.ts'
import { chooseLocale } from '../platform/i18n/languages.ts'
import { momentIn } from '../platform/i18n/moments.ts'
import { sayIn } from '../platform/i18n/say.ts'
import { mail } from '../platform/mail/registry.ts'
import type { Placed } from './writes.ts'

export const placeByLink = mail('formation.placeByLink', 'link holder', 'a place is kept for you, with your way in')
export const placeKept = mail('formation.place', 'community member', 'a place is kept for you in a circle')

// No mail names a circle: it may be read over a shoulder, or by whoever runs the mail server.

/** "A place is kept for you", in the community's language. For whoever has not come yet the link is their own, until they come in. */
export function letterOf(
  { name: community, locale: chosen }: Pick<CommunityHere, 'name' | 'locale'>,
  { application: { name, zone }, until, link }: Placed & { readonly link: string },
  now: Date,
) {
  const locale = chooseLocale({ chosen })
  const say = sayIn(locale)
  const day = momentIn({ say, locale, zone, now })(until, 'deadline')
  return {
    subject: say('formation.mail.subject', { community }),
    text: [
      say('formation.mail.hello', { name }),
      say('formation.mail.text', { community }),
      link,
      say('formation.mail.until', { day }),
      say('formation.mail.object'),
    ].join('\n\n'),
  }
}
