import type { Clock } from './hours.ts'
import type { Met } from './mixing.ts'
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
  /** Who worked with whom in small groups at earlier meetings. */
  readonly met?: Met
  /** Decides every lot that is drawn in the run. */
  readonly seed: number
  readonly at: number
  /** In each one's own time: those who take part, with their clocks. */
  readonly apart?: { readonly clocks: Readonly<Record<PersonId, Clock>> }
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
  people: Object.keys(opening.apart?.clocks ?? {}).map((id) => ({ id, here: true, spoken: 0, turns: 0 })),
  parts: protocol.parts.map((part) => part.id),
  items: [],
  endsAt: null,
  floor: NOBODY_SPEAKS,
  hands: [],
  done: [],
  groups: {},
  entries: [],
  applied: [],
  ...(opening.met ? { met: opening.met } : {}),
  ...(opening.apart ? { apart: opening.apart } : {}),
})

/** When the server has to say `time-up` (milliseconds), with the step it is for; null where no timer ends the step. */
export const timerOf = (protocol: Protocol, state: RunState): { readonly at: number; readonly step: string } | null => {
  const place = state.phase === 'running' ? here(protocol, state) : null
  if (!place || state.endsAt === null || (place.step.ends !== 'timer' && !state.apart)) return null
  return { at: state.endsAt, step: place.item.key }
}
