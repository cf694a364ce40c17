import { projectedEnd } from './agenda.ts'
import { answersApart, writesNow } from './apart.ts'
import { allowed } from './law.ts'
import { paceOf, restOf, roomParts } from './pace.ts'
import { inLanguage, type Part, type Protocol } from './protocol.ts'
import { rolesIn, roomRoles } from './roles.ts'
import type { Own, Room, RoomPerson, View } from './room.ts'
import { counted, onTable, visible } from './see.ts'
import { handQueue } from './speaking.ts'
import {
  actors,
  ahead,
  companions,
  hasRole,
  here,
  isHere,
  isTurnedAway,
  type Person,
  type PersonId,
  type Place,
  placeOf,
  type RunState,
} from './state.ts'
import { groupsFor, lacksPresenter } from './stepping.ts'
import { before, briefOf, choices, roomStep } from './view-step.ts'
import { laidOut } from './view-table.ts'

/** The room of one person at a server time, in their language. */
export const view = (protocol: Protocol, state: RunState, person: PersonId, at: number, language: string): View => ({
  ...drawnRoom(protocol, state, at, language),
  ...ownOf(protocol, state, person, language),
})

interface Drawn {
  readonly protocol: Protocol
  readonly at: number
  readonly room: Room
}

/** What every room of a state shows alike, as it was drawn last, in each language: those who look at one moment share it. */
const drawn = new WeakMap<RunState, Map<string, Drawn>>()

const drawnRoom = (protocol: Protocol, state: RunState, at: number, language: string): Room => {
  const known = drawn.get(state) ?? new Map<string, Drawn>()
  drawn.set(state, known)
  const last = known.get(language)
  if (last?.at === at && last.protocol === protocol) return last.room
  const room = roomOf(protocol, state, at, language)
  known.set(language, { protocol, at, room })
  return room
}

/** What is the same in every room: to be made once for all who listen in one language. */
export const roomOf = (protocol: Protocol, state: RunState, at: number, language: string): Room => {
  const now = Math.max(at, state.at)
  const place = here(protocol, state)
  const acting = place ? actors(state, place) : []
  const rest = restOf(protocol, state, now)
  const hands = handQueue(protocol, state)
  const order = [...new Set([...state.floor.order, ...hands])]
  return {
    phase: state.phase,
    at: now,
    step: place && roomStep(protocol, state, place, language),
    clock: clockOf(state, place),
    pace: paceOf(state, now, rest),
    parts: roomParts(protocol, state, now, rest, language),
    people: state.people.map((person) => roomPerson(protocol, state, place, { order, hands }, person)),
    speaker: state.floor.speaker,
    turn: state.floor.turn,
    order,
    facilitator: { id: state.facilitator, ...state.handed },
    roles: roomRoles(protocol, state, language),
    groups: place && groupsIn(state, place, rest, now),
    soon: place?.part.groups ? null : groupsToCome(protocol, state, rest),
    challenge: state.challenge,
    presenter: state.roles.presenter ?? null,
    presenting: place === null || isPresenting(protocol, state, place),
    needs: place && needsPresenter(protocol, state, place) ? 'presenter' : null,
    done: { count: acting.filter((one) => state.done.includes(one)).length, of: acting.length },
  }
}

/** What is one person's own: what they are told, may do, write and see. Asks of every entry whether they may see it. */
export const ownOf = (protocol: Protocol, state: RunState, person: PersonId, language: string): Own => {
  const place = here(protocol, state)
  const last = place ?? lastPlace(protocol, state)
  return {
    you: {
      roles: rolesOf(protocol, state, place, person),
      speaks: state.floor.speaker === person,
      next: (state.floor.order[0] ?? handQueue(protocol, state)[0]) === person,
      acts: place !== null && actors(state, place).includes(person),
      turnedAway: place !== null && isTurnedAway(place, person),
      group: place?.part.groups ? companions(state, place.part, person) : null,
      prompts: place ? promptsFor(protocol, state, place, person, language) : [],
      brief: place && briefOf(state, place, person, language),
      cards: cardsFor(protocol, state, place, person, language),
    },
    may: allowed(protocol, state, person),
    writing: writingOf(state, place, person),
    table: last ? onTable(protocol, state, last, person) : [],
    laid: last ? laidOut(protocol, state, last, person, language) : [],
    counted: last ? counted(protocol, state, last, person) : [],
    choices: place ? choices(protocol, state, place, person) : [],
    before: place && before(state, place, person),
    ...onTheSide(protocol, state, person),
  }
}

/** What the meeting ended with: what was written for the end of its last step can be read then. */
const lastPlace = (protocol: Protocol, state: RunState): Place | null =>
  state.phase === 'ended'
    ? placeOf(
        protocol,
        state.items.findLast(({ began }) => began !== null),
      )
    : null

/** Whether somebody presents in the part that is on, or in one that comes. */
const isPresenting = ({ parts }: Protocol, state: RunState, { part }: Place): boolean => {
  const coming = new Set(ahead(state).map((item) => item.part))
  return parts.some((one) => (one === part || coming.has(one.id)) && concernsPresenter(one))
}

const concernsPresenter = ({ steps }: Part): boolean =>
  steps.some(
    ({ who, how, seen, material, prompts }) =>
      [who, seen, ...Object.keys(prompts)].some((one) => one === 'presenter' || one === 'others') ||
      how === 'turned-away' ||
      material?.startsWith('challenge'),
  )

