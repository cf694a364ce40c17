import { hereOf } from '../people/web.ts'
import type { VisitorDb } from '../platform/db/handles.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import type { Audience } from '../platform/http/registry.ts'
import { hashOf } from '../platform/ids.ts'
import type { ReaderDb } from './reads.ts'

export interface ReaderScope {
  readonly db: ReaderDb
  readonly here: CommunityHere
}

/** Anyone, each with their own eyes: the database shows members more than it shows strangers. */
export const reader: Audience<ReaderScope> = {
  name: 'anyone',
  enter: (asked, _intent, work) => {
    const here = hereOf(asked)
    const { handles } = asked.services
    const person = asked.who?.person?.id
    if (person) return handles.member({ community: here.id, person }, (db) => work({ db, here }))
    return handles.visitor({ community: here.id }, (db) => work({ db, here }))
  },
}

export interface LetterLinkScope {
  readonly db: VisitorDb
  readonly here: CommunityHere
}

/**
 * Whoever follows a link from a letter (`:token`). The database shows and changes just the subscription of that token; for any other
 * token there is none, which the page says kindly: its reader may simply have left before.
 */
export const letterLink: Audience<LetterLinkScope> = {
  name: 'anyone',
  enter: (asked, _intent, work) => {
    const here = hereOf(asked)
    const token = hashOf(asked.params.token ?? '').toString('hex')
    return asked.services.handles.visitor({ community: here.id, token }, (db) => work({ db, here }))
  },
}
