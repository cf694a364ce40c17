import { hereOf, selfOf } from '../people/web.ts'
import type { AccountsDb, VisitorDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import type { Audience } from '../platform/http/registry.ts'
import { hashOf } from '../platform/ids.ts'
import { type Expected, expected, type OwnApplication, ownApplication } from './reads.ts'

export interface PersonalScope {
  readonly here: CommunityHere
  readonly expected: Expected
  /** Looks with the link in hand. */
  visitor<T>(work: (db: VisitorDb) => Promise<T>): Promise<T>
  /** A transaction for coming in. */
  accounts<T>(work: (db: AccountsDb) => Promise<T>): Promise<T>
}

/** Whoever holds the personal link (`:token`) of somebody who has not come yet. Dead links and invented ones look alike. */
export const personalLink: Audience<PersonalScope> = {
  name: 'link holder',
  enter: async (asked, _intent, work) => {
    const here = hereOf(asked)
    const { handles } = asked.services
    const token = hashOf(asked.params.token ?? '').toString('hex')
    const visitor = <T>(inside: (db: VisitorDb) => Promise<T>) => handles.visitor({ community: here.id, token }, inside)
    const found = await visitor(expected)
    if (!found) throw new NotFound()
    const accounts = <T>(inside: (db: AccountsDb) => Promise<T>) => handles.accounts({ community: here.id }, inside)
    return work({ here, expected: found, visitor, accounts })
  },
}

export interface ApplicantScope {
  readonly here: CommunityHere
  readonly own: OwnApplication
}

/** A person of this community who asked for a circle, about what they said then. */
export const applicant: Audience<ApplicantScope> = {
  name: 'applicant',
  enter: (asked, _intent, work) => {
    const here = hereOf(asked)
    const self = selfOf(asked)
    return asked.services.handles.member({ community: here.id, person: self.person }, async (db) => {
      const own = await ownApplication(db, self)
      if (!own) throw new NotFound()
      return work({ here, own })
    })
  },
}
