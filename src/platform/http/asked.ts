import type { Config } from '../config.ts'
import type { Handles } from '../db/handles.ts'
import type { Live } from '../live/index.ts'
import type { Log } from '../log.ts'
import type { Settings } from '../settings.ts'
import type { CommunityVault, Vault } from '../vault/index.ts'

/** The community that an address speaks of. `base` stands before all its addresses: nothing for the first one. */
export interface CommunityHere {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly line: string
  readonly colour: string | undefined
  /** Where its logo is served, without the base; undefined without one. */
  readonly logo: string | undefined
  readonly locale: string
  readonly zone: string
  readonly contact: string
  readonly membersStartCircles: boolean
  readonly base: string
  readonly vault: CommunityVault
}

/** Someone signed in: an account, and the person it is in this community, if any. */
export interface Who {
  readonly account: string
  readonly session: string
  /** When the session ends by itself. */
  readonly until?: Date
  readonly person: PersonHere | undefined
}

export interface PersonHere {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly locale: string
  readonly offices: readonly ('organiser' | 'owner')[]
}

/** What the whole process shares. */
export interface Services {
  readonly config: Config
  readonly settings: () => Settings
  readonly handles: Handles
  readonly vault: Vault
  readonly live: Live
  readonly log: Log
  /** The clock; tests bring their own. */
  readonly now: () => Date
}

/** The names of the `:parts` of an address. */
export type ParamsOf<Path extends string> = Path extends `${infer Head}/${infer Rest}`
  ? ParamsOf<Head> & ParamsOf<Rest>
  : Path extends `:${infer Name}`
    ? { readonly [key in Name]: string }
    : unknown

/** A request that has been understood: who asks what, where. Nothing in it has been allowed yet. */
export interface Asked<Params = unknown> {
  readonly request: Request
  /** The address without the community's base. */
  readonly path: string
  readonly query: URLSearchParams
  readonly params: Params & Readonly<Record<string, string | undefined>>
  /** Undefined before the first community is founded. */
  readonly here: CommunityHere | undefined
  readonly who: Who | undefined
  readonly locale: string
  readonly zone: string
  /** The address of whoever asks, past trusted proxies only. */
  readonly ip: string
  /** Scheme, host and port under which links are handed out. */
  readonly origin: string
  /** True while `origin` reaches this computer only. */
  readonly localOnly: boolean
  readonly services: Services
}
