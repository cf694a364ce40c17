import { z } from 'zod'
import { guestFormats } from '../meetings/rules/shelves.ts'

declare const minted: unique symbol

/** The proof that a request comes from somebody with a link to one meeting that still stands. Only `guests/web.ts` makes one. */
export interface Guest {
  readonly [minted]: true
  readonly id: string
  readonly circle: string
  readonly speaks: boolean
  readonly opens: Date
  readonly closes: Date
  /** Has said that what is spoken stays here. */
  readonly promised: boolean
  /** The room, once it is open to them. */
  readonly run: string | undefined
}

/** What a link says of its holder, before it is a proof. */
export type Pass = Omit<Guest, typeof minted>

const quarter = 15 * 60_000
const day = 24 * 60 * 60_000

/**
 * From when until when a link is good: from a quarter of an hour before the meeting to its end, which the room says; where nobody ends it,
 * to half an hour after it was meant to be over. Never more than a day.
 */
export function windowOf({ starts, ends }: { readonly starts: Date; readonly ends: Date }): {
  opens: Date
  closes: Date
} {
  const opens = new Date(+starts - quarter)
  return { opens, closes: new Date(Math.min(+ends + 2 * quarter, +opens + day)) }
}

/** When somebody is written to about a guest: at an hour of theirs, but not after it is too late to say anything. */
export const inTime = (decent: Date, opens: Date, now: Date): Date => (decent < opens ? decent : now)

/** Whether a link is good now. */
export const isOpen = ({ opens, closes }: Pick<Guest, 'opens' | 'closes'>, now: Date): boolean =>
  now >= opens && now < closes

/** Asking somebody in. `id` is made with the form, so that a form sent twice asks one. */
export const inviteForm = z.object({
  id: z.uuid().toLowerCase(),
  meeting: z.uuid(),
  name: z.string().trim().min(1, 'guests.invite.noName').max(80),
  address: z.union([z.literal(''), z.email('guests.invite.noAddress')]).default(''),
  part: z.enum(['speaks', 'listens']),
  format: z.enum(guestFormats).default(guestFormats[0]),
})
export type InviteInput = z.output<typeof inviteForm>

export const faceForm = z.object({ shown: z.string().trim().max(60).default('') })

/** A guest as the circle sees them. */
export interface Invited {
  readonly id: string
  readonly meeting: string
  readonly name: string
  readonly speaks: boolean
  readonly invitedBy: string | undefined
  readonly opens: Date
  readonly closes: Date
  readonly withdrawn: boolean
  /** Has said that what is spoken stays here. */
  readonly promised: boolean
  /** The meeting has moved, and they know it from then on only; undefined where they know what there is to know. */
  readonly known: Date | undefined
  /** How whoever asks is called before them; undefined where they have not said. */
  readonly face: string | undefined
}

/** Exactly what a guest's page shows. Times are milliseconds of the server's clock. */
export interface GuestRoom {
  readonly now: number
  readonly phase: 'early' | 'waiting' | 'running' | 'paused' | 'ended'
  readonly opens: number
  readonly speaks: boolean
  readonly step:
    | { readonly key: string; readonly title: string; readonly invitation: string; readonly todo: readonly string[] }
    | undefined
  readonly endsAt: number | undefined
  /** Those present who chose a name for this guest, and how many did not. */
  readonly names: readonly string[]
  readonly others: number
}
