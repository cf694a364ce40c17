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
export const passwordTries = 5

/**
 * Where to go after signing in: a path of our own, never another site. Browsers read backslashes as slashes and skip control
 * characters, so a path with either is none.
 */
export function ownPath(text: string | null | undefined, otherwise = '/home'): string {
  if (!text || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.includes('\\')) return otherwise
  return text.length <= 500 ? text : otherwise
}
