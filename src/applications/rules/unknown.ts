import { z } from 'zod'
import { mostChoices, type Question } from '../../seasons/rules.ts'
import { type Fault, type FileColumn, meaningOf, type PeopleFile } from '../people-file/index.ts'

export { mostChoices }

/** Answers in a file that a question does not know, and in how many rows each stands, the most frequent first. */
export interface Unknown {
  readonly question: Question
  readonly values: readonly { readonly value: string; readonly rows: number }[]
  /** With them the question would have more choices than one may have. */
  readonly many: boolean
}

/** By the questions, in their order. */
export function unknownIn({ columns, faults }: PeopleFile, questions: readonly Question[]): Unknown[] {
  const unknown = Map.groupBy(faults.filter(isUnknown), ({ column }) => column)
  return questions.flatMap((question) => {
    const header = columns.find((each) => answers(each, question))
    const found = unknown.get(header?.name ?? '') ?? []
    const rows = Map.groupBy(found, ({ value }) => value)
    const values = [...rows].map(([value, all]) => ({ value, rows: all.length })).sort((a, b) => b.rows - a.rows)
    return values.length === 0
      ? []
      : [{ question, values, many: question.choices.length + values.length > mostChoices }]
  })
}

/** What the questions' choices could be is told for all rows at once; what is too long for a choice is one row's. */
export const isUnknown = ({ code, value }: Fault): boolean =>
  code === 'answer.unknown' && value.length <= 120 && !value.includes(';')

const answers = ({ name, meaning }: FileColumn, question: Question): boolean =>
  meaning === meaningOf(question) || (meaning === 'keep' && name === question.column)

/** The questions that are to know the answers of a file, by their columns. */
export const knowForm = z.object({ columns: z.array(z.string().max(120)).min(1) })

/** The questions after some of them have learned the answers that they did not know. */
export const knowing = (
  questions: readonly Question[],
  unknown: readonly Unknown[],
  columns: readonly string[],
): Question[] =>
  questions.map((question) => {
    const learned = unknown.find((each) => each.question === question && !each.many)
    if (!learned || !columns.includes(question.column)) return question
    return { ...question, choices: [...question.choices, ...learned.values.map(({ value }) => value)] }
  })
