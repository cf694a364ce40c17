import { chance, shuffled } from './chance.ts'
import { type Groups, groupOf } from './groups.ts'
import type { Clock } from './hours.ts'
import type { Met } from './mixing.ts'
import { type Part, type Protocol, partOf, rotating, type Step, stepOf } from './protocol.ts'
import type { Slot } from './slots.ts'

/** Opaque to the engine: ids of people, of entries (the words are kept elsewhere), of commands. */
export type PersonId = string
export type EntryId = string

export type Phase = 'waiting' | 'running' | 'paused' | 'ended'

export type Person = {
  readonly id: PersonId
  readonly here: boolean
  /** Milliseconds with the floor so far, in this run. */
  readonly spoken: number
  /** How often they had the floor. */
  readonly turns: number
  /** Was never there, and gave their part of a step before or after it: sees those steps alone. */
  readonly apart?: true
}

/** A step of this run: what was, what is, what is to come, in order. */
export type Item = Slot & {
  /** Seconds by the first plan: what "on time" is measured by. */
  readonly planned: number
  /** Seconds it was given when it began. */
  readonly seconds: number | null
  readonly standing: 'ahead' | 'here' | 'done' | 'skipped'
  readonly began: number | null
  readonly ended: number | null
  /** Whether what was written for the end of the step has been shown to all. */
  readonly revealed: boolean
  /** Who has which moving role in this step: the presenter, and what rotates. */
  readonly cast: Readonly<Record<PersonId, string>>
}

/** `rating` is the closing one; `figure` what a step measures; `parked` what does not belong to its step. */
export type EntryKind = 'words' | 'rating' | 'vote' | 'note' | 'commitment' | 'figure' | 'parked'

/** That something was written, by whom and where; never what. */
export type Entry = {
  readonly id: EntryId
  readonly kind: EntryKind
  readonly by: PersonId
  /** Key of the step in which it was written. */
  readonly step: string
  /** Whose it is: a note and what only the presenter sees are the presenter's; all else its author's. */
  readonly owner: PersonId
  /** The author's group at that time; -1 where there are none. */
  readonly group: number
  readonly at: number
}

export type Floor = {
  /** Counts the changes of speaker within the step: a press meant for another turn does nothing. */
  readonly turn: number
  readonly speaker: PersonId | null
  /** Who is still to speak, in order. */
  readonly order: readonly PersonId[]
  /** Who has spoken in this step. */
  readonly past: readonly PersonId[]
  readonly began: number
  /** When the speaker's time is over; null where nobody speaks or turns have no length. */
  readonly endsAt: number | null
  /** Seconds of a turn. */
  readonly seconds: number | null
}

/** Everything about a run that everybody's room is made of. Plain JSON; holds no word that anybody wrote. */
export type RunState = {
  readonly format: 1
  readonly protocol: string
  readonly version: number
  readonly minutes: number
  readonly seed: number
  readonly phase: Phase
  /** Server time of the last change; time never runs backwards in a run. All times are milliseconds since 1970. */
  readonly at: number
  readonly startedAt: number | null
  /** When the whole was meant to be over. */
  readonly deadline: number | null
  readonly pausedAt: number | null
  readonly pausedBy: PersonId | null
  readonly facilitator: PersonId
  /** How the facilitator came to be it. */
  readonly handed: { readonly how: 'named' | 'handed-over' | 'taken-over'; readonly from: PersonId | null }
  readonly roles: Readonly<Record<string, PersonId>>
  readonly challenge: string | null
  readonly people: readonly Person[]
  /** The parts in the order they are to be gone through. */
  readonly parts: readonly string[]
  readonly items: readonly Item[]
  /** When the step ends; null before the start and after the end. */
  readonly endsAt: number | null
  readonly floor: Floor
  readonly hands: readonly { readonly person: PersonId; readonly at: number }[]
  /** Who says they are done with this step. */
  readonly done: readonly PersonId[]
  readonly groups: Readonly<Record<string, Groups>>
  /** Who worked with whom in small groups at earlier meetings. */
  readonly met?: Met
  readonly entries: readonly Entry[]
  /** What lies under what, where words were gathered. */
  readonly gathered?: Readonly<Record<EntryId, EntryId>>
  /** Everybody in their own time: steps have windows, which close at hours that are decent by these clocks. */
  readonly apart?: { readonly clocks: Readonly<Record<PersonId, Clock>> }
  /** The last commands applied, by id. */
  readonly applied: readonly string[]
}

