import { parentPort, workerData } from 'node:worker_threads'
import { form, type Problem, usualEffort } from '../formation/solver/index.ts'

// The search for circles in a thread of its own: `{ problem, seed }` in, `{ share }` now and then, `{ result }` at the end. How far it goes
// is counted in evaluations, so that the same wish gives the same circles; a clock only stops what would take too long to wait for.

const longest = 30_000

const { problem, seed }: { problem: Problem; seed: number } = workerData
const began = performance.now()
const result = form(problem, {
  seed,
  effort: usualEffort(problem.people.length),
  shouldStop: () => performance.now() - began > longest,
  progress: ({ share }) => parentPort?.postMessage({ share }),
})
parentPort?.postMessage({ result })
