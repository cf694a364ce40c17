import { z } from 'zod'
import { readHours } from '../applications/rules.ts'
import { mostPlaces } from '../circles/rules.ts'
import { type Day, daysAfter, type Meeting, meetingAt } from '../scheduling/rules.ts'
import type { Figures, Locks } from './rules/board.ts'
import type { Formation, Kind, Person, Policy, Problem, Slot } from './solver/index.ts'
import type { Arrangement } from './solver/scored.ts'

export type { Locks } from './rules/board.ts'
export { type Beside, besideOthers, lostMost } from './solver/beside.ts'
export { type Board, moved as movePerson, type Scored } from './solver/board.ts'
export type {
  CircleResult,
  Drop,
  Formation,
  Hour,
  Impossible,
  Policy,
  Problem,
  Reason,
  Rule,
  Slot,
  WhatIf,
} from './solver/index.ts'
export { type Lift, liftOf } from './solver/lifting.ts'
export { costOfTouchingOne, type Help, type Need, type Remedy } from './solver/rebalance.ts'
export {
  type Arrangement,
  type Broken,
  brokenAfter,
  type Chair,
  chairsFor,
  costliestFor,
  fitWith,
  fitWithout,
  type Laid,
  type Leaving,
  laidOn,
  leavingBy,
  opened,
} from './solver/scored.ts'
export { type Naming, percent, saidOnce, whyNot, whyTogether } from './solver/told.ts'

/** Longer seasons than three years are taken for a mistake. */
export const isOfSensibleLength = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
  Date.parse(to) - Date.parse(from) <= 3 * 366 * 86_400_000

/** What circles are formed from: one who asked, with every answer. */
export interface Answering {
  readonly id: string
  readonly ref: string
  readonly address: string
  readonly zone: string
  readonly answers: Readonly<Record<string, string>>
  /** The circles of former seasons in which they sat. */
  readonly met?: readonly string[]
}

/** A column of the answers that circles may be formed by. */
export interface UsableColumn {
  readonly column: string
  readonly kind: Kind
  /** What it is usually taken for: -3 as different as possible, 3 as alike as possible, 0 does not matter. */
  readonly usual: number
}

const usual: Readonly<Record<string, number>> = { industry: -3, function: -2, stage: 3, hours_per_month: 2, goals: 1 }
const never = ['availability', 'manager_email', 'apart_from', 'together_with', 'id']

/** The columns that say something about more than one person. Text of one's own, which hardly two share, is none of them. */
export function usableColumns(people: readonly Pick<Answering, 'answers'>[]): UsableColumn[] {
  const columns = new Set(people.flatMap(({ answers }) => Object.keys(answers)))
  return [...columns]
    .filter((column) => !never.includes(column))
    .flatMap((column) => {
      const told = people.map(({ answers }) => answers[column] ?? '').filter((value) => value !== '')
      const kind = kindOf(told)
      const many = new Set(told).size > Math.max(12, told.length / 2)
      return told.length === 0 || (kind === 'category' && many) ? [] : [{ column, kind, usual: usual[column] ?? 0 }]
    })
    .sort((a, b) => Math.abs(b.usual) - Math.abs(a.usual) || a.column.localeCompare(b.column))
}

/** What people said in a column, where that is no more than a few different answers. */
export function fewAnswers(people: readonly Pick<Answering, 'answers'>[], { column }: UsableColumn): string[] {
  const said = [...new Set(people.flatMap(({ answers }) => answers[column] || []))].sort()
  return said.length > 12 ? [] : said
}

function kindOf(values: readonly string[]): Kind {
  if (values.every((value) => Number.isFinite(Number(value)))) return 'number'
  return values.some((value) => value.includes(';')) ? 'set' : 'category'
}

const day = z.iso
  .date('formation.date.wrong')
  .refine((one) => one >= '1900-01-01' && one < '2900-01-01', 'formation.date.wrong')

const seats = z.coerce.number('formation.size.wrong').int('formation.size.wrong')
const sizeOf = seats.min(2, 'formation.size.wrong').max(mostPlaces, 'formation.size.wrong')
const points = z.coerce.number().int().min(-3).max(3)
const names = z.array(z.string().max(200)).max(50).default([])

/** What an organiser wishes for. `column-N` and `weight-N` belong together. */
export const wishForm = z
  .object({
    ...{ min: sizeOf, max: sizeOf, from: day, to: day, apart: names, common: names },
    minutes: z.enum(['60', '90', '120']).transform(Number),
    rhythm: z.enum(['weekly', 'fortnightly']),
    mates: z.literal('on').optional(),
    lone: z.string().max(200).default(''),
    loneValues: z.string().max(500).default(''),
  })
  .catchall(z.unknown())
  .refine(({ min, max }) => min <= max, { path: ['max'], error: 'formation.size.order' })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'formation.date.order' })
  .refine(isOfSensibleLength, { path: ['to'], error: 'formation.date.long' })
export type Wish = z.output<typeof wishForm>

/** The wish as the search understands it. Columns that nobody answered are left out. */
export function policyFrom(wish: Wish, columns: readonly UsableColumn[]): Policy {
  const has = (column: string) => columns.some((each) => each.column === column)
  const attributes = columns.flatMap(({ column, kind }, index) => {
    const said = wish[`column-${index}`] === column ? points.safeParse(wish[`weight-${index}`]) : undefined
    const weight = said?.success ? said.data : 0
    const aim = weight < 0 ? ('diverse' as const) : ('similar' as const)
    return weight === 0 ? [] : [{ column, kind, aim, weight: Math.abs(weight) }]
  })
  const values = valuesOf(wish.loneValues)
  return {
    size: { min: wish.min, max: wish.max },
    season: { from: wish.from, to: wish.to },
    meetingMinutes: wish.minutes,
    attributes,
    apart: wish.apart.filter(has),
    common: wish.common.filter(has),
    noLone: has(wish.lone) && values.length > 0 ? [{ column: wish.lone, values }] : [],
    mates: wish.mates === 'on',
  }
}

