import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { Beforehand } from '../../platform/db/transact.ts'
import type { PlacesWork } from '../rules/places.ts'
import type { Arrangement, Need, Problem } from '../rules.ts'
import { lastFew } from './held.ts'

/**
 * What a thread is to do: form circles, or with `circles` find out what each wish costs there; look after places; open a board; or find
 * what would help a circle.
 */
export type Work =
  | { readonly problem: Problem; readonly seed: number; readonly circles?: Arrangement }
  | { readonly places: PlacesWork }
  | { readonly board: Ground }
  | { readonly help: Ground & { readonly need: Need } }

interface Ground {
  readonly problem: Problem
  readonly circles: Arrangement
}

/** A board of so many people is there sooner than a thread is. */
export const atOnce = 250

/**
 * What a thread makes of some work that a page waits for. Until it is known the transaction ends (`Beforehand`) and begins anew afterwards.
 * Known by all that the work consists of: of another state of things something else is worked out.
 */
export function workedOut<Result>(work: Work): Result {
  const key = createHash('sha256').update(JSON.stringify(work)).digest('base64url')
  const known = results.get(key)
  if (!known) throw new Beforehand(async () => results.keep(key, { result: await once(key, work) }))
  return stored<Result>(known.result)
}

/** What a kind of work comes to is known to whoever states it. */
const stored = <T>(value: unknown): T => value as T

const results = lastFew<{ readonly result: unknown }>(6)
const awaited = new Map<string, Promise<unknown>>()
let before: Promise<unknown> = Promise.resolve()

/** Does some work in a thread: once, however many wait for it, and one thing after the other, so that others are answered meanwhile. */
export function once<Result>(key: string, work: Work): Promise<Result> {
  const known = awaited.get(key)
  if (known) return stored<Promise<Result>>(known)
  const next = before.then(() => inThread<Result>(work, async () => true))
  awaited.set(key, next)
  before = next.catch(() => {}).finally(() => awaited.delete(key))
  return stored<Promise<Result>>(next)
}

type Said<Result> = { readonly share: number } | { readonly result: Result }

/** How often it is written down how far a search has come, and asked whether anybody still waits for it. */
const pace = 400

/** Resolves with nothing where nobody waits for the result any more: then the thread is stopped. */
export async function inThread<Result>(
  work: Work,
  progress: (share: number) => Promise<boolean>,
): Promise<Result | undefined> {
  const worker = new Worker(program(), { workerData: work })
  let share = 0
  let noting = Promise.resolve()
  const ended = Promise.withResolvers<Result | undefined>()
  worker.on('error', ended.reject)
  worker.on('exit', () => ended.reject(new Error('the search ended without a result')))
  worker.on('message', (said: Said<Result>) => {
    if ('result' in said) ended.resolve(said.result)
    else share = said.share
  })
  const timer = setInterval(() => {
    noting = noting
      .then(() => progress(share))
      .then((awaited) => (awaited ? undefined : ended.resolve(undefined)))
      .catch(ended.reject)
  }, pace)
  try {
    return await ended.promise
  } finally {
    clearInterval(timer)
    await noting
    await worker.terminate()
  }
}

/** The thread's program: beside the others in `dist`, or the source itself where that is run. */
function program(): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL('../../operations/form-thread.ts', here)
  return new URL(here.includes('/parts/') ? '../form-thread.js' : './form-thread.js', here)
}
