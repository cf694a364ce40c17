import { type MailWords, mail } from '../platform/mail/registry.ts'
import type { Say } from '../ui/reader.ts'

export const signInLink = mail('arriving.link', 'link holder', 'a sign-in link, to the address it proves')
export const confirmLink = mail(
  'arriving.confirm',
  'link holder',
  'the link that proves the address of someone who joined',
)
export const alreadyHere = mail('arriving.known', 'link holder', 'someone joined with an address that has an account')
export const operatorCame = mail(
  'arriving.operator',
  'community member',
  'someone came in as you by an operator’s link',
)
export const addressChanged = mail('arriving.address', 'link holder', 'the address you had is no longer yours here')

interface LinkWords {
  readonly community: string
  readonly link: string
  readonly minutes: number
}

/** "Here is the link you asked for." */
export const signInLetter = (say: Say, { community, link, minutes }: LinkWords): MailWords => ({
  subject: say('arriving.mail.link.subject', { community }),
  text: [say('arriving.mail.link.text', { community, minutes }), link, say('arriving.mail.notYou')].join('\n\n'),
})

/** "You joined; this shows that the address is yours." It quotes nothing that the one who joined wrote: they may not be the reader. */
export const confirmLetter = (say: Say, { community, link, minutes }: LinkWords): MailWords => ({
  subject: say('arriving.mail.confirm.subject', { community }),
  text: [say('arriving.mail.confirm.text', { community, minutes }), link, say('arriving.mail.notYou')].join('\n\n'),
})

/** "Somebody joined with your address, but you are here already." */
export const alreadyHereLetter = (say: Say, { community, link }: Omit<LinkWords, 'minutes'>): MailWords => ({
  subject: say('arriving.mail.known.subject', { community }),
  text: [say('arriving.mail.known.text', { community }), link, say('arriving.mail.notYou')].join('\n\n'),
})

/** "Someone came in as you by a link from the server's command line." */
export const operatorLetter = (say: Say, { community, link }: Omit<LinkWords, 'minutes'>): MailWords => ({
  subject: say('arriving.mail.operator.subject', { community }),
  text: [say('arriving.mail.operator.text', { community }), link].join('\n\n'),
})

/** "Your address here was changed", to the one that it was. */
export const addressChangedLetter = (say: Say, { community, link }: Omit<LinkWords, 'minutes'>): MailWords => ({
  subject: say('arriving.mail.changed.subject', { community }),
  text: [say('arriving.mail.changed.text', { community }), link].join('\n\n'),
})
