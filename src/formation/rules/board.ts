import { z } from 'zod'
import type { Scored } from '../solver/board.ts'
import type { Arrangement } from '../solver/scored.ts'
import type { CircleResult, Reason, Violations } from '../solver/types.ts'

/** What stays when a proposal is searched again: ids of people, names of circles. */
export interface Locks {
  readonly people: readonly string[]
  readonly circles: readonly string[]
}

/** Something that a person did to a proposal. Circles are named; '' is no circle. */
export type Change =
  | { readonly kind: 'move'; readonly person: string; readonly from: string; readonly to: string }
  | { readonly kind: 'lock'; readonly list: keyof Locks; readonly of: string; readonly on: boolean }

/** How a whole proposal stands, in figures. Fits are 0 to 1. */
export interface Figures {
  readonly circles: number
  readonly seated: number
  readonly unplaced: number
  readonly meanFit: number
  readonly worstFit: number
}

/** What a change did to one circle's fit; undefined where there is none of that name before or after. */
export interface Shift {
  readonly circle: string
  readonly before?: number
  readonly after?: number
}

/** A change, and what came of it. */
export interface Step {
  readonly change: Change
  readonly figures: Figures
  readonly shifts: readonly Shift[]
}

/** What stands in a form for a circle that is not there yet. */
export const freshCircle = '+'

export const seatForm = z.object({ circle: z.string().max(40).default('') })
export const lockForm = z.object({
  kind: z.enum(['person', 'circle']),
  of: z.string().max(40),
  on: z.enum(['on', 'off']),
})
export const historyForm = z.object({ go: z.enum(['back', 'on']) })

export const figuresOf = ({
  circles,
  unplaced,
  meanFit,
  worstFit,
}: Omit<Scored, 'violations' | 'randomFit'>): Figures => ({
  circles: circles.length,
  seated: circles.reduce((sum, { members }) => sum + members.length, 0),
  unplaced: unplaced.length,
  meanFit,
  worstFit,
})

/** The change that takes another one back. */
export const reversed = (change: Change): Change =>
  change.kind === 'move' ? { ...change, from: change.to, to: change.from } : { ...change, on: !change.on }

/** Who sits where after these changes. */
export function arranged(circles: Arrangement, changes: readonly Change[]): Arrangement {
  return changes.reduce(
    (before, change) => (change.kind === 'move' ? moved(before, change.person, change.to) : before),
    circles,
  )
}

/** The arrangement after somebody moved: to a circle, which begins with them where there is none of that name, or for '' to none. */
function moved(circles: Arrangement, person: string, to: string): Arrangement {
  const there = to === '' || circles.some(({ circle }) => circle === to)
  return [...circles, ...(there ? [] : [{ circle: to, members: [] }])].flatMap(({ circle, members }) => {
    const others = members.filter((member) => member !== person)
    const left = circle === to ? [...others, person] : others
    return left.length > 0 ? [{ circle, members: left }] : []
  })
}

/** What stays after a change. */
export function lockedAfter(locks: Locks, change: Change): Locks {
  if (change.kind !== 'lock') return locks
  const others = locks[change.list].filter((each) => each !== change.of)
  return { ...locks, [change.list]: change.on ? [...others, change.of] : others }
}

/** The circles whose fit a move changed. */
export function shiftsOf(change: Change, before: Scored, after: Scored): Shift[] {
  if (change.kind !== 'move') return []
  const fitIn = ({ circles }: Scored, name: string) => circles.find(({ circle }) => circle === name)?.fit
  return [change.from, change.to]
    .filter((name) => name !== '')
    .map((circle) => {
      const [was, is] = [fitIn(before, circle), fitIn(after, circle)]
      return { circle, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }
    })
}

/** The name of a circle that is begun by hand: the next number that none has. */
export function nextName(circles: Arrangement): string {
  const taken = new Set(circles.map(({ circle }) => circle))
  let number = circles.length + 1
  while (taken.has(String(number))) number++
  return String(number)
}

