import { z } from 'zod'
import { decide, inLanguage, mayChange, type Protocol, type RunState } from '../protocol/engine.ts'
import type { Step } from '../protocol/protocol.ts'

/** Somebody's part of a step of a live meeting, from who is not there. `entry` is made with the form. */
export const partForm = z.object({
  entry: z.uuid().toLowerCase(),
  words: z.string().max(5000).default(''),
  answers: z.array(z.string().max(2000)).max(10).optional(),
})
export type PartInput = z.output<typeof partForm>

/** A step in which who is not there can take part, with what they wrote for it. */
export interface OpenPart {
  readonly step: string
  readonly title: string
  readonly invitation: string
  readonly asks: readonly { readonly id: string; readonly ask: string; readonly kind: 'text' | 'date' }[]
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

/** What somebody who is not there wrote for a step; undefined where nothing. */
export function ownEntry({ entries, items }: RunState, step: string, person: string): string | undefined {
  const keys = [step, ...items.filter((item) => item.step === step).map(({ key }) => key)]
  return entries.find(({ by, kind, step: at }) => by === person && kind === 'words' && keys.includes(at))?.id
}

/** Whether somebody who is not there may write for a step now, or write it anew. The engine decides, as it does when they press. */
export function mayTakePart(format: Protocol, state: RunState, of: string, { person, now }: Asking): boolean {
  const own = ownEntry(state, of, person)
  if (own) return mayChange(state, own, person)
  const asked = { kind: 'send', id: `look ${of}`, by: person, step: null, entry: `look ${of}`, of } as const
  return decide(format, state, asked, now.getTime()).kind === 'change'
}

/** The steps in which somebody takes part, or could, without being there. Votes and figures need those who are there. */
export function partsFor(
  format: Protocol,
  state: RunState,
  asking: Asking & { readonly locale: string },
): readonly OpenPart[] {
  const { person, locale } = asking
  return format.parts
    .flatMap(({ steps }) => steps)
    .filter(({ apart, how }) => apart?.absent && how !== 'rate' && how !== 'vote')
    .map(({ id, title, invitation, asks = [], seen }) => ({
      ...{ step: id, seen, title: inLanguage(title, locale), invitation: inLanguage(invitation, locale) },
      asks: asks.map((each) => ({ id: each.id, ask: inLanguage(each.ask, locale), kind: each.kind ?? 'text' })),
      entry: ownEntry(state, id, person),
      open: mayTakePart(format, state, id, asking),
    }))
    .filter(({ open, entry }) => open || entry)
}