/** The small groups of the next step, so that people can find one another before its clock runs. */
const groupsToCome = (protocol: Protocol, state: RunState, rest: readonly number[]): Room['soon'] => {
  const coming = ahead(state)
  const [next] = coming
  const part = placeOf(protocol, next)?.part
  if (!next || !part?.groups || state.apart || state.phase === 'waiting' || lacksPresenter({ protocol, state }, next))
    return null
  const rooms = state.groups[part.id] ?? groupsFor({ protocol, state }, part)
  const back = coming.findIndex((item) => item.part !== part.id)
  const ours = rest.slice(0, back < 0 ? rest.length : back)
  return { rooms, seconds: ours.reduce((total, seconds) => total + seconds, 0) }
}

const groupsIn = (state: RunState, { part }: Place, rest: readonly number[], now: number): Room['groups'] => {
  if (!part.groups) return null
  const rooms = (state.groups[part.id] ?? []).map((group) => group.filter((person) => isHere(state, person)))
  const coming = ahead(state)
  const back = coming.findIndex((item) => item.part !== part.id)
  const ours = rest.slice(0, back < 0 ? rest.length : back)
  const left = (projectedEnd(state, now) - (state.pausedAt ?? now)) / 1000
  return {
    rooms: rooms.filter((group) => group.length > 0),
    back: coming[back]?.key ?? null,
    seconds: Math.round(left + ours.reduce((total, seconds) => total + seconds, 0)),
  }
}

/** Somebody is to be chosen now, or has to be there before it can go on. */
const needsPresenter = (protocol: Protocol, state: RunState, place: Place): boolean => {
  const next = ahead(state)[0]
  const choosing = place.step.material === 'challenges' && !isHere(state, state.roles.presenter ?? '')
  return choosing || (next !== undefined && lacksPresenter({ protocol, state }, next))
}

const clockOf = (state: RunState, place: Place | null): Room['clock'] => ({
  endsAt: state.endsAt,
  turnEndsAt: state.floor.endsAt,
  pausedAt: state.pausedAt,
  seconds: place?.item.seconds ?? null,
  turnSeconds: state.floor.seconds,
})

const roomPerson = (
  protocol: Protocol,
  state: RunState,
  place: Place | null,
  { order, hands }: { readonly order: readonly PersonId[]; readonly hands: readonly PersonId[] },
  { id, here: isHere, spoken, turns }: Person,
): RoomPerson => {
  const hand = hands.indexOf(id)
  const raised = state.hands.some((one) => one.person === id)
  return {
    id,
    here: isHere,
    spoken,
    turns,
    roles: rolesOf(protocol, state, place, id),
    standing: speaking(state, order, id),
    hand: raised ? (hand < 0 ? state.hands.length : hand + 1) : null,
    done: state.done.includes(id),
  }
}

const speaking = (state: RunState, order: readonly PersonId[], id: PersonId): RoomPerson['standing'] => {
  if (state.floor.speaker === id) return 'speaks'
  if (order[0] === id) return 'next'
  if (order.includes(id)) return 'waits'
  return state.floor.past.includes(id) ? 'spoke' : null
}

const rolesOf = (protocol: Protocol, state: RunState, place: Place | null, id: PersonId): readonly string[] => {
  const roles = rolesIn(protocol)
  if (place) return roles.filter((role) => hasRole(state, place.item, id, role))
  return roles.filter((role) => (role === 'facilitator' ? state.facilitator === id : state.roles[role] === id))
}

/** What somebody is told in this step: as speaker, in each of their roles, as one of the others, as one of all. */
const promptsFor = (protocol: Protocol, state: RunState, place: Place, person: PersonId, language: string) => {
  const roles = rolesOf(protocol, state, place, person)
  const others = Object.values(place.item.cast).includes('presenter') && !roles.includes('presenter')
  const readers = [
    ...(state.floor.speaker === person ? ['speaker'] : []),
    ...roles,
    ...(others ? ['others'] : []),
    'everyone',
  ]
  return readers.flatMap((reader) => {
    const prompt = Object.hasOwn(place.step.prompts, reader) ? place.step.prompts[reader] : undefined
    if (!prompt) return []
    const say = prompt.say ? inLanguage(prompt.say, language) : null
    return [{ for: reader, say, do: prompt.do ? inLanguage(prompt.do, language) : null }]
  })
}

const cardsFor = (protocol: Protocol, state: RunState, place: Place | null, person: PersonId, language: string) => {
  const own = rolesOf(protocol, state, place, person)
  return protocol.roles
    .filter((role) => own.includes(role.id))
    .map((role) => ({ role: role.id, title: inLanguage(role.title, language), text: inLanguage(role.card, language) }))
}

const writingOf = (state: RunState, place: Place | null, person: PersonId): Own['writing'] => {
  if (!place || !writesNow(state, place.step)) return null
  if (!actors(state, place).includes(person) && !answersApart(state, place, person)) return null
  const own = state.entries.filter((entry) => entry.by === person && entry.step === place.item.key)
  return { seen: place.step.seen, own: own.filter((entry) => entry.kind !== 'note').map((entry) => entry.id) }
}

/** What is there beside the step: what was gathered under what, and what was parked. */
const onTheSide = (protocol: Protocol, state: RunState, person: PersonId): Pick<Own, 'under' | 'parked'> => {
  const entries = visible(protocol, state, person)
  const seen = new Set(entries.map(({ id }) => id))
  const under = Object.entries(state.gathered ?? {}).filter(([id, head]) => seen.has(id) && seen.has(head))
  return {
    under: Object.fromEntries(under),
    parked: entries.filter(({ kind }) => kind === 'parked').map(({ id }) => id),
  }
}
