import type { AccountsDb, Handles, MemberDb, VisitorDb } from '../platform/db/handles.ts'
import { NotFound, Refused } from '../platform/errors.ts'
import type { Asked, CommunityHere, Who } from '../platform/http/asked.ts'
import type { Audience } from '../platform/http/registry.ts'
import { hashOf } from '../platform/ids.ts'
import { sessionToken } from '../platform/session/cookie.ts'
import { whoHolds } from './reads.ts'
import type { Self } from './rules.ts'

/** Anyone at all, signed in or not; sees what the community shows the world. */
export interface VisitorScope {
  readonly db: VisitorDb
  readonly here: CommunityHere
}

export const anyone: Audience<VisitorScope> = {
  name: 'anyone',
  enter: (asked, _intent, work) => asVisitor(asked, {}, work),
}

/** Opens a transaction for anyone; `token` is what a link of theirs shows, as `tokenOf` gives it. */
export function asVisitor<T>(
  asked: Asked,
  also: { readonly token?: string },
  work: (scope: VisitorScope) => Promise<T>,
): Promise<T> {
  const here = hereOf(asked)
  return asked.services.handles.visitor({ community: here.id, ...also }, (db) => work({ db, here }))
}

/** The hash of the token in the address (`:token`), as the context of a transaction takes it. */
export const tokenOf = (asked: Asked): string => hashOf(asked.params.token ?? '').toString('hex')

/** Someone at the door: nothing is open yet. Each `visitor` and `accounts` is a transaction of its own, so that slow work holds none. */
export interface DoorScope {
  readonly here: CommunityHere
  /** Looks, as anyone may. */
  visitor<T>(work: (db: VisitorDb) => Promise<T>): Promise<T>
  accounts<T>(work: (db: AccountsDb) => Promise<T>): Promise<T>
}

/** Anyone at all, about coming in: signing in, joining, following a link. */
export const atTheDoor: Audience<DoorScope> = {
  name: 'anyone',
  enter: async (asked, _intent, work) => work(doorScope(asked)),
}

/** What is open to someone at the door; `also` is the link that they hold. */
export function doorScope(asked: Asked, also: { readonly token?: string } = {}): DoorScope {
  const here = hereOf(asked)
  return {
    here,
    visitor: (inside) => asVisitor(asked, also, ({ db }) => inside(db)),
    accounts: (inside) => asked.services.handles.accounts({ community: here.id }, inside),
  }
}

export interface AccountScope {
  readonly db: AccountsDb
  readonly here: CommunityHere
  readonly who: Who
}

/** Whoever is signed in, also before they are a person of this community. */
export const signedIn: Audience<AccountScope> = {
  name: 'signed in',
  enter: (asked, _intent, work) => {
    const { who } = asked
    if (!who) throw new NotFound()
    const here = hereOf(asked)
    return asked.services.handles.accounts({ community: here.id }, (db) => work({ db, here, who }))
  },
}

export interface SelfScope {
  readonly db: MemberDb
  readonly here: CommunityHere
  readonly self: Self
}

/** A person of this community, about themselves and what all members see. */
export const member: Audience<SelfScope> = {
  name: 'community member',
  enter: (asked, _intent, work) => asMember(asked, {}, work),
}

/** Opens a transaction as this person; `also` is the circle or the link with which they come. */
export function asMember<T>(
  asked: Asked,
  also: { readonly circle?: string; readonly token?: string },
  work: (scope: SelfScope) => Promise<T>,
): Promise<T> {
  const here = hereOf(asked)
  const self = selfOf(asked)
  const context = { community: here.id, person: self.person, ...also }
  return asked.services.handles.member(context, (db) => work({ db, here, self }))
}

/** A person of this community, about something that takes several transactions; none is open yet. */
export interface WholeScope {
  readonly here: CommunityHere
  readonly self: Self
  readonly handles: Handles
}

export const wholePerson: Audience<WholeScope> = {
  name: 'community member',
  enter: async (asked, _intent, work) =>
    work({ here: hereOf(asked), self: selfOf(asked), handles: asked.services.handles }),
}

/** The one place that makes a Self. */
export function selfOf(asked: Asked): Self {
  const { here, who } = asked
  if (!here || !who?.person) throw new NotFound()
  return { community: here.id, person: who.person.id, account: who.account } as Self
}

export function hereOf(asked: Asked): CommunityHere {
  if (!asked.here) throw new NotFound()
  return asked.here
}

/** Do we know under which address we are reached? A request names any host it likes, so only settings and this computer are believed. */
export const knowsItsAddress = ({ localOnly, services: { config, settings } }: Asked): boolean =>
  localOnly || Boolean(config.baseUrl ?? settings().publicAddress)

/** Where links in a mail lead. Throws Refused while that is not known: a stranger could have links mailed that lead to them. */
export function siteOf(asked: Asked, here: CommunityHere): string {
  if (!knowsItsAddress(asked)) throw new Refused('people.noPublicAddress')
  return asked.origin + here.base
}

/** Reads who asks from the session cookie. `secret` signs the cookies. */
export function whoReader(handles: Handles, secret: string) {
  return async (request: Request, here: CommunityHere | undefined): Promise<Who | undefined> => {
    const token = sessionToken(request, secret)
    return token ? whoHolds(handles.sessions, token, here?.id) : undefined
  }
}
