import { planAhead, unbegun } from './agenda.ts'
import type { Refusal, Why } from './commands.ts'
import { type Draft, happen } from './draft.ts'
import { scale } from './scale.ts'
import { slot } from './slots.ts'
import { giveFloor, nextInLine } from './speaking.ts'
import { actors, ahead, currentItem, here, type PersonId, present } from './state.ts'
import { advance, advanceWhenDone, beginStep, endStep, lacksPresenter } from './stepping.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/**
 * Starts with those present, in the minutes there are, but no longer than its own: what is left of an evening is free. Refuses where the protocol
 * cannot be done so.
 */
export const start = (draft: Draft, minutes = meant(draft)): Refusal | null => {
  // Apart there is time enough; only how many they are counts.
  const plan = scale(draft.protocol, present(draft.state).length, draft.state.apart ? 480 : minutes)
  if ('cannot' in plan && (!draft.state.apart || plan.cannot !== 'too-short')) return { why: 'cannot', cannot: plan }
  const planned = planAhead(draft.protocol, draft.state)
  const whole = draft.state.apart ? planned.reduce((sum, one) => sum + one.planned * 1000, 0) : minutes * MINUTE
  happen(draft, { kind: 'started', minutes, deadline: draft.now + whole })
  happen(draft, { kind: 'planned', parts: draft.state.parts, ahead: planAhead(draft.protocol, draft.state) })
  const first = ahead(draft.state)[0]
  if (!first && draft.state.apart) return { why: 'cannot' }
  if (!first || lacksPresenter(draft, first)) return { why: 'no-presenter' }
  beginStep(draft, first)
  return null
}

const meant = ({ protocol, state }: Draft): number => Math.min(state.minutes, protocol.minutes)

/** The floor to who is next, or to somebody named; where nobody waits the floor is open. */
export const nextSpeaker = (draft: Draft, to?: PersonId): Why | null => {
  const { floor } = draft.state
  if (to !== undefined && !mayTakeFloor(draft, to)) return 'unknown'
  const next = to ?? nextInLine(draft)
  if (next === null && floor.speaker === null) return 'already'
  giveFloor(draft, next)
  if (next === null) advanceWhenDone(draft)
  return null
}

/** One minute more (apart: a day), for the step and for who speaks; a second press for the same end does nothing. */
export const extend = (draft: Draft, ends: number): Why | null => {
  const { endsAt, floor } = draft.state
  if (endsAt === null || endsAt !== ends) return 'stale'
  const later = (moment: number) => Math.max(moment, draft.now) + (draft.state.apart ? DAY : MINUTE)
  const turnEndsAt = floor.endsAt === null ? null : later(floor.endsAt)
  happen(draft, { kind: 'clock-moved', endsAt: Math.max(later(endsAt), turnEndsAt ?? 0), turnEndsAt })
  return null
}

/** The step that is on ends, and its copy begins; what was written in it for its end is shown. */
export const repeat = (draft: Draft): Why | null => {
  const place = here(draft.protocol, draft.state)
  if (!place) return 'not-now'
  const { part, step, item } = place
  if (lacksPresenter(draft, item)) return 'no-presenter'
  const done = draft.state.items.filter((one) => one.step === item.step && one.round === item.round)
  const again = { ...slot(part, step, item.round, done.length + 1), planned: 0 }
  const rest = ahead(draft.state).map(({ key, part, step, round, copy, planned }) => {
    return { key, part, step, round, copy, planned }
  })
  happen(draft, { kind: 'planned', parts: draft.state.parts, ahead: [again, ...rest] })
  endStep(draft, false)
  const copy = ahead(draft.state)[0]
  if (copy) beginStep(draft, copy)
  return null
}

/** Another order of the parts that have not begun; it must name each of them once. */
export const reorder = (draft: Draft, wanted: readonly string[]): Why | null => {
  const open = unbegun(draft.protocol, draft.state).map((part) => part.id)
  if (wanted.length !== open.length || !open.every((id) => wanted.includes(id))) return 'stale'
  if (wanted.every((id, at) => open[at] === id)) return 'already'
  const parts = [...draft.state.parts.filter((id) => !open.includes(id)), ...wanted]
  const planned = draft.state.phase === 'waiting' ? [] : planAhead(draft.protocol, draft.state, parts)
  happen(draft, { kind: 'planned', parts, ahead: planned })
  return null
}

/** "I am done with this step": where everybody is, and the step waits for nothing else, it ends. */
export const sayDone = (draft: Draft, by: PersonId): Why | null => {
  happen(draft, { kind: 'said-done', person: by })
  advanceWhenDone(draft)
  return null
}

/** "I need a pause": anybody may say so. The clocks stand still; the end of the whole does not move. */
export const pause = (draft: Draft, by: PersonId): Why | null => {
  happen(draft, { kind: 'paused', by })
  return null
}

/** On from a pause: every clock is later by as long as it was. */
export const resume = (draft: Draft): Why | null => {
  happen(draft, { kind: 'resumed' })
  advanceWhenDone(draft)
  return null
}

/** Ends the run here: the current step ends as it would, what was still ahead is skipped. */
export const end = (draft: Draft): Why | null => {
  if (!currentItem(draft.state)) return 'not-now'
  endStep(draft, false)
  for (const item of ahead(draft.state)) {
    happen(draft, { kind: 'step-ended', key: item.key, skipped: true, revealed: false })
  }
  happen(draft, { kind: 'ended' })
  return null
}

/** The timer has run out, where a timer ends the step. */
export const timeUp = (draft: Draft): Why | null => {
  const place = here(draft.protocol, draft.state)
  if (!place || draft.state.endsAt === null || (place.step.ends !== 'timer' && !draft.state.apart)) return 'not-now'
  return draft.now < draft.state.endsAt ? 'early' : advance(draft, { skipped: false })
}

const mayTakeFloor = (draft: Draft, person: PersonId): boolean => {
  const place = here(draft.protocol, draft.state)
  if (!place || person === draft.state.floor.speaker || !actors(draft.state, place).includes(person)) return false
  return place.step.how !== 'turns' || !draft.state.floor.past.includes(person)
}
