import { z } from 'zod'

/** What somebody thinks over before a meeting; nobody else reads it. */
export interface Reflection {
  readonly high: string
  readonly low: string
  /** Why it matters to them. */
  readonly why: string
}

export const parts = ['high', 'low', 'why'] as const

const words = z.string().trim().max(2000).default('')
export const reflectionForm = z.object({ high: words, low: words, why: words })

/** So long after a meeting it is forgotten. */
export const keptAfter = 30 * 86_400_000

/** Nothing written is nothing kept. */
export const isEmpty = (reflection: Reflection): boolean => parts.every((part) => reflection[part] === '')
