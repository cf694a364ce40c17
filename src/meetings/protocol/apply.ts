import type { Change, RunEvent } from './commands.ts'
import { type Floor, type Item, NOBODY_SPEAKS, type Person, type PersonId, type RunState } from './state.ts'

/** How many ids of applied commands a run remembers; a doubled command comes within seconds of the first. */
const REMEMBERED = 256

/** The state after a change. */
export const apply = (state: RunState, change: Change): RunState => ({
  ...change.events.reduce((so, event) => after(so, event, change.at), state),
  at: Math.max(state.at, change.at),
  applied: [...state.applied.slice(1 - REMEMBERED), change.command],
})

/** The state after one event. */
export const after = (state: RunState, event: RunEvent, at: number): RunState => {
  switch (event.kind) {
    case 'arrived':
      return { ...state, people: arrived(state.people, event.person) }
    case 'left':
      return left(state, event.person)
    case 'started':
      return { ...state, phase: 'running', startedAt: at, minutes: event.minutes, deadline: event.deadline }
    case 'planned':
      return { ...state, parts: event.parts, items: planned(state.items, event.ahead) }
    case 'grouped':
      return { ...state, groups: { ...state.groups, [event.part]: event.groups } }
    case 'step-began':
      return stepBegan(state, event, at)
    case 'step-ended':
      return stepEnded(state, event, at)
    case 'chosen':
      return chosen(state, event.challenge, event.presenter)
    case 'assigned':
      return { ...state, roles: assigned(state.roles, event.role, event.person) }
    case 'facilitator-changed':
      return { ...state, facilitator: event.to, handed: { how: event.how, from: state.facilitator } }
    case 'paused':
      return { ...state, phase: 'paused', pausedAt: at, pausedBy: event.by }
    case 'resumed':
      return resumed(state, at)
    case 'ended':
      return { ...state, phase: 'ended', endsAt: null, pausedAt: null, pausedBy: null }
    default:
      return afterWords(state, event, at)
  }
}

type Rest = Extract<
  RunEvent,
  {
    kind:
      | 'floor-given'
      | 'ordered'
      | 'clock-moved'
      | 'hand-raised'
      | 'hand-lowered'
      | 'written'
      | 'sent'
      | 'withdrawn'
      | 'gathered'
      | 'said-done'
  }
>

const afterWords = (state: RunState, event: Rest, at: number): RunState => {
  switch (event.kind) {
    case 'floor-given':
      return floorGiven(state, event.to, event.order, at)
    case 'ordered':
      return { ...state, floor: { ...state.floor, order: event.order } }
    case 'clock-moved':
      return { ...state, endsAt: event.endsAt, floor: { ...state.floor, endsAt: event.turnEndsAt } }
    case 'hand-raised':
      return { ...state, hands: [...lowered(state, event.person), { person: event.person, at }] }
    case 'hand-lowered':
      return { ...state, hands: lowered(state, event.person) }
    case 'written':
      return { ...state, entries: [...state.entries, event.entry] }
    case 'sent':
      return { ...state, people: away(state.people, event.entry.by), entries: [...state.entries, event.entry] }
    case 'withdrawn':
      return withdrawn(state, event.entry)
    case 'gathered':
      return { ...state, gathered: gathered(state.gathered, event.entry, event.under) }
    case 'said-done':
      return { ...state, done: [...without(state.done, event.person), event.person] }
  }
}

const arrived = (people: readonly Person[], id: PersonId): readonly Person[] =>
  people.some((person) => person.id === id)
    ? people.map((person) => (person.id === id ? inside(person) : person))
    : [...people, { id, here: true, spoken: 0, turns: 0 }]

const inside = ({ id, spoken, turns }: Person): Person => ({ id, here: true, spoken, turns })

/** Known from now on, without having been there. */
const away = (people: readonly Person[], id: PersonId): readonly Person[] =>
  people.some((person) => person.id === id)
    ? people
    : [...people, { id, here: false, spoken: 0, turns: 0, apart: true }]

const left = (state: RunState, id: PersonId): RunState => ({
  ...state,
  people: state.people.map((person) => (person.id === id ? { ...person, here: false } : person)),
  hands: lowered(state, id),
  done: without(state.done, id),
  floor: { ...state.floor, order: without(state.floor.order, id) },
})

