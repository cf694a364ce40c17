import { answersApart, writesNow } from './apart.ts'
import type { Kind, Why } from './commands.ts'
import type { Protocol } from './protocol.ts'
import {
  actors,
  ahead,
  here,
  isHere,
  isTurnedAway,
  type PersonId,
  type Phase,
  type Place,
  type RunState,
} from './state.ts'
import { lacksPresenter } from './stepping.ts'

type Law = {
  readonly phases: readonly Phase[]
  /** Whether it was meant for the step that was on: then it is stale in another. */
  readonly bound: boolean
  readonly may?: (asked: Asked) => Why | null
}

type Asked = {
  readonly protocol: Protocol
  readonly state: RunState
  readonly person: PersonId
  readonly place: Place | null
}

const RUNNING: readonly Phase[] = ['running']
const BEGUN: readonly Phase[] = ['running', 'paused']
const OPEN: readonly Phase[] = ['waiting', 'running', 'paused']
const EVER: readonly Phase[] = [...OPEN, 'ended']

const facilitates = ({ state, person }: Asked): Why | null => (state.facilitator === person ? null : 'not-facilitator')

const mayGoOn = (asked: Asked): Why | null => {
  const next = ahead(asked.state)[0]
  return facilitates(asked) ?? (next && lacksPresenter(asked, next) ? 'no-presenter' : null)
}

/** The presenter who is turned away keeps silent in every way. */
const mayBeHeard = ({ place, person }: Asked): Why | null =>
  place && isTurnedAway(place, person) ? 'turned-away' : null

const maySay = (asked: Asked, ...hows: readonly string[]): Why | null => {
  const { place, state, person } = asked
  if (!place) return 'not-now'
  const refused = mayBeHeard(asked)
  if (refused) return refused
  const fits = hows.length > 0 ? hows.includes(place.step.how) : !['rate', 'vote'].includes(place.step.how)
  const acts = actors(state, place).includes(person) || answersApart(state, place, person)
  return writesNow(state, place.step) && fits && acts ? null : 'not-now'
}

const mayPark = (asked: Asked): Why | null => (asked.place?.step.parks ? mayBeHeard(asked) : 'not-now')

/** Only who is away sends in; which step takes it is looked at when it is known. */
const maySend = ({ state, person }: Asked): Why | null => (state.apart || isHere(state, person) ? 'not-now' : null)

const mayGather = (asked: Asked): Why | null => {
  const { place, state, person } = asked
  if (!place?.step.gathers) return 'not-now'
  return mayBeHeard(asked) ?? (actors(state, place).includes(person) ? null : 'not-now')
}

const mayPassOn = (asked: Asked): Why | null => {
  const { place, state, person } = asked
  if (!place || state.apart || place.part.groups || ['writing', 'rate', 'vote', 'stillness'].includes(place.step.how))
    return 'not-now'
  if (state.floor.speaker !== person) {
    const refused = facilitates(asked)
    if (refused) return refused
  }
  const waits = state.floor.order.length + state.hands.length > 0 || state.floor.speaker !== null
  return waits || place.step.how !== 'turns' ? null : 'already'
}

/** The facilitator names the presenter; anybody may offer themselves while the circle chooses. */
const mayChoose = (asked: Asked): Why | null =>
  asked.place?.step.material === 'challenges' ? null : facilitates(asked)

const mayResume = (asked: Asked): Why | null => (asked.state.pausedBy === asked.person ? null : facilitates(asked))

const mayTakeOver = ({ state, person }: Asked): Why | null => (state.facilitator === person ? 'already' : null)

const mayHaveDone = ({ state, place, person }: Asked): Why | null => {
  if (!place || !actors(state, place).includes(person)) return 'not-now'
  return state.done.includes(person) ? 'already' : null
}

const mayRaise = (asked: Asked): Why | null =>
  (asked.state.apart ? 'not-now' : mayBeHeard(asked)) ??
  (asked.state.hands.some((hand) => hand.person === asked.person) ? 'already' : null)

