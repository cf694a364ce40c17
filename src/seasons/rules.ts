import { z } from 'zod'
import type { MessageKey, Say } from '../ui/reader.ts'

/** For whom a season is; each brings fitting questions. */
export const templates = ['managers', 'founders', 'women', 'community', 'students', 'other'] as const
export type Template = (typeof templates)[number]

export const kinds = ['choice', 'several', 'number', 'text'] as const
/** `reasons`: also used to say why circles came about, without anybody's answer. */
export const seenBy = ['organisers', 'reasons'] as const

/** So many choices a question has at most. */
export const mostChoices = 40

/** A question of a season. Its column is the name under which answers are kept, also those of a file. */
const question = z.object({
  column: z.string().min(1).max(120),
  label: z.string().min(1).max(200),
  kind: z.enum(kinds),
  choices: z.array(z.string().min(1).max(120)).max(mostChoices),
  required: z.boolean(),
  seen: z.enum(seenBy),
})
export const questionList = z.array(question).max(20)
export type Question = z.output<typeof question>

export type State = 'draft' | 'open' | 'closed'

/** What everybody may know of a season. Days are such as `2026-11-24`. */
export interface Season {
  readonly id: string
  readonly state: State
  readonly name: string
  readonly forWhom: string
  readonly about: string
  /** The last day on which one can apply. */
  readonly applyUntil: string | undefined
  readonly starts: string | undefined
  readonly ends: string | undefined
  readonly rhythm: 'weekly' | 'fortnightly'
  readonly minutes: number
  /** Undefined: as many as ask. */
  readonly places: number | undefined
  readonly minSize: number
  readonly maxSize: number
  readonly questions: readonly Question[]
}

/** A season as organisers see it. */
export interface PlannedSeason extends Season {
  readonly template: Template
  readonly atHandSince: Date | undefined
}

/** The columns of which only organisers read anything: they are no reason that members are told. */
export const unsaidIn = ({ questions }: Pick<Season, 'questions'>): string[] =>
  questions.filter(({ seen }) => seen === 'organisers').map(({ column }) => column)

/** The day it is where days end last, twelve hours behind UTC: who is told a last day has all of it. */
export const lastDay = (now: Date): string => new Date(+now - 12 * 3_600_000).toISOString().slice(0, 10)

/** Can one apply today? */
export const takesApplications = ({ state, applyUntil }: Pick<Season, 'state' | 'applyUntil'>, now: Date): boolean =>
  state === 'open' && (!applyUntil || lastDay(now) <= applyUntil)

/** The calendar of the database has no year 0, and none of ours one of five digits. */
const date = z.iso
  .date('seasons.date.wrong')
  .refine((day) => day >= '1900-01-01' && day < '2900-01-01', 'seasons.date.wrong')
const day = z.union([z.literal(''), date]).default('')
const size = z.coerce
  .number('seasons.size.wrong')
  .int('seasons.size.wrong')
  .min(2, 'seasons.size.wrong')
  .max(10, 'seasons.size.wrong')
const number = z.coerce.number('seasons.places.wrong').int('seasons.places.wrong')
const places = z
  .union([
    z.literal('').transform(() => undefined),
    number.min(2, 'seasons.places.wrong').max(100_000, 'seasons.places.wrong'),
  ])
  .optional()

/** What an organiser says of a season: what it is called and for whom, when, how many, until when. */
export const seasonForm = z
  .object({
    template: z.enum(templates),
    name: z.string().min(1).max(80),
    forWhom: z.string().max(200).default(''),
    about: z.string().max(2000).default(''),
    ...{ applyUntil: day, starts: day, ends: day },
    rhythm: z.enum(['weekly', 'fortnightly']).default('fortnightly'),
    minutes: z.enum(['60', '90', '120']).default('90').transform(Number),
    places,
    ...{ minSize: size.default(5), maxSize: size.default(8) },
    from: z.uuid().optional(),
    // Known before it is there: a button that is pressed twice plans one season.
    id: z.uuid().optional(),
  })
  .refine(({ minSize, maxSize }) => minSize <= maxSize, { path: ['maxSize'], error: 'seasons.size.order' })
  .refine(({ starts, ends }) => !starts || !ends || starts < ends, { path: ['ends'], error: 'seasons.date.order' })
  .refine(({ starts, applyUntil }) => !starts || !applyUntil || applyUntil <= starts, {
    path: ['applyUntil'],
    error: 'seasons.applyUntil.late',
  })
export type SeasonSaid = z.output<typeof seasonForm>

export const stateForm = z.object({ state: z.enum(['open', 'closed']) })
export const nothing = z.object({})

/** `label-N`, `kind-N`, `choices-N`, `required-N`, `seen-N` and `column-N` belong together; a question without a label is none. */
export const questionsForm = z.record(z.string(), z.string().max(6000))

/** So many questions a form offers, and so many empty ones beyond those there are. */
export const mostQuestions = 20
export const moreQuestions = 2

/** Why a question cannot be asked like this, by field. */
export type Problems = Record<string, MessageKey>

