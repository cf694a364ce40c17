import { z } from 'zod'
import { type Cannot, type Command, type Deed, judge, type Refusal, type View, type Why } from './protocol/engine.ts'
import type { SaidThen } from './rules/apart.ts'
import type { Counting } from './rules/counting.ts'
import type { Rating } from './rules/rating.ts'

const perhaps = z.union([z.literal(''), z.uuid()]).default('')

/** How a meeting begins: by which format, who leads it today, and who has the other roles where that is clear already. */
export const openingForm = z.object({
  protocol: z.string().min(1),
  facilitator: z.uuid(),
  timekeeper: perhaps,
  presenter: perhaps,
  scribe: perhaps,
  observer: perhaps,
})
export type OpeningInput = z.input<typeof openingForm>

const kinds = [
  ...([
    'arrive',
    'leave',
    'start',
    'next',
    'next-speaker',
    'extend',
    'skip',
    'repeat',
    'hand-up',
    'hand-down',
  ] as const),
  ...(['write', 'rate', 'vote', 'note', 'park', 'gather', 'withdraw', 'done', 'choose'] as const),
  ...(['assign', 'hand-over', 'take-over'] as const),
  ...(['pause', 'resume', 'end', 'commit', 'settle', 'format'] as const),
]

const slider = z.coerce.number().int().min(0).max(10).optional()

/**
 * One press in the room. `id` was there when the button was drawn, so that pressing twice counts once; `step` is what was on the screen;
 * the others belong to single kinds.
 */
export const commandForm = z.object({
  id: z
    .string()
    .max(120)
    .regex(/^[0-9a-f]{8}-[0-9a-f-]{27}( |$)/),
  kind: z.enum(kinds),
  step: z.string().default(''),
  turn: z.coerce.number().int().optional(),
  ends: z.coerce.number().int().optional(),
  person: z.uuid().optional(),
  role: z.string().max(60).optional(),
  /** Up to which step is skipped. */
  to: z.string().max(120).optional(),
  entry: z.uuid().toLowerCase().optional(),
  words: z.string().max(5000).optional(),
  question: z.string().max(500).optional(),
  /** Words under which these are laid; none: apart again. */
  under: z.union([z.uuid(), z.literal('')]).optional(),
  /** What is named in a vote, in order. */
  picks: z
    .array(z.union([z.uuid(), z.literal('')]))
    .max(20)
    .transform((picks) => picks.filter((each) => each !== ''))
    .optional(),
  figure: z.coerce.number().int().min(-100).max(100).optional(),
  /** What was asked one by one, in the order in which it was. */
  answers: z.array(z.string().max(2000)).max(10).optional(),
  /** Another way to meet, chosen before the start. */
  format: z.string().max(60).optional(),
  /** "I mean it as it stands": overrules the hint that it is no question. */
  sure: z.literal('yes').optional(),
  /** "These are my words, and I am done": one press for both. */
  also: z.literal('done').optional(),
  what: z.string().max(300).optional(),
  cue: z.string().max(300).optional(),
  /** How a commitment of last time went, and the step of it that was on the screen. */
  answer: z.enum(['kept', 'carried', 'dropped']).optional(),
  seen: z.coerce.number().int().optional(),
  better: z.string().max(1000).optional(),
  heard: slider,
  topic: slider,
  method: slider,
  worth: slider,
})
export type CommandInput = z.output<typeof commandForm>

/** What the room lets one press mean; undefined where something that it needs is missing. `challenge` is the id of a new one. */
export function deedOf(input: CommandInput, challenge: string | null): Deed | undefined {
  const { kind, person, entry, turn, ends, role } = input
  switch (kind) {
    case 'arrive':
    case 'leave':
      return person === undefined ? undefined : { kind, person }
    case 'next-speaker':
      return turn === undefined ? undefined : { kind, turn, ...(person ? { to: person } : {}) }
    case 'skip':
      return { kind, ...(input.to ? { to: input.to } : {}) }
    case 'extend':
      return ends === undefined ? undefined : { kind, ends }
    case 'hand-down':
      return { kind, ...(person ? { person } : {}) }
    case 'write':
    case 'rate':
    case 'vote':
    case 'note':
    case 'park':
    case 'commit':
    case 'withdraw':
      return entry === undefined ? undefined : { kind, entry }
    case 'gather':
      return entry === undefined ? undefined : { kind, entry, under: input.under || null }
    case 'choose':
      return person === undefined ? undefined : { kind, challenge, presenter: person }
    case 'assign':
      return role === undefined ? undefined : { kind, role, person: person ?? null }
    case 'hand-over':
      return person === undefined ? undefined : { kind, to: person }
    case 'settle':
    case 'format':
      // Beside the run: between an owner and a commitment, or before there is anything to carry on.
      return undefined
    default:
      return { kind }
  }
}

/** A form without words: nothing to keep. */
export const saysNothing = ({ kind, words = '', what = '', answers }: CommandInput): boolean => {
  if (kind === 'commit') return what === ''
  if (kind === 'write' && answers) return answers.every((each) => each === '')
  return (kind === 'write' || kind === 'note' || kind === 'park') && words === ''
}

