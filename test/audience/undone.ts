import type { Handles } from '../../src/platform/db/handles.ts'

/**
 * The same ways into the database, but that every transaction is rolled back at its end: everything is carried out, and nothing that one
 * person does stands in the way of the next.
 */
export function undone(handles: Handles): Handles {
  return {
    visitor: (context, work) => undo((inside) => handles.visitor(context, inside), work),
    member: (context, work) => undo((inside) => handles.member(context, inside), work),
    organiser: (context, work) => undo((inside) => handles.organiser(context, inside), work),
    worker: (context, work) => undo((inside) => handles.worker(context, inside), work),
    accounts: (context, work) => undo((inside) => handles.accounts(context, inside), work),
    sessions: handles.sessions,
    addresses: handles.addresses,
  }
}

async function undo<Db, T>(
  open: (inside: (db: Db) => Promise<never>) => Promise<never>,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const back = new Error('rolled back')
  const { promise, resolve } = Promise.withResolvers<T>()
  await open(async (db) => {
    resolve(await work(db))
    throw back
  }).catch((error: unknown) => {
    if (error !== back) throw error
  })
  return promise
}
