import type { Stretch } from './fit.ts'
import { largestGroup } from './groups.ts'
import { type Duration, type Part, type Protocol, partOf, type Step, stepOf, type Who } from './protocol.ts'

/** One step in its place in a run: which round of its part, and which time it is done over. */
export type Slot = {
  /** Unlike any other in a run: `experiences`, `tell.2` in the second round, `takeaway+2` when repeated. */
  readonly key: string
  readonly part: string
  readonly step: string
  readonly round: number
  readonly copy: number
}

/** The place of a step in a run, with its key. */
export const slot = (part: Part, step: Step, round: number, copy = 1): Slot => ({
  key: `${step.id}${round > 1 ? `.${round}` : ''}${copy > 1 ? `+${copy}` : ''}`,
  part: part.id,
  step: step.id,
  round,
  copy,
})

/** The steps of a part in one round, for so many present, from step number `from` on. */
export const roundOf = (part: Part, round: number, present: number, from = 0): readonly Slot[] =>
  part.steps
    .slice(from)
    .filter((step) => present >= (step.people?.min ?? 0) && present <= (step.people?.max ?? Number.POSITIVE_INFINITY))
    .map((step) => slot(part, step, round))

/** All steps of a part that has not begun, for so many present. */
export const slotsOf = (part: Part, present: number): readonly Slot[] =>
  Array.from({ length: roundsOf(part, present) }, (_, at) => roundOf(part, at + 1, present)).flat()

/** How often the steps of a part are gone through: 1 where it has no rounds. */
const roundsOf = (part: Part, present: number): number => {
  if (part.rounds === undefined) return 1
  const most = together(part, present)
  return part.rounds === 'everyone' ? most : Math.min(part.rounds, most)
}

/** How many people work together in a part: the largest group, or all. */
export const together = (part: Part, present: number): number =>
  part.groups ? largestGroup(present - (part.groups.without ? 1 : 0), part.groups.size) : present

/** How long each slot may take, in seconds, for so many present. */
export const stretchOf = (protocol: Protocol, slot: Slot, present: number): Stretch => {
  const part = partOf(protocol, slot.part)
  const step = stepOf(protocol, slot.part, slot.step)
  if (!part || !step) return { min: 0, want: 0, max: 0, weight: 0 }
  return stretch(step.duration, acting(step.who, together(part, present)))
}

/** How many of those who work together act in a step. */
export const acting = (who: Who, people: number): number => {
  if (who === 'everyone') return Math.max(1, people)
  return who === 'others' ? Math.max(1, people - 1) : 1
}

const stretch = (duration: Duration, people: number): Stretch => {
  if (duration.kind === 'share')
    return {
      min: seconds(duration.min),
      want: seconds(duration.min),
      max: seconds(duration.max),
      weight: duration.weight,
    }
  const times = duration.kind === 'each' ? people : 1
  return {
    min: seconds(duration.min ?? duration.minutes) * times,
    want: seconds(duration.minutes) * times,
    max: seconds(duration.max ?? duration.minutes) * times,
    weight: 0,
  }
}

const seconds = (minutes: number): number => Math.round(minutes * 60)
