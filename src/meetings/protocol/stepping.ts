import { fitted, planAhead, stillToPresent } from './agenda.ts'
import { windowEnd } from './apart.ts'
import { chance, shuffled } from './chance.ts'
import type { Why } from './commands.ts'
import { type Draft, happen } from './draft.ts'
import { type Groups, groupOf, regroup } from './groups.ts'
import { type Met, meetingsIn, mixed } from './mixing.ts'
import { awaitsPresenter, type Part, type Protocol, rotating } from './protocol.ts'
import { turnOf } from './scale.ts'
import {
  actors,
  ahead,
  hasRole,
  here,
  type Item,
  isHere,
  leastHeard,
  type Place,
  placeOf,
  present,
  type RunState,
  rotates,
} from './state.ts'

/** Ends the current step and begins the next, or the later one named; ends the run after the last. */
export const advance = (draft: Draft, how: { readonly skipped: boolean; readonly to?: string }): Why | null => {
  const coming = ahead(draft.state)
  const target = how.to === undefined ? nextAfter(draft, how.skipped) : coming.find((item) => item.key === how.to)
  if (how.to !== undefined && !target) return 'unknown'
  if (target && lacksPresenter(draft, target)) return 'no-presenter'
  endStep(draft, how.skipped)
  for (const item of coming) {
    if (item.key === target?.key) break
    happen(draft, { kind: 'step-ended', key: item.key, skipped: true, revealed: false })
  }
  if (target) beginStep(draft, target)
  else happen(draft, { kind: 'ended' })
  return null
}

/** What comes next; whoever said no to something by skipping a step does not come to that either. */
const nextAfter = ({ protocol, state }: Draft, skipped: boolean): Item | undefined => {
  const [next, later] = ahead(state)
  const refused = skipped ? here(protocol, state)?.step.allows : undefined
  return refused !== undefined && next?.step === refused ? later : next
}

/** Whether a step cannot begin because nobody is there to present. */
export const lacksPresenter = ({ protocol, state }: Pick<Draft, 'protocol' | 'state'>, item: Item): boolean => {
  const place = placeOf(protocol, item)
  if (!place || !awaitsPresenter(place.part, place.step)) return false
  return !isHere(state, state.roles.presenter ?? '')
}

/** Ends the current step; what was written for its end is revealed, unless it is skipped. */
export const endStep = (draft: Draft, skipped: boolean): void => {
  const place = here(draft.protocol, draft.state)
  if (!place) return
  const revealed = !skipped && place.step.seen === 'together'
  happen(draft, { kind: 'step-ended', key: place.item.key, skipped, revealed })
}

/** Begins a step that lies ahead: its groups, who presents, who speaks in which order, and when it ends. */
export const beginStep = (draft: Draft, item: Item): void => {
  const place = placeOf(draft.protocol, item)
  if (!place) return
  if (needsGroups(place.part) && !draft.state.groups[item.part]) {
    happen(draft, { kind: 'grouped', part: item.part, groups: groupsFor(draft, place.part) })
  }
  const cast = castFor(draft.state, place.part, item)
  const items = [item, ...ahead(draft.state).filter((one) => one.key !== item.key)]
  const seconds = fitted(draft.protocol, draft.state, items, draft.now)[0] ?? 0
  const began: Place = { ...place, item: { ...item, cast } }
  const endsAt = draft.state.apart ? windowEnd(draft.state, began, seconds, draft.now) : draft.now + seconds * 1000
  const order = orderFor(draft.state, began)
  const turn = turnFor(draft, item, order, seconds)
  happen(draft, { kind: 'step-began', key: item.key, seconds, endsAt, cast, order, turn })
}

/** Plans what lies ahead anew, where those present have changed. */
export const replan = (draft: Draft): void => {
  const planned = planAhead(draft.protocol, draft.state)
  const same = (one: Item, at: number) => planned[at]?.key === one.key && planned[at]?.planned === one.planned
  const before = ahead(draft.state)
  if (before.length === planned.length && before.every(same)) return
  happen(draft, { kind: 'planned', parts: draft.state.parts, ahead: planned })
}

/** Goes on by itself where a step ends as soon as everybody present is done with it. */
export const advanceWhenDone = (draft: Draft): void => {
  const place = here(draft.protocol, draft.state)
  if (!place || (place.step.ends !== 'done' && !draft.state.apart) || draft.state.phase !== 'running') return
  const acting = actors(draft.state, place)
  if (acting.length > 0 && acting.every((person) => isThrough(draft.state, place, person))) {
    advance(draft, { skipped: false })
  }
}

/** Keeps groups and speaking order right when those present change in the middle of a step. */
export const rearrange = (draft: Draft): void => {
  const place = here(draft.protocol, draft.state)
  const groups = place && draft.state.groups[place.part.id]
  if (place && groups) {
    const anew = regroup(groups, members(draft.state, place.part))
    if (JSON.stringify(anew) !== JSON.stringify(groups)) {
      happen(draft, { kind: 'grouped', part: place.part.id, groups: anew })
    }
  }
  if (place) queueNewcomers(draft, place)
}

