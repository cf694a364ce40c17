import { z } from 'zod'
import type { Seat } from '../circles/rules.ts'
import { dayIfAny } from '../scheduling/rules/days.ts'

/** What one can say about a commitment that one took on. */
export const answers = ['kept', 'carried', 'dropped', 'renegotiated'] as const
export type Answer = (typeof answers)[number]
export const stepKinds = ['taken', ...answers] as const
export type StepKind = (typeof stepKinds)[number]

/** What someone will do: what, when what happens ("when the Monday review starts, …"), and by when. */
export interface Words {
  readonly what: string
  /** Empty without an if-then. */
  readonly cue: string
  /** A day such as `2026-11-24`; null for the next meeting. */
  readonly due: string | null
}

/** That something was said about a commitment, without its words. */
export interface Mark {
  readonly seq: number
  readonly kind: StepKind
  readonly meeting: string | null
  readonly at: Date
}

/** One thing said about a commitment. Those that leave it open carry its words from then on. */
export interface Step extends Mark {
  readonly words: Words | undefined
  readonly learned: string
}

export interface Commitment {
  readonly id: string
  /** Who took it on, and their name. */
  readonly person: string
  readonly name: string
  /** In their order. Of older ones than the reader may see the first are missing, never the last. */
  readonly steps: readonly Step[]
}

/** How a commitment stands. `late` is known only where a day was named: what is due at the next meeting waits for it. */
export type Standing =
  | { readonly is: 'open'; readonly words: Words; readonly carried: number; readonly late: boolean }
  | { readonly is: 'kept' | 'dropped'; readonly words: Words | undefined; readonly at: Date }

/** Decides from what was said. `today` is the day where the reader lives. */
export function standing({ steps }: Pick<Commitment, 'steps'>, today: string): Standing {
  const last = steps.at(-1)
  const words = steps.findLast((step) => step.words)?.words
  if (!last || !words || isEnd(last.kind)) {
    return { is: last?.kind === 'dropped' ? 'dropped' : 'kept', words, at: last?.at ?? new Date(0) }
  }
  const carried = steps.length - 1 - steps.findLastIndex(({ kind }) => kind !== 'carried')
  return { is: 'open', words, carried, late: words.due !== null && words.due < today }
}

/** Does this end a commitment? */
export const isEnd = (kind: StepKind | undefined): boolean => kind === 'kept' || kind === 'dropped'

/** The number of the last step: who answers says which one they saw. */
export const lastSeq = ({ steps }: Pick<Commitment, 'steps'>): number => steps.at(-1)?.seq ?? 0

/** Only who took it on says how it went: peers stand by, they do not mark each other. */
export const mayAnswer = (seat: Seat, commitment: Pick<Commitment, 'person'>): boolean =>
  seat.person === commitment.person

/** What can be said now: of an open one everything; what has ended can only be taken up again. */
export const mayFollow = ({ steps }: Pick<Commitment, 'steps'>, answer: Answer): boolean =>
  !isEnd(steps.at(-1)?.kind) || answer === 'carried'

/** Was just this said in answer to what was seen, perhaps by a second tap? */
export function isSaid({ steps }: Pick<Commitment, 'steps'>, seen: number, answer: Answer, words?: Words): boolean {
  const next = steps.find(({ seq }) => seq === seen + 1)
  if (next?.kind !== answer) return false
  if (answer !== 'renegotiated') return true
  return next.words?.what === words?.what && next.words?.cue === words?.cue && next.words?.due === words?.due
}

/**
 * Does a meeting open with this commitment? With those of before that were open when it began, and what was said about them since the
 * meeting before ended: what was kept on Monday is seen on Tuesday.
 */
export function opensWith(
  marks: readonly Mark[],
  meeting: { readonly id: string; readonly ends: Date },
  before: { readonly ends: Date } | undefined,
): boolean {
  const [first] = marks
  const last = marks.at(-1)
  if (!first || !last || first.at >= meeting.ends) return false
  if (first.kind === 'taken' && first.meeting === meeting.id) return false
  return !isEnd(last.kind) || last.meeting === meeting.id || !before || last.at > before.ends
}

/** Since when the circle has been speaking of its commitments at the last meeting at which it did, however long ago that was. */
export function spokeSince(all: readonly (readonly Mark[])[], meeting: { readonly id: string }): Date | undefined {
  const marks = all.flat().filter((mark) => mark.meeting !== null && mark.meeting !== meeting.id)
  const last = marks.toSorted((a, b) => +a.at - +b.at).at(-1)
  return marks.filter((mark) => mark.meeting === last?.meeting).toSorted((a, b) => +a.at - +b.at)[0]?.at
}

/** Nobody has said anything about it since then, but perhaps at this meeting. */
export function isOlder(marks: readonly Mark[], meeting: { readonly id: string }, since: Date | undefined): boolean {
  const last = marks.findLast((mark) => mark.meeting !== meeting.id)
  return since !== undefined && last !== undefined && last.at < since
}

/** Taken on and taken back in one and the same meeting: as if it had never been said. */
export function isTakenBack(marks: readonly Mark[]): boolean {
  const [first] = marks
  const last = marks.at(-1)
  return last?.kind === 'dropped' && last.meeting !== null && last.meeting === first?.meeting
}

const wordsFields = {
  what: z.string().min(1, 'commitments.form.whatNeeded').max(300),
  cue: z.string().max(300).default(''),
  due: dayIfAny('commitments.form.badDay'),
}

/** Taking on. `id` is made with the form, so that a form sent twice takes on one. */
export const takeForm = z.object({ ...wordsFields, id: z.uuid().toLowerCase() })

const seen = z.coerce.number().int().min(1)
export const wordsForm = z.object({ ...wordsFields, learned: z.string().max(1000).default(''), seen })
export const tapForm = z.object({
  answer: z.enum(['kept', 'carried', 'dropped']),
  seen,
  back: z.enum(['commitments', 'circle']).default('commitments'),
})
