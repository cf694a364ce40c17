import { hereOf } from '../people/web.ts'
import type { MemberDb } from '../platform/db/handles.ts'
import { NotFound } from '../platform/errors.ts'
import type { Asked, CommunityHere } from '../platform/http/asked.ts'
import type { Audience } from '../platform/http/registry.ts'
import { hashOf } from '../platform/ids.ts'
import { calendarHolder } from './reads.ts'
import type { When } from './rules/days.ts'
import { dayIn, type Subscriber } from './rules.ts'

export interface CalendarScope {
  readonly db: MemberDb
  readonly here: CommunityHere
  readonly subscriber: Subscriber
}

/** The program that brings a person's secret calendar address (`:file`, a token and `.ics`): it has no account and no session. */
export const calendarLink: Audience<CalendarScope> = {
  name: 'link holder',
  enter: async (asked, _intent, work) => {
    const here = hereOf(asked)
    const token = tokenIn(asked.params.file ?? '')
    const { handles } = asked.services
    const person = await handles.visitor({ community: here.id, token }, calendarHolder)
    if (!person) throw new NotFound()
    const subscriber = { community: here.id, person } as Subscriber
    return handles.member({ community: here.id, person }, (db) => work({ db, here, subscriber }))
  },
}

/** The hash of the token in the name of a calendar file. */
function tokenIn(file: string): string {
  const token = /^([\w-]{20,80})\.ics$/.exec(file)?.[1]
  if (!token) throw new NotFound()
  return hashOf(token).toString('hex')
}

/** Now, and which day that is where the person who asks lives. */
export const whenOf = ({ zone, services }: Pick<Asked, 'zone' | 'services'>): When => {
  const now = services.now()
  return { now, today: dayIn(zone, now) }
}
