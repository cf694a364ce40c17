import { Worker } from 'node:worker_threads'
import type { PlacesWork } from '../rules/places.ts'
import type { Arrangement, Problem } from '../rules.ts'

/** What a thread is to do: form circles, or with `circles` find out what each wish costs there; or look after places. */
export type Work =
  | { readonly problem: Problem; readonly seed: number; readonly circles?: Arrangement }
  | { readonly places: PlacesWork }

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
