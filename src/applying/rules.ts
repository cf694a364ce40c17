import { z } from 'zod'
import { hoursSaid, said } from '../applications/rules.ts'
import type { Season } from '../seasons/rules.ts'

export { askedAgain } from '../applications/rules.ts'

const hours = hoursSaid.refine((text) => text !== '', 'applying.hours.needed')

/** What somebody says who applies: `said-COLUMN` for each question of the season. */
export const applyForm = z
  .object({ zone: z.string().max(60), hours, agree: z.literal('on', 'applying.agree.needed') })
  .catchall(said)
export type Applying = z.output<typeof applyForm>

/** Where one stands in a season, for a page that tells it. */
export interface Standing {
  readonly season: Pick<Season, 'id' | 'name' | 'state' | 'applyUntil' | 'starts'>
  /** One can still apply, or change what one said. */
  readonly open: boolean
  /** `none`: has not applied. `kept`: a place in a circle is kept. `again`: gave one up, and waits to be seated again. */
  readonly as: 'none' | 'place' | 'waits' | 'kept' | 'again'
  /** How many wait in front. */
  readonly before: number
}

export const nothing = z.object({})

/** To whom an organiser writes. */
export const groups = ['all', 'place', 'waits'] as const
export type Group = (typeof groups)[number]
export const letterForm = z.object({
  to: z.enum(groups),
  subject: z
    .string()
    .min(1)
    .max(200)
    .transform((text) => text.replace(/\s+/g, ' ')),
  text: z.string().min(1).max(10_000),
})
export type Letter = z.output<typeof letterForm>

/** Is this applicant one of them? */
export const isIn = (group: Group, { waits }: { readonly waits: boolean }): boolean =>
  group === 'all' || waits === (group === 'waits')

/** Is it what was sent to the same people within the last hour? */
export const isAgain = (
  last: Letter & { readonly at: Date },
  { to, subject, text, now }: Letter & { readonly now: Date },
): boolean => last.to === to && last.subject === subject && last.text === text && +now - +last.at < 3_600_000
