import type { Groups } from './groups.ts'
import type { Cannot } from './scale.ts'
import type { Slot } from './slots.ts'
import type { Entry, EntryId, PersonId } from './state.ts'

/** What somebody wants to do. */
export type Deed =
  | { readonly kind: 'arrive' | 'leave'; readonly person: PersonId }
  | { readonly kind: 'start'; readonly minutes?: number }
  /** On to the next step. */
  | { readonly kind: 'next' }
  /** `turn` is the one that is over; `to` gives somebody the floor out of turn. */
  | { readonly kind: 'next-speaker'; readonly turn: number; readonly to?: PersonId }
  /** One minute more; `ends` is the end that was seen when it was pressed. */
  | { readonly kind: 'extend'; readonly ends: number }
  /** Leaves the step unfinished (hidden words stay hidden) and goes on to the next or to a later one. */
  | { readonly kind: 'skip'; readonly to?: string }
  /** The current step once more, from its start. */
  | { readonly kind: 'repeat' }
  /** All parts that have not begun, in the order wanted. */
  | { readonly kind: 'reorder'; readonly parts: readonly string[] }
  | { readonly kind: 'hand-up' }
  | { readonly kind: 'hand-down'; readonly person?: PersonId }
  | { readonly kind: 'write' | 'rate' | 'vote' | 'note' | 'park' | 'commit' | 'withdraw'; readonly entry: EntryId }
  /** The part of somebody who is away in a step, named by its id: before it begins, or for some hours after it. */
  | { readonly kind: 'send'; readonly entry: EntryId; readonly of: string }
  /** Lays words under others that mean the same; null: apart again. */
  | { readonly kind: 'gather'; readonly entry: EntryId; readonly under: EntryId | null }
  /** "I am done with this step." */
  | { readonly kind: 'done' }
  /** Which challenge is worked on (null: one that is on no list), and who presents it. */
  | { readonly kind: 'choose'; readonly challenge: string | null; readonly presenter: PersonId }
  | { readonly kind: 'assign'; readonly role: string; readonly person: PersonId | null }
  | { readonly kind: 'hand-over'; readonly to: PersonId }
  | { readonly kind: 'take-over' }
  | { readonly kind: 'pause' | 'resume' | 'end' }
  /** Said by the server (`by` null) when a step that its timer ends has reached its end. */
  | { readonly kind: 'time-up' }

export type Kind = Deed['kind']

/** A deed with who wants it, an id unlike any other, and the key of the step that was on when it was meant (or null). */
export type Command = Deed & { readonly id: string; readonly by: PersonId | null; readonly step: string | null }

/**
 * Why a command changes nothing. `stale` (meant for a step, turn or end that is over) and `already` (so it is) are
 * harmless: somebody else was quicker, and the page need not say more than what is.
 */
export type Why =
  | 'stale'
  | 'already'
  | 'ended'
  | 'not-started'
  | 'paused'
  | 'not-here'
  | 'not-facilitator'
  | 'not-yours'
  /** Somebody else has it already. */
  | 'taken'
  | 'not-now'
  | 'turned-away'
  | 'no-presenter'
  | 'early'
  | 'unknown'
  | 'cannot'

export type Refusal = { readonly why: Why; readonly cannot?: Cannot }

/** Whether nothing is lost by not being done: nobody is told of it. */
export const isHarmless = (refusal: Refusal): boolean => refusal.why === 'stale' || refusal.why === 'already'

/** What happened. Whole in itself: applied without the protocol, so a stored event stays true when rules change. */
export type RunEvent =
  | { readonly kind: 'arrived' | 'left'; readonly person: PersonId }
  | { readonly kind: 'started'; readonly minutes: number; readonly deadline: number }
  /** What lies ahead, anew. */
  | { readonly kind: 'planned'; readonly parts: readonly string[]; readonly ahead: readonly PlannedSlot[] }
  | { readonly kind: 'step-ended'; readonly key: string; readonly skipped: boolean; readonly revealed: boolean }
  | {
      readonly kind: 'step-began'
      readonly key: string
      readonly seconds: number
      readonly endsAt: number
      readonly cast: Readonly<Record<PersonId, string>>
      readonly order: readonly PersonId[]
      readonly turn: number | null
    }
  | { readonly kind: 'grouped'; readonly part: string; readonly groups: Groups }
  | { readonly kind: 'floor-given'; readonly to: PersonId | null; readonly order: readonly PersonId[] }
  | { readonly kind: 'ordered'; readonly order: readonly PersonId[] }
  | { readonly kind: 'clock-moved'; readonly endsAt: number; readonly turnEndsAt: number | null }
  | { readonly kind: 'hand-raised' | 'hand-lowered'; readonly person: PersonId }
  | { readonly kind: 'written'; readonly entry: Entry }
  /** By somebody who is away. */
  | { readonly kind: 'sent'; readonly entry: Entry }
  | { readonly kind: 'withdrawn'; readonly entry: EntryId }
  | { readonly kind: 'gathered'; readonly entry: EntryId; readonly under: EntryId | null }
  | { readonly kind: 'said-done'; readonly person: PersonId }
  | { readonly kind: 'chosen'; readonly challenge: string | null; readonly presenter: PersonId }
  | { readonly kind: 'assigned'; readonly role: string; readonly person: PersonId | null }
  | { readonly kind: 'facilitator-changed'; readonly to: PersonId; readonly how: 'handed-over' | 'taken-over' }
  | { readonly kind: 'paused'; readonly by: PersonId }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'ended' }

export type PlannedSlot = Slot & { readonly planned: number }

/** What one command came to: all of it happens, at one time. */
export type Change = { readonly command: string; readonly at: number; readonly events: readonly RunEvent[] }

export type Decision =
  | { readonly kind: 'change'; readonly change: Change }
  /** The same command has been applied before: say "done" again. */
  | { readonly kind: 'again' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
