import { type MailWords, mail } from '../platform/mail/registry.ts'
import type { Say } from '../ui/reader.ts'

export const soonMail = mail('scheduling.soon', 'circle member', 'someone asks your circle to meet soon')
export const setMail = mail('scheduling.soonSet', 'circle member', 'a time is set for meeting soon')

/** Where a community is found, and its name. */
interface Site {
  readonly community: string
  readonly site: string
}

// No mail names a circle, nor who asked; and why is nowhere to be named.

/** "Can you meet soon?" */
export const soonLetter = (say: Say, { community, site }: Site, circle: string): MailWords => ({
  subject: say('scheduling.mail.soon.subject'),
  text: [say('scheduling.mail.soon.text', { community }), `${site}/circles/${circle}/soon`].join('\n\n'),
})

/** "A time is set." */
export const setLetter = (say: Say, { community, site }: Site, circle: string, meeting: string): MailWords => ({
  subject: say('scheduling.mail.set.subject'),
  text: [say('scheduling.mail.set.text', { community }), `${site}/circles/${circle}/meetings/${meeting}`].join('\n\n'),
})
