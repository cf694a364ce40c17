import { type Day, dayFrom, type Meeting, meetingsBetween, meetingWith, type Rule } from '../rules.ts'

const dayMs = 86_400_000
/** Between two meetings a fortnight apart one can move as far. */
const farthest = 14 * dayMs

/** What stands for the meeting with this id now: itself, or where the times give its day no longer, the meeting nearest to that day, within a fortnight. */
export function standsFor(rules: readonly Rule[], id: string): Meeting | undefined {
  const itself = meetingWith(rules, id)
  if (itself) return itself
  const day = rules.map(({ series }) => dayFrom(series, id)).find((found) => found !== undefined)
  if (day === undefined) return undefined
  const far = (meeting: Meeting) => Math.abs(+startOf(meeting.day) - +startOf(day))
  const around = meetingsBetween(rules, after(day, -farthest - dayMs), after(day, farthest + 2 * dayMs))
  return around.filter((each) => far(each) <= farthest).toSorted((a, b) => far(a) - far(b))[0]
}

const startOf = (day: Day): Date => new Date(`${day}T00:00:00Z`)
const after = (day: Day, ms: number): Date => new Date(+startOf(day) + ms)
