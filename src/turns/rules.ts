import { z } from 'zod'
import type { Seat } from '../circles/rules.ts'
import { dayIfAny } from '../scheduling/rules/days.ts'
import { type Held, type Role, roles } from './rules/ledger.ts'
import type { NextTurn } from './rules/next.ts'

const role = z.enum(roles)

/** To be passed over once at a meeting. */
export const skipForm = z.object({ meeting: z.uuid(), role })
/** To have somebody do it instead; they say yes or no. */
export const swapForm = z.object({ meeting: z.uuid(), role, fellow: z.uuid('turns.swap.whom') })
export const answerForm = z.object({ said: z.enum(['yes', 'no']) })
export const nothing = z.object({})
/** The last day of being away; empty to be back. */
export const awayForm = z.object({ until: dayIfAny('turns.away.badDay') })

const who = z.union([z.literal(''), z.uuid()]).default('')
/** Who was there and did what, as somebody tells it. Two may have brought a challenge. */
export const toldForm = z.object({
  there: z.array(z.uuid(), 'turns.told.nobodyThere').min(1, 'turns.told.nobodyThere'),
  presenter: who,
  second: who,
  facilitator: who,
  timekeeper: who,
  scribe: who,
  observer: who,
})
export type ToldInput = z.output<typeof toldForm>

/** Somebody did something. */
export interface Done {
  readonly role: Role
  readonly person: string
}

/** What happened at a meeting. */
export interface Told {
  readonly there: readonly string[]
  readonly done: readonly Done[]
}

/** What a filled-in form says; whoever did something was there. */
export function toldOf({ there, second, ...who }: ToldInput): Told {
  const named = roles.flatMap((each): Done[] => (who[each] ? [{ role: each, person: who[each] }] : []))
  const again: Done[] = second && second !== who.presenter ? [{ role: 'presenter', person: second }] : []
  const done = [...named, ...again]
  return { there: [...new Set([...there, ...done.map(({ person }) => person)])], done }
}

/** A wish for a meeting: to be passed over, or with `fellow` to swap. */
export interface Wish {
  readonly id: string
  readonly meeting: string
  readonly role: Role
  readonly person: string
  readonly fellow: string | null
  readonly said: 'yes' | 'no' | null
}

/** A meeting as the ledger has it, with who said so where it was not the meeting room. */
export interface HeldMeeting extends Held {
  readonly toldBy: string | null
}

/** One may ask to be passed over, or to swap, where it is one's own turn. */
export const mayWish = (seat: Seat, next: NextTurn | undefined): boolean =>
  next?.who === seat.person && next.whose === seat.person

/** Whom one may ask to swap: those who are there and not asked for it anyway. */
export const mayAsk = (next: NextTurn, fellow: string): boolean =>
  next.who !== fellow && next.order.some(({ person, passed }) => person === fellow && passed !== 'away')

/** Whoever is named by a wish says yes or no to it, once. */
export const mayAnswer = (seat: Seat, wish: Wish): boolean => wish.fellow === seat.person && wish.said === null

/** A meeting that is over, with what is known of it. */
export interface LookBack {
  readonly meeting: string
  readonly starts: Date
  readonly held: HeldMeeting | undefined
}

/** Why it is somebody's turn, as the key of a sentence with its values; `you` says whether whoever reads is meant. */
export interface Why {
  readonly key: 'turns.why.swap' | 'turns.why.return' | 'turns.why.never' | 'turns.why.first' | 'turns.why.since'
  readonly values: Readonly<Record<string, string | number>>
}

/** Says why `next.who` is next. `names` are of those who sit here, `held` counts the meetings that are known. */
export function whyNext(next: NextTurn, names: ReadonlyMap<string, string>, me: string, held: number): Why | undefined {
  const { who, whose, how, order } = next
  const place = order.find(({ person }) => person === who)
  if (!who || !whose || !place) return undefined
  const values = {
    you: who === me ? 'yes' : 'no',
    name: names.get(who) ?? '',
    other: names.get(whose) ?? '',
    others: whose === me ? 'yes' : 'no',
  }
  if (how !== 'turn') return { key: how === 'swap' ? 'turns.why.swap' : 'turns.why.return', values }
  const { ago, missed } = place
  if (held === 0) return { key: 'turns.why.first', values }
  if (ago === undefined) return { key: 'turns.why.never', values: { ...values, been: held - missed } }
  return { key: 'turns.why.since', values: { ...values, ago, missed } }
}
