import { type MailWords, mail } from '../platform/mail/registry.ts'
import type { Say } from '../ui/reader.ts'
import type { Letter } from './rules.ts'

export const confirmLetter = mail('insights.confirm', 'link holder', 'asks whether the weekly letter is really wanted')
export const knownLetter = mail('insights.known', 'link holder', 'somebody asked again for a letter that comes already')
export const weeklyLetter = mail('insights.letter', 'link holder', 'the weekly letter')

/** "Would you like the letter?" It quotes nothing that was typed: whoever typed it may not be the reader. */
export const confirmWords = (say: Say, community: string, link: string): MailWords => ({
  subject: say('insights.mail.confirm.subject', { community }),
  text: [say('insights.mail.confirm.text', { community }), link, say('insights.mail.confirm.notYou')].join('\n\n'),
})

/** "It comes to you already; here you can leave." */
export const knownWords = (say: Say, community: string, leave: string): MailWords => ({
  subject: say('insights.mail.known.subject', { community }),
  text: [say('insights.mail.known.text', { community }), leave].join('\n\n'),
})

interface Around {
  readonly community: string
  /** Where the links lead, with the community's base. */
  readonly site: string
  readonly leave: string
}

/** The letter as it goes to one reader: the words of whoever sent it, the articles, and the way out. */
export function letterWords(say: Say, letter: Letter, { community, site, leave }: Around): MailWords {
  const articles = letter.insights.map(({ id, title, takeaways }) =>
    [title, ...takeaways.map((each) => `– ${each}`), `${site}/insights/${id}`].join('\n'),
  )
  const out = [say('insights.mail.letter.why', { community }), leave].join('\n')
  return { subject: letter.subject, text: [letter.intro, ...articles, out].join('\n\n') }
}
