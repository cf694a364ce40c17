import { type MailWords, mail } from '../platform/mail/registry.ts'
import type { Say } from '../ui/reader.ts'

export const begunMail = mail('meetings.begun', 'circle member', 'your circle has begun a meeting in your own time')
export const askedMail = mail('meetings.asked', 'circle member', 'something is asked of you in such a meeting')
export const minutesMail = mail(
  'meetings.minutes',
  'circle member',
  'what stays of a meeting that you were at is there',
)

/** Where a community is found, its name, and the path of the meeting. */
interface Site {
  readonly community: string
  readonly site: string
  readonly at: string
}

// No mail names a circle, nor who did what, nor what is asked: it may be read over a shoulder, or by whoever runs the mail server.

/** "A meeting has begun that each of you holds in your own time." */
export const begunLetter = (say: Say, { community, site, at }: Site): MailWords => ({
  subject: say('meetings.mail.begun.subject'),
  text: [say('meetings.mail.begun.text', { community }), `${site}${at}`].join('\n\n'),
})

/** "There is still time." Once a window, and only to whom something is still asked. */
export const askedLetter = (say: Say, { community, site, at }: Site): MailWords => ({
  subject: say('meetings.mail.asked.subject'),
  text: [say('meetings.mail.asked.text', { community }), `${site}${at}`, say('meetings.mail.asked.end')].join('\n\n'),
})

/** "What stays of your meeting is there." Once a meeting, to those who were there. */
export const minutesLetter = (say: Say, { community, site, at }: Site): MailWords => ({
  subject: say('meetings.mail.minutes.subject'),
  text: [
    say('meetings.mail.minutes.text', { community }),
    `${site}${at}`,
    say('meetings.mail.minutes.end'),
    `${site}/me`,
  ].join('\n\n'),
})
