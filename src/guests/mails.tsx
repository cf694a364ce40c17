import { type MailWords, mail } from '../platform/mail/registry.ts'
import type { Say } from '../ui/reader.ts'

export const comingMail = mail('guests.coming', 'circle member', 'somebody has asked a guest to one of your meetings')
export const movedMail = mail('guests.moved', 'circle member', 'a meeting to which you asked a guest has moved')
export const linkMail = mail('guests.link', 'guest', 'your own link to one meeting')

/** Where a community is found, and its name. */
interface Site {
  readonly community: string
  readonly site: string
}

/** To each who sits there: "A guest has been asked in." Names neither the guest nor the circle. */
export const comingWords = (say: Say, { community, site }: Site, circle: string): MailWords => ({
  subject: say('guests.mail.coming.subject'),
  text: [say('guests.mail.coming.text', { community }), `${site}/circles/${circle}/guests`].join('\n\n'),
})

/** To whoever asked a guest in: the meeting has another time, and the guest has to hear of it. Names neither. */
export const movedWords = (say: Say, { community, site }: Site, circle: string): MailWords => ({
  subject: say('guests.mail.moved.subject'),
  text: [say('guests.mail.moved.text', { community }), `${site}/circles/${circle}/guests`].join('\n\n'),
})

/** To the guest: their link, from when it works, and what is asked of them. */
export const linkWords = (say: Say, { community, site }: Site, token: string, opens: string): MailWords => ({
  subject: say('guests.mail.link.subject', { community }),
  text: [
    say('guests.mail.link.text', { community, opens }),
    `${site}/guest/${token}`,
    say('guests.mail.link.own'),
  ].join('\n\n'),
})
