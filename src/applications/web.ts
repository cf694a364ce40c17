import { hereOf } from '../people/web.ts'
import type { AccountsDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import type { Audience } from '../platform/http/registry.ts'
import { hashOf } from '../platform/ids.ts'
import { type Expected, expected } from './reads.ts'

export interface PersonalScope {
  readonly here: CommunityHere
  readonly expected: Expected
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
    const found = await handles.visitor({ community: here.id, token }, expected)
    if (!found) throw new NotFound()
    return work({ here, expected: found, accounts: (inside) => handles.accounts({ community: here.id }, inside) })
  },
}