/** Whether somebody may be put there: no circle, one that there is, or one of a number, which may be gone since and begins anew. */
export const mayBeSeat = (circles: Arrangement, name: string): boolean =>
  name === '' || /^[1-9]\d{0,3}$/.test(name) || circles.some(({ circle }) => circle === name)

/** Numbers that no circle has, below the highest: circles keep theirs when others are gone. */
export function numbersLeftOut(circles: Arrangement): string[] {
  const taken = new Set(circles.map(({ circle }) => circle))
  const highest = Math.max(0, ...[...taken].map(Number).filter(Number.isInteger))
  return Array.from({ length: highest }, (_, n) => String(n + 1)).filter((number) => !taken.has(number))
}

/**
 * The numbers under which circles are published, by the names that they have on the board: in the same order, without gaps, leaving out those that
 * other circles have already.
 */
export function newNumbers(circles: readonly string[], isTaken: (number: number) => boolean): Map<string, number> {
  let number = 0
  return new Map(
    circles.map((circle) => {
      do number++
      while (isTaken(number))
      return [circle, number]
    }),
  )
}

/** The circle that fits least, and by which answer it falls short of all most; what costs it most, where that is known. */
export interface Worst {
  readonly circle: string
  readonly fit: number
  /** How far, 0 to 1, it is as was wished in this answer, and how far all circles are. */
  readonly short: { readonly column: string; readonly here: number; readonly all: number } | undefined
  readonly cost: Reason | undefined
}

/** Undefined where there is nothing to compare. */
export function worstOf(circles: readonly CircleResult[]): Worst | undefined {
  const [worst] = circles.toSorted((a, b) => a.fit - b.fit)
  if (!worst || circles.length < 2) return undefined
  const told = circles.map(({ reasons }) => reasons.filter(({ code }) => code === 'attribute'))
  const short = worst.reasons.flatMap(({ code, values }) => {
    if (code !== 'attribute') return []
    const same = told.flatMap((reasons) => reasons.find((each) => each.values.column === values.column) ?? [])
    const all = same.reduce((sum, each) => sum + asWished(each.values), 0) / same.length
    const here = asWished(values)
    return [{ column: String(values.column), here, all, by: Number(values.weight) * (all - here) }]
  })
  const [most] = short.filter(({ by }) => by > 0).sort((a, b) => b.by - a.by)
  return {
    ...{ circle: worst.circle, fit: worst.fit },
    short: most && { column: most.column, here: most.here, all: most.all },
    cost: worst.reasons.find(({ code }) => code === 'cost'),
  }
}

const asWished = ({ aim, here }: Reason['values']): number => (aim === 'diverse' ? Number(here) : 1 - Number(here))

/** The mean over people and the worst of all circles, as a move would leave them. */
export interface Whole {
  readonly mean: number
  readonly worst: number
}

/** All circles as they are with some of another size and fit; those of nobody count no more. */
export function wholeWith(
  circles: readonly CircleResult[],
  changed: ReadonlyMap<string, { readonly people: number; readonly fit: number }>,
): Whole {
  const all = circles
    .map(({ circle, members, fit }) => changed.get(circle) ?? { people: members.length, fit })
    .filter(({ people }) => people > 0)
  const people = all.reduce((sum, each) => sum + each.people, 0)
  return {
    mean: all.reduce((sum, each) => sum + each.fit * each.people, 0) / Math.max(1, people),
    worst: Math.min(...all.map(({ fit }) => fit)),
  }
}

/** How often which answer was given, the most frequent first; '' for none. Several in one count one by one. */
export function answersIn(told: readonly string[]): { value: string; people: number }[] {
  const all = told.flatMap((text) => [...new Set(text.split(';').map((each) => each.trim()))])
  return [...Map.groupBy(all, (value) => value)]
    .map(([value, those]) => ({ value, people: those.length }))
    .sort((a, b) => b.people - a.people || (a.value < b.value ? -1 : 1))
}

/** How many rules a proposal breaks, people without a place not counted. */
export const faultsIn = (violations: Violations): number =>
  Object.entries(violations).reduce((sum, [rule, count]) => (rule === 'unplaced' ? sum : sum + count), 0)