/** The questions that a form describes, in its order, and what is wrong with it. `known` are names that files and circles know already. */
export function questionsFrom(said: Readonly<Record<string, string>>): { questions: Question[]; problems: Problems } {
  const questions: Question[] = []
  const problems: Problems = {}
  for (let at = 0; at < mostQuestions + moreQuestions; at++) {
    const label = said[`label-${at}`] ?? ''
    if (label === '') continue
    const one = questionAt(said, at, label)
    if (label.length > 200) problems[`label-${at}`] = 'seasons.question.long'
    else if (askedAnyway.includes(bare(one.column))) problems[`label-${at}`] = 'seasons.question.askedAnyway'
    else if (questions.some(({ column }) => same(column, one.column)))
      problems[`label-${at}`] = 'seasons.question.twice'
    else if (needsChoices(one.kind) && one.choices.length < 2)
      problems[`choices-${at}`] = 'seasons.question.choices.needed'
    else if (one.choices.length > mostChoices || one.choices.some((each) => each.length > 120 || each.includes(';')))
      problems[`choices-${at}`] = 'seasons.question.choices.wrong'
    questions.push(one)
  }
  if (questions.length > mostQuestions) problems[`label-${mostQuestions}`] = 'seasons.question.many'
  return { questions, problems }
}

function questionAt(said: Readonly<Record<string, string>>, at: number, label: string): Question {
  const kind = kinds.find((each) => each === said[`kind-${at}`]) ?? 'text'
  const lines = (said[`choices-${at}`] ?? '').split('\n').map((line) => line.trim())
  return {
    column: said[`column-${at}`]?.slice(0, 120) || columnFor(label),
    label,
    kind,
    choices: needsChoices(kind) ? [...new Set(lines.filter((line) => line !== ''))] : [],
    required: said[`required-${at}`] === 'on',
    seen: said[`seen-${at}`] === 'reasons' ? 'reasons' : 'organisers',
  }
}

/** A question's own words name its column: so it reads well wherever columns are listed. No name is one that every object has of itself. */
const columnFor = (label: string): string => (label in Object.prototype ? `${label}_` : label.slice(0, 120))

/** What everybody is asked anyway, and what only a file says: under these names answers would stand in each other's way. */
const askedAnyway = ['id', 'name', 'email', 'timezone', 'availability', 'apartfrom', 'togetherwith']
const bare = (column: string) => column.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

export const needsChoices = (kind: Question['kind']): boolean => kind === 'choice' || kind === 'several'

/** A question of a template, by its message; `column` where circles and files know the answer under a name of theirs. */
type Bank = Readonly<
  Record<string, Pick<Question, 'kind' | 'seen'> & { readonly column?: string; readonly required?: true }>
>

const bank = {
  leading: { column: 'stage', kind: 'choice', seen: 'reasons', required: true },
  founding: { column: 'stage', kind: 'choice', seen: 'reasons', required: true },
  gathering: { column: 'stage', kind: 'choice', seen: 'reasons', required: true },
  starting: { column: 'stage', kind: 'choice', seen: 'reasons', required: true },
  leadingGoals: { column: 'goals', kind: 'several', seen: 'reasons' },
  foundingGoals: { column: 'goals', kind: 'several', seen: 'reasons' },
  startingGoals: { column: 'goals', kind: 'several', seen: 'reasons' },
  industry: { column: 'industry', kind: 'choice', seen: 'reasons' },
  function: { column: 'function', kind: 'choice', seen: 'reasons' },
  employer: { column: 'employer', kind: 'text', seen: 'organisers' },
  languages: { column: 'languages', kind: 'several', seen: 'reasons', required: true },
  hours: { column: 'hours_per_month', kind: 'number', seen: 'organisers' },
  hope: { kind: 'text', seen: 'organisers' },
} as const satisfies Bank
type Asked = keyof typeof bank

const asks: Readonly<Record<Template, readonly Asked[]>> = {
  managers: ['leading', 'leadingGoals', 'industry', 'function', 'employer', 'languages', 'hours', 'hope'],
  founders: ['founding', 'foundingGoals', 'industry', 'languages', 'hours', 'hope'],
  women: ['leading', 'leadingGoals', 'industry', 'employer', 'languages', 'hours', 'hope'],
  community: ['gathering', 'leadingGoals', 'languages', 'hours', 'hope'],
  students: ['starting', 'startingGoals', 'industry', 'languages', 'hope'],
  other: ['languages', 'hours', 'hope'],
}

/** The questions that a template brings, in the language of whoever plans. */
export const questionsOf = (template: Template, say: Say): Question[] =>
  asks[template].map((name) => {
    const one: Bank[string] = bank[name]
    const label = say(`seasons.bank.${name}`)
    const choices = needsChoices(one.kind) ? say(`seasons.bank.${name}.choices` as MessageKey).split(' · ') : []
    const { kind, seen, column = columnFor(label), required = false } = one
    return { column, label, kind, choices, required, seen }
  })

/** What is usual for a season that is planned today: it begins on a Monday in six weeks, after the one before, and takes half a year. */
export function usualDates(now: Date, after?: string): { applyUntil: string; starts: string; ends: string } {
  const least = Math.max(+now + 42 * dayMs, after ? Date.parse(after) + dayMs : 0)
  const weekday = (new Date(least).getUTCDay() + 6) % 7
  const starts = least + ((7 - weekday) % 7) * dayMs
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
  return { applyUntil: dayOf(starts - 14 * dayMs), starts: dayOf(starts), ends: dayOf(starts + 181 * dayMs) }
}

const dayMs = 86_400_000
