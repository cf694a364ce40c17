import { apply } from './apply.ts'
import type { Change, Command, Decision, Refusal, Why } from './commands.ts'
import { arrive, assign, choose, handOver, leave, lower, raise, takeOver } from './decide-people.ts'
import { end, extend, nextSpeaker, pause, reorder, repeat, resume, sayDone, start, timeUp } from './decide-steps.ts'
import { gather, send, withdraw, write } from './decide-words.ts'
import { type Draft, draftOf } from './draft.ts'
import { isBound, refusalFor } from './law.ts'
import type { Protocol } from './protocol.ts'
import { currentItem, type PersonId, type RunState } from './state.ts'
import { advance } from './stepping.ts'

/**
 * What a command comes to at a server time (milliseconds; where it lies before the run's last change, that one counts).
 * The same state, command and time always come to the same. Nothing is changed here: `apply` makes the new state.
 * Commands may come twice, late or out of order: one that was applied before comes to `again`, one that was meant for a
 * step, turn or end that is over is refused as `stale`.
 */
export const decide = (protocol: Protocol, state: RunState, command: Command, at: number): Decision => {
  if (state.applied.includes(command.id)) return { kind: 'again' }
  const refused = before(protocol, state, command)
  if (refused) return { kind: 'refused', refusal: { why: refused } }
  const draft = draftOf(protocol, state, at)
  const refusal = carryOut(draft, command)
  if (refusal) return { kind: 'refused', refusal }
  return { kind: 'change', change: { command: command.id, at: draft.now, events: draft.events } }
}

/** Decides and applies at once: the new state with the change, or the same state with the reason. */
export const carry = (
  protocol: Protocol,
  state: RunState,
  command: Command,
  at: number,
): { readonly state: RunState; readonly change: Change | null; readonly refusal: Refusal | null } => {
  const decision = decide(protocol, state, command, at)
  if (decision.kind === 'refused') return { state, change: null, refusal: decision.refusal }
  if (decision.kind === 'again') return { state, change: null, refusal: null }
  return { state: apply(state, decision.change), change: decision.change, refusal: null }
}

const before = (protocol: Protocol, state: RunState, command: Command): Why | null => {
  if ((command.by === null) !== (command.kind === 'time-up')) return 'not-yours'
  if (state.phase !== 'ended' && isBound(command.kind) && command.step !== (currentItem(state)?.key ?? null)) {
    return 'stale'
  }
  if (command.kind === 'next-speaker' && command.turn !== state.floor.turn) return 'stale'
  return refusalFor(protocol, state, command.kind, command.by)
}

const carryOut = (draft: Draft, command: Command): Refusal | null => {
  const by = command.by ?? ''
  if (command.kind === 'start') return start(draft, command.minutes)
  const why = simply(draft, command, by)
  return why === null ? null : { why }
}

const simply = (draft: Draft, command: Exclude<Command, { kind: 'start' }>, by: PersonId): Why | null => {
  switch (command.kind) {
    case 'arrive':
      return arrive(draft, by, command.person)
    case 'leave':
      return leave(draft, by, command.person)
    case 'next':
      return advance(draft, { skipped: false })
    case 'skip':
      return advance(draft, { skipped: true, ...(command.to === undefined ? {} : { to: command.to }) })
    case 'next-speaker':
      return nextSpeaker(draft, command.to)
    case 'extend':
      return extend(draft, command.ends)
    case 'repeat':
      return repeat(draft)
    case 'reorder':
      return reorder(draft, command.parts)
    case 'done':
      return sayDone(draft, by)
    case 'pause':
      return pause(draft, by)
    case 'resume':
      return resume(draft)
    case 'end':
      return end(draft)
    case 'time-up':
      return timeUp(draft)
    default:
      return among(draft, command, by)
  }
}

type Among = Extract<
  Command,
  {
    kind:
      | 'hand-up'
      | 'hand-down'
      | 'write'
      | 'rate'
      | 'vote'
      | 'note'
      | 'park'
      | 'gather'
      | 'send'
      | 'commit'
      | 'withdraw'
      | 'choose'
      | 'assign'
      | 'hand-over'
      | 'take-over'
  }
>

const among = (draft: Draft, command: Among, by: PersonId): Why | null => {
  switch (command.kind) {
    case 'hand-up':
      return raise(draft, by)
    case 'hand-down':
      return lower(draft, by, command.person ?? by)
    case 'choose':
      return choose(draft, by, command.challenge, command.presenter)
    case 'assign':
      return assign(draft, by, command.role, command.person)
    case 'hand-over':
      return handOver(draft, command.to)
    case 'take-over':
      return takeOver(draft, by)
    case 'send':
      return send(draft, by, command.entry, command.of)
    case 'gather':
      return gather(draft, by, command.entry, command.under)
    case 'withdraw':
      return withdraw(draft, by, command.entry)
    default:
      return write(draft, by, command.kind, command.entry)
  }
}