/** Why words are to be held back in a step that takes questions only; the presenter answers, and is not asked for any. */
export function hintFor(
  { kind, words = '', sure }: Pick<CommandInput, 'kind' | 'words' | 'sure'>,
  { step, you }: Pick<View, 'step' | 'you'>,
  language: string,
): Hint | undefined {
  const only = step?.how === 'questions' || step?.rules.includes('questions-only')
  if (kind !== 'write' || sure || !only || step?.asks.length || you.roles.includes('presenter')) return undefined
  const verdict = judge(words, language)
  return verdict === 'question' ? undefined : verdict
}

/** The command as the engine takes it. */
export function commandOf(input: CommandInput, deed: Deed, by: string): Command {
  return { ...deed, id: input.id, by, step: input.step === '' ? null : input.step }
}

/** Words that lie open for the one who looks. */
export interface OpenEntry {
  readonly id: string
  readonly author: string
  readonly text: string
  readonly mine: boolean
}

/** A commitment as the room shows it. `open` ones can still be settled by their owner, as can those carried on today; `seq` says which step was seen. */
export interface RoomCommitment {
  readonly id: string
  readonly person: string
  readonly what: string
  readonly cue: string
  readonly mine: boolean
  readonly seq: number
  readonly standing: 'open' | 'kept' | 'carried' | 'dropped'
  /** From before the last meeting, and nobody has said anything about it since. */
  readonly older: boolean
}

/** Somebody in the room, by name. */
export interface Seated {
  readonly id: string
  readonly name: string
}

/** Somebody from outside who was asked to this meeting. */
export interface RoomGuest {
  readonly name: string
  /** Has promised, and can follow. */
  readonly here: boolean
  /** Knows the old time of a meeting that has moved, and I asked them in: nobody else knows how they are reached. */
  readonly tell: boolean
}

/**
 * Everything that one person's room shows, and nothing else: what is hidden from them is not in it. Made on the server for the page and for each
 * message of the stream. Times are milliseconds of the server's clock; `now` is that clock when it was made.
 */
export interface RoomModel {
  readonly now: number
  /** A new id, for whatever is pressed or written next. */
  readonly fresh: string
  /** Grows with every change of what the room shows: of two models the one with the higher number is the newer. */
  readonly seq: number
  readonly me: string
  readonly circle: { readonly id: string; readonly name: string }
  readonly meeting: string
  readonly run: string
  readonly protocol: string
  /** Where the circle meets; `link` where the whole of it is an address in the web. */
  readonly place: { readonly words: string; readonly link: boolean } | undefined
  readonly seated: readonly Seated[]
  readonly guests: readonly RoomGuest[]
  readonly view: View
  readonly table: readonly OpenEntry[]
  /** What I have written in this step, to go on with; `answers` where several things are asked. */
  readonly draft: { readonly id: string; readonly text: string; readonly answers: readonly string[] } | undefined
  readonly counting: Counting
  /** Remarks that wait for later. */
  readonly parked: readonly OpenEntry[]
  readonly rating: Rating | undefined
  readonly challenge: string | undefined
  /** For whom this person works just now: the presenter of their own small group, or of all. */
  readonly presenter: string | undefined
  readonly notes: readonly OpenEntry[]
  /** The presenter reads them in a later step of this round. */
  readonly notesWait: boolean
  readonly last: readonly RoomCommitment[]
  /** What was settled last time, for whoever was there. */
  readonly settled: readonly Settled[]
  readonly taken: readonly RoomCommitment[]
  /** Until it starts: the way to meet, others, and why the one that is chosen cannot be done with those who are here. */
  readonly ways:
    | {
        readonly title: string
        readonly choices: readonly { readonly key: string; readonly title: string; readonly fits: boolean }[]
        readonly cannot: Cannot | undefined
      }
    | undefined
  /** When the circle meets again, as whoever reads says it, and who leads then; known in the last step and after it. */
  readonly next: { readonly when: string; readonly leads: string | undefined } | undefined
  /** Held by everybody in their own time: what the format is called, and what was said in the windows before. */
  readonly apart: { readonly title: string; readonly said: readonly SaidThen[] } | undefined
  /** My last words were held back: they look like no question. With `words` where the page was drawn anew. */
  readonly held: { readonly hint: Hint; readonly words: string } | undefined
  /** A sentence where the last press could not be done. */
  readonly refused: string | undefined
}

/** What became of a press: done (now, or by an earlier one), too late to mean anything, or refused with a reason. */
export type Outcome =
  | { readonly kind: 'done' | 'same' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Words that are no question, where only questions are asked: given back with a hint, which their author may overrule. */
  | { readonly kind: 'held'; readonly hint: Hint }

/** When somebody pressed, in which language their room speaks, and the mark by which those who watch the room know what came of it. */
export interface Pressed {
  readonly now: Date
  readonly locale?: string
  readonly mark?: string
}

/** What was written where a question was asked for. */
export type Hint = 'advice' | 'statement'

/** Something that was settled, in the words of whoever wrote it. */
export interface Settled {
  readonly id: string
  readonly author: string
  readonly text: string
}

/** The sentence for a refusal is `meetings.refused.<why>`; harmless ones are shown to nobody. */
export type RefusedWhy = Exclude<Why, 'stale' | 'already'>
