import type { Seat } from '../../circles/rules.ts'
import type { CircleDb, MemberDb } from '../../platform/db/handles.ts'
import { isId } from '../../platform/ids.ts'
import { type Beside, besideNamed } from '../rules/beside.ts'
import type { Meeting } from '../rules.ts'

/** A meeting beside the series by its id. */
export async function besideWith(db: CircleDb, seat: Seat, id: string): Promise<Meeting | undefined> {
  if (!isId(id)) return undefined
  const row = await besides(db).where('m.circle', '=', seat.circle).where('m.id', '=', id).executeTakeFirst()
  return row && asMeeting(row)
}

/** The meetings of a circle that were asked for soon, between two instants; of all circles of whoever asks where none is named. */
export async function soonBetween(
  db: MemberDb,
  circle: string | undefined,
  from: Date,
  until: Date,
): Promise<(Meeting & { readonly madeAt: Date })[]> {
  const found = besides(db).where('m.kind', '=', 'soon').where('m.starts_at', '<', until)
  const rows = await (circle ? found.where('m.circle', '=', circle) : found).execute()
  const ofCircles = circle ? undefined : await going(db)
  return rows
    .filter((row) => !ofCircles || ofCircles.has(row.circle))
    .flatMap((row) => {
      const meeting = asMeeting(row)
      return meeting && meeting.ends > from ? [{ ...meeting, madeAt: row.made_at }] : []
    })
}

const going = async (db: MemberDb): Promise<ReadonlySet<string>> => {
  const rows = await db.selectFrom('app.circle').select('id').where('ended_at', 'is', null).execute()
  return new Set(rows.map(({ id }) => id))
}

const besides = (db: MemberDb) =>
  db
    .selectFrom('app.meeting as m')
    .select(['m.id', 'm.circle', 'm.day', 'm.kind', 'm.starts_at', 'm.minutes', 'm.zone', 'm.made_at'])
    .where('m.series', 'is', null)
    .orderBy('m.starts_at')

interface Row {
  readonly id: string
  readonly circle: string
  readonly day: string
  readonly kind: string
  readonly starts_at: Date | null
  readonly minutes: number | null
  readonly zone: string | null
}

function asMeeting({ id, circle, day, kind, starts_at: starts, minutes, zone }: Row): Meeting | undefined {
  const beside: Beside | undefined = besideNamed(kind)
  if (!beside || !starts || !minutes || !zone) return undefined
  const ends = new Date(+starts + minutes * 60_000)
  return { id, circle, series: '', day, starts, ends, zone, minutes, beside }
}
