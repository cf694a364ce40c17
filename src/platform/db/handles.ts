import type { Kysely } from 'kysely'
import type { Pools } from './pools.ts'
import type { AccountsTables } from './tables/accounts.ts'
import type { MemberTables } from './tables/member.ts'
import type { OrganiserTables } from './tables/organiser.ts'
import type { VisitorTables } from './tables/visitor.ts'
import type { WorkerTables } from './tables/worker.ts'
import { over, transact } from './transact.ts'

// A handle lists only the tables and columns its role was granted: a query that would show an organiser what a circle said
// neither compiles nor runs.
export type VisitorDb = Kysely<VisitorTables>
export type MemberDb = Kysely<MemberTables>
/** The same tables as a member's, inside the one circle whose seat was taken. */
export type CircleDb = MemberDb
export type OrganiserDb = Kysely<OrganiserTables>
export type WorkerDb = Kysely<WorkerTables>
export type AccountsDb = Kysely<AccountsTables>

type Work<Db, T> = (db: Db) => Promise<T>

/** The ways into the database: each opens one transaction under one role, with the context of who asks. */
export interface Handles {
  visitor<T>(context: { community?: string; token?: string }, work: Work<VisitorDb, T>): Promise<T>
  member<T>(
    context: { community: string; person: string; circle?: string; token?: string },
    work: Work<MemberDb, T>,
  ): Promise<T>
  organiser<T>(context: { community: string; person: string }, work: Work<OrganiserDb, T>): Promise<T>
  worker<T>(context: { community?: string }, work: Work<WorkerDb, T>): Promise<T>
  accounts<T>(context: { community?: string; person?: string }, work: Work<AccountsDb, T>): Promise<T>
  /** Single statements about sessions, without a transaction: the one question every request asks. */
  readonly sessions: AccountsDb
  /** Single statements without context: which community an address speaks of. */
  readonly addresses: VisitorDb
}

export function openHandles(pools: Pools): Handles {
  return {
    visitor: (context, work) => transact(pools.visitor, context, work),
    member: (context, work) => transact(pools.member, context, work),
    organiser: (context, work) => transact(pools.organiser, context, work),
    worker: (context, work) => transact(pools.worker, context, work),
    accounts: (context, work) => transact(pools.accounts, context, work),
    sessions: over(pools.accounts),
    addresses: over(pools.visitor),
  }
}