const mayLower = ({ state, person }: Asked): Why | null =>
  state.facilitator === person || state.hands.some((hand) => hand.person === person) ? null : 'already'

const LAWS: Readonly<Record<Kind, Law>> = {
  arrive: { phases: OPEN, bound: false },
  leave: { phases: OPEN, bound: false },
  start: { phases: ['waiting'], bound: true, may: facilitates },
  next: { phases: RUNNING, bound: true, may: mayGoOn },
  'next-speaker': { phases: RUNNING, bound: true, may: mayPassOn },
  extend: { phases: RUNNING, bound: true, may: facilitates },
  skip: { phases: RUNNING, bound: true, may: facilitates },
  repeat: { phases: RUNNING, bound: true, may: facilitates },
  reorder: { phases: OPEN, bound: true, may: facilitates },
  'hand-up': { phases: BEGUN, bound: true, may: mayRaise },
  'hand-down': { phases: BEGUN, bound: true, may: mayLower },
  write: { phases: BEGUN, bound: true, may: (asked) => maySay(asked) },
  rate: { phases: BEGUN, bound: true, may: (asked) => maySay(asked, 'rate') },
  vote: { phases: BEGUN, bound: true, may: (asked) => maySay(asked, 'vote') },
  withdraw: { phases: BEGUN, bound: true, may: mayBeHeard },
  done: { phases: RUNNING, bound: true, may: mayHaveDone },
  note: { phases: BEGUN, bound: false, may: mayBeHeard },
  park: { phases: BEGUN, bound: true, may: mayPark },
  gather: { phases: BEGUN, bound: true, may: mayGather },
  send: { phases: EVER, bound: false, may: maySend },
  commit: { phases: BEGUN, bound: false, may: mayBeHeard },
  choose: { phases: OPEN, bound: true, may: mayChoose },
  assign: { phases: OPEN, bound: false },
  'hand-over': { phases: OPEN, bound: false, may: facilitates },
  'take-over': { phases: OPEN, bound: false, may: mayTakeOver },
  pause: { phases: RUNNING, bound: false },
  resume: { phases: ['paused'], bound: false, may: mayResume },
  end: { phases: BEGUN, bound: true, may: facilitates },
  'time-up': { phases: RUNNING, bound: true },
}

const KINDS = Object.keys(LAWS).filter((kind): kind is Kind => Object.hasOwn(LAWS, kind))

/** Whether the command is one that is meant for the step that was on when it was pressed. */
export const isBound = (kind: Kind): boolean => LAWS[kind].bound

/** Why somebody (null: the server's own clock) may not do such a thing now; null where they may. Asked both before deciding and for the buttons. */
export const refusalFor = (protocol: Protocol, state: RunState, kind: Kind, person: PersonId | null): Why | null => {
  const law = LAWS[kind]
  if (!law.phases.includes(state.phase)) return outOfPhase(state.phase, kind)
  if (person === null) return null
  const free = kind === 'arrive' || kind === 'leave' || kind === 'send'
  if (!free && !isHere(state, person)) return 'not-here'
  return law.may?.({ protocol, state, person, place: here(protocol, state) }) ?? null
}

/** All that somebody may do now. What those who are away send in is asked for step by step. */
export const allowed = (protocol: Protocol, state: RunState, person: PersonId): readonly Kind[] =>
  KINDS.filter(
    (kind) => kind !== 'time-up' && kind !== 'send' && refusalFor(protocol, state, kind, person) === null,
  ).filter((kind) => (kind === 'arrive' ? !isHere(state, person) : kind !== 'leave' || isHere(state, person)))

const outOfPhase = (phase: Phase, kind: Kind): Why => {
  if (phase === 'ended') return 'ended'
  if (phase === 'waiting') return 'not-started'
  if (kind === 'start' || (kind === 'resume' && phase === 'running') || (kind === 'pause' && phase === 'paused'))
    return 'already'
  return 'paused'
}
