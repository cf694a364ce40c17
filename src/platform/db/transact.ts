import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import { runNamed } from './pools.ts'

/** Who asks, for row-level security: ids, and the hash of a link's token in hexadecimal. */
export interface Context {
  readonly community?: string | undefined
  readonly person?: string | undefined
  readonly circle?: string | undefined
  readonly token?: string | undefined
}

/**
 * Thrown by work that needs something first which takes longer to work out than a transaction should stand open. It is ended, `prepare` runs
 * with no connection held, and the work begins anew: it keeps where it finds what was prepared.
 */
export class Beforehand extends Error {
  constructor(readonly prepare: () => unknown) {
    super('something is to be worked out before')
  }
}

/**
 * A transaction that must run again: somebody else's came between. A unique violation (23505) is one too: work looks before it inserts, and what
 * it then meets it could not see (PostgreSQL manual, 13.5). Where the same is tried again without looking, it fails in the end all the same.
 */
const passing = new Set(['40001', '40P01', '23505'])

/** A statement in a transaction in which an earlier one failed. */
const inFailedTransaction = '25P02'

/**
 * How often work is begun at most. Of all that meet at one row one gets through each time, so that it has to be more than those who may come
 * at one moment: a circle, in the room of its meeting.
 */
const mostAttempts = 40
/** Of what work asks to be prepared nothing is asked twice, and few things are. */
const mostPreparations = 7

/**
 * Runs `work` in one REPEATABLE READ transaction with its context set, and again where the database says that it met another one, or where
 * `work` asks for something to be prepared. It may run several times, so it does nothing but ask and write this database.
 */
export async function transact<Tables, T>(
  pool: pg.Pool,
  context: Context,
  work: (db: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  let prepared = 0
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, context, work)
    } catch (error) {
      if (error instanceof Beforehand && prepared++ < mostPreparations) await error.prepare()
      else if (!isPassing(error) || attempt === mostAttempts) throw error
    }
  }
}

const isPassing = (error: unknown): boolean => passing.has(codeOf(error))

/** What PostgreSQL calls an error; empty for any other. */
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

async function once<Tables, T>(pool: pg.Pool, context: Context, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    // Not waited for: they travel with the first statement, which the server reads after them and refuses if they failed.
    const begun = [runNamed(client, 'begin isolation level repeatable read', []), setContext(client, context)]
    const [result] = await Promise.all([work(over<Tables>(client)), ...begun])
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** All four settings, each time: an empty one counts as absent. */
function setContext(client: pg.ClientBase, { community, person, circle, token }: Context) {
  return runNamed(client, settings, [community ?? '', person ?? '', circle ?? '', token ?? ''])
}

const settings = `select set_config('app.community', $1, true), set_config('app.person', $2, true),
  set_config('app.circle', $3, true), set_config('app.token', $4, true)`

/** Kysely over one connection that is already in its transaction, or over a pool for statements that stand alone. */
export function over<Tables>(client: pg.ClientBase | pg.Pool): Kysely<Tables> {
  let cause: unknown
  // Of statements that travel together those after one that failed fail for no reason of their own: theirs is the first one's.
  const failed = (error: unknown): never => {
    if (codeOf(error) === inFailedTransaction && cause) throw cause
    cause = error
    throw error
  }
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, rowCount, command } = await runNamed(client, query.sql, query.parameters).catch(failed)
      const changed = command === 'SELECT' ? undefined : BigInt(rowCount ?? 0)
      return { rows: rows as R[], ...(changed === undefined ? {} : { numAffectedRows: changed }) }
    },
    streamQuery() {
      throw new Error('rows are not streamed inside a transaction')
    },
  }
  const nothing = async () => {}
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createDriver: () => ({
      init: nothing,
      acquireConnection: async () => connection,
      beginTransaction: nothing,
      commitTransaction: nothing,
      rollbackTransaction: nothing,
      releaseConnection: nothing,
      destroy: nothing,
    }),
  }
  return new Kysely<Tables>({ dialect })
}
