import { type MailWords, mail } from '../platform/mail/registry.ts'
import type { Say } from '../ui/reader.ts'

export const askedMail = mail('circles.asked', 'circle member', 'someone asks for a place in your circle')
export const seatedMail = mail('circles.seated', 'circle member', 'you have a place in a circle')
export const notNowMail = mail('circles.notNow', 'community member', 'the place you asked for does not fit just now')

/** Where a community is found, and its name. */
interface Site {
  readonly community: string
  readonly site: string
}

// No mail names a circle, nor who asks: it may be read over a shoulder, or by whoever runs the mail server.

/** To each who sits there: "Someone asks for a place." */
export const askedLetter = (say: Say, { community, site }: Site, circle: string): MailWords => ({
  subject: say('circles.mail.asked.subject'),
  text: [say('circles.mail.asked.text', { community }), `${site}/circles/${circle}/people`].join('\n\n'),
})

/** To whoever asked: "You have a place." */
export const seatedLetter = (say: Say, { community, site }: Site, circle: string): MailWords => ({
  subject: say('circles.mail.seated.subject'),
  text: [say('circles.mail.seated.text', { community }), `${site}/circles/${circle}/agreement`].join('\n\n'),
})

/** To whoever asked: "Not now", kindly. */
export const notNowLetter = (say: Say, { community, site }: Site): MailWords => ({
  subject: say('circles.mail.notNow.subject'),
  text: [say('circles.mail.notNow.text', { community }), `${site}/circles`].join('\n\n'),
})
