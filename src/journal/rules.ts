import { z } from 'zod'
import type { Self } from '../people/rules.ts'
import { dayField } from '../scheduling/rules/days.ts'
import { instantOf } from '../scheduling/rules.ts'

/** A decision of somebody's, and what became of it; nobody else reads it. */
export interface Decision {
  readonly id: string
  readonly decision: string
  readonly reasons: string
  /** What they expect to happen. */
  readonly expected: string
  /** How sure they were, from 0 to 100: before it was talked through, and after, where it was. */
  readonly sureBefore: number
  readonly sureAfter: number | null
  /** The day on which they want to look back. */
  readonly reviewOn: string
  /** What really happened; empty until they have looked back. */
  readonly happened: string
  readonly learned: string
  readonly reviewedAt: Date | null
  readonly madeAt: Date
}

/** It is time to look back. */
export const isDue = ({ reviewOn, reviewedAt }: Pick<Decision, 'reviewOn' | 'reviewedAt'>, today: string): boolean =>
  reviewedAt === null && reviewOn <= today

const aDay = 86_400_000

/** What was expected, and how sure somebody was, can be mended for a day; then it stays, for else there were nothing to look back on. */
export const isFixed = ({ madeAt }: Pick<Decision, 'madeAt'>, now: Date): boolean => +now - +madeAt >= aDay

/** In the order in which they are looked at: those that are due, those to come, those that were looked back on, the latest first. */
export function inOrder(all: readonly Decision[], today: string): Record<'due' | 'coming' | 'past', Decision[]> {
  const byDay = all.toSorted((a, b) => a.reviewOn.localeCompare(b.reviewOn) || a.id.localeCompare(b.id))
  return {
    due: byDay.filter((each) => isDue(each, today)),
    coming: byDay.filter((each) => each.reviewedAt === null && !isDue(each, today)),
    past: all
      .filter((each) => each.reviewedAt !== null)
      .toSorted((a, b) => +(b.reviewedAt ?? 0) - +(a.reviewedAt ?? 0)),
  }
}

/** How somebody's sureness went along: what they were sure of last. */
export const sureAtLast = ({ sureBefore, sureAfter }: Pick<Decision, 'sureBefore' | 'sureAfter'>): number =>
  sureAfter ?? sureBefore

/** One journal holds so many. */
export const mostDecisions = 300
export const mayKeepMore = (_self: Self, kept: number): boolean => kept < mostDecisions

const text = (longest: number) => z.string().trim().max(longest)
const sure = z
  .string('journal.form.sure')
  .regex(/^(\d{1,2}|100)$/, 'journal.form.sure')
  .transform(Number)

const fields = {
  decision: text(1000).min(1, 'journal.form.needed'),
  reasons: text(3000).default(''),
  expected: text(3000).default(''),
  before: sure,
  after: z
    .union([z.literal(''), sure], 'journal.form.sure')
    .default('')
    .transform((value) => (value === '' ? null : value)),
  review: dayField('journal.form.reviewNeeded'),
}

/** `id` is made with the form, so that a form sent twice keeps one. */
export const newForm = z.object({ ...fields, id: z.uuid().toLowerCase() })
export const decisionForm = z.object(fields)
export type DecisionInput = z.output<typeof decisionForm>
export const lookBackForm = z.object({
  happened: text(3000).min(1, 'journal.form.happenedNeeded'),
  learned: text(2000).default(''),
})
export const nothing = z.object({})

/** Nine o’clock on a day, somewhere: a decent hour for a reminder. */
export const morningOf = (day: string, zone: string): Date => instantOf(day, '09:00', zone)

/** What an address brings along into a new one: figures from a meeting, no words. */
export function figuresIn(query: URLSearchParams): { before: string; after: string } {
  const figure = (name: string) => (/^(\d{1,2}|100)$/.test(query.get(name) ?? '') ? (query.get(name) ?? '') : '')
  return { before: figure('before'), after: figure('after') }
}
