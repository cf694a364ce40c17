import { ballotOf, inLanguage, type Protocol, partOf, type Scene, type Step, votedOn } from './protocol.ts'
import type { RoomStep } from './room.ts'
import { wordsOf } from './see.ts'
import { type EntryId, hasRole, type Item, type PersonId, type Place, present, type RunState } from './state.ts'

/** The step that is on, as everybody's room shows it. */
export const roomStep = (protocol: Protocol, state: RunState, place: Place, language: string): RoomStep => {
  const { item, part, step } = place
  return {
    key: item.key,
    part: part.id,
    partTitle: inLanguage(part.title, language),
    title: inLanguage(step.title, language),
    invitation: inLanguage(step.invitation, language),
    who: step.who,
    how: step.how,
    seen: step.seen,
    // Apart, a window closes early once all are done.
    ends: state.apart ? 'done' : step.ends,
    keeps: step.keeps,
    rules: step.rules,
    material: step.material ?? null,
    ...asked(step, language),
    scene: sceneIn(state, place, language),
    readsFirst: part.steps.some(({ id, seen }) => seen === 'together' && step.reads?.includes(id)),
    together: !part.groups && cameFromGroups(protocol, state, item),
    round: part.rounds === undefined ? null : item.round,
    rounds: Math.max(...state.items.map((one) => (one.part === part.id ? one.round : 1))),
    number: state.items.indexOf(item) + 1,
    of: state.items.length,
  }
}

/** Whether the step before this one was done in small groups. */
const cameFromGroups = (protocol: Protocol, state: RunState, item: Item): boolean => {
  const before = state.items.slice(0, state.items.indexOf(item)).findLast(({ began }) => began !== null)
  return before !== undefined && partOf(protocol, before.part)?.groups !== undefined && !isOneGroup(state, before)
}

/** So few that nobody went anywhere. */
const isOneGroup = ({ groups }: RunState, { part }: Item): boolean => groups[part]?.length === 1

type Asked = Pick<RoomStep, 'ballot' | 'measure' | 'asks' | 'many' | 'parks' | 'gathers' | 'page'>

const asked = (step: Step, language: string): Asked => {
  const { measure, page } = step
  const { of, picks, ranked = false } = ballotOf(step)
  return {
    ballot: step.how === 'vote' ? { of, picks, ranked } : null,
    measure: measure ? { ask: inLanguage(measure.ask, language), from: measure.from, to: measure.to } : null,
    asks: (step.asks ?? []).map(({ id, ask, kind = 'text' }) => ({ id, ask: inLanguage(ask, language), kind })),
    many: step.many ?? false,
    parks: step.parks ?? false,
    gathers: step.gathers ?? false,
    page: page ? inLanguage(page, language) : null,
  }
}

/** The scene of a round; another run begins with another, unless they stand in an order. */
const sceneOf = (state: RunState, { part, item }: Place): Scene | undefined =>
  part.scenes?.[((part.ordered ? 0 : state.seed) + item.round - 1) % part.scenes.length]

const sceneIn = (state: RunState, place: Place, language: string): RoomStep['scene'] => {
  const scene = sceneOf(state, place)
  if (!scene) return null
  return { title: inLanguage(scene.title, language), situation: inLanguage(scene.situation, language) }
}

/** What somebody alone is told about the scene, in the role that they have in it; null where nothing. */
export const briefOf = (state: RunState, place: Place, person: PersonId, language: string): string | null => {
  const briefs = Object.entries(sceneOf(state, place)?.briefs ?? {})
  const own = briefs.find(([role]) => plays(state, place, person, role))?.[1]
  return own ? inLanguage(own, language) : null
}

const plays = (state: RunState, { item }: Place, person: PersonId, role: string): boolean =>
  item.cast[person] === role || hasRole(state, item, person, role)

/** What somebody may vote for: words that they see and that lie under no others, or those present. */
export const choices = (
  protocol: Protocol,
  state: RunState,
  { step }: Place,
  person: PersonId,
): readonly (EntryId | PersonId)[] => {
  if (step.how !== 'vote') return []
  if (ballotOf(step).of === 'people') return present(state)
  return wordsOf(protocol, state, votedOn(step), person)
    .map(({ id }) => id)
    .filter((id) => state.gathered?.[id] === undefined)
}

/** Somebody's own figure in the earlier step that asked the same. */
export const before = (state: RunState, { step }: Place, person: PersonId): EntryId | null => {
  const keys = state.items.filter((item) => item.step === step.measure?.again).map(({ key }) => key)
  return (
    state.entries.findLast(({ kind, by, step }) => kind === 'figure' && by === person && keys.includes(step))?.id ??
    null
  )
}
