import type { Services } from '../platform/http/asked.ts'
import type { CarriedBy } from '../platform/jobs/queue.ts'
import { job, recurring } from '../platform/jobs/registry.ts'
import { tellNews, tendPlaces } from './jobs/places.ts'
import { toPrice } from './reads/board.ts'
import { inThread } from './reads/thread.ts'
import { type Task, toSolve } from './reads.ts'
import { type Formation, type Problem, problemFrom, type WhatIf } from './rules.ts'
import { notePrices, pricesQueue } from './writes/board.ts'
import { newsQueue, placesQueue, tendUnfilled } from './writes/places.ts'
import { noteSearch, solveQueue } from './writes.ts'

/** Searches in a thread of its own, so that neither pages nor other work wait for it. What lacks people is looked after each night, too. */
export const formationJobs = [
  job(solveQueue, solve),
  job(pricesQueue, price),
  job(placesQueue, tendPlaces),
  job(newsQueue, tellNews),
  recurring('formation.unfilled', '17 4 * * *', ({ handles, now }) =>
    handles.worker({}, (db) => tendUnfilled(db, now())),
  ),
]

async function solve(
  { community, formation }: CarriedBy<typeof solveQueue>,
  { handles, log }: Services,
): Promise<void> {
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

async function price({ community, id }: CarriedBy<typeof pricesQueue>, { handles, log }: Services): Promise<void> {
  const task = await handles.worker({ community }, (db) => toPrice(db, id))
  if (!task) return
  const note = (how: Parameters<typeof notePrices>[2]) => handles.worker({ community }, (db) => notePrices(db, id, how))
  await note({ state: 'running', share: 0 })
  try {
    const earlier = { keep: 'locked', circles: task.circles } as const
    const work = { problem: problemOf({ ...task, earlier }), seed: 1, circles: task.circles }
    const answers = await inThread<WhatIf[]>(work, (share) => note({ state: 'running', share }))
    if (answers) await note({ state: 'ready', share: 1, answers })
  } catch (error) {
    log.error({ err: error }, 'what each wish costs could not be found out')
    await note({ state: 'failed', share: 1 })
  }
}

/** What was locked stays; everybody else is seated anew, or where that is asked for only as far as it must be. */
function problemOf({ people, policy, earlier, locks }: Task): Problem {
  const problem = problemFrom(people, policy)
  if (!earlier) return problem
  const circles = earlier.circles.map((each) => ({ ...each, locked: locks.circles.includes(each.circle) }))
  const locked = [...locks.people, ...circles.filter((each) => each.locked).flatMap(({ members }) => members)]
  return { ...problem, earlier: circles, keep: earlier.keep, locked }
}