export const NOBODY_SPEAKS: Floor = {
  turn: 0,
  speaker: null,
  order: [],
  past: [],
  began: 0,
  endsAt: null,
  seconds: null,
}

/** An item with its part and step. */
export type Place = { readonly item: Item; readonly part: Part; readonly step: Step }

/** Null where there is no item, or none that the protocol knows. */
export const placeOf = (protocol: Protocol, item: Item | undefined): Place | null => {
  const part = item && partOf(protocol, item.part)
  const step = item && stepOf(protocol, item.part, item.step)
  return item && part && step ? { item, part, step } : null
}

/** The step of an item, by its key: what an entry names as where it was written. */
export const stepAt = (protocol: Protocol, { items }: RunState, key: string): Step | undefined =>
  placeOf(
    protocol,
    items.find((item) => item.key === key),
  )?.step

/** Where the run is; null before the start and after the end. */
export const here = (protocol: Protocol, state: RunState): Place | null => placeOf(protocol, currentItem(state))

/** The step that is on. */
export const stepNow = (protocol: Protocol, state: RunState): Step | undefined => here(protocol, state)?.step

/** The item that is on, whether the run is paused or not. */
export const currentItem = (state: RunState): Item | undefined => state.items.find((item) => item.standing === 'here')

/** What is still to come, in order. */
export const ahead = (state: RunState): readonly Item[] => state.items.filter((item) => item.standing === 'ahead')

/** Who is there now, in the order in which they first came. */
export const present = (state: RunState): readonly PersonId[] =>
  state.people.filter((person) => person.here).map((person) => person.id)

/** Whether somebody is there now; not whoever left, nor whoever gave their part apart. */
export const isHere = (state: RunState, person: PersonId): boolean =>
  state.people.some((one) => one.id === person && one.here)

/** Those who work together with somebody in a part: all present, or their group. */
export const companions = (state: RunState, part: Part, person: PersonId): readonly PersonId[] => {
  const groups = state.groups[part.id]
  if (!part.groups || !groups) return present(state)
  const own = groups[groupOf(groups, person)] ?? []
  return present(state).filter((one) => own.includes(one))
}

/** Whether somebody is the presenter of the step, for themselves or their group. */
export const presents = (item: Item, person: PersonId): boolean => item.cast[person] === 'presenter'

/** The moving role or the role of the day that somebody has in a step. */
export const hasRole = (state: RunState, item: Item, person: PersonId, role: string): boolean => {
  if (role === 'facilitator') return state.facilitator === person
  const moving = Object.values(item.cast).includes(role)
  return moving ? item.cast[person] === role : state.roles[role] === person && role !== 'presenter'
}

/** Who acts in a step, of those present. */
export const actors = (state: RunState, { item, part, step }: Place): readonly PersonId[] =>
  present(state).filter((person) => {
    if (part.groups?.without && presents(item, person)) return step.who === 'presenter'
    if (step.who === 'everyone') return true
    return step.who === 'others' ? !presents(item, person) : hasRole(state, item, person, step.who)
  })

/** Whether the step turns its presenter away: they listen, and can neither speak nor write. */
export const isTurnedAway = ({ item, step }: Place, person: PersonId): boolean =>
  step.how === 'turned-away' && presents(item, person)

/** Those present, the least heard first; equals by lot, but whoever leads, and speaks in every step, after them. */
export const leastHeard = (state: RunState, people: readonly PersonId[], purpose: string): readonly PersonId[] => {
  const heard = new Map(state.people.map((person) => [person.id, person]))
  const by = (person: PersonId, figure: 'spoken' | 'turns') => heard.get(person)?.[figure] ?? 0
  const leads = (person: PersonId) => Number(person === state.facilitator)
  return shuffled(people, chance(state.seed, purpose)).toSorted(
    (a, b) => by(a, 'spoken') - by(b, 'spoken') || by(a, 'turns') - by(b, 'turns') || leads(a) - leads(b),
  )
}

/** Whether the roles of a part move on with its rounds. */
export const rotates = (part: Part): boolean => rotating(part).length > 0

/** Who has presented in a run, of those who do so for all: in a step that was theirs and was gone through. */
export const presentersIn = (protocol: Protocol, state: RunState): readonly PersonId[] => {
  const places = state.items.flatMap((item) => (item.standing === 'done' ? (placeOf(protocol, item) ?? []) : []))
  const theirs = places.filter(({ part, step }) => step.who === 'presenter' && !rotates(part))
  return [...new Set(theirs.flatMap(({ item }) => Object.keys(item.cast).filter((person) => presents(item, person))))]
}
