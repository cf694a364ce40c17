import { parentPort, workerData } from 'node:worker_threads'
import type { Work } from '../formation/reads/thread.ts'
import type { PlacesFound, PlacesWork } from '../formation/rules/places.ts'
import {
  type Formation,
  fill,
  form,
  helpFor,
  keepingCost,
  lookEffort,
  mends,
  opened,
  type Problem,
  seatAgain,
  usualEffort,
  whatIf,
} from '../formation/solver/index.ts'

// The search for circles in a thread of its own: its work in, `{ share }` now and then, `{ result }` at the end. How far it goes is counted in
// evaluations, so that the same wish gives the same circles; a clock only stops what would take too long to wait for.

const work: Work = workerData
const began = performance.now()
const within = (longest: number) => () => performance.now() - began > longest
const tell = (share: number) => parentPort?.postMessage({ share })

parentPort?.postMessage({ result: done(work) })

function done(work: Work) {
  if ('places' in work) return placesIn(work.places)
  if ('board' in work) return opened(work.board.problem, work.board.circles)
  if ('help' in work) return helpFor(work.help.problem, work.help.circles, work.help.need)
  return searched(work)
}

function searched({ problem, seed, circles }: Extract<Work, { seed: number }>) {
  const people = problem.people.length
  return circles
    ? whatIf(problem, { circles }, { seed, effort: 50_000 + 200 * people, shouldStop: within(120_000), progress: tell })
    : formed(problem, seed)
}

function formed(problem: Problem, seed: number): Formation {
  const { people, earlier } = problem
  const found = form(problem, {
    seed,
    effort: usualEffort(people.length),
    shouldStop: within(30_000),
    progress: ({ share }) => tell(share),
  })
  if (!earlier) return found
  // Against everybody seated anew, what was locked included.
  const free = { ...problem, locked: [], earlier: earlier.map((each) => ({ ...each, locked: false })) }
  return { ...found, kept: keepingCost(free, found, { seed, effort: lookEffort(people.length) }) }
}

/** Who may take a free place, where somebody may sit again, and what makes a circle whole. */
function placesIn({ problem, circles, fill: free, again, mend }: PlacesWork): PlacesFound {
  const filling = free ? fill(problem, circles, free.circle, free.candidates) : []
  const seating = again ? seatAgain(problem, circles, again.person, again.except) : []
  return {
    arrivals: [...filling, ...seating],
    mends: mend ? mends(problem, circles, mend.circle, mend.among) : [],
  }
}
