import { z } from 'zod'
import type { Box } from '../platform/vault/index.ts'

declare const minted: unique symbol

/**
 * The proof that a request comes from someone who has a place in this circle today. Only `circles/web.ts` makes one.
 * `box` seals and opens what the circle writes, from the epoch in which this person joined.
 */
export interface Seat {
  readonly [minted]: 'seat'
  readonly community: string
  readonly circle: string
  readonly id: string
  readonly person: string
  readonly fromEpoch: number
  readonly box: Box
}

export const rhythms = ['weekly', 'fortnightly'] as const
export type Rhythm = (typeof rhythms)[number]

/** Five to eight is what works; ten is the most. */
export const placeChoices = [5, 6, 7, 8, 9, 10] as const
export const usualPlaces = 8

/** What everybody may know of a circle that they found or sit in. */
export interface Circle {
  readonly id: string
  readonly name: string
  readonly purpose: string
  readonly rhythm: Rhythm
  readonly places: number
  /** Others may find it and ask for a place. */
  readonly open: boolean
  /** Whether it has written anything that stays here: from then on a new seat needs every member's yes. */
  readonly wrote: boolean
  /** It has come to its end: what it wrote is read, and nothing is written any more. */
  readonly ended: boolean
}

/** Someone who sits in the circle. */
export interface Fellow {
  readonly id: string
  readonly seat: string
  readonly name: string
  readonly pronouns: string
  readonly zone: string
  /** When they may be written to, in hours of their own clock; over midnight where the first is the later one. */
  readonly awake_from: number
  readonly awake_until: number
  readonly taken_at: Date
}

/** Someone asks for a place. */
export interface JoinRequest {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly words: string
  readonly made_at: Date
  /** Who has said yes so far, as ids of persons. */
  readonly yeses: readonly string[]
}

/** How many people a circle has room for. */
export const fewestPlaces = 5
export const mostPlaces = 10

const about = {
  name: z.string().min(1).max(80),
  purpose: z.string().max(500).default(''),
  rhythm: z.enum(rhythms, 'circles.form.rhythm.needed'),
  places: z.coerce
    .number('circles.form.places.wrong')
    .int()
    .min(fewestPlaces, 'circles.form.places.wrong')
    .max(mostPlaces, 'circles.form.places.wrong'),
  open: z.enum(['open', 'invited'], 'circles.form.open.needed').transform((value) => value === 'open'),
}

/** `id` is made with the form, so that a form sent twice starts one circle. */
export const newCircle = z.object({ ...about, id: z.uuid().toLowerCase() })
export type NewCircle = z.output<typeof newCircle>

export const circleSettings = z.object(about)
export type CircleSettings = z.output<typeof circleSettings>

export const joinWords = z.object({ words: z.string().max(500).default('') })

export const nothing = z.object({})

/** Places cannot be fewer than the people who sit there. */
export const mayHavePlaces = (places: number, seated: number): boolean => places >= seated

/** Whose yes is still missing: names of fellows, in their order. */
export const stillMissing = (request: Pick<JoinRequest, 'yeses'>, fellows: readonly Fellow[]): readonly string[] =>
  fellows.filter((fellow) => !request.yeses.includes(fellow.id)).map((fellow) => fellow.name)

/** As long as nothing was written, whoever holds a link may sit down; afterwards they ask. */
export const linkOpensDoor = (circle: Pick<Circle, 'wrote'>): boolean => !circle.wrote

/** A circle hands out at most this many links at a time: enough for a note to each, few enough to look after. */
export const mostLinks = 10

/** A circle of a season, with the places kept for its people until they answer. */
export interface FormedCircle {
  readonly id: string
  readonly name: string
  readonly purpose?: string
  readonly rhythm: Rhythm
  readonly places: number
  /** Ids of persons. */
  readonly people: readonly string[]
  /** Until when the places are kept. */
  readonly until: Date
}

/** As long as a circle has written nothing, whoever has a kept place there may ask to sit elsewhere instead. */
export const mayAskElsewhere = ({ wrote }: Pick<Circle, 'wrote'>, byPlacement: boolean): boolean =>
  byPlacement && !wrote

const forOrganisers = z.string().max(500).default('')
export const placeAnswers = ['yes', 'no', 'elsewhere'] as const
export const placeAnswer = z.object({
  answer: z.enum(placeAnswers, 'circles.place.needed'),
  words: forOrganisers,
})
/** A place that was kept for somebody and is not any more. */
export interface AnsweredPlace {
  /** `nothing`: its day has passed, or there is no such circle any more. */
  readonly said: (typeof placeAnswers)[number] | 'nothing'
  /** Where they sit by it. */
  readonly circle: string | undefined
}

export const elsewhereForm = z.object({ words: forOrganisers })

/** Whoever has asked for a place still waits for an answer. */
export const isOpen = ({ outcome }: { readonly outcome: 'not now' | null }): boolean => outcome === null
