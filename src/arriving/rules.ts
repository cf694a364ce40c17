import { z } from 'zod'
import { address, consentFields, newPassword, personName } from '../people/rules.ts'

const next = z.string().optional()

export const linkForm = z.object({ address, next })

export const passwordForm = z.object({ address, password: z.string().min(1).max(200), next })

/** What the browser's authenticator said, as JSON. */
export const passkeyForm = z.object({ response: z.string().min(2).max(20_000), next })

/** The one button below a link; `account` where several claim the address. */
export const spendForm = z.object({ account: z.uuid().optional(), next })

export const nothing = z.object({})

/** What somebody who joins says. `website` is a field that people do not see. */
export const joinForm = z.object({
  name: personName,
  address: address.or(z.literal('')).default(''),
  zone: z.string().max(60),
  password: newPassword.or(z.literal('')).default(''),
  ...consentFields,
  token: z.string().max(200),
  work: z.string().max(20).default(''),
  answer: z.string().max(20).default(''),
  website: z.string().max(500).default(''),
  next,
})
export type Joining = z.output<typeof joinForm>

/** What is missing for this place: a link can be mailed only to an address, and a password needs one to be asked with. */
export function missingFrom({ address, password }: Joining, mailed: boolean): Record<string, string> | undefined {
  if (address !== '') return undefined
  if (mailed) return { address: 'problem.needed' }
  return password === '' ? undefined : { address: 'arriving.join.addressForPassword' }
}

/** How often what may be asked, counted for one address and for one network. */
export const limits = {
  linkByAddress: { most: 5, seconds: 900 },
  passwordByAddress: { most: 10, seconds: 900 },
  askByNetwork: { most: 60, seconds: 900 },
  joinByNetwork: { most: 60, seconds: 3600 },
  confirmByAddress: { most: 3, seconds: 86_400 },
} as const

/** What someone at the door asked for, or what has to be told; `site` is where its link will lead, with the community's base. */
const toTell = { site: z.string(), locale: z.string() }
export const wish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sign in'), address: z.string(), next: z.string(), ...toTell }),
  z.object({ kind: z.literal('confirm'), address: z.string(), ...toTell }),
  z.object({ kind: z.literal('operator'), person: z.uuid(), ...toTell }),
])
export type Wish = z.output<typeof wish>

/** What is said, and beside which field, when a form does not look as if a person had filled it. */
export const doubts = {
  stale: { token: 'arriving.join.stale' },
  hasty: { answer: 'arriving.join.hasty' },
  question: { answer: 'arriving.join.wrongAnswer' },
} as const
