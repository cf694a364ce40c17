import { Worker } from 'node:worker_threads'
import type { Services } from '../platform/http/asked.ts'
import type { JobBody } from '../platform/jobs/outbox.ts'
import { job } from '../platform/jobs/registry.ts'
import { toPrice } from './reads/board.ts'
import { type Task, toSolve } from './reads.ts'
import { type Arrangement, type Formation, type Problem, problemFrom, type WhatIf } from './rules.ts'
import { notePrices, pricesQueue } from './writes/board.ts'
import { noteSearch, solveQueue } from './writes.ts'

/** Searches in a thread of its own, so that neither pages nor other work wait for it. */
export const formationJobs = [job(solveQueue, solve), job(pricesQueue, price)]

async function solve({ community, formation }: JobBody, { handles, log }: Services): Promise<void> {
  if (typeof community !== 'string' || typeof formation !== 'string') return
  const task = await handles.worker({ community }, (db) => toSolve(db, formation))
  if (!task) return
  const note = (how: Parameters<typeof noteSearch>[2]) =>
    handles.worker({ community }, (db) => noteSearch(db, formation, how))
  await note({ state: 'running', share: 0 })
  try {
    const work = { problem: problemOf(task), seed: 1 }
    const result = await inThread<Formation>(work, (share) => note({ state: 'running', share }))
    if (result) await note({ state: 'ready', share: 1, result })
  } catch (error) {
    log.error({ err: error }, 'circles could not be formed')
    await note({ state: 'failed', share: 1 })
  }
}

async function price({ community, id }: JobBody, { handles, log }: Services): Promise<void> {
  if (typeof community !== 'string' || typeof id !== 'string') return
  const task = await handles.worker({ community }, (db) => toPrice(db, id))
  if (!task) return
  const note = (how: Parameters<typeof notePrices>[2]) => handles.worker({ community }, (db) => notePrices(db, id, how))
  await note({ state: 'running', share: 0 })
  try {
    const work = { problem: problemOf({ ...task, earlier: task.circles }), seed: 1, circles: task.circles }
    const answers = await inThread<WhatIf[]>(work, (share) => note({ state: 'running', share }))
    if (answers) await note({ state: 'ready', share: 1, answers })
  } catch (error) {
    log.error({ err: error }, 'what each wish costs could not be found out')
    await note({ state: 'failed', share: 1 })
  }
}

/** What was locked stays; everybody else is seated anew. */
function problemOf({ people, policy, earlier, locks }: Task): Problem {
  const problem = problemFrom(people, policy)
  if (!earlier) return problem
  const circles = earlier.map((each) => ({ ...each, locked: locks.circles.includes(each.circle) }))
  const locked = [...locks.people, ...circles.filter((each) => each.locked).flatMap(({ members }) => members)]
  return { ...problem, earlier: circles, keep: 'locked', locked }
}

/** What a thread is to do: form circles, or with `circles` find out what each wish costs there. */
export interface Work {
  readonly problem: Problem
  readonly seed: number
  readonly circles?: Arrangement
}

type Said<Result> = { readonly share: number } | { readonly result: Result }

/** How often it is written down how far a search has come, and asked whether anybody still waits for it. */
const pace = 400

/** Resolves with nothing where nobody waits for the result any more: then the thread is stopped. */
async function inThread<Result>(
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
  if (here.endsWith('.ts')) return new URL('../operations/form-thread.ts', here)
  return new URL(here.includes('/parts/') ? '../form-thread.js' : './form-thread.js', here)
}
