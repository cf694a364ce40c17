import { type OfficeScope, organiser, organises } from '../communities/web.ts'
import { progressOf } from '../formation/reads/desk.ts'
import { nextOf } from '../formation/rules/desk.ts'
import { accountOf } from '../people/reads.ts'
import { hasWayBack } from '../people/rules.ts'
import { member, type SelfScope, signedIn } from '../people/web.ts'
import type { Asked } from '../platform/http/asked.ts'
import type { Audience } from '../platform/http/registry.ts'
import { mailServer } from '../platform/mail/server.ts'
import { seasonAtHand } from '../seasons/reads.ts'
import { takesApplications } from '../seasons/rules.ts'
import type { Desk } from './rules.ts'

export interface ArrivingScope extends SelfScope {
  /** For whoever organises: what they have at hand, `none` before the first season. */
  readonly desk: Desk | 'none' | undefined
  /** Signed out, they could not come in again. */
  readonly stranded: boolean
}

/** Somebody of the community where they arrive. Whoever organises looks at their season first, as such, before they are a member like any other. */
export const arriving: Audience<ArrivingScope> = {
  name: 'community member',
  enter: async (asked, intent, work) => {
    const look = (scope: OfficeScope) => deskOf(scope, asked.services.now())
    const desk = organises(asked) ? await organiser.enter(asked, 'read', look) : undefined
    const stranded = await isStranded(asked)
    return member.enter(asked, intent, (scope) => work({ ...scope, desk, stranded }))
  },
}

async function deskOf({ db, office }: OfficeScope, now: Date): Promise<Desk | 'none'> {
  const season = await seasonAtHand(db, office)
  if (!season) return 'none'
  const progress = await progressOf(db, season.id, now)
  const next = nextOf(progress, { draft: season.state === 'draft', least: season.minSize })
  return { season, progress, next, open: takesApplications(season, now) }
}

/** Where mail goes out, a link can be sent to everybody who has an address. */
async function isStranded(asked: Asked): Promise<boolean> {
  if (mailServer(asked.services) || !asked.who) return false
  const { now } = asked.services
  const look = signedIn.enter(asked, 'read', ({ db, who }) => accountOf(db, who.account, now()))
  return !hasWayBack(await look, false)
}
