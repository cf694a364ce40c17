import type { Insertable, Kysely } from 'kysely'
import type { MemberTables } from '../db/tables/member.ts'
import { newId } from '../ids.ts'
import type { Queue } from './queue.ts'

/** Roles that may hand work over: each of their tables has the outbox in it. */
type WithOutbox = Pick<MemberTables, 'ops.outbox'>

/**
 * Hands work over in the same transaction as the write that asks for it: if that is rolled back, so is this. The worker runs it
 * at least once, in a few milliseconds or not before `after`; handlers are idempotent.
 */
export async function handOver<Tables extends WithOutbox, Carried extends object>(
  db: Kysely<Tables>,
  queue: Queue<Carried>,
  body: NoInfer<Carried>,
  after?: Date,
): Promise<void> {
  const row: Insertable<WithOutbox['ops.outbox']> = {
    id: newId(),
    queue: queue.name,
    body: JSON.stringify(body),
    ...(after ? { after } : {}),
  }
  // Kysely cannot see through the type parameter that the table is there.
  await (db as unknown as Kysely<WithOutbox>).insertInto('ops.outbox').values(row).execute()
}
