import { type Kysely, sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { type SeatScope, seated } from '../circles/web.ts'
import { type OfficeScope, organiser, owner } from '../communities/web.ts'
import { member, type SelfScope } from '../people/web.ts'
import type { Handles } from '../platform/db/handles.ts'
import type { Asked, CommunityHere, Services } from '../platform/http/asked.ts'
import { type Day, dayIn, daysAfter } from '../scheduling/rules.ts'
import { type CastName, cast } from './cast.ts'

/** Where the days of the demo begin and end. */
const zone = 'Europe/Lisbon'

/** What the database wrote down as one time, and is said to have been at another. */
export interface Moment {
  readonly was: string
  readonly is: Date
}

/** Someone of the cast once they have joined. */
export interface Player {
  readonly account: string
  readonly person: string
  readonly offices: readonly ('organiser' | 'owner')[]
}

/** Where the demo is played: its community, its people, its clock. Everyone comes in through the audiences, as they would from a browser. */
export interface Stage {
  readonly here: CommunityHere
  readonly services: Services
  readonly now: Date
  /** Scheme, host and port under which links are handed out. */
  readonly origin: string
  readonly players: Map<CastName, Player>
  readonly moments: Moment[]
}

/** A day so many days from today: `2026-11-24`. */
export const dayOf = (stage: Pick<Stage, 'now'>, days: number): Day => daysAfter(dayIn(zone, stage.now), days)

/** The time of day `17:30` on that day. */
export const timeOf = (stage: Pick<Stage, 'now'>, days: number, time: string): Date =>
  new Date(Temporal.PlainDateTime.from(`${dayOf(stage, days)}T${time}`).toZonedDateTime(zone).epochMilliseconds)

export const minutesAfter = (at: Date, minutes: number): Date => new Date(+at + minutes * 60_000)

export const idOf = (stage: Stage, who: CastName): string => playerOf(stage, who).person

export const playerOf = ({ players }: Stage, who: CastName): Player => {
  const found = players.get(who)
  if (!found) throw new Error(`${who} has not joined the demo`)
  return found
}

type Work<Scope, T> = (scope: Scope) => Promise<T>

/** As a member of the community. */
export const asSelf = <T>(stage: Stage, who: CastName, at: Date, work: Work<SelfScope, T>): Promise<T> =>
  member.enter(askedBy(stage, who, at), 'write', work)

/** As someone who organises, or owns, the community. */
export const asOrganiser = <T>(stage: Stage, who: CastName, at: Date, work: Work<OfficeScope, T>): Promise<T> =>
  organiser.enter(askedBy(stage, who, at), 'write', work)
export const asOwner = <T>(stage: Stage, who: CastName, at: Date, work: Work<OfficeScope, T>): Promise<T> =>
  owner.enter(askedBy(stage, who, at), 'write', work)

/** As someone who sits in a circle. */
export const inSeat = <T>(
  stage: Stage,
  who: CastName,
  circle: string,
  at: Date,
  work: Work<SeatScope, T>,
): Promise<T> => seated.enter(askedBy(stage, who, at, { circle }), 'write', work)

/** What a browser of theirs would ask at that time. */
export function askedBy(stage: Stage, who: CastName, at: Date, params: Record<string, string> = {}): Asked {
  const { here, origin, services } = stage
  const { account, person, offices } = playerOf(stage, who)
  const { name, zone, locale } = cast[who]
  return {
    ...{ here, origin, params, locale, zone, path: '/', query: new URLSearchParams(), ip: '127.0.0.1' },
    request: new Request(`${origin}${here.base}/`),
    localOnly: true,
    who: { account, session: '', person: { id: person, name, zone, locale, offices } },
    services: { ...services, now: () => at, handles: handlesAt(stage, at) },
  }
}

/** Handles whose transactions are remembered: what they write down as now is said to have been at `at`. */
export function handlesAt({ services, moments }: Pick<Stage, 'services' | 'moments'>, at: Date): Handles {
  const { handles } = services
  const noted =
    <Tables, T>(work: (db: Kysely<Tables>) => Promise<T>) =>
    async (db: Kysely<Tables>): Promise<T> => {
      const { rows } = await sql<{ was: string }>`select now()::text as was`.execute(db)
      for (const { was } of rows) moments.push({ was, is: at })
      return work(db)
    }
  return {
    ...handles,
    visitor: (context, work) => handles.visitor(context, noted(work)),
    member: (context, work) => handles.member(context, noted(work)),
    organiser: (context, work) => handles.organiser(context, noted(work)),
    worker: (context, work) => handles.worker(context, noted(work)),
    accounts: (context, work) => handles.accounts(context, noted(work)),
  }
}
