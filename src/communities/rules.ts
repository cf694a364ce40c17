import { z } from 'zod'
import { address, personName } from '../people/rules.ts'

declare const minted: unique symbol

export type OfficeKind = 'organiser' | 'owner'

/** The proof that a request comes from someone who holds this office in this community. Only `communities/web.ts` makes one. */
export interface Office {
  readonly [minted]: 'office'
  readonly kind: OfficeKind
  readonly community: string
  readonly person: string
}

const communityName = z.string().min(1).max(80)
const slug = z
  .string()
  .toLowerCase()
  .min(2)
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'communities.slug.shape')
const language = z.string().regex(/^[a-z]{2}$/)
const zone = z.string().refine(isZone, 'communities.zone.unknown')

/** Where browsers find us: scheme and host, no path. Empty means this computer only. */
export const publicAddress = z
  .string()
  .max(200)
  .refine((text) => text === '' || originOf(text) !== undefined, 'communities.address.shape')
  .transform((text) => (text === '' ? '' : (originOf(text) ?? '')))

/** What the wizard asks. An empty slug is made from the name. */
export const setupForm = z.object({
  key: z.string(),
  name: communityName,
  slug: z.union([z.literal(''), slug]),
  language,
  zone,
  origin: publicAddress,
  owner: personName,
  address,
  start: z.enum(['empty', 'demo']),
})
export type Setup = z.output<typeof setupForm>

export const settingsForm = z.object({
  name: communityName,
  line: z.string().max(160),
  slug,
  colour: z.union([
    z.literal(''),
    z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, 'communities.colour.shape')
      .toLowerCase(),
  ]),
  language,
  zone,
  contact: z.string().max(300),
  start_circles: z.literal('on').optional(),
})
export type CommunitySettings = z.output<typeof settingsForm>

/** A mail server as a person describes it. An empty server means none; an empty password keeps the one there is. */
export const mailForm = z.object({
  server: z.union([
    z.literal(''),
    z
      .string()
      .max(200)
      .regex(/^[a-z0-9.:[\]-]+$/i, 'communities.mail.server.shape'),
  ]),
  port: z.union([z.literal('').transform(() => 587), z.coerce.number().int().min(1).max(65535)]),
  account: z.string().max(200),
  password: z.string().max(200),
  from: z.union([z.literal(''), address]),
})
export type MailSettings = z.output<typeof mailForm>

export const placeForm = z.object({ origin: publicAddress })
export const officeForm = z.object({ person: z.uuid(), kind: z.enum(['organiser', 'owner']) })

/** The largest logo, in bytes. */
export const mostLogoBytes = 200 * 1024

/** What kind of picture these bytes are, by how they begin; undefined for any other, whatever its name says. */
export function pictureType(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/webp' | undefined {
  const begins = (...expected: number[]) => expected.every((byte, at) => bytes[at] === byte)
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg'
  return text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP' ? 'image/webp' : undefined
}

/** An address part made from a name: `The Long Table` becomes `the-long-table`; for a name without a Latin letter, `community`. */
export function slugFrom(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const made = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
  return made.length >= 2 ? made : 'community'
}

/** Scheme, host and port of an address a person typed, with or without a scheme; undefined if it is none. */
export function originOf(text: string): string | undefined {
  const whole = text.includes('://') ? text : `https://${text}`
  if (!URL.canParse(whole)) return undefined
  const { origin, protocol, username } = new URL(whole)
  return /^https?:$/.test(protocol) && username === '' ? origin : undefined
}

/** Is this an IANA zone? An offset such as `+02:00` is none: it knows nothing of summer time. */
export function isZone(text: string): boolean {
  if (!/^([A-Za-z]+\/[\w/+-]+|UTC)$/.test(text)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined
  } catch {
    return false
  }
}

/** A community is never left without an owner. */
export function mayRelieve(office: Office, kind: OfficeKind, holders: number): boolean {
  return office.kind === 'owner' && (kind === 'organiser' || holders > 1)
}

/** What was looked at for the status page. Sizes are bytes. */
export interface Standing {
  readonly mail: { readonly set: boolean; readonly trouble: string | undefined; readonly stranded: number }
  /** Undefined for a community that is not the first: the rest is the whole installation's. */
  readonly whole:
    | {
        readonly origin: string
        readonly localOnly: boolean
        /** The address of a proxy that is not trusted, and which therefore hides who asks. */
        readonly unknownProxy: string | undefined
        readonly lastBackup: Date | undefined
        readonly backupIsOld: boolean
        readonly freeGigabytes: number | undefined
        readonly diskIsTight: boolean
        readonly keyFile: string
        readonly keyBesideData: boolean
        readonly knowsZones: boolean
      }
    | undefined
}

/** A backup is old after a week. */
export const isOld = (backup: Date | undefined, now: Date): boolean =>
  backup === undefined || now.getTime() - backup.getTime() > 7 * 86_400_000
