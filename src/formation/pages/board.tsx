import { useByName, useReader } from '../../ui/index.ts'
import type { Opened } from '../reads/board.ts'
import type { Answering, Beside, Chair, CircleResult, Formation, Leaving, Lift, Proposal } from '../rules.ts'
import type { Person } from '../solver/types.ts'

/** Somebody as the board shows them. */
export type Applicant = Answering & { readonly name: string }

export interface BoardData extends Pick<Opened, 'broken' | 'steps' | 'done' | 'found'> {
  /** As it stands. */
  readonly proposal: Proposal & { readonly result: Formation }
  readonly people: ReadonlyMap<string, Applicant>
  /** Their hours, as the search reads them. */
  readonly personOf: (id: string) => Person | undefined
  /** In which zone hours are shown. */
  readonly zone: string
  /** Where these people live. */
  readonly zones: readonly string[]
  /** What would help the circle that fits least; looked for where it is shown. */
  readonly lift: () => Lift | undefined
}

/** One person on it. */
export interface PersonData {
  readonly board: BoardData
  readonly id: string
  /** Every circle as a place for them: where they sit first, then the others, best first. */
  readonly chairs: readonly Chair[]
  /** What becomes of the circle in which they sit when they go. */
  readonly leaving: Leaving | undefined
  /** How they go with the others of a circle, answer by answer. */
  readonly beside: (circle: string) => readonly Beside[]
}

/** Circles in the order of their numbers. */
export const inOrder = (circles: readonly CircleResult[]): CircleResult[] =>
  [...circles].sort((a, b) => byNumber.compare(a.circle, b.circle))

const byNumber = new Intl.Collator('en', { numeric: true })

/** People of a proposal in the order of their names. */
export function usePeopleInOrder(): (ids: readonly string[], people: BoardData['people']) => string[] {
  const byName = useByName()
  return (ids, people) => byName(ids, (id) => people.get(id)?.name ?? '')
}

/** The id of a circle's column on the page. */
export const columnOf = (circle: string): string => `circle-${encodeURIComponent(circle)}`

/** Points of a hundred with one decimal, as the reader writes numbers; `signed` says + before a gain. */
export function usePoints(): (share: number, signed?: boolean) => string {
  const { locale } = useReader()
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const withSign = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  return (share, signed = false) => (signed ? withSign : plain).format(share * 100)
}
