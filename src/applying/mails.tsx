import { mail } from '../platform/mail/registry.ts'
import type { Say } from '../ui/reader.ts'

export const receivedMail = mail('applying.received', 'community member', 'your application is here')
export const withdrawnMail = mail('applying.withdrawn', 'community member', 'your application is withdrawn')
export const movedUpMail = mail('applying.movedUp', 'community member', 'you have moved up from the waiting list')
export const movedUpByLinkMail = mail('applying.movedUpByLink', 'link holder', 'you have moved up, with your way in')
export const organisersMail = mail('applying.letter', 'applicant', 'what an organiser writes to those who applied')

interface Letter {
  readonly subject: string
  readonly text: string
}

interface About {
  readonly community: string
  readonly season: string
  /** Where it can be looked at. */
  readonly link: string
}

/** "Your application is here." */
export const receivedLetter = (say: Say, { community, season, link }: About, waits: boolean): Letter => ({
  subject: say('applying.mail.received.subject', { season }),
  text: [
    say('applying.mail.received.text', { community, season }),
    say(waits ? 'applying.mail.received.waits' : 'applying.mail.received.place'),
    link,
  ].join('\n\n'),
})

/** "You have withdrawn, and every answer is deleted." */
export const withdrawnLetter = (say: Say, { community, season, link }: About): Letter => ({
  subject: say('applying.mail.withdrawn.subject', { season }),
  text: [say('applying.mail.withdrawn.text', { community, season }), link].join('\n\n'),
})

/** "There is a place for you now." */
export const movedUpLetter = (say: Say, { community, season, link }: About): Letter => ({
  subject: say('applying.mail.movedUp.subject', { season }),
  text: [say('applying.mail.movedUp.text', { community, season }), link, say('applying.mail.movedUp.no')].join('\n\n'),
})
