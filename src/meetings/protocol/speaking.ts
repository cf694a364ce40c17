import { type Draft, happen } from './draft.ts'
import type { Protocol } from './protocol.ts'
import { actors, here, type PersonId, type RunState } from './state.ts'

/** Raised hands of those who act, the least heard first; among equals who raised it first. */
export const handQueue = (protocol: Protocol, state: RunState): readonly PersonId[] => {
  const place = here(protocol, state)
  const acting = place ? actors(state, place) : []
  const spoken = new Map(state.people.map((person) => [person.id, person.spoken]))
  return state.hands
    .filter((hand) => acting.includes(hand.person))
    .toSorted((a, b) => (spoken.get(a.person) ?? 0) - (spoken.get(b.person) ?? 0) || a.at - b.at)
    .map((hand) => hand.person)
}

/** Who has the floor next: the next in the order, or where there is none the first raised hand; null if nobody waits. */
export const nextInLine = ({ protocol, state }: Pick<Draft, 'protocol' | 'state'>): PersonId | null =>
  state.floor.order[0] ?? handQueue(protocol, state)[0] ?? null

/** Gives somebody the floor, and takes them out of the order; null: the floor is open. */
export const giveFloor = (draft: Draft, to: PersonId | null): void => {
  const order = draft.state.floor.order.filter((person) => person !== to)
  happen(draft, { kind: 'floor-given', to, order })
}
