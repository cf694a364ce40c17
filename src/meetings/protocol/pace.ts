import { behind, fitted, planAhead, projectedEnd, unbegun } from './agenda.ts'
import { inLanguage, type Protocol, partOf } from './protocol.ts'
import type { Room, RoomPart } from './room.ts'
import { scale } from './scale.ts'
import { ahead, present, type RunState } from './state.ts'

/** Behind or ahead by less than this is on time (seconds). */
const ON_TIME = 60

/** Seconds that each step ahead will have as things stand. */
export const restOf = (protocol: Protocol, state: RunState, now: number): readonly number[] =>
  state.endsAt === null ? [] : fitted(protocol, state, ahead(state), projectedEnd(state, now))

/** On time, ahead or behind, and when the whole will be over. */
export const paceOf = (state: RunState, now: number, rest: readonly number[]): Room['pace'] => {
  const seconds = behind(state, now)
  const end = projectedEnd(state, now)
  return {
    standing: Math.abs(seconds) < ON_TIME ? 'on-time' : seconds > 0 ? 'behind' : 'ahead',
    behind: seconds,
    endsAt: state.endsAt === null ? null : end + sum(rest) * 1000,
    deadline: state.deadline,
  }
}

/** The parts of the meeting with the seconds that each has left, or took. */
export const roomParts = (
  protocol: Protocol,
  state: RunState,
  now: number,
  rest: readonly number[],
  language: string,
): readonly RoomPart[] => {
  const lengths = state.phase === 'waiting' ? foreseen(protocol, state) : lasting(state, now, rest)
  return state.parts.flatMap((id) => {
    const part = partOf(protocol, id)
    const items = lengths.filter((one) => one.part === id)
    if (!part || items.length === 0) return []
    const standing = standingOf(items.map((one) => one.standing))
    const counted =
      standing === 'here' ? items.filter((one) => one.standing === 'here' || one.standing === 'ahead') : items
    const seconds = sum(counted.map((one) => one.seconds))
    return [{ id, title: inLanguage(part.title, language), standing, seconds, steps: items.length }]
  })
}

type Length = { readonly part: string; readonly standing: RoomPart['standing']; readonly seconds: number }

/** Before the start: as it would be with those who are here, or with as few or many as there may be. */
const foreseen = (protocol: Protocol, state: RunState): readonly Length[] => {
  if (state.apart)
    return planAhead(protocol, state).map(({ part, planned }) => ({ part, standing: 'ahead', seconds: planned }))
  const { min, max } = protocol.people
  const plan = scale(
    protocol,
    Math.min(max, Math.max(min, present(state).length)),
    Math.min(state.minutes, protocol.minutes),
  )
  if ('cannot' in plan)
    return unbegun(protocol, state).map((part) => ({ part: part.id, standing: 'ahead', seconds: 0 }))
  return plan.steps.map(({ part, seconds }) => ({ part, standing: 'ahead', seconds }))
}

const lasting = (state: RunState, now: number, rest: readonly number[]): readonly Length[] => {
  const end = projectedEnd(state, now)
  const coming = ahead(state)
  return state.items.map((item) => {
    const { part, standing } = item
    if (standing === 'here') return { part, standing, seconds: Math.round((end - (state.pausedAt ?? now)) / 1000) }
    if (standing === 'ahead') return { part, standing, seconds: rest[coming.indexOf(item)] ?? 0 }
    return { part, standing, seconds: Math.round(((item.ended ?? 0) - (item.began ?? item.ended ?? 0)) / 1000) }
  })
}

const standingOf = (standings: readonly RoomPart['standing'][]): RoomPart['standing'] => {
  if (standings.includes('here')) return 'here'
  if (standings.includes('ahead')) return 'ahead'
  return standings.includes('done') ? 'done' : 'skipped'
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
