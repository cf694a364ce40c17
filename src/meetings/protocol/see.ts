import { groupOf } from './groups.ts'
import { ballotOf, type Keeps, type Protocol, type Step, votedOn } from './protocol.ts'
import {
  currentItem,
  type Entry,
  type EntryId,
  type PersonId,
  type Place,
  placeOf,
  presents,
  type RunState,
} from './state.ts'

/**
 * Whether somebody may see what was written: the one question to ask before any word of a run leaves the server.
 * Authors see their own; notes are seen by their author and their presenter; all else as the step says, which hides
 * what is for its end until it has ended (skipped: for ever). Who has never been in the run sees nothing.
 */
export const maySee = (protocol: Protocol, state: RunState, entry: EntryId, person: PersonId): boolean => {
  const found = state.entries.find((one) => one.id === entry)
  return found !== undefined && sees(protocol, state, found, person)
}

/** The entries that somebody may see, in the order in which they were written. */
export const visible = (protocol: Protocol, state: RunState, person: PersonId): readonly Entry[] =>
  state.entries.filter((entry) => sees(protocol, state, entry, person))

/** The words that lie on the table for somebody in a step: its own, and those of the steps it reads. */
export const onTable = (protocol: Protocol, state: RunState, place: Place, person: PersonId): readonly EntryId[] =>
  laidOut(protocol, state, place, person)
    .filter(({ kind }) => kind === 'words' || kind === 'rating')
    .map(({ id }) => id)

/** The votes and figures that somebody sees in a step. */
export const counted = (protocol: Protocol, state: RunState, place: Place, person: PersonId): readonly EntryId[] =>
  laidOut(protocol, state, place, person)
    .filter(({ kind }) => kind === 'vote' || kind === 'figure')
    .map(({ id }) => id)

/** What was written in some steps, as far as somebody may see it. */
export const wordsOf = (protocol: Protocol, state: RunState, steps: readonly string[], person: PersonId) =>
  visible(protocol, state, person).filter(
    ({ kind, step }) => kind === 'words' && steps.includes(state.items.find(({ key }) => key === step)?.step ?? ''),
  )

const laidOut = (protocol: Protocol, state: RunState, { item, step }: Place, person: PersonId): readonly Entry[] => {
  const read = new Set(state.items.filter((one) => step.reads?.includes(one.step)).map(({ key }) => key))
  return visible(protocol, state, person).filter((entry) => entry.step === item.key || read.has(entry.step))
}

/**
 * Whether somebody may still change an entry's words: their own, while its step lasts.
 * A note and a commitment can be changed as long as they are there: a note by its presenter too.
 */
export const mayChange = (state: RunState, entry: EntryId, person: PersonId): boolean => {
  const found = state.entries.find((one) => one.id === entry)
  if (!found || !isTheirs(found, person)) return false
  if (found.kind === 'note') return true
  if (state.phase === 'ended') return false
  if (found.kind === 'commitment' || found.step === currentItem(state)?.key) return true
  return !state.items.some(({ key, began }) => key === found.step && began !== null)
}

/** Whether words are somebody's to change or take back: their author's; a note is its presenter's, too. The database says the same. */
export const isTheirs = (entry: Entry, person: PersonId): boolean =>
  entry.by === person || (entry.kind === 'note' && entry.owner === person)

/** The words that lie open for all in their step: seen at once, or shown together since. Notes and ratings never do. */
export const openEntries = (protocol: Protocol, state: RunState): readonly EntryId[] =>
  state.entries
    .filter((entry) => {
      const place = placeOfEntry(protocol, state, entry)
      if (!place || entry.kind === 'note' || entry.kind === 'rating') return false
      if (entry.kind === 'parked') return true
      return (place.step.seen === 'at-once' || place.step.seen === 'together') && isShown(place)
    })
    .map((entry) => entry.id)

/**
 * What somebody who was away may choose from in a vote that the others have had: those who were there, or the words that lie open for all and under
 * no others. Asked for a step that takes part from those who are away, and for no other.
 */
export const choicesApart = (protocol: Protocol, state: RunState, step: Step): readonly (EntryId | PersonId)[] => {
  if (step.how !== 'vote') return []
  if (ballotOf(step).of === 'people') return state.people.filter((person) => !person.apart).map(({ id }) => id)
  const open = new Set(openEntries(protocol, state))
  const keys = new Set(state.items.filter((item) => votedOn(step).includes(item.step)).map(({ key }) => key))
  return state.entries
    .filter(({ id, kind, step: key }) => kind === 'words' && keys.has(key) && open.has(id) && !state.gathered?.[id])
    .map(({ id }) => id)
}

/** What stays of a run, of each entry: for whom. `nothing` stays with its author alone. */
export type Kept = { readonly entry: Entry; readonly keeps: Keeps }

/** What stays, once the run has ended: notes with their presenter, commitments, and what each step says it keeps. */
export const harvest = (protocol: Protocol, state: RunState): readonly Kept[] =>
  state.entries.map((entry) => ({ entry, keeps: keepsOf(protocol, state, entry) }))

const sees = (protocol: Protocol, state: RunState, entry: Entry, person: PersonId): boolean => {
  const looks = state.people.find((one) => one.id === person)
  if (!looks) return false
  if (entry.by === person) return true
  // Who was away sees what they took part in.
  if (looks.apart && !state.entries.some((one) => one.by === person && one.step === entry.step)) return false
  if (entry.kind === 'note') return entry.owner === person
  if (entry.kind === 'commitment') return true
  const place = placeOfEntry(protocol, state, entry)
  if (!place) return false
  if (entry.kind === 'parked') return isInGroup(state, place, entry, person)
  if (place.step.seen === 'nobody') return false
  if (place.step.seen === 'presenter') return entry.owner === person
  return isShown(place) && isInGroup(state, place, entry, person)
}

const placeOfEntry = (protocol: Protocol, { items }: RunState, entry: Entry): Place | null =>
  placeOf(
    protocol,
    items.find(({ key }) => key === entry.step),
  )

/** What was sent in beforehand waits for its step. */
const isShown = ({ item, step }: Place): boolean => (step.seen === 'at-once' && item.began !== null) || item.revealed

/** What is said in a group stays in it; a presenter whom the groups work for hears them all. */
const isInGroup = (state: RunState, { item, part }: Place, entry: Entry, person: PersonId): boolean => {
  if (entry.group < 0) return true
  if (part.groups?.without && presents(item, person)) return true
  return groupOf(state.groups[item.part] ?? [], person) === entry.group
}

const keepsOf = (protocol: Protocol, state: RunState, entry: Entry): Keeps => {
  if (entry.kind === 'note') return 'presenter'
  if (entry.kind === 'commitment') return 'commitments'
  if (entry.kind === 'parked') return 'nothing'
  const place = placeOfEntry(protocol, state, entry)
  if (!place || (place.step.seen === 'together' && !place.item.revealed)) return 'nothing'
  return place.step.keeps
}