const queueNewcomers = (draft: Draft, place: Place): void => {
  const { speaker, order, past } = draft.state.floor
  if (place.step.how !== 'turns' || place.part.groups || draft.state.apart) return
  const known = [...past, ...order, ...(speaker === null ? [] : [speaker])]
  const added = actors(draft.state, place).filter((person) => !known.includes(person))
  if (added.length > 0) happen(draft, { kind: 'ordered', order: lastly(draft.state, place, [...order, ...added]) })
}

const isThrough = (state: RunState, { step }: Place, person: string): boolean =>
  state.done.includes(person) || (step.how === 'turns' && state.floor.past.includes(person))

const needsGroups = (part: Part): boolean => part.groups !== undefined || rotates(part)

/** Those who are divided into groups: all present, or all but the presenter. */
const members = (state: RunState, part: Part): readonly string[] =>
  present(state).filter((person) => !(part.groups?.without && state.roles.presenter === person))

/** Small groups of those who worked together least so far; within each it is chance who comes first. */
export const groupsFor = ({ protocol, state }: Pick<Draft, 'protocol' | 'state'>, part: Part): Groups => {
  const people = members(state, part)
  if (!part.groups) return [leastHeard(state, people, `rounds ${part.id}`)]
  const draw = chance(state.seed, `groups ${part.id}`)
  return mixed(people, part.groups.size, metBy(protocol, state)).map((group) => shuffled(group, draw))
}

/** Who met in small groups before: in earlier meetings, and in this one. */
const metBy = ({ parts }: Protocol, state: RunState): Met => [
  ...(state.met ?? []),
  ...parts.flatMap(({ id, groups }) => (groups ? meetingsIn(state.groups[id] ?? []) : [])),
]

/** Who has which moving role: new ones at a round's first step, the same all through it. */
const castFor = (state: RunState, part: Part, item: Item): Item['cast'] => {
  if (!rotates(part)) return state.roles.presenter === undefined ? {} : { [state.roles.presenter]: 'presenter' }
  const earlier = state.items.find(
    (one) => one.part === item.part && one.round === item.round && one.began !== null && one.key !== item.key,
  )
  if (earlier) return earlier.cast
  const groups = state.groups[part.id] ?? []
  return Object.fromEntries(groups.flatMap((_, group) => castOf(state, part, group)))
}

const castOf = (state: RunState, part: Part, group: number): readonly (readonly [string, string])[] => {
  const groups = state.groups[part.id] ?? []
  const people = present(state).filter((person) => groupOf(groups, person) === group)
  const first = stillToPresent(state, part, group)[0]
  if (first === undefined) return []
  const ordered = (groups[group] ?? []).filter((person) => people.includes(person))
  const start = ordered.indexOf(first)
  const around = [...ordered.slice(start), ...ordered.slice(0, start)]
  return rotating(part).flatMap((role, at) => {
    const person = around[at]
    return person === undefined ? [] : [[person, role] as const]
  })
}

/** Who speaks, in which order. Empty where people speak freely or work in groups. */
const orderFor = (state: RunState, place: Place): readonly string[] => {
  const { part, step, item } = place
  if (state.apart || part.groups || step.how === 'stillness' || step.how === 'writing') return []
  const acting = actors(state, place)
  if (step.how !== 'turns') return acting.length === 1 && step.who !== 'everyone' && step.how === 'free' ? acting : []
  const order = inTurn(state, place, acting)
  const first = order.filter((person) => holds(state, item, person, step.first))
  return lastly(state, place, [...first, ...order.filter((person) => !first.includes(person))])
}

const inTurn = (state: RunState, { step, item }: Place, acting: readonly string[]): readonly string[] => {
  if (step.order === 'random') return shuffled(acting, chance(state.seed, `order ${item.key}`))
  if (step.order === 'least-heard') return leastHeard(state, acting, `order ${item.key}`)
  return round(state, acting)
}

/** Whoever is to speak last, behind all others. */
const lastly = (state: RunState, { step, item }: Place, order: readonly string[]): readonly string[] => {
  const last = order.filter((person) => holds(state, item, person, step.last))
  return [...order.filter((person) => !last.includes(person)), ...last]
}

const holds = (state: RunState, item: Item, person: string, role: string | undefined): boolean =>
  role !== undefined && hasRole(state, item, person, role)

/** The circle's own order, beginning with another person each time. */
const round = (state: RunState, acting: readonly string[]): readonly string[] => {
  const begun = state.items.filter((item) => item.began !== null).length
  const from = acting.length === 0 ? 0 : (state.seed + begun) % acting.length
  return [...acting.slice(from), ...acting.slice(0, from)]
}

const turnFor = (draft: Draft, item: Item, order: readonly string[], seconds: number): number | null => {
  const turn = turnOf(draft.protocol, item, present(draft.state).length, seconds)
  return turn === null || order.length === 0 ? null : Math.floor(seconds / order.length)
}
