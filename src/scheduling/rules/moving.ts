import { z } from 'zod'
import { type Day, daysAfter, type Meeting, meetingsBetween, type Rule, wallTime } from '../rules.ts'
import { dayField } from './days.ts'

/** How one meeting is moved. `seen` is the rule that the page showed. */
export const movingForm = z.object({
  day: dayField('scheduling.series.badDay'),
  at: wallTime,
  which: z.enum(['once', 'following']).default('once'),
  seen: z.coerce.number().int().min(0).default(0),
  step: z.enum(['look', 'set']).default('look'),
})
export type Moving = z.output<typeof movingForm>

/** What is wrong with moving a meeting to a day, and beside which field. */
export type MoveProblem = Partial<Record<'day' | 'at', string>>

/** A meeting keeps its place among the others: it moves to a day after the one before it and before the one after it, in the time to come. */
export function problemWithMove(
  rules: readonly Rule[],
  meeting: Meeting,
  { day, at }: Pick<Moving, 'day' | 'at'>,
  starts: Date,
  now: Date,
): MoveProblem | undefined {
  const { before, after } = meetingsAround(rules, meeting.day)
  if (day === meeting.day && at === ruleOn(rules, meeting.day)?.at) return { day: 'scheduling.moving.same' }
  if (starts <= now) return { day: 'scheduling.series.past' }
  if ((before && day <= before.day) || (after && day >= after.day)) return { day: 'scheduling.moving.between' }
  return undefined
}

/**
 * The rules to write so that a meeting moves: one that takes its place, and, where it is moved this once, those that bring back the times as they
 * are from the next meeting on. Times that begin later stay in any case.
 */
export function rulesToMove(
  rules: readonly Rule[],
  meeting: Meeting,
  { day, at, which }: Pick<Moving, 'day' | 'at' | 'which'>,
): Rule[] {
  const rule = ruleOn(rules, meeting.day)
  if (!rule) return []
  const { after } = meetingsAround(rules, meeting.day)
  const next = which === 'once' ? after : undefined
  const back = next && ruleOn(rules, next.day)
  const from = next?.day ?? day
  const since: Day = day < meeting.day ? day : meeting.day
  return [
    { ...rule, since, from: day, at },
    ...(next && back ? [{ ...back, since: daysAfter(day, 1), from: next.day }] : []),
    ...rules.filter((each) => startOf(each) > from && holds(rules, each)),
  ].map((each, n) => ({ ...each, seq: rules.length + 1 + n }))
}

/** From which day on a rule takes the place of those before it. */
const startOf = ({ since, from }: Rule): Day => since ?? from

/** The rule that gives the meeting of a day. */
const ruleOn = (rules: readonly Rule[], day: Day): Rule | undefined =>
  rules.filter((rule) => startOf(rule) <= day).toSorted((a, b) => b.seq - a.seq)[0]

/** The meetings of one series on either side of a day. */
export function meetingsAround(rules: readonly Rule[], day: Day): { before?: Meeting; after?: Meeting } {
  const middle = Date.parse(`${day}T12:00:00Z`)
  const all = meetingsBetween(rules, new Date(middle - farAround), new Date(middle + farAround))
  const before = all.findLast((each) => each.day < day)
  const after = all.find((each) => each.day > day)
  return { ...(before && { before }), ...(after && { after }) }
}

/** Longer than any pause between two meetings that is planned. */
const farAround = 400 * 86_400_000

/** No rule that was written later begins before it. */
const holds = (rules: readonly Rule[], rule: Rule): boolean =>
  rules.every((other) => other.seq <= rule.seq || startOf(other) > startOf(rule))
