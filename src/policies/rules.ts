import { z } from 'zod'

export const documents = ['privacy', 'terms'] as const
export type Document = (typeof documents)[number]

/** A text for each language, in the plain marks of `ui/article`. */
export type Texts = Readonly<Record<string, string>>

/** A document as it stands: the owner's latest version, or the program's own draft as version 1. */
export interface Policy {
  readonly document: Document
  readonly version: number
  readonly text: string
  /** When this version began; undefined for the draft. */
  readonly since: Date | undefined
}

/** What the owner edits. Every language is asked for, so that nobody agrees to a text they cannot read. */
export const policyForm = z.object({ en: z.string().min(40).max(60_000), es: z.string().min(40).max(60_000) })
