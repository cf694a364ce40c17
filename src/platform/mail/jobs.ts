import type { Services } from '../http/asked.ts'
import { handOver } from '../jobs/outbox.ts'
import type { CarriedBy } from '../jobs/queue.ts'
import { type Job, job, recurring } from '../jobs/registry.ts'
import { deliver, Undelivered } from './deliver.ts'
import { pendingMail, settle, stranded } from './letters.ts'
import { againQueue, sendQueue } from './post.ts'
import { type MailServer, mailServer } from './server.ts'

/** How old a mail that lets someone in may be when it is sent again: a sign-in link is not worth more. */
const freshFor = 15 * 60_000

/** What sends mail, sends it again when asked, and throws away what is done with. */
export const mailJobs: readonly Job[] = [
  job(sendQueue, send),
  job(againQueue, sendAgain),
  recurring('mail.tidy', '17 3 * * *', tidy),
]

/**
 * Sends one mail, unless that was done before. The mail server's yes and ours cannot be one transaction: a process that dies between
 * the two sends a second copy, under the same Message-ID.
 */
async function send({ community, mail }: CarriedBy<typeof sendQueue>, services: Services): Promise<void> {
  const { handles, vault, now } = services
  const pending = await handles.worker({ community }, (db) => pendingMail(db, vault, community, mail))
  if (!pending) return
  const server = mailServer(services)
  const outcome =
    'keptFor' in pending
      ? { state: 'kept' as const, trouble: pending.keptFor }
      : await attempt(server, () => server && deliver(pending.letter, server))
  const drop = 'secret' in pending && pending.secret && outcome.state === 'sent'
  await handles.worker({ community }, (db) => settle(db, mail, { ...outcome, drop, at: now() }))
  // The queue tries again later whatever may still come right.
  if ('again' in outcome && outcome.again) throw outcome.again
}

async function attempt(server: MailServer | undefined, go: () => Promise<void> | undefined) {
  if (!server) return { state: 'kept' } as const
  try {
    await go()
    return { state: 'sent' } as const
  } catch (error) {
    if (!(error instanceof Undelivered)) throw error
    return { state: 'failed', trouble: error.code, again: error.forGood ? undefined : error } as const
  }
}

async function sendAgain({ community }: CarriedBy<typeof againQueue>, { handles, now }: Services): Promise<void> {
  await handles.worker({ community }, async (db) => {
    for (const mail of await stranded(db, new Date(now().getTime() - freshFor)))
      await handOver(db, sendQueue, { community, mail })
  })
}

/** The database's policy says which mails are done with; the delete without a condition takes just those. */
async function tidy({ handles }: Services): Promise<void> {
  await handles.worker({}, (db) => db.deleteFrom('app.mail').execute())
}
