import { z } from 'zod'
import { chooseLocale, formatsOf } from '../../platform/i18n/languages.ts'
import { inLanguage, stepAt } from '../protocol/engine.ts'
import type { Ask } from '../protocol/protocol.ts'
import type { EntryRow, Run } from './run.ts'

/** What was asked one by one in the step in which something was written; nothing where it was one field. */
export function asksOf({ format, state }: Pick<Run, 'format' | 'state'>, entry: string): readonly Ask[] {
  const written = state.entries.find(({ id }) => id === entry)
  return written?.kind === 'words' ? (stepAt(format, state, written.step)?.asks ?? []) : []
}

/** The words as they are read: where several things were asked, each answer under what was asked. */
export function told(run: Run, entry: string, body: string, locale: string): string {
  const asks = asksOf(run, entry)
  if (asks.length === 0) return body
  const answers = answersIn(body)
  return asks
    .map(({ ask, kind }, at) => ({ ask: inLanguage(ask, locale), answer: spoken(answers[at] ?? '', kind, locale) }))
    .flatMap(({ ask, answer }) => (answer === '' ? [] : [`${ask}\n${answer}`]))
    .join('\n\n')
}

/** What somebody wrote, for the fields in which they go on. */
export function draftOf(run: Run, rows: readonly EntryRow[], id: string): { text: string; answers: readonly string[] } {
  const body = rows.find((row) => row.id === id)?.text ?? ''
  return asksOf(run, id).length === 0 ? { text: body, answers: [] } : { text: '', answers: answersIn(body) }
}

/** Answers as they are kept. */
export const keptAnswers = (answers: readonly string[]): string => JSON.stringify(answers)

/** Whatever was sent is read: what is no list of answers is one answer. */
function answersIn(body: string): readonly string[] {
  try {
    const answers: unknown = JSON.parse(body)
    return Array.isArray(answers) ? answers.map(String) : [body]
  } catch {
    return [body]
  }
}

/** A day is read as a day, and what is none as it was written. */
function spoken(answer: string, kind: Ask['kind'], locale: string): string {
  if (kind !== 'date' || !z.iso.date().safeParse(answer).success) return answer
  return new Intl.DateTimeFormat(formatsOf(chooseLocale({ chosen: locale })), {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${answer}T00:00:00Z`))
}
