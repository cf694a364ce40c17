import type { Why } from './commands.ts'
import { type Draft, happen } from './draft.ts'
import { awaitsPresenter } from './protocol.ts'
import { handedOut } from './roles.ts'
import { giveFloor, nextInLine } from './speaking.ts'
import { here, isHere, type PersonId } from './state.ts'
import { advanceWhenDone, rearrange, replan } from './stepping.ts'

/** Somebody joins, at the start or late, by themselves or let in by the facilitator. */
export const arrive = (draft: Draft, by: PersonId, person: PersonId): Why | null => {
  if (by !== person && !facilitates(draft, by)) return 'not-yours'
  if (isHere(draft.state, person)) return 'already'
  happen(draft, { kind: 'arrived', person })
  if (draft.state.phase === 'waiting') return null
  rearrange(draft)
  replan(draft)
  return null
}

/** Somebody goes. A facilitator who goes stays the facilitator until somebody takes over. */
export const leave = (draft: Draft, by: PersonId, person: PersonId): Why | null => {
  if (by !== person && !facilitates(draft, by)) return 'not-yours'
  if (!draft.state.people.some((one) => one.id === person)) return 'unknown'
  if (!isHere(draft.state, person)) return 'already'
  const spoke = draft.state.floor.speaker === person
  happen(draft, { kind: 'left', person })
  if (draft.state.phase === 'waiting') return null
  if (spoke) giveFloor(draft, nextInLine(draft))
  rearrange(draft)
  replan(draft)
  advanceWhenDone(draft)
  return null
}

/** Raises one's own hand, once. */
export const raise = (draft: Draft, by: PersonId): Why | null => {
  happen(draft, { kind: 'hand-raised', person: by })
  return null
}

/** Takes one's own hand down; the facilitator takes down anybody's. */
export const lower = (draft: Draft, by: PersonId, person: PersonId): Why | null => {
  if (by !== person && !facilitates(draft, by)) return 'not-yours'
  if (!draft.state.hands.some((hand) => hand.person === person)) return 'already'
  happen(draft, { kind: 'hand-lowered', person })
  return null
}

/** Chooses what is worked on and who presents it: the facilitator for anybody, others only for themselves. */
export const choose = (draft: Draft, by: PersonId, challenge: string | null, presenter: PersonId): Why | null => {
  if (by !== presenter && !facilitates(draft, by)) return 'not-yours'
  if (!isHere(draft.state, presenter)) return 'unknown'
  const { roles, challenge: before } = draft.state
  if (roles.presenter === presenter && before === challenge) return 'already'
  const place = here(draft.protocol, draft.state)
  const working = place !== null && awaitsPresenter(place.part, place.step)
  if (working && roles.presenter !== presenter && isHere(draft.state, roles.presenter ?? '')) return 'not-now'
  happen(draft, { kind: 'chosen', challenge, presenter })
  rearrange(draft)
  return null
}

/**
 * Gives a role to somebody: the facilitator any of them to anybody, others their own to anybody or back, and one that is free to themselves.
 * Who presents is for the facilitator to say; what was to be worked on was somebody else's then.
 */
export const assign = (draft: Draft, by: PersonId, role: string, person: PersonId | null): Why | null => {
  if (!handedOut(draft.protocol).includes(role)) return 'unknown'
  if (person !== null && !isHere(draft.state, person)) return 'unknown'
  const holder = draft.state.roles[role] ?? null
  if (holder === person) return 'already'
  const leads = facilitates(draft, by)
  if (role === 'presenter') return leads && person !== null ? choose(draft, by, null, person) : 'not-facilitator'
  const free = holder === null || !isHere(draft.state, holder)
  if (!leads && holder !== by && !(free && person === by)) return person === by ? 'taken' : 'not-facilitator'
  happen(draft, { kind: 'assigned', role, person })
  return null
}

/** Whoever leads gives the lead to somebody who is there. */
export const handOver = (draft: Draft, to: PersonId): Why | null => {
  if (!isHere(draft.state, to)) return 'unknown'
  if (draft.state.facilitator === to) return 'already'
  happen(draft, { kind: 'facilitator-changed', to, how: 'handed-over' })
  return null
}

/** Takes the facilitator's role, openly: everybody's room says who took it from whom. */
export const takeOver = (draft: Draft, by: PersonId): Why | null => {
  happen(draft, { kind: 'facilitator-changed', to: by, how: 'taken-over' })
  return null
}

const facilitates = (draft: Draft, person: PersonId): boolean =>
  draft.state.facilitator === person && isHere(draft.state, person)
