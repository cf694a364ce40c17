import type { AudienceName } from '../../src/platform/http/registry.ts'
import type { Browser } from '../browserless.ts'

/** Who tries every door. */
export const personaNames = [
  'nobody',
  'community member without a seat',
  'applicant',
  'invited person',
  'circle member',
  'former circle member',
  'member of another circle',
  'organiser',
  'organiser who sits in another circle',
  'owner',
  'owner of another community',
  'member of another community',
  'someone whose session has ended',
] as const
export type PersonaName = (typeof personaNames)[number]

export interface Persona {
  readonly name: PersonaName
  /** The cookies they bring. */
  readonly cookie: string
  /** What is their own and nobody else's: the parts of an address that open it. */
  readonly own: Readonly<Record<string, string>>
}

export type People = Readonly<Record<PersonaName, Browser>>

const strangers: readonly PersonaName[] = ['nobody', 'someone whose session has ended']
const elsewhere: readonly PersonaName[] = ['owner of another community', 'member of another community']
const others = (...without: readonly PersonaName[]) => personaNames.filter((name) => !without.includes(name))

/**
 * Who is let in, by audience alone: what each entry says about itself is all that is asked. A link's holder is whoever brings the link, and
 * everyone who tries such a door here brings a real one.
 */
export const letIn: Readonly<Record<AudienceName, readonly PersonaName[]>> = {
  anyone: personaNames,
  'link holder': personaNames,
  guest: personaNames,
  'first owner': [],
  'signed in': others(...strangers),
  'community member': others(...strangers, ...elsewhere),
  'member with a link': others(...strangers, ...elsewhere),
  applicant: ['applicant'],
  'invited person': ['invited person'],
  'circle member': ['circle member'],
  'circle member, also former': ['circle member', 'former circle member'],
  organiser: ['organiser', 'organiser who sits in another circle', 'owner'],
  owner: ['owner'],
  worker: [],
  operator: [],
}
