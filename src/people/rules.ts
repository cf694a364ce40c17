import { z } from 'zod'

declare const minted: unique symbol

/** The proof that a request comes from this person of this community. Only `people/web.ts` makes one. */
export interface Self {
  readonly [minted]: 'self'
  readonly community: string
  readonly person: string
  readonly account: string
}

/** An address for mail, as we keep and compare it. */
export const address = z.string().toLowerCase().max(254).pipe(z.email())

export const personName = z.string().min(1).max(120)

/** The yes to how data is treated, and to which version of it: asked of everybody who becomes a person here. */
export const consentFields = {
  privacy: z.literal('on', 'people.privacy.needed'),
  version: z.string().regex(/^\d{1,6}$/),
}

/** Long rather than strange: length is what holds. */
export const newPassword = z.string().min(10, 'people.password.short').max(200)

/** Someone who comes new, as every way in describes them. */
export interface Newcomer {
  readonly name: string
  readonly address: string
  readonly locale: string
  /** An IANA name. */
  readonly zone: string
}

/** What stands where an address will stand once it is proven: unique, and no mail reaches it (RFC 6761). */
export const unproven = (account: string): string => `${account}@unconfirmed.invalid`

/** An address that may be shown: none where it only stands for one. */
export const shownAddress = (email: string, claimed: string | null): string =>
  claimed ?? (email.endsWith('@unconfirmed.invalid') ? '' : email)

/** So many accounts that claim one address are tried with a password, and as often it is computed where there are fewer. */
export const passwordTries = 3

/**
 * Where to go after signing in: a path of our own, never another site. Browsers read backslashes as slashes and skip control
 * characters, so a path with either is none.
 */
export function ownPath(text: string | null | undefined, otherwise = '/home'): string {
  if (!text || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.includes('\\')) return otherwise
  return text.length <= 500 ? text : otherwise
}

/** What a person says of themselves. */
export const profileForm = z.object({
  name: personName,
  pronouns: z.string().max(40).default(''),
  say_name: z.string().max(120).default(''),
  zone: z.string().max(60),
  locale: z.string().max(10),
})

const hour = z.coerce.number().int().min(0).max(23)

/** So many hours a day somebody can be written to, at the least: otherwise windows might find no hour that suits all. */
export const leastAwake = 4

/** When somebody may be written to about their meetings, by hours of their own clock, and of what. Over midnight where the first is the later one. */
export const hoursForm = z
  .object({ awake_from: hour, awake_until: hour, tell_minutes: z.literal('on').optional() })
  .refine(({ awake_from, awake_until }) => (awake_until - awake_from + 24) % 24 >= leastAwake, {
    path: ['awake_until'],
    message: 'people.hours.short',
  })
export type HoursInput = z.output<typeof hoursForm>

export const languageForm = z.object({ language: z.string().max(10), back: z.string().max(500).default('/') })
export const addressForm = z.object({ address })
export const passkeyForm = z.object({ response: z.string().min(2).max(20_000), name: z.string().max(60).default('') })
export const passkeyName = z.object({ name: z.string().min(1).max(60) })
export const passwordForm = z.object({ password: newPassword, current: z.string().max(200).default('') })
export const endingForm = z.object({ session: z.union([z.uuid(), z.literal(['others', 'all'])]) })
export const nothing = z.object({})

/** The ways into an account, as far as they matter for taking one away. */
export interface WaysIn {
  readonly address: string
  readonly hasPassword: boolean
  readonly passkeys: readonly unknown[]
}

/** Nobody may lock themselves out: a link by mail, a passkey or a password with an address must remain. */
export const mayRemovePassword = ({ address, passkeys }: WaysIn, mailed: boolean): boolean =>
  passkeys.length > 0 || (mailed && address !== '')

export const mayRemovePasskey = ({ address, hasPassword, passkeys }: WaysIn, mailed: boolean): boolean =>
  passkeys.length > 1 || ((mailed || hasPassword) && address !== '')

/** Whether somebody who is signed out here could come in again. A password alone opens nothing: it stands beside an address. */
export const hasWayBack = ({ address, hasPassword, passkeys }: WaysIn, mailed: boolean): boolean =>
  passkeys.length > 0 || ((mailed || hasPassword) && address !== '')

const browsers = [
  ['Edge', /Edg/],
  ['Opera', /OPR\//],
  ['Samsung Internet', /SamsungBrowser/],
  ['Firefox', /Firefox|FxiOS/],
  ['Chrome', /Chrome|CriOS/],
  ['Safari', /Safari/],
] as const
const systems = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
] as const

/** `Firefox, Windows` from what a browser says of itself; empty where it says nothing we know. */
export function deviceIn(userAgent: string | null): string {
  const named = (list: readonly (readonly [string, RegExp])[]) =>
    list.find(([, sign]) => sign.test(userAgent ?? ''))?.[0]
  return [named(browsers), named(systems)].filter(Boolean).join(', ')
}

/** A JSON object from the text in which a browser sent it; undefined where it is none. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
