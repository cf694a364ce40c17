import { z } from 'zod'
import { hoursSaid } from '../applications/rules.ts'
import type { Question, Season } from '../seasons/rules.ts'
import type { MessageKey } from '../ui/reader.ts'

const answer = z.union([z.string().max(2000), z.array(z.string().max(200)).max(60)])

const hours = hoursSaid.refine((text) => text !== '', 'applying.hours.needed')

/** What somebody says who applies: `said-COLUMN` for each question of the season. */
export const applyForm = z
  .object({ zone: z.string().max(60), hours, agree: z.literal('on', 'applying.agree.needed') })
  .catchall(answer)
export type Applying = z.output<typeof applyForm>

/** The field of a question. */
export const fieldOf = ({ column }: Pick<Question, 'column'>): string => `said-${column}`

/** The answers to a season's questions as they are kept, several separated by `;`, and what is not right yet, by field. */
export function answersFrom(
  questions: readonly Question[],
  said: Readonly<Record<string, unknown>>,
): { answers: Record<string, string>; problems: Record<string, MessageKey> } {
  const answers: Record<string, string> = {}
  const problems: Record<string, MessageKey> = {}
  for (const question of questions) {
    const given = [said[fieldOf(question)] ?? []]
      .flat()
      .flatMap((each) => (typeof each === 'string' ? each.trim() : []))
    const values = given.filter((each) => each !== '')
    const problem = problemWith(question, values)
    if (problem) problems[fieldOf(question)] = problem
    answers[question.column] = values.join('; ')
  }
  return { answers, problems }
}

function problemWith({ kind, choices, required }: Question, values: readonly string[]): MessageKey | undefined {
  if (values.length === 0) return required ? 'problem.needed' : undefined
  if (kind === 'number') return values.length === 1 && Number(values[0]) >= 0 ? undefined : 'applying.number.wrong'
  if (kind === 'text') return undefined
  if (kind === 'choice' && values.length > 1) return 'problem.unusable'
  return values.every((each) => choices.includes(each)) ? undefined : 'problem.unusable'
}

/** What was answered before, as the fields of a form take it. */
export const valuesOf = ({ kind, column }: Question, answers: Readonly<Record<string, string>>): string | string[] => {
  const said = answers[column] ?? ''
  if (kind !== 'several') return said
  return said
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

/** Where one stands in a season, for a page that tells it. */
export interface Standing {
  readonly season: Pick<Season, 'id' | 'name' | 'state' | 'applyUntil' | 'starts'>
  /** One can still apply, or change what one said. */
  readonly open: boolean
  /** `none`: has not applied. `kept`: a place in a circle is kept. */
  readonly as: 'none' | 'place' | 'waits' | 'kept'
  /** How many wait in front. */
  readonly before: number
}

export const nothing = z.object({})

/** To whom an organiser writes. */
export const groups = ['all', 'place', 'waits'] as const
export type Group = (typeof groups)[number]
export const letterForm = z.object({
  to: z.enum(groups),
  subject: z.string().min(1).max(200),
  text: z.string().min(1).max(10_000),
})

/** Is this applicant one of them? */
export const isIn = (group: Group, { waits }: { readonly waits: boolean }): boolean =>
  group === 'all' || waits === (group === 'waits')
