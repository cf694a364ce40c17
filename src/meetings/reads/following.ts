import type { Seat } from '../../circles/rules.ts'
import type { CircleDb } from '../../platform/db/handles.ts'
import { inLanguage, type RunState, roomOf, stepNow } from '../protocol/engine.ts'
import { shippedAs } from '../protocols/index.ts'
import { guestFormatIn, guestFormats } from '../rules/shelves.ts'
import type { RoomFacts } from './run.ts'

/** What somebody from outside may follow of a meeting: where it stands and what its format tells them. No word that anybody wrote. */
export interface Following {
  readonly phase: RunState['phase']
  readonly step:
    | { readonly key: string; readonly title: string; readonly invitation: string; readonly todo: readonly string[] }
    | undefined
  /** When the step ends; undefined while nothing runs. Milliseconds since 1970. */
  readonly endsAt: number | undefined
  /** Who is there, by id. */
  readonly present: readonly string[]
}

interface Followed {
  readonly protocol: string
  /** The state of the run as it is kept, opened. */
  readonly state: string
  /** Whether they are the one who shows something. */
  readonly speaks: boolean
  readonly locale: string
  readonly now: Date
}

/** What a guest follows. */
export function follow({ protocol, state: text, speaks, locale, now }: Followed): Following {
  const state: RunState = JSON.parse(text)
  const present = state.people.filter(({ here }) => here).map(({ id }) => id)
  const base = guestFormatIn(protocol)
  // What a circle took from the library for it stands on no guest's page: only what the format itself says.
  const format = base && shippedAs(base, state.version)
  if (!format) return { phase: state.phase, step: undefined, endsAt: undefined, present }
  const { step, clock } = roomOf(format, state, now.getTime(), locale)
  const { prompts = {} } = stepNow(format, state) ?? {}
  const told = [prompts[speaks && base === guestFormats[0] ? 'presenter' : 'others'], prompts.everyone].find(
    (one) => one?.do,
  )
  return {
    phase: state.phase,
    step: step
      ? {
          key: step.key,
          title: step.title,
          invitation: step.invitation,
          todo: told?.do ? [inLanguage(told.do, locale)] : [],
        }
      : undefined,
    endsAt: clock.pausedAt === null ? (clock.endsAt ?? undefined) : undefined,
    present,
  }
}

/** Whether somebody from outside was let in to a meeting; who it was stands nowhere in what is kept of it. */
export async function hadGuest(db: CircleDb, { community, circle }: Seat, meeting: string): Promise<boolean> {
  const row = await db
    .selectFrom('app.guest')
    .select('id')
    .where('community', '=', community)
    .where('circle', '=', circle)
    .where('meeting', '=', meeting)
    .where('promised_at', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Who comes to a meeting from outside, for its room: everybody in it knows who listens, and what they see. */
export async function guestsAt(
  db: CircleDb,
  { community, circle, box }: Seat,
  meeting: string,
): Promise<RoomFacts['guests']> {
  const rows = await db
    .selectFrom('app.guest as g')
    .leftJoin('app.guest_untold as u', (join) =>
      join.onRef('u.community', '=', 'g.community').onRef('u.guest', '=', 'g.id'),
    )
    .select(['g.id', 'g.epoch', 'g.name', 'g.promised_at', 'u.teller'])
    .where('g.community', '=', community)
    .where('g.circle', '=', circle)
    .where('g.meeting', '=', meeting)
    .where('g.withdrawn_at', 'is', null)
    .orderBy('g.made_at')
    .execute()
  return rows.map(({ id, epoch, name, promised_at, teller }) => ({
    name: box.open('guest.name', id, epoch, name),
    here: promised_at !== null,
    teller,
  }))
}
