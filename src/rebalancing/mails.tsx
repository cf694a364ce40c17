import { type MailWords, mail } from '../platform/mail/registry.ts'
import type { Say } from '../ui/reader.ts'
import type { Outcome } from './rules.ts'

export const askedMail = mail('rebalancing.asked', 'community member', 'you are asked about a change of circles')
export const decidedMail = mail('rebalancing.decided', 'community member', 'what came of a change of circles')
export const hostMail = mail('rebalancing.host', 'organiser', 'what came of a change of circles that you proposed')

/** Where a community is found, and its name. */
interface Site {
  readonly community: string
  readonly site: string
}

// No mail names a circle, nor anybody, nor what was proposed: it may be read over a shoulder, or by whoever runs the mail server.

/** "You are asked." `at` is the path of the page on which one answers. */
export const askedLetter = (say: Say, { community, site }: Site, at: string): MailWords => ({
  subject: say('rebalancing.mail.asked.subject'),
  text: [say('rebalancing.mail.asked.text', { community }), `${site}${at}`].join('\n\n'),
})

/** What came of it. Taken back reads as what did not come about: nobody learns whose it was. */
export function decidedLetter(say: Say, { community, site }: Site, outcome: Outcome, at: string): MailWords {
  const how = outcome === 'withdrawn' ? 'no' : outcome
  return {
    subject: say(`rebalancing.mail.${how}.subject`),
    text: [say(`rebalancing.mail.${how}.text`, { community }), `${site}${at}`].join('\n\n'),
  }
}

/** To whoever asked. */
export const hostLetter = (say: Say, { community, site }: Site): MailWords => ({
  subject: say('rebalancing.mail.host.subject'),
  text: [say('rebalancing.mail.host.text', { community }), `${site}/rebalancing`].join('\n\n'),
})
