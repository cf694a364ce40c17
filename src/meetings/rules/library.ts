import { z } from 'zod'

const texts = z.strictObject({ en: z.string().min(4), es: z.string().min(4) })
const languages = z.tuple([z.literal('en'), z.literal('es')])
const id = z.string().regex(/^[a-z][a-z0-9-]{2,30}$/)
const marks = z.strictObject({ en: z.array(z.string()).min(1), es: z.array(z.string()).min(1) })

export const themes = ['feedback', 'conflict', 'negotiation', 'no', 'change', 'remote'] as const

/** A page on a topic: what it is, three questions, and one thing to try in the two halves of a commitment. */
export const topicShape = z.strictObject({
  ...{ id, languages, title: texts, summary: texts },
  page: z.array(texts).length(3),
  questions: z.array(texts).length(3),
  try: z.strictObject({ cue: texts, what: texts }),
})
export type Topic = z.output<typeof topicShape>

/** Somebody in a scene. All know the name and `who`; the rest is for whoever plays them. `marks` are words that would give the secret away. */
const part = z.strictObject({ name: z.string().min(2), who: texts, wants: texts, hides: texts, marks })
const opening = part.extend({ opens: texts })

/** A scene to play: what all know, what each of two or three people in it wants and hides, and what the observer watches for. */
export const sceneShape = z.strictObject({
  ...{ id, theme: z.enum(themes), languages, title: texts, about: texts, situation: texts },
  roles: z.strictObject({ presenter: part, counterpart: opening, third: opening.optional() }),
  rubric: z.array(texts).min(3).max(5),
})
export type Scene = z.output<typeof sceneShape>

/** A case: what happened up to a decision, what is known, what may be asked; and what came of it, for the end of the meeting. */
export const caseShape = z.strictObject({
  ...{ id, languages, title: texts, about: texts, where: texts, turn: texts },
  story: z.array(texts).length(3),
  facts: z.array(texts).min(4).max(6),
  questions: z.array(texts).length(3),
  ending: z.array(texts).length(3),
})
export type Case = z.output<typeof caseShape>

/** A scene as whoever may play it reads it beforehand: what nobody is to know of another is not in it. */
export interface OpenScene extends Pick<Scene, 'id' | 'theme' | 'title' | 'about' | 'situation'> {
  readonly people: readonly Pick<z.output<typeof part>, 'name' | 'who'>[]
}

/** A scene as it may be read beforehand. */
export const openScene = ({ id, theme, title, about, situation, roles }: Scene): OpenScene => ({
  ...{ id, theme, title, about, situation },
  people: castOf(roles).map(({ name, who }) => ({ name, who })),
})

/** Those who are in a scene, two or three. */
export const castOf = ({ presenter, counterpart, third }: Scene['roles']) => [
  presenter,
  counterpart,
  ...(third ? [third] : []),
]

/** A case without its end. */
export type OpenCase = Omit<Case, 'ending'>

/** A case as it may be read beforehand. */
export const openCase = ({ ending: _, ...open }: Case): OpenCase => open
