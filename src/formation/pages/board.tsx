import type { Answering, CircleResult, Proposal, Rule } from '../rules.ts'

/** Somebody as the board shows them. */
export type Applicant = Answering & { readonly name: string }

export interface BoardData {
  readonly proposal: Proposal
  readonly people: ReadonlyMap<string, Applicant>
  /** In which zone hours are shown. */
  readonly zone: string
  /** Where these people live, and the reader. */
  readonly zones: readonly string[]
  /** Rules that a circle breaks as it stands, by the circle's name. */
  readonly broken: ReadonlyMap<string, readonly Rule[]>
  /** What has just been done: who was moved, and where they sat before. */
  readonly moved: { readonly person: string; readonly from: string } | undefined
}

/** Circles in the order of their numbers. */
export const inOrder = (circles: readonly CircleResult[]): CircleResult[] =>
  [...circles].sort((a, b) => a.circle.localeCompare(b.circle, 'en', { numeric: true }))
