import type pg from 'pg'
import type { Services } from '../src/platform/http/asked.ts'
import type { HandedOver } from '../src/platform/jobs/mover.ts'
import type { Job } from '../src/platform/jobs/registry.ts'

/**
 * Does what was handed over and is due by the house's clock, one after the other, until nothing is left: the worker by hand, for tests
 * that are not about the worker. A handler that throws fails the test, and its row stays.
 */
export async function workOff(owner: pg.Client, jobs: readonly Job[], services: Services): Promise<void> {
  const handlers = new Map(jobs.map((job) => [job.queue, job.handle]))
  for (;;) {
    const { rows } = await owner.query<HandedOver>(
      'select id, queue, body, after from ops.outbox where queue = any($1) and after <= greatest(now(), $2) order by after, id limit 1',
      [[...handlers.keys()], services.now()],
    )
    const [row] = rows
    if (!row) return
    await handlers.get(row.queue)?.(row.body, services)
    await owner.query('delete from ops.outbox where id = $1', [row.id])
  }
}

/** A mail as it was posted, opened. */
export interface PostedMail {
  readonly id: string
  readonly person: string | null
  readonly address: string | null
  readonly kind: string
  readonly secret: boolean
  readonly state: string
  readonly trouble: string | null
  readonly subject: string
  readonly text: string | undefined
}

/** Every mail that was posted, oldest first. */
export async function postedMails(owner: pg.Client, { vault }: Services): Promise<PostedMail[]> {
  const { rows } = await owner.query<
    Omit<PostedMail, 'subject' | 'text'> & { subject: Buffer; body: Buffer | null; community: string; wrapped: Buffer }
  >('select m.*, k.wrapped from app.mail m join app.community_key k on k.community = m.community order by m.id')
  return rows.map(({ community, wrapped, subject, body, ...mail }) => {
    const { box } = vault.community(community, wrapped)
    return {
      ...mail,
      subject: box.open('mail.subject', mail.id, 0, subject),
      text: body ? box.open('mail.body', mail.id, 0, body) : undefined,
    }
  })
}
