import { fitInto, least, type Stretch, wanted } from './fit.ts'
import { type Protocol, partOf, stepOf } from './protocol.ts'
import { acting, type Slot, slotsOf, stretchOf, together } from './slots.ts'

export type PlannedStep = Slot & {
  /** Whole seconds. */
  readonly seconds: number
  /** Seconds for each person in turn; null where people do not take turns. */
  readonly turn: number | null
}

export type Plan = {
  readonly protocol: string
  readonly version: number
  readonly present: number
  readonly minutes: number
  /** All steps together; never above `minutes`. */
  readonly seconds: number
  readonly steps: readonly PlannedStep[]
}

/** Why it cannot be: `least` people, `most` people or `needs` minutes (rounded up) would do. */
export type Cannot =
  | { readonly cannot: 'too-few'; readonly least: number }
  | { readonly cannot: 'too-many'; readonly most: number }
  | { readonly cannot: 'too-short'; readonly needs: number }

/** Scales a protocol to the number present and the minutes there are, or says why it cannot. */
export const scale = (protocol: Protocol, present: number, minutes: number): Plan | Cannot => {
  if (!(present >= protocol.people.min)) return { cannot: 'too-few', least: protocol.people.min }
  if (present > protocol.people.max) return { cannot: 'too-many', most: protocol.people.max }
  if (!(minutes >= 0)) return scale(protocol, present, 0)
  const slots = protocol.parts.flatMap((part) => slotsOf(part, present))
  const timed = timetable(protocol, slots, present, minutes * 60)
  if (!timed) return { cannot: 'too-short', needs: Math.ceil(shortestFor(protocol, slots, present) / 60) }
  const steps = timed.map(({ slot, seconds }) => ({ ...slot, seconds, turn: turnOf(protocol, slot, present, seconds) }))
  const seconds = steps.reduce((total, step) => total + step.seconds, 0)
  return { protocol: protocol.id, version: protocol.version, present, minutes, seconds, steps }
}

export type Timed = { readonly slot: Slot; readonly seconds: number }

/** Gives each slot its seconds; optional steps are dropped, last first, before anything is squeezed. Null: too short. */
export const timetable = (
  protocol: Protocol,
  slots: readonly Slot[],
  present: number,
  seconds: number,
): readonly Timed[] | null => {
  const kept = withinReach(
    protocol,
    slots.map((slot) => ({ slot, stretch: stretchOf(protocol, slot, present), optional: isOptional(protocol, slot) })),
    seconds,
  )
  const lengths = fitInto(
    kept.map((one) => one.stretch),
    seconds,
  )
  return lengths && kept.map(({ slot }, at) => ({ slot, seconds: lengths[at] ?? 0 }))
}

type Candidate = { readonly slot: Slot; readonly stretch: Stretch; readonly optional: boolean }

const withinReach = (protocol: Protocol, candidates: readonly Candidate[], seconds: number): readonly Candidate[] => {
  const kept = [...candidates]
  let over = wanted(kept.map((one) => one.stretch)) - seconds
  for (let at = kept.length - 1; at >= 0 && over > 0; at--) {
    const one = kept[at]
    if (!one?.optional) continue
    over -= wanted([one.stretch])
    kept.splice(at, 1)
  }
  const allowed = ({ slot }: Candidate) =>
    kept.some((one) => one.slot.step === stepAllowed(protocol, slot) && one.slot.round === slot.round)
  return kept.filter((one) => stepAllowed(protocol, one.slot) === undefined || allowed(one))
}

/** The step to which somebody says yes or no in this one: nothing is asked where there is no time for it. */
const stepAllowed = (protocol: Protocol, { part, step }: Slot): string | undefined =>
  stepOf(protocol, part, step)?.allows

/** Seconds for each speaker of a step in which people take turns, null for other steps. */
export const turnOf = (protocol: Protocol, slot: Slot, present: number, seconds: number): number | null => {
  const part = partOf(protocol, slot.part)
  const step = stepOf(protocol, slot.part, slot.step)
  return part && step?.how === 'turns' ? Math.floor(seconds / acting(step.who, together(part, present))) : null
}

const shortestFor = (protocol: Protocol, slots: readonly Slot[], present: number): number =>
  least(slots.filter((slot) => !isOptional(protocol, slot)).map((slot) => stretchOf(protocol, slot, present)))

const isOptional = (protocol: Protocol, { part, step }: Slot): boolean =>
  stepOf(protocol, part, step)?.optional === true
