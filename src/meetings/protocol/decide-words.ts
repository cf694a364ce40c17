import type { Why } from './commands.ts'
import { type Draft, happen } from './draft.ts'
import { groupOf } from './groups.ts'
import { type EntryId, type EntryKind, here, type PersonId, type Place, presents, type RunState } from './state.ts'

const KINDS: Readonly<Record<'write' | 'rate' | 'vote' | 'note' | 'commit', EntryKind>> = {
  write: 'words',
  rate: 'rating',
  vote: 'vote',
  note: 'note',
  commit: 'commitment',
}

/** That somebody has written something. One rating and one vote a step: a second one is a change of the first. */
export const write = (draft: Draft, by: PersonId, verb: keyof typeof KINDS, id: EntryId): Why | null => {
  const place = here(draft.protocol, draft.state)
  if (!place) return 'not-now'
  const { entries } = draft.state
  if (entries.some((entry) => entry.id === id)) return 'already'
  const kind = KINDS[verb]
  const once = kind === 'rating' || kind === 'vote'
  if (once && entries.some((one) => one.step === place.item.key && one.kind === kind && one.by === by)) return 'already'
  const owner = ownerOf(draft.state, place, kind, by)
  if (owner === null) return 'no-presenter'
  const group = place.part.groups ? groupOf(draft.state.groups[place.part.id] ?? [], by) : -1
  happen(draft, { kind: 'written', entry: { id, kind, by, step: place.item.key, owner, group, at: draft.now } })
  return null
}

/** Takes one's own entry back while its step lasts; a note and a commitment at any time, by whose they are. */
export const withdraw = (draft: Draft, by: PersonId, id: EntryId): Why | null => {
  const entry = draft.state.entries.find((one) => one.id === id)
  if (!entry) return 'already'
  if (entry.owner !== by && entry.by !== by) return 'not-yours'
  const lasting = entry.kind === 'note' || entry.kind === 'commitment'
  if (!lasting && entry.step !== here(draft.protocol, draft.state)?.item.key) return 'stale'
  happen(draft, { kind: 'withdrawn', entry: id })
  return null
}

/** Whose an entry is: notes, and what only the presenter sees, are the presenter's. Null where there is none yet. */
const ownerOf = (state: RunState, { item, part, step }: Place, kind: EntryKind, by: PersonId): PersonId | null => {
  if (kind === 'commitment' || (kind !== 'note' && step.seen !== 'presenter')) return by
  const group = (person: PersonId) => (part.groups ? groupOf(state.groups[part.id] ?? [], person) : -1)
  const presenters = Object.keys(item.cast).filter((person) => presents(item, person))
  return presenters.find((person) => group(person) === group(by)) ?? presenters[0] ?? null
}
