import type { Insertable, Kysely } from 'kysely'
import type { VisitorTables } from '../db/tables/visitor.ts'
import type { CommunityHere } from '../http/asked.ts'
import { newId } from '../ids.ts'
import { handOver } from '../jobs/outbox.ts'
import { queue } from '../jobs/queue.ts'
import { type MailWords, mailKind, speaksToOrganisers } from './registry.ts'

/** The queue that sends. */
export const sendQueue = queue('mail.send', { community: 'id', mail: 'id' })

/** The queue that takes up what did not go out. */
export const againQueue = queue('mail.again', { community: 'id' })

/** Someone of this community, whose address is looked up when the mail goes out, or an address with a name. */
export type Recipient =
  | { readonly person: string }
  | { readonly address: string; readonly name: string; readonly locale: string }

export interface Mail extends MailWords {
  readonly here: Pick<CommunityHere, 'id' | 'vault'>
  readonly to: Recipient
  /** Its name in the registry of mails, such as `commitments.nudge`. */
  readonly kind: string
  /** A mail that lets its reader in: nobody else ever sees it, and its words are dropped once it is sent. */
  readonly secret: boolean
  /** For a letter to a list: where one tap leaves it. Answers a POST from anywhere (RFC 8058), so it carries a token. */
  readonly leave?: string
}

type WithMail = Pick<VisitorTables, 'app.mail' | 'ops.outbox'>

/**
 * Posts a mail in the transaction that causes it: if that is rolled back, it never existed. The worker sends it within moments, keeps
 * it for the outbox page where no mail server is set, and tries again where the server does not answer.
 */
export async function post<Tables extends WithMail>(db: Kysely<Tables>, mail: Mail): Promise<void> {
  const { here, to, kind, secret, subject, text, leave } = mail
  const id = newId()
  const open = speaksToOrganisers(mailKind(kind))
  const row: Insertable<WithMail['app.mail']> = {
    ...to,
    community: here.id,
    id,
    kind,
    secret,
    for_organisers: open && !secret,
    subject: here.vault.box.seal('mail.subject', id, subject),
    body: here.vault.box.seal('mail.body', id, text),
    ...(leave ? { leave: here.vault.box.seal('mail.leave', id, leave) } : {}),
  }
  // Kysely cannot see through the type parameter that the table is there.
  await (db as unknown as Kysely<WithMail>).insertInto('app.mail').values(row).execute()
  await handOver(db, sendQueue, { community: here.id, mail: id })
}
