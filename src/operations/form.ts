import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import packageFile from '../../package.json' with { type: 'json' }
import { type FilePerson, readPeople } from '../applications/rules.ts'
import {
  type EarlierCircle,
  type Formation,
  form,
  keepingCost,
  lookEffort,
  type Policy,
  usualEffort,
  whatIf,
} from '../formation/solver/index.ts'
import type { Run } from '../platform/command.ts'
import { zoneNamed } from '../platform/i18n/zones.ts'
import { Unusable, type Wishes, wishesOf } from './form-args.ts'
import { columnsOf, policyFile, solverPerson } from './form-policy.ts'
import { reportText } from './form-report.ts'
import { faultLine } from './form-words.ts'

/** What the command speaks through; a line at a time. */
export type FormIo = { say: (line: string) => void; complain: (line: string) => void; now: () => number }

/**
 * Forms circles from files. Resolves with the exit code: 0 everyone placed and every rule kept; 3 not possible or not found, the
 * files written all the same; 2 unusable input, nothing written; 1 a fault of ours.
 */
export const run: Run = (args, terminal) =>
  formCommand(args, { say: terminal.out, complain: terminal.tell, now: () => performance.now() })

async function formCommand(args: readonly string[], io: FormIo): Promise<number> {
  try {
    return await carryOut(wishesOf(args), io)
  } catch (error) {
    if (!(error instanceof Unusable)) {
      io.complain(`form: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      return 1
    }
    for (const line of error.lines) io.complain(line)
    return 2
  }
}

function carryOut(wishes: Wishes, io: FormIo): number {
  const policy = readPolicy(wishes.policy)
  const people = readPeopleFile(wishes.people, policy, io)
  const earlier = wishes.keep === undefined ? undefined : readCircles(wishes.keep)
  const problem = { people: people.map(solverPerson), policy, ...(earlier ? { earlier } : {}) }
  const begin = io.now()
  const { seconds, seed } = wishes
  const formation = form(problem, {
    seed,
    ...(seconds === undefined
      ? { effort: wishes.effort ?? usualEffort(people.length) }
      : { spent: () => (io.now() - begin) / 1000 / seconds }),
  })
  const asked = wishes.whatIf ? whatIf(problem, formation, { seed, effort: lookEffort(people.length) }) : undefined
  const kept = earlier ? keepingCost(problem, formation, { seed, effort: lookEffort(people.length) }) : undefined
  const report = reportText(formation, { people: people.length, version: packageFile.version, asked, kept })
  writeBoth(wishes, report, formation, people)
  sayResult(formation, people.length, io)
  return Object.values(formation.violations).some((count) => count > 0) ? 3 : 0
}

function readText(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path))
  } catch (error) {
    throw new Unusable([`${path}: ${error instanceof TypeError ? 'is not UTF-8' : fileTrouble(error)}`])
  }
}

/** What keeps a file from being read or written. */
function fileTrouble(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'is not there'
  if (code === 'EISDIR') return 'is a folder'
  if (code === 'EACCES' || code === 'EPERM') return 'is closed to you'
  return `cannot be used (${String(code ?? error)})`
}

/** Where the parser lost its way, as far as it says. */
function placeOf(error: unknown): string {
  const line = error instanceof Error ? /\bline (\d+)/.exec(error.message)?.[1] : undefined
  return line === undefined ? '' : `: look at line ${line}`
}

function readPolicy(path: string): Policy {
  let json: unknown
  try {
    json = JSON.parse(readText(path).replace(/^\ufeff/, ''))
  } catch (error) {
    if (error instanceof Unusable) throw error
    throw new Unusable([`${path}: is not JSON${placeOf(error)}`])
  }
  const read = policyFile.safeParse(json)
  if (read.success) return read.data
  const where = (keys: readonly PropertyKey[]) =>
    keys
      .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
      .join('')
      .replace(/^\./, '')
  throw new Unusable(
    read.error.issues.map(({ path: keys, message }) => `${path}: ${where(keys) || 'policy'}: ${message}`),
  )
}

function readPeopleFile(path: string, policy: Policy, io: FormIo): FilePerson[] {
  const zone = (text: string) => (zoneNamed(text) === undefined ? undefined : text.trim())
  const { people, faults, columns } = readPeople(readText(path), { profile: 'command', zone })
  const numbers = policy.attributes.filter(({ kind }) => kind === 'number').map(({ column }) => column)
  const wrong = people.flatMap((person) => numbers.flatMap((column) => wrongNumber(person, column)))
  const file = basename(path)
  const lines = [...faults.map((fault) => faultLine(file, fault)), ...wrong.map((fault) => faultLine(file, fault))]
  if (wrong.length > 0 || faults.some(({ grave }) => grave)) throw new Unusable(lines)
  for (const line of lines) io.complain(line)
  const known = new Set<string>(columns.flatMap(({ name, meaning }) => [name, meaning]))
  for (const column of columnsOf(policy)) {
    if (!known.has(column)) io.complain(`${file}: the policy speaks of ${column}, and the file has no such column`)
  }
  return [...people]
}

function wrongNumber({ row, answers }: FilePerson, column: string) {
  const value = answers[column] ?? ''
  const wrong = value !== '' && !Number.isFinite(Number(value))
  return wrong ? [{ row, column, code: 'number.wrong' as const, value, grave: true }] : []
}

/** An earlier `circles.csv`, the circles in the order in which they are first named. */
function readCircles(path: string): EarlierCircle[] {
  const rows = circleRows(path)
  const faults = rows.flatMap(({ id, circle }, n) =>
    id && circle !== undefined ? [] : [`${path}: row ${n + 2}: has no id or no circle`],
  )
  if (faults.length > 0) throw new Unusable(faults)
  const placed = rows.filter(({ circle }) => circle !== '')
  const circles = Map.groupBy(placed, ({ circle = '' }) => circle)
  return [...circles].map(([circle, members]) => ({ circle, members: members.flatMap(({ id }) => id ?? []) }))
}

function circleRows(path: string): { id?: string; circle?: string }[] {
  const text = readText(path)
  try {
    return parse(text, { bom: true, columns: true, trim: true, skip_empty_lines: true, relax_column_count: true })
  } catch (error) {
    throw new Unusable([`${path}: cannot be read as a table${placeOf(error)}`])
  }
}

/** Both files or none: each is written beside its place first. */
function writeBoth(wishes: Wishes, report: string, formation: Formation, people: readonly FilePerson[]): void {
  const circleOf = new Map(formation.circles.flatMap(({ circle, members }) => members.map((id) => [id, circle])))
  const rows = people.map(({ id }) => [id, circleOf.get(id) ?? ''])
  const texts = [
    { path: wishes.out, text: stringify([['id', 'circle'], ...rows]) },
    { path: wishes.report, text: report },
  ]
  const beside = (path: string) => `${path}.${process.pid}.part`
  try {
    for (const { path, text } of texts) writeFileSync(beside(path), text)
    for (const { path } of texts) renameSync(beside(path), path)
  } catch (error) {
    for (const { path } of texts) rmSync(beside(path), { force: true })
    throw new Unusable([
      `${wishes.out} and ${wishes.report} were not written: the place for them ${fileTrouble(error)}`,
    ])
  }
}

function sayResult({ circles, unplaced, meanFit, worstFit, effort }: Formation, people: number, io: FormIo): void {
  io.say(
    `${people - unplaced.length} of ${people} people in ${circles.length} circles; ` +
      `fit ${meanFit.toFixed(4)} on average, ${worstFit.toFixed(4)} in the worst; ${effort} evaluations`,
  )
}
