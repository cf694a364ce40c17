import { z } from 'zod'
import type { Seat } from '../circles/rules.ts'
import type { Self } from '../people/rules.ts'
import { dayIfAny } from '../scheduling/rules/days.ts'

/** What kind of challenge it is: which way to meet helps follows from it. */
export const kinds = [
  'decision',
  'plan',
  'advice',
  'unclear',
  'people',
  'tangle',
  'heavy',
  'ideas',
  'start',
  'build',
] as const
export type Kind = (typeof kinds)[number]

/** What of an item may leave the circle: nothing, the lesson without names, all. */
export const privacies = ['here', 'lesson', 'shareable'] as const
export type Privacy = (typeof privacies)[number]

/** A challenge in its presenter's words. */
export interface Words {
  /** In one sentence. */
  readonly question: string
  readonly what: string
  readonly tried: string
  /** What they want from the others. */
  readonly wanted: string
}

/** What somebody might bring to their circle; nobody else reads it. */
export interface Possible extends Words {
  readonly id: string
  readonly kind: Kind
  /** From 1 to 5. */
  readonly importance: number
  readonly urgency: number
  /** How often it has come up, and on which day the last time. */
  readonly surfaced: number
  readonly surfacedOn: string
  /** The last day on which it is kept; null until its person deletes it. */
  readonly until: string | null
}

/** Importance × urgency × times surfaced: what keeps coming back weighs more than what was loud once. */
export const weight = ({ importance, urgency, surfaced }: Pick<Possible, 'importance' | 'urgency' | 'surfaced'>) =>
  importance * urgency * surfaced

/** The weightiest first; of equals the one that came up last, then the older one. */
export const ranked = (all: readonly Possible[]): Possible[] =>
  all.toSorted(
    (a, b) =>
      weight(b) - weight(a) || b.surfacedOn.localeCompare(a.surfacedOn) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )

/** It has come up again: counted once a day, so that a second tap changes nothing. */
export const surfaceAgain = ({ surfaced, surfacedOn }: Pick<Possible, 'surfaced' | 'surfacedOn'>, today: string) =>
  surfacedOn >= today ? undefined : { surfaced: surfaced + 1, surfacedOn: today }

/** A note of one's own: of a challenge, or private. */
export interface Note {
  readonly id: string
  readonly words: string
  /** What can be learned from it, without names. */
  readonly lesson: string
  readonly privacy: Privacy
  readonly until: string | null
  readonly madeAt: Date
}

/** What a circle is shown of a challenge. */
export interface Brief extends Words {
  readonly id: string
  readonly person: string
  readonly challenge: string
  readonly privacy: Privacy
  readonly until: string | null
  readonly madeAt: Date
}

/** A brief is its author's: they alone change what stands there, or take it back. */
export const mayTakeBack = (seat: Seat, brief: Pick<Brief, 'person'>): boolean => brief.person === seat.person

/** One keeps so many possible challenges, so many notes of each, and so many private ones. */
export const mostChallenges = 30
export const mostNotes = 200

/** Something new may be kept while there is room for it. */
export const mayKeepMore = (_self: Self, kept: number, most: number): boolean => kept < most

const line = (longest: number) => z.string().trim().max(longest)
const rank = z.coerce.number('challenges.form.rank').int().min(1, 'challenges.form.rank').max(5, 'challenges.form.rank')
const lastDay = dayIfAny('challenges.form.day')

const wordFields = {
  question: line(300).min(1, 'challenges.form.questionNeeded'),
  what: line(3000).default(''),
  tried: line(3000).default(''),
  wanted: line(1000).default(''),
}

const judged = { kind: z.enum(kinds, 'challenges.form.kindNeeded'), importance: rank, urgency: rank }

/** A new one is quickly said. `id` is made with the form, so that a form sent twice keeps one. */
export const newForm = z.object({ id: z.uuid().toLowerCase(), question: wordFields.question, ...judged })
export const challengeForm = z.object({ ...wordFields, ...judged, until: lastDay })
export type ChallengeInput = z.output<typeof challengeForm>

const privacy = z.enum(privacies).default('here')
export const noteForm = z.object({
  id: z.uuid().toLowerCase(),
  words: line(5000).min(1, 'challenges.note.needed'),
  until: lastDay,
})
export const noteChange = z
  .object({
    words: line(5000).min(1, 'challenges.note.needed'),
    lesson: line(1000).default(''),
    privacy,
    until: lastDay,
  })
  .refine(({ privacy: level, lesson }) => level !== 'lesson' || lesson !== '', {
    path: ['lesson'],
    message: 'challenges.note.lessonNeeded',
  })
export type NoteChange = z.output<typeof noteChange>

/** Shows a challenge to the circle, as it stands now. */
export const showForm = z.object({ challenge: z.uuid().toLowerCase(), privacy, until: lastDay })
export type ShowInput = z.output<typeof showForm>

export const keepForm = z.object({ challenge: z.union([z.literal(''), z.uuid().toLowerCase()]).default('') })
export const nothing = z.object({})

/** What is still kept on a day. */
export const isKept = ({ until }: { readonly until: string | null }, today: string): boolean =>
  until === null || until >= today
