import { form, movePerson, openBoard, type Problem } from '../src/formation/solver/index.ts'
import { scored } from '../src/formation/solver/scored.ts'
import { round } from './load.ts'
import { hiddenAmong, type Planted } from './planted.ts'

/** How many seeds of each kind of problem but the largest; `BENCH_SEEDS=10` takes some minutes. */
const seeds = Number(process.env.BENCH_SEEDS ?? 1)

/**
 * Forms circles of applicants with a good solution hidden among them. The clock of every search is this process's own CPU time, as
 * other work on the machine would be counted otherwise; `wall` tells the time that passed.
 */
export async function formation(): Promise<Record<string, unknown>> {
  const constrained = [48, 97, 203].flatMap((people) =>
    [false, true].flatMap((hard) =>
      Array.from({ length: seeds }, (_, seed) =>
        constrainedEntry(hiddenAmong(people, seed + 1, hard), people, hard, seed + 1, 1),
      ),
    ),
  )
  const of2003 = Array.from({ length: seeds }, (_, seed) =>
    [false, true].map((hard) => ({ people: 2003, hard, seed: seed + 1, seconds: 3 })),
  )
  const large = [...of2003.flat(), { people: 10_007, hard: true, seed: 1, seconds: 10 }].map(
    ({ people, hard, seed, seconds }) => largeEntry(hiddenAmong(people, seed, hard), people, hard, seed, seconds),
  )
  return { constrained, large, move: moveEntry(), dense: [] }
}

function constrainedEntry({ problem, hidden }: Planted, people: number, hard: boolean, seed: number, limit: number) {
  const { found, seconds, wall } = timed(problem, limit)
  const planted = scored(problem, hidden)
  return {
    ...{ people, hard, seed, seconds, wall, broken: total(found.violations) },
    mean_fit: round(found.meanFit, 5),
    hidden_fit: round(planted.meanFit, 5),
    worst_fit: round(found.worstFit, 5),
    hidden_worst: round(planted.worstFit, 5),
    as_good: found.meanFit >= planted.meanFit - 1e-9 && found.worstFit >= planted.worstFit - 1e-9,
  }
}

/** `gap` is the mean fit that is missing to the hidden solution's; below zero: more than that. */
function largeEntry({ problem, hidden }: Planted, people: number, hard: boolean, seed: number, limit: number) {
  const { found, seconds, wall } = timed(problem, limit)
  const planted = scored(problem, hidden)
  return {
    ...{ people, hard, seed, seconds, wall, broken: total(found.violations) },
    gap: round(planted.meanFit - found.meanFit, 5),
    worst: round(found.worstFit, 5),
    hidden_worst: round(planted.worstFit, 5),
    as_good: found.meanFit >= planted.meanFit - 1e-9 && found.worstFit >= planted.worstFit - 1e-9,
    mb: round(process.resourceUsage().maxRSS / 1024, 0),
  }
}

function timed(problem: Problem, limit: number) {
  const cpu = process.cpuUsage()
  const begin = performance.now()
  const spent = () => {
    const { user, system } = process.cpuUsage(cpu)
    return (user + system) / 1e6
  }
  const found = form(problem, { seed: 1, spent: () => spent() / limit })
  return { found, seconds: round(spent(), 2), wall: round((performance.now() - begin) / 1000, 2) }
}

/** CPU milliseconds to new scores after moving one person among 2,000, the mean over a hundred moves. */
function moveEntry() {
  const { problem, hidden } = hiddenAmong(2003, 1, true)
  const board = openBoard(problem)
  let now = scored(problem, hidden)
  const cpu = process.cpuUsage()
  for (let n = 0; n < 100; n++) {
    const id = problem.people[(n * 37) % problem.people.length]?.id ?? ''
    now = movePerson(board, now, id, hidden[(n * 53) % hidden.length]?.circle ?? null)
  }
  const { user, system } = process.cpuUsage(cpu)
  return { people: 2003, cpu_ms: round((user + system) / 1000 / 100, 2) }
}

const total = (violations: Readonly<Record<string, number>>) =>
  Object.values(violations).reduce((sum, count) => sum + count, 0)
