import type { ZodError } from 'zod'
import type { Filled, MessageKey, Say, Values as Words } from '../../ui/reader.ts'
import { Invalid, type Refused } from '../errors.ts'
import { catalogues } from '../i18n/languages.ts'
import { BadInput, type Values } from './input.ts'

type Issue = ZodError['issues'][number]

/** What the form shows again: everything typed, and a sentence beside each field that is not right yet. */
export function filledFrom(error: BadInput | Invalid | Refused, action: string, values: Values, say: Say): Filled {
  const kept = { action, values: keepable(values), problems: {} }
  if (error instanceof BadInput) return { ...kept, problems: problemsOf(error.faults.issues, values, say) }
  if (error instanceof Invalid) return { ...kept, problems: mapValues(error.problems, (key) => sentence(key, {}, say)) }
  return { ...kept, refusal: sentence(error.because, error.values, say) }
}

/** Passwords and files are not sent back. */
function keepable(values: Values): Record<string, string | string[]> {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    value instanceof File || /password/i.test(name) ? [] : [[name, value] as const],
  )
  return Object.fromEntries(entries)
}

/** What was written in words among what was sent: no choices, dates, numbers or ids. */
export function wordsIn(values: Values): string[] {
  const texts = Object.values(keepable(values)).filter((value) => typeof value === 'string')
  return texts.filter((text) => text.trim() !== '' && !/^[a-z0-9:_-]+$/.test(text))
}

function problemsOf(issues: readonly Issue[], values: Values, say: Say): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const issue of issues) {
    const field = String(issue.path[0] ?? '')
    problems[field] ??= values[field] === '' && !isKey(issue.message) ? say('problem.needed') : sentenceFor(issue, say)
  }
  return problems
}

/** A schema may name its own message key; otherwise the kind of fault says it. */
function sentenceFor(issue: Issue, say: Say): string {
  if (isKey(issue.message)) return say(issue.message)
  if (issue.code === 'too_small' && Number(issue.minimum) > 1)
    return say('problem.tooSmall', { least: Number(issue.minimum), kind: issue.origin })
  if (issue.code === 'too_small' || isMissing(issue)) return say('problem.needed')
  if (issue.code === 'too_big') return say('problem.tooBig', { most: Number(issue.maximum), kind: issue.origin })
  if (issue.code === 'invalid_format' && issue.format === 'email') return say('problem.address')
  return say('problem.unusable')
}

function isMissing(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.message.includes('undefined')
}

function sentence(key: string, values: Words, say: Say): string {
  return isKey(key) ? say(key, values) : say('problem.unusable')
}

function isKey(text: string): text is MessageKey {
  return Object.hasOwn(catalogues.en, text)
}

function mapValues(record: Readonly<Record<string, string>>, change: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, text]) => [name, change(text)]))
}
