import { parentPort, workerData } from 'node:worker_threads'
import type { Work } from '../formation/jobs.ts'
import { form, usualEffort, whatIf } from '../formation/solver/index.ts'

// The search for circles in a thread of its own: its work in, `{ share }` now and then, `{ result }` at the end. How far it goes is counted in
// evaluations, so that the same wish gives the same circles; a clock only stops what would take too long to wait for.

const { problem, seed, circles }: Work = workerData
const began = performance.now()
const within = (longest: number) => () => performance.now() - began > longest
const tell = (share: number) => parentPort?.postMessage({ share })
const people = problem.people.length

const result = circles
  ? whatIf(problem, { circles }, { seed, effort: 50_000 + 200 * people, shouldStop: within(120_000), progress: tell })
  : form(problem, {
      seed,
      effort: usualEffort(people),
      shouldStop: within(30_000),
      progress: ({ share }) => tell(share),
    })
parentPort?.postMessage({ result })
