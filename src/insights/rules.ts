import { z } from 'zod'
import { address } from '../people/rules.ts'

/** One takeaway a line, with or without a dash before it. */
const takeaways = z
  .string()
  .transform((text) =>
    text
      .split('\n')
      .map((line) => line.replace(/^\s*[-•*]\s*/, '').trim())
      .filter((line) => line !== ''),
  )
  .pipe(
    z
      .array(z.string().max(240, 'insights.takeaways.long'))
      .min(2, 'insights.takeaways.count')
      .max(4, 'insights.takeaways.count'),
  )

export const insightForm = z.object({
  title: z.string().min(4).max(140),
  takeaways,
  author: z.string().min(2).max(140),
  body: z.string().min(1).max(40_000),
  audience: z.enum(['public', 'members']),
  /** Which of the two buttons: keep it as it is, or publish it, too. */
  next: z.enum(['keep', 'publish']).default('keep'),
})
export type InsightInput = z.output<typeof insightForm>

export const letterForm = z.object({
  subject: z.string().min(4).max(140),
  intro: z.string().min(1).max(3000),
  insights: z.array(z.uuid()).min(1, 'insights.letters.chooseOne').max(8),
})
export type LetterInput = z.output<typeof letterForm>

/** What somebody who would like the letter says. `website` is a field that people do not see. */
export const wishForm = z.object({ address, website: z.string().max(500).default('') })

export const nothing = z.object({})

/** How often the letter may be asked for, from one network and for one address. */
export const limits = {
  wishByNetwork: { most: 60, seconds: 3600 },
  wishByAddress: { most: 3, seconds: 86_400 },
} as const

/** An article as a list shows it. */
export interface InsightLine {
  readonly id: string
  readonly title: string
  readonly author: string
  readonly takeaways: readonly string[]
  readonly forMembers: boolean
  /** Undefined for a draft. */
  readonly publishedAt: Date | undefined
}

export interface Insight extends InsightLine {
  readonly body: string
}

/** A letter with the articles in it that may be read today. */
export interface Letter {
  readonly id: string
  readonly subject: string
  readonly intro: string
  /** Undefined for a draft. */
  readonly sentAt: Date | undefined
  readonly insights: readonly InsightLine[]
}

/** What stands in the letter goes to people who are not members, so only what everybody may read is in it. */
export const mayBeSent = ({ sentAt, insights }: Letter): boolean => sentAt === undefined && insights.length > 0
