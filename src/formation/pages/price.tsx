import { useReader } from '../../ui/index.ts'
import type { Policy, Proposal, WhatIf } from '../rules.ts'
import { usePoints } from './board.tsx'
import { useColumns, useRule } from './words.tsx'

export type What = WhatIf['drop']['what']

/** What the page of wishes lets one choose otherwise, and what nobody may: it follows from what people said. */
export const choosable: readonly What[] = ['smaller', 'larger', 'shorter', 'apart', 'language', 'lone', 'mates']
export const weights: readonly What[] = ['weight', 'less']
export const bound: readonly What[] = ['no_slot', 'manager', 'apart_from', 'together_with']

interface DearestData {
  readonly answers: readonly WhatIf[]
  readonly none: string
  readonly kind: 'rule' | 'wish'
  readonly called: (drop: WhatIf['drop']) => string
}

/** The one that costs most, in a sentence; another sentence where none costs more than chance would. */
export function Dearest({ answers, none, kind, called }: DearestData) {
  const { say } = useReader()
  const points = usePoints()
  const [most] = answers.filter(({ mean, off }) => isSure(mean, off)).sort((a, b) => b.mean - a.mean)
  if (!most || most.mean < worth) return <p>{none}</p>
  return <p>{say('formation.prices.dearest', { kind, what: called(most.drop), gain: points(most.mean) })}</p>
}

/** Half a point of a hundred: less is not worth a sentence. */
const worth = 0.005

/** Tenths of a point, as they stand on the page: what is written there as no greater is not taken for greater. */
const tenths = (share: number): number => Math.round(Math.abs(share) * 1000)

/** A change that is not greater than what two searches of one question differ by says nothing, and is told so. */
const isSure = (by: number, off: number | undefined): boolean => off !== undefined && tenths(by) > tenths(off)

/** What something would bring, and how much of that may be chance; `off` is not known of what was found out long ago. */
export function Gain({ by, off }: { by: number; off: number | undefined }) {
  const { say } = useReader()
  const points = usePoints()
  if (tenths(by) === 0) return <span class="quiet">{say('formation.prices.nothingMore')}</span>
  const change = points(by, true)
  const told = off === undefined ? change : say('formation.prices.change', { change, off: points(off) })
  if (isSure(by, off)) return <strong>{told}</strong>
  return (
    <>
      {told} <span class="quiet">{say('formation.prices.chance')}</span>
    </>
  )
}

export function More({ people }: { people: number }) {
  const { say } = useReader()
  const points = usePoints()
  if (people === 0) return <span class="quiet">{say('formation.prices.nothingMore')}</span>
  return <strong>{points(people / 100, true)}</strong>
}

/** What would be otherwise, in words. */
export function useDropped({ size, meetingMinutes }: Policy): (drop: WhatIf['drop']) => string {
  const { say } = useReader()
  const rule = useRule()
  const column = useColumns()
  return ({ what, column: of }) => {
    if (what === 'weight' || what === 'less') return column(of ?? '')
    if (what === 'smaller') return say('formation.prices.smaller', { size: size.min - 1, now: size.min })
    if (what === 'larger') return say('formation.prices.larger', { size: size.max + 1, now: size.max })
    if (what === 'shorter')
      return say('formation.prices.shorter', { minutes: meetingMinutes - 30, now: meetingMinutes })
    const without = say('formation.prices.without', { rule: rule(what) })
    return of === undefined ? without : say('formation.prices.ruleOf', { rule: without, column: column(of) })
  }
}

/** The rules of a proposal as they can be changed, at one of their fields. */
export const rulesOf = ({ id }: Proposal, field: string) => `/formation/new?like=${id}#${field}`

const fields: Readonly<Partial<Record<What, string>>> = {
  ...{
    smaller: 'min',
    larger: 'max',
    shorter: 'minutes',
    apart: 'apart',
    language: 'common',
    lone: 'lone',
    mates: 'mates',
  },
}

export const fieldOn =
  (proposal: Proposal) =>
  ({ what }: WhatIf['drop']): string | undefined =>
    fields[what] && rulesOf(proposal, `formation-new-${fields[what]}`)
