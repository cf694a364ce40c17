import { z } from 'zod'
import type { Question } from '../../seasons/rules.ts'
import type { MessageKey, Say } from '../../ui/reader.ts'

/** What a form sends for one question. */
export const said = z.union([z.string().max(2000), z.array(z.string().max(200)).max(60)])

/** The field of a question. */
const fieldOf = ({ column }: Pick<Question, 'column'>): string => `said-${column}`

/** The answers to a season's questions as they are kept, several separated by `;`, and what is not right yet, by field. */
export function answersFrom(
  questions: readonly Question[],
  form: Readonly<Record<string, unknown>>,
): { answers: Record<string, string>; problems: Record<string, MessageKey> } {
  const answers: Record<string, string> = {}
  const problems: Record<string, MessageKey> = {}
  for (const question of questions) {
    const given = [form[fieldOf(question)] ?? []]
      .flat()
      .flatMap((each) => (typeof each === 'string' ? each.trim() : []))
    const said = given.filter((each) => each !== '')
    const values = question.kind === 'number' ? said.map((each) => each.replace(',', '.')) : said
    const problem = problemWith(question, values)
    if (problem) problems[fieldOf(question)] = problem
    answers[question.column] = values.join('; ')
  }
  return { answers, problems }
}

function problemWith({ kind, column, choices, required }: Question, values: readonly string[]): MessageKey | undefined {
  if (values.length === 0) return required ? 'problem.needed' : undefined
  if (kind === 'number') return values.length === 1 && isNumber(column, values[0]) ? undefined : 'applying.number.wrong'
  if (kind === 'text') return undefined
  if (kind === 'choice' && values.length > 1) return 'problem.unusable'
  return values.every((each) => choices.includes(each)) ? undefined : 'problem.unusable'
}

/** Written as people write numbers; of hours a month has only so many. */
const isNumber = (column: string, text = ''): boolean =>
  /^\d{1,6}(\.\d{1,6})?$/.test(text) && (column !== 'hours_per_month' || Number(text) <= 744)

/** What was answered before, as the fields of a form take it. */
const valuesOf = ({ kind, column }: Question, answers: Readonly<Record<string, string>>): string | string[] => {
  const before = answers[column] ?? ''
  if (kind !== 'several') return before
  return before
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

/** A question as the season asks it, with what was answered before and in words who sees it: what its field on a form takes. */
export const askedAgain = (question: Question, answers: Readonly<Record<string, string>>, say: Say) => ({
  ...{ kind: question.kind, label: question.label, choices: question.choices, optional: !question.required },
  name: fieldOf(question),
  value: valuesOf(question, answers),
  none: say('applying.choose'),
  seenBy: say(`seasons.seen.${question.seen}`),
})
