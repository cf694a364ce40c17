import { form, movePerson, openBoard, type Problem } from '../src/formation/solver/index.ts'
import { scored } from '../src/formation/solver/scored.ts'
import { round } from './load.ts'
import { hiddenAmong, type Planted } from './planted.ts'

/** How many seeds of each kind of problem but the largest; `BENCH_SEEDS=10` takes some minutes. */
const seeds = Number(process.env.BENCH_SEEDS ?? 1)
/** Other numbers of people than the usual ones, as in `BENCH_PEOPLE=500,1000`: only these are measured then. */
const others = process.env.BENCH_PEOPLE?.split(',').map(Number)

/**
 * Forms circles of applicants with a good solution hidden among them. The clock of every search is this process's own CPU time, as
 * other work on the machine would be counted otherwise; `wall` tells the time that passed.
 */
export async function formation(): Promise<Record<string, unknown>> {
  const constrained = (others ? [] : [48, 97, 203])
    .flatMap(ofEachKind)
    .map(({ people, hard, seed }) => constrainedEntry(hiddenAmong(people, seed, hard), people, hard, seed, 1))
  const largest = { people: 10_007, hard: true, seed: 1 }
  const large = [...(others ?? [2003]).flatMap(ofEachKind), ...(others ? [] : [largest])].map(
    ({ people, hard, seed }) => largeEntry(hiddenAmong(people, seed, hard), people, hard, seed, secondsFor(people)),
  )
  return { constrained, large, move: moveEntry(), dense: [] }
}

const ofEachKind = (people: number) =>
  [false, true].flatMap((hard) => Array.from({ length: seeds }, (_, seed) => ({ people, hard, seed: seed + 1 })))

/** 1 s up to 203 people, 3 s for 2,003, 10 s for 10,007, and in proportion between them. */
function secondsFor(people: number): number {
  if (people <= 203) return 1
  return people <= 2003 ? 1 + (2 * (people - 203)) / 1800 : 3 + (7 * (people - 2003)) / 8004
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
