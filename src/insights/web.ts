import { anyone, asVisitor, member, tokenOf, type VisitorScope } from '../people/web.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import type { Audience } from '../platform/http/registry.ts'
import type { ReaderDb } from './reads.ts'

export interface ReaderScope {
  readonly db: ReaderDb
  readonly here: CommunityHere
}

/** Anyone, each with their own eyes: the database shows members more than it shows strangers. */
export const reader: Audience<ReaderScope> = {
  name: 'anyone',
  enter: (asked, intent, work) =>
    asked.who?.person ? member.enter(asked, intent, work) : anyone.enter(asked, intent, work),
}

/**
 * Whoever follows a link from a letter (`:token`). The database shows and changes just the subscription of that token; for any other
 * token there is none, which the page says kindly: its reader may simply have left before.
 */
export const letterLink: Audience<VisitorScope> = {
  name: 'anyone',
  enter: (asked, _intent, work) => asVisitor(asked, { token: tokenOf(asked) }, work),
}
