import { z } from 'zod'

/** When something happens: the instant, and the day of it where the person lives. */
export interface When {
  readonly now: Date
  readonly today: string
}

/** A day as a form sends it, of a year in which people plan: the calendar of the database has no year 0, and jobs none after 9999. */
export const dayField = (wrong: string) =>
  z.iso.date(wrong).refine((day) => day >= '1900-01-01' && day <= '2199-12-31', wrong)

/** The same where it may be left out: null then. */
export const dayIfAny = (wrong: string) =>
  z
    .union([z.literal(''), dayField(wrong)], wrong)
    .default('')
    .transform((day) => day || null)
