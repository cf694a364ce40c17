import { type MailWords, mail } from '../platform/mail/registry.ts'
import type { Say } from '../ui/reader.ts'

export const newAddress = mail('people.address', 'link holder', 'the link that makes a new address one’s own')
export const waysChanged = mail('people.ways', 'community member', 'how one signs in was changed')

/** "Confirm that this is your address." */
export const newAddressLetter = (say: Say, { community, link }: { community: string; link: string }): MailWords => ({
  subject: say('people.mail.address.subject', { community }),
  text: [say('people.mail.address.text', { community }), link, say('people.mail.address.notYou')].join('\n\n'),
})

/** "A passkey was added", or removed; a password set, changed or removed. */
export const waysChangedLetter = (
  say: Say,
  { community, link, what }: { community: string; link: string; what: 'passkey' | 'password' },
): MailWords => ({
  subject: say('people.mail.ways.subject', { community }),
  text: [say('people.mail.ways.text', { community, what }), link].join('\n\n'),
})
