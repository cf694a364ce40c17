import type { Cannot } from '../protocol/engine.ts'
import { type Format, misfit } from './formats.ts'

/** What a circle comes with, and the shipped formats that are for it: what most circles want first, stands first. */
const occasions = {
  meeting: ['circle-meeting-60', 'circle-meeting-90', 'circle-meeting-120'],
  challenge: [
    ...['deep-dive', 'troika', 'fifteen-percent', 'mastermind'],
    ...['questions-only', 'peer-consultation', 'case-clinic'],
  ],
  decision: ['decision-vetting', 'six-perspectives', 'tuning'],
  idea: ['brainstorm', 'innovation-roundtable', 'design-sprint'],
  learning: ['topic-meeting', 'knowledge-session', 'case-study', 'role-play-lab'],
  closeness: ['personal-story'],
} as const satisfies Record<string, readonly string[]>

export type Occasion = keyof typeof occasions | 'circle' | 'community'

const order = ['circle', 'community', ...Object.keys(occasions)] as readonly Occasion[]

function occasionOf({ key, origin }: Format): Occasion {
  if (origin !== 'shipped') return origin
  return order.find((one) => one in occasions && namesFor(one).includes(plain(key))) ?? 'meeting'
}

/** With something of the library in it a format stands where it stands without. */
const plain = (key: string): string => key.split(':')[0] ?? key

const namesFor = (one: Occasion): readonly string[] => (one === 'circle' || one === 'community' ? [] : occasions[one])

/** Formats by what they are for; the circle's own first. No group is empty. */
export function byOccasion<One extends Format>(
  formats: readonly One[],
): readonly { of: Occasion; formats: readonly One[] }[] {
  const rank = (one: One) => namesFor(occasionOf(one)).indexOf(plain(one.key))
  return order.flatMap((of) => {
    const found = formats.filter((one) => occasionOf(one) === of).toSorted((a, b) => rank(a) - rank(b))
    return found.length > 0 ? [{ of, formats: found }] : []
  })
}

/** A format with why so few or so many, or in so little time, it cannot be done. */
export interface Offer extends Format {
  readonly cannot: Cannot | undefined
}

interface Offers {
  /** What to take if one does not want to choose: the one that is suggested; where it does not fit, the whole meetings that do as well. */
  readonly first: readonly Offer[]
  readonly groups: readonly { readonly of: Occasion; readonly formats: readonly Offer[] }[]
  readonly unfit: readonly Offer[]
}

/** All formats in the order in which somebody looks for one, for so many people and minutes. */
export function inOrder(formats: readonly Format[], suggested: string, people: number, minutes: number): Offers {
  const offered = formats.map((one) => ({ ...one, cannot: misfit(one, people, minutes) }))
  const fits = offered.some(({ key, cannot }) => key === suggested && !cannot)
  const isFirst = (one: Offer) => one.key === suggested || (!fits && !one.cannot && occasionOf(one) === 'meeting')
  const rest = offered.filter((one) => !isFirst(one))
  return {
    first: offered.filter(isFirst).toSorted((a, b) => Number(b.key === suggested) - Number(a.key === suggested)),
    groups: byOccasion(rest.filter(({ cannot }) => !cannot)),
    unfit: rest.filter(({ cannot }) => cannot),
  }
}
