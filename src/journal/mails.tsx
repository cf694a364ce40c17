import { type MailWords, mail } from '../platform/mail/registry.ts'
import type { Say } from '../ui/reader.ts'

export const reminderMail = mail('journal.lookBack', 'community member', 'the day on which you wanted to look back')

/** "You wanted to look back today." Not which decision it is: mail is read over shoulders. */
export const reminderLetter = (
  say: Say,
  { community, site }: { readonly community: string; readonly site: string },
): MailWords => ({
  subject: say('journal.mail.subject'),
  text: [say('journal.mail.text', { community }), `${site}/me/journal`].join('\n\n'),
})