/** What a season says about its circles. */
interface Planned {
  readonly starts: string | undefined
  readonly ends: string | undefined
  readonly minutes: number
  readonly minSize: number
  readonly maxSize: number
}

/** What is wished for before anybody has said otherwise: what the season says, else half a year from the Monday by which people have answered. */
export function usualPolicy(columns: readonly UsableColumn[], today: string, planned?: Planned): Policy {
  const has = (column: string) => columns.some((each) => each.column === column)
  const from = daysAfter(today, usualDays + 7 - ((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7))
  return {
    size: { min: planned?.minSize ?? 5, max: planned?.maxSize ?? 8 },
    season: { from: planned?.starts ?? from, to: planned?.ends ?? daysAfter(planned?.starts ?? from, 181) },
    meetingMinutes: planned?.minutes ?? 90,
    attributes: columns.flatMap(({ column, kind, usual: weight }) =>
      weight === 0 ? [] : [{ column, kind, aim: weight < 0 ? 'diverse' : 'similar', weight: Math.abs(weight) }],
    ),
    apart: ['employer'].filter(has),
    common: ['languages'].filter(has),
    noLone: [],
  }
}

const valuesOf = (text: string) =>
  text
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')

/** The people and the policy as the search takes them. */
export function problemFrom(people: readonly Answering[], policy: Policy): Problem {
  const byRef = new Map(people.map(({ ref, id }) => [ref, id]))
  // Whoever has not proven an address is nobody's manager: least of all that of everybody who named none.
  const byAddress = new Map(people.filter(({ address }) => address !== '').map(({ address, id }) => [address, id]))
  const ids = (text = '') => valuesOf(text).flatMap((ref) => byRef.get(ref) ?? [])
  const asPerson = ({ id, zone, answers }: Answering): Person => {
    const hours = readHours(answers.availability ?? '')
    const manager = byAddress.get(answers.manager_email?.toLowerCase() ?? '')
    return {
      ...{ id, zone, answers },
      free: 'spans' in hours ? hours.spans : [],
      ...(manager && manager !== id ? { manager } : {}),
      apartFrom: ids(answers.apart_from),
      togetherWith: ids(answers.together_with),
    }
  }
  const mates = policy.mates === false ? [] : matesAmong(people)
  return { policy, people: people.map(asPerson), ...(mates.length > 0 ? { mates } : {}) }
}

/** Who of these sat together before, a list a circle. */
function matesAmong(people: readonly Answering[]): string[][] {
  const seats = people.flatMap(({ id, met = [] }) => met.map((circle) => ({ id, circle })))
  const circles = [...Map.groupBy(seats, ({ circle }) => circle).values()]
  return circles.map((seated) => seated.map(({ id }) => id)).filter(({ length }) => length > 1)
}

export type State = 'waiting' | 'running' | 'ready' | 'failed' | 'published'
export type Rhythm = 'weekly' | 'fortnightly'

/** A proposal as it stands. */
export interface Proposal {
  readonly id: string
  readonly season: string
  readonly state: State
  /** How much of the search is done, 0 to 1. */
  readonly share: number
  readonly rhythm: Rhythm
  readonly policy: Policy
  /** Ids of those whom it is to seat. */
  readonly people: readonly string[]
  readonly locks: Locks
  /** As it was found; once published, as it was published. What people changed meanwhile stands in its steps. */
  readonly result: Formation | undefined
  /** How it stands after the last step. */
  readonly figures: Figures | undefined
  readonly madeAt: Date
  readonly publishedAt: Date | undefined
  /** The name of whoever published it. */
  readonly publishedBy: string | undefined
}

/** Proposals that are kept beside each other, to compare. */
export const mostProposals = 2

export const nothing = z.object({})

/** After how many seconds a page that waits for a search looks again: soon at first, then less often, and after a quarter of an hour no more. */
export function looksAgainIn(since: Date, now: Date): number | undefined {
  const waited = (+now - +since) / 1000
  if (waited > 900) return undefined
  return waited < 30 ? 2 : waited < 120 ? 5 : 15
}

/** When circles are searched for again: what stays of those that are there. */
export const againForm = z.object({ keep: z.enum(['locked', 'most']).default('locked') })

/** The circles from which a search begins, and whether it changes as little of them as possible or keeps what is locked only. */
export interface Earlier {
  readonly keep: z.output<typeof againForm>['keep']
  readonly circles: Arrangement
}

/** Names of the circles to be by `name-CIRCLE`, and until when their places are kept. */
export const publishForm = z.object({ until: day }).catchall(z.string().trim().min(1).max(80))
export type Publication = z.output<typeof publishForm>

/** For so many days a place is usually kept. */
export const usualDays = 14

/** For so many at the most. */
export const mostDays = 90

/** When a formed circle could meet, for its own people. */
export interface Formed {
  readonly slots: readonly Slot[]
  readonly minutes: number
  /** The season's first day. */
  readonly begins: Day | undefined
}

/** The kindest time for a formed circle, from tomorrow or the season's first day on; undefined where none is known. */
export function timeThatSuits(formed: Formed | undefined, today: Day): Meeting | undefined {
  const [slot] = formed?.slots ?? []
  if (!formed || !slot) return undefined
  const tomorrow = daysAfter(today, 1)
  return meetingAt(slot, formed.begins && formed.begins > tomorrow ? formed.begins : tomorrow, formed.minutes)
}
