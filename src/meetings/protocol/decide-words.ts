import type { Why } from './commands.ts'
import { type Draft, happen } from './draft.ts'
import { groupOf } from './groups.ts'
import type { Apart, Step } from './protocol.ts'
import { isTheirs, onTable } from './see.ts'
import {
  ahead,
  type EntryId,
  type EntryKind,
  here,
  type Item,
  type PersonId,
  type Place,
  presents,
  type RunState,
} from './state.ts'

const KINDS: Readonly<Record<'write' | 'rate' | 'vote' | 'note' | 'park' | 'commit', EntryKind>> = {
  write: 'words',
  rate: 'rating',
  vote: 'vote',
  note: 'note',
  park: 'parked',
  commit: 'commitment',
}

/** That somebody has written something. One rating, figure and vote a step: a second one is a change of the first. */
export const write = (draft: Draft, by: PersonId, verb: keyof typeof KINDS, id: EntryId): Why | null => {
  const place = here(draft.protocol, draft.state)
  if (!place) return 'not-now'
  const { entries } = draft.state
  if (entries.some((entry) => entry.id === id)) return 'already'
  const kind = verb === 'rate' && place.step.measure ? 'figure' : KINDS[verb]
  const once = kind === 'rating' || kind === 'vote' || kind === 'figure'
  if (once && entries.some((one) => one.step === place.item.key && one.kind === kind && one.by === by)) return 'already'
  const owner = ownerOf(draft.state, place, kind, by)
  if (owner === null) return 'no-presenter'
  const group = place.part.groups ? groupOf(draft.state.groups[place.part.id] ?? [], by) : -1
  happen(draft, { kind: 'written', entry: { id, kind, by, step: place.item.key, owner, group, at: draft.now } })
  return null
}

/** The part of somebody who is away: before the step has begun, or for as many hours after it as it has apart. */
export const send = (draft: Draft, by: PersonId, id: EntryId, of: string): Why | null => {
  const { state, protocol, now } = draft
  if (state.entries.some((entry) => entry.id === id)) return 'already'
  const step = protocol.parts.flatMap((part) => part.steps).find((one) => one.id === of)
  if (!step?.apart?.absent) return 'unknown'
  const item = state.items.findLast((one) => one.step === of && one.began !== null)
  const takes = item ? takesLate(step.apart, item, now) : takesEarly(step.apart, state, of)
  if (!takes) return 'not-now'
  const kind = kindIn(step)
  const key = item?.key ?? of
  if (kind !== 'words' && state.entries.some((one) => one.step === key && one.by === by && one.kind === kind))
    return 'already'
  happen(draft, { kind: 'sent', entry: { id, kind, by, step: key, owner: by, group: -1, at: now } })
  return null
}

const HOUR = 3_600_000

/** Only for a step that may still come: in one that is left out nobody would ever read it. */
const takesEarly = ({ absent }: Apart, state: RunState, of: string): boolean =>
  absent?.includes('before') === true && (state.phase === 'waiting' || ahead(state).some(({ step }) => step === of))

const takesLate = ({ absent, hours }: Apart, { standing, ended }: Item, now: number): boolean =>
  absent?.includes('after') === true && standing === 'done' && now <= (ended ?? 0) + hours * HOUR

/** As what somebody takes part in a step. */
export const kindIn = (step: Step): EntryKind => {
  if (step.how === 'rate') return step.measure ? 'figure' : 'rating'
  return step.how === 'vote' ? 'vote' : 'words'
}

/** Takes one's own entry back while its step lasts; a commitment at any time, and a note, also by the presenter whose it is. */
export const withdraw = (draft: Draft, by: PersonId, id: EntryId): Why | null => {
  const entry = draft.state.entries.find((one) => one.id === id)
  if (!entry) return 'already'
  if (!isTheirs(entry, by)) return 'not-yours'
  const lasting = entry.kind === 'note' || entry.kind === 'commitment'
  if (!lasting && entry.step !== here(draft.protocol, draft.state)?.item.key) return 'stale'
  happen(draft, { kind: 'withdrawn', entry: id })
  return null
}

/** Lays words under others, or apart again. Whatever lay under them goes along: there is one layer, not a tree. */
export const gather = (draft: Draft, by: PersonId, id: EntryId, under: EntryId | null): Why | null => {
  const { protocol, state } = draft
  const place = here(protocol, state)
  const open = place ? onTable(protocol, state, place, by) : []
  if (!open.includes(id) || id === under || (under !== null && !open.includes(under))) return 'unknown'
  const head = under === null ? null : (state.gathered?.[under] ?? under)
  if (head === id) return 'not-now'
  if ((state.gathered?.[id] ?? null) === head) return 'already'
  const below = Object.entries(state.gathered ?? {}).flatMap(([each, over]) => (over === id ? [each] : []))
  for (const each of head === null ? [id] : [id, ...below])
    happen(draft, { kind: 'gathered', entry: each, under: head })
  return null
}

/** Whose an entry is: notes, and what only the presenter sees, are the presenter's. Null where there is none yet. */
const ownerOf = (state: RunState, { item, part, step }: Place, kind: EntryKind, by: PersonId): PersonId | null => {
  if (kind === 'commitment' || kind === 'parked' || (kind !== 'note' && step.seen !== 'presenter')) return by
  const group = (person: PersonId) => (part.groups ? groupOf(state.groups[part.id] ?? [], person) : -1)
  const presenters = Object.keys(item.cast).filter((person) => presents(item, person))
  return presenters.find((person) => group(person) === group(by)) ?? presenters[0] ?? null
}
