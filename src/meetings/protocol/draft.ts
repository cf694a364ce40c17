import { after } from './apply.ts'
import type { RunEvent } from './commands.ts'
import type { Protocol } from './protocol.ts'
import type { RunState } from './state.ts'

/** A change in the making: what has happened so far, and the state it leads to. */
export type Draft = {
  readonly protocol: Protocol
  readonly now: number
  state: RunState
  readonly events: RunEvent[]
}

/** A change at a server time (milliseconds), in which nothing has happened yet; never before the run's last change. */
export const draftOf = (protocol: Protocol, state: RunState, at: number): Draft => ({
  protocol,
  now: Math.max(at, state.at),
  state,
  events: [],
})

/** Lets something happen. */
export const happen = (draft: Draft, event: RunEvent): void => {
  draft.events.push(event)
  draft.state = after(draft.state, event, draft.now)
}
