import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { readPeople } from '../src/applications/rules.ts'
import type { Formation, Problem } from '../src/formation/solver/index.ts'
import { policyFile, solverPerson } from '../src/operations/form-policy.ts'

/** The samples of people and policies, the maker of more of them, and the checker that shares no code with the product. */
const data = join(process.cwd(), 'test', 'data')
export const sample = (name: string) => join(data, name)

const judged = z.object({
  hard: z.record(z.string(), z.number()),
  sizes: z.record(z.string(), z.number()),
  mean_fit: z.number(),
  worst_fit: z.number(),
  random_fit: z.number(),
})
export type Judged = z.infer<typeof judged> & { exit: number | null }

/** People made with a good solution hidden among them, and that solution. */
export function makePeople(people: number, seed: number, hard: boolean): { csv: string; hidden: string } {
  const args = [
    sample('make-applicants.mjs'),
    '--n',
    String(people),
    '--seed',
    String(seed),
    ...(hard ? ['--hard'] : []),
  ]
  const planted = execFileSync(process.execPath, [...args, '--planted'], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const rows = planted.trim().split('\n')
  const last = (row: string) => row.lastIndexOf(',')
  const hidden = rows.slice(1).map((row) => `${row.slice(0, row.indexOf(','))},${row.slice(last(row) + 1)}`)
  return {
    csv: `${rows.map((row) => row.slice(0, last(row))).join('\n')}\n`,
    hidden: `id,circle\n${hidden.join('\n')}\n`,
  }
}

export const policyOf = (hard: boolean) => sample(hard ? 'policy-hard.json' : 'policy-default.json')

export function problemFrom(csv: string, policy: string): Problem {
  const { people } = readPeople(csv, { profile: 'command', zone: (text) => text })
  return { people: people.map(solverPerson), policy: policyFile.parse(JSON.parse(readFileSync(policy, 'utf8'))) }
}

/** What the checker says of circles. */
export function judge(csv: string, policy: string, circles: string): Judged {
  const folder = mkdtempSync(join(tmpdir(), 'circles-'))
  const [people, placed] = [join(folder, 'people.csv'), join(folder, 'circles.csv')]
  writeFileSync(people, csv)
  writeFileSync(placed, circles)
  const { stdout, status } = spawnSync(process.execPath, [sample('check-circles.mjs'), people, policy, placed], {
    encoding: 'utf8',
  })
  return { ...judged.parse(JSON.parse(stdout)), exit: status }
}

export function circlesCsv({ circles, unplaced }: Formation): string {
  const placed = circles.flatMap(({ circle, members }) => members.map((id) => `${id},${circle}`))
  return `${['id,circle', ...placed, ...unplaced.map((id) => `${id},`)].join('\n')}\n`
}