const planned = (items: readonly Item[], ahead: readonly (Pick<Item, 'planned'> & Parameters<typeof fresh>[0])[]) => [
  ...items.filter((item) => item.standing !== 'ahead'),
  ...ahead.map(fresh),
]

const fresh = (slot: Pick<Item, 'key' | 'part' | 'step' | 'round' | 'copy' | 'planned'>): Item => ({
  ...slot,
  seconds: null,
  standing: 'ahead',
  began: null,
  ended: null,
  revealed: false,
  cast: {},
})

const stepBegan = (state: RunState, event: Extract<RunEvent, { kind: 'step-began' }>, at: number): RunState => {
  const [speaker = null, ...order] = event.order
  const item = { seconds: event.seconds, standing: 'here' as const, began: at, cast: event.cast }
  return {
    ...state,
    items: state.items.map((one) => (one.key === event.key ? { ...one, ...item } : one)),
    endsAt: event.endsAt,
    floor: {
      ...NOBODY_SPEAKS,
      speaker,
      order,
      began: at,
      seconds: event.turn,
      endsAt: turnEnd(event.turn, speaker, at),
    },
    hands: [],
    done: [],
  }
}

const stepEnded = (state: RunState, event: Extract<RunEvent, { kind: 'step-ended' }>, at: number): RunState => {
  const standing = event.skipped ? ('skipped' as const) : ('done' as const)
  const { revealed } = event
  return {
    ...state,
    people: heard(state, at),
    items: state.items.map((item) => (item.key === event.key ? { ...item, standing, revealed, ended: at } : item)),
    floor: NOBODY_SPEAKS,
    hands: [],
    done: [],
  }
}

const floorGiven = (state: RunState, to: PersonId | null, order: readonly PersonId[], at: number): RunState => {
  const { floor } = state
  const past = floor.speaker === null ? floor.past : [...floor.past, floor.speaker]
  const began = state.pausedAt ?? at
  const next: Floor = {
    turn: floor.turn + 1,
    speaker: to,
    order,
    past,
    began,
    seconds: floor.seconds,
    endsAt: turnEnd(floor.seconds, to, began),
  }
  return { ...state, people: heard(state, at), floor: next, hands: to === null ? state.hands : lowered(state, to) }
}

const turnEnd = (seconds: number | null, speaker: PersonId | null, at: number): number | null =>
  seconds === null || speaker === null ? null : at + seconds * 1000

/** Credits who has the floor with the time they had it. */
const heard = (state: RunState, at: number): readonly Person[] => {
  const until = state.pausedAt ?? at
  return state.people.map((person) =>
    person.id === state.floor.speaker
      ? { ...person, spoken: person.spoken + Math.max(0, until - state.floor.began), turns: person.turns + 1 }
      : person,
  )
}

const resumed = (state: RunState, at: number): RunState => {
  const away = at - (state.pausedAt ?? at)
  const later = (moment: number | null) => (moment === null ? null : moment + away)
  const { floor } = state
  return {
    ...state,
    phase: 'running',
    pausedAt: null,
    pausedBy: null,
    endsAt: later(state.endsAt),
    floor: { ...floor, began: floor.began + away, endsAt: later(floor.endsAt) },
  }
}

const chosen = (state: RunState, challenge: string | null, presenter: PersonId): RunState => ({
  ...state,
  challenge,
  roles: { ...state.roles, presenter },
})

const assigned = (roles: RunState['roles'], role: string, person: PersonId | null): RunState['roles'] =>
  Object.fromEntries([
    ...Object.entries(roles).filter(([name]) => name !== role),
    ...(person === null ? [] : [[role, person] as const]),
  ])

/** Taken back; what lay under it lies on its own again. */
const withdrawn = (state: RunState, entry: string): RunState => {
  const entries = state.entries.filter((one) => one.id !== entry)
  if (!state.gathered) return { ...state, entries }
  const kept = Object.entries(state.gathered).filter(([id, under]) => id !== entry && under !== entry)
  return { ...state, entries, gathered: Object.fromEntries(kept) }
}

const gathered = (
  before: RunState['gathered'],
  entry: string,
  under: string | null,
): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...Object.entries(before ?? {}).filter(([id]) => id !== entry),
    ...(under === null ? [] : [[entry, under] as const]),
  ])

const lowered = (state: RunState, id: PersonId): RunState['hands'] => state.hands.filter((hand) => hand.person !== id)

const without = (people: readonly PersonId[], id: PersonId): readonly PersonId[] => people.filter((one) => one !== id)
