import type { Protocol } from './protocol.ts'
import { here, NOBODY_SPEAKS, type PersonId, type RunState } from './state.ts'

export type Opening = {
  /** How long it is meant to last; the start may say otherwise. */
  readonly minutes: number
  /** The facilitator of the day, who need not be there yet. */
  readonly facilitator: PersonId
  /** Other roles of the day, by role; `presenter` where it is clear beforehand who presents. */
  readonly roles?: Readonly<Record<string, PersonId>>
  readonly challenge?: string
  /** Decides every lot that is drawn in the run. */
  readonly seed: number
  readonly at: number
}

/** A run that waits for people to arrive. */
export const begin = (protocol: Protocol, opening: Opening): RunState => ({
  format: 1,
  protocol: protocol.id,
  version: protocol.version,
  minutes: opening.minutes,
  seed: opening.seed,
  phase: 'waiting',
  at: opening.at,
  startedAt: null,
  deadline: null,
  pausedAt: null,
  pausedBy: null,
  facilitator: opening.facilitator,
  handed: { how: 'named', from: null },
  roles: opening.roles ?? {},
  challenge: opening.challenge ?? null,
  people: [],
  parts: protocol.parts.map((part) => part.id),
  items: [],
  endsAt: null,
  floor: NOBODY_SPEAKS,
  hands: [],
  done: [],
  groups: {},
  entries: [],
  applied: [],
})

/** When the server has to say `time-up` (milliseconds), with the step it is for; null where no timer ends the step. */
export const timerOf = (protocol: Protocol, state: RunState): { readonly at: number; readonly step: string } | null => {
  const place = state.phase === 'running' ? here(protocol, state) : null
  if (!place || state.endsAt === null || place.step.ends !== 'timer') return null
  return { at: state.endsAt, step: place.item.key }
}
