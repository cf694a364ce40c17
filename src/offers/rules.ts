import { z } from 'zod'

/** What the exercise asks: each of them turns what somebody has done into something they can give. */
export const questions = ['asked', 'mistake', 'first', 'hard', 'easy', 'know', 'hour'] as const
export type Question = (typeof questions)[number]

/** Characters of an offer, and how many one keeps: a list that nobody reads helps nobody. */
export const longest = 300
export const mostOffers = 20

/** What somebody can give, in their own words. */
export interface Offer {
  readonly id: string
  readonly words: string
  /** To those who sit in a circle with them. */
  readonly shown: boolean
}

const answer = z.string().max(900).default('')
export const finderForm = z.object({
  ...{ asked: answer, mistake: answer, first: answer, hard: answer, easy: answer, know: answer, hour: answer },
})
export type Answers = z.output<typeof finderForm>

export const offerForm = z.object({ words: z.string().min(1, 'offers.words.needed').max(longest) })

/** `words-ID` and, for what circles may read, `shown-ID`. */
export const listForm = z.record(z.string(), z.string().max(longest))

/** What was answered, a line each: several lines are several things. */
export const linesOf = (answers: Answers): { question: Question; line: string }[] =>
  questions.flatMap((question) =>
    answers[question]
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim().replace(/\.$/, ''))
      .filter((line) => line !== '')
      .map((line) => ({ question, line })),
  )

/** What a list that was sent does with the offers there are: what is emptied goes. */
export function changesIn(
  offers: readonly Offer[],
  said: Readonly<Record<string, string>>,
): { gone: Offer[]; changed: Offer[] } {
  const told = offers.flatMap((before) => {
    const words = said[`words-${before.id}`]
    return words === undefined
      ? []
      : [{ before, after: { ...before, words, shown: said[`shown-${before.id}`] === 'on' } }]
  })
  return {
    gone: told.filter(({ after }) => after.words === '').map(({ before }) => before),
    changed: told
      .filter(
        ({ before, after }) => after.words !== '' && (after.words !== before.words || after.shown !== before.shown),
      )
      .map(({ after }) => after),
  }
}
