import { z } from 'zod'
import {
  choicesApart,
  decide,
  inLanguage,
  kindIn,
  mayChange,
  type Protocol,
  type RunState,
} from '../protocol/engine.ts'
import { ballotOf, type Step } from '../protocol/protocol.ts'

/** Somebody's part of a step of a live meeting, from who is not there. `entry` is made with the form. */
export const partForm = z.object({
  entry: z.uuid().toLowerCase(),
  words: z.string().max(5000).default(''),
  picks: z
    .array(z.union([z.uuid(), z.literal('')]))
    .max(20)
    .default([])
    .transform((picks) => picks.filter((each) => each !== '')),
  figure: z.union([z.literal(''), z.coerce.number().int().min(-100).max(100)]).default(''),
  answers: z.array(z.string().max(2000)).max(10).optional(),
})
export type PartInput = z.output<typeof partForm>

/** A step in which who is not there can take part, with what they wrote for it. */
export interface OpenPart {
  readonly step: string
  readonly title: string
  readonly invitation: string
  readonly asks: readonly { readonly id: string; readonly ask: string; readonly kind: 'text' | 'date' }[]
  /** What is chosen from in a vote, by id, in its number of picks. */
  readonly ballot: { readonly choices: readonly string[]; readonly picks: number; readonly ranked: boolean } | undefined
  /** A figure that is asked for, from and to. */
  readonly measure: { readonly ask: string; readonly from: number; readonly to: number } | undefined
  /** The step is over: what is given now is added to what the others gave. */
  readonly late: boolean
  /** Who sees it, and when. */
  readonly seen: Step['seen']
  readonly entry: string | undefined
  /** It can be written, or written anew. */
  readonly open: boolean
}

/** Who asks, and when. */
interface Asking {
  readonly person: string
  readonly now: Date
}

const mine = new Set<string>(['words', 'vote', 'figure'])

/** What somebody who is not there wrote or gave in a step; undefined where nothing. */
export function ownEntry({ entries, items }: RunState, step: string, person: string): string | undefined {
  const keys = [step, ...items.filter((item) => item.step === step).map(({ key }) => key)]
  return entries.find(({ by, kind, step: at }) => by === person && mine.has(kind) && keys.includes(at))?.id
}

/** Whether somebody who is not there may write for a step now, or write it anew. The engine decides, as it does when they press. */
export function mayTakePart(format: Protocol, state: RunState, of: string, { person, now }: Asking): boolean {
  const own = ownEntry(state, of, person)
  if (own) return mayChange(state, own, person)
  const asked = { kind: 'send', id: `look ${of}`, by: person, step: null, entry: `look ${of}`, of } as const
  return decide(format, state, asked, now.getTime()).kind === 'change'
}

/** Whether there is something to give in a step without having been there: the closing rating of a meeting needs those who were. */
const canBeGiven = (step: Step): boolean => step.apart?.absent !== undefined && kindIn(step) !== 'rating'

/** The steps in which somebody takes part, or could, without being there. */
export function partsFor(
  format: Protocol,
  state: RunState,
  asking: Asking & { readonly locale: string },
): readonly OpenPart[] {
  return format.parts
    .flatMap(({ steps }) => steps)
    .filter(canBeGiven)
    .map((step) => partOfStep(format, state, step, asking))
    .filter(({ open, entry, ballot }) => entry || (open && ballot?.choices.length !== 0))
}

function partOfStep(
  format: Protocol,
  state: RunState,
  step: Step,
  { locale, ...asking }: Asking & { readonly locale: string },
): OpenPart {
  const { id, title, invitation, asks = [], seen, how, measure } = step
  const { picks, ranked = false } = ballotOf(step)
  return {
    ...{ step: id, seen, title: inLanguage(title, locale), invitation: inLanguage(invitation, locale) },
    asks: asks.map((each) => ({ id: each.id, ask: inLanguage(each.ask, locale), kind: each.kind ?? 'text' })),
    ballot: how === 'vote' ? { choices: choicesApart(format, state, step), picks, ranked } : undefined,
    measure: measure && { ask: inLanguage(measure.ask, locale), from: measure.from, to: measure.to },
    late: state.items.some((item) => item.step === id && item.standing === 'done'),
    entry: ownEntry(state, id, asking.person),
    open: mayTakePart(format, state, id, asking),
  }
}
