import { sql } from 'kysely'
import type { Seat } from '../circles/rules.ts'
import type { Self } from '../people/rules.ts'
import type { CircleDb, MemberDb, OrganiserDb, VisitorDb, WorkerDb } from '../platform/db/handles.ts'
import { NotFound, type WayOn } from '../platform/errors.ts'
import { besideWith, soonBetween } from './reads/beside.ts'
import { saidSoon } from './reads/soon.ts'
import { standsFor } from './rules/moved.ts'
import { type Answer, type Meeting, meetingsBetween, meetingWith, type Rule, type Subscriber } from './rules.ts'

const day = 86_400_000

/** How far a list of what comes looks ahead: a meeting every second week is still found after the longest summer break. */
const horizon = 400 * day

/** The rules by which a circle meets, the first written first; none before it has set its times. */
export async function rulesOf(db: MemberDb, circle: string): Promise<Rule[]> {
  return rules(db).where('r.circle', '=', circle).execute()
}

/** The same for what comes: a circle that has ended meets no more. */
const rulesToCome = (db: MemberDb, circle: string): Promise<Rule[]> =>
  goingOn(rules(db)).where('r.circle', '=', circle).execute()

/** The next meeting of a circle, or the one that is going on. */
export async function nextMeeting(db: CircleDb, seat: Seat, now: Date): Promise<Meeting | undefined> {
  const [found, soon] = await Promise.all([rulesToCome(db, seat.circle), soonToCome(db, seat, now)])
  const within = (time: number) => comingAmong(found, soon, now, time)[0]
  // Nearly always there is one soon; only then is the rest of the year not laid out to find it.
  return within(15 * day) ?? within(horizon)
}

/** When a circle meets for the first time, or did; and by which rule from now on. */
export interface Plan {
  readonly first: Date
  readonly rule: Rule
}

/** When a meeting of a circle's series ends as it stands now, on whatever day; undefined where there is none any more, or it stands beside the series. */
export async function endOf(db: WorkerDb, circle: string, meeting: string): Promise<Date | undefined> {
  return standsFor(await rulesIn(db, [circle]), meeting)?.ends
}

/** How each of some circles meets; those that have set no times yet are not named. */
export async function plansOf(
  db: OrganiserDb | WorkerDb,
  circles: readonly string[],
): Promise<ReadonlyMap<string, Plan>> {
  if (circles.length === 0) return new Map()
  const plans = [...Map.groupBy(await rulesIn(db, circles), ({ circle }) => circle)].flatMap(
    ([circle, own]): [string, Plan][] => {
      const begins = new Date(`${own.map(({ from }) => from).sort()[0]}T00:00:00Z`)
      const within = (time: number) => meetingsBetween(own, new Date(+begins - 2 * day), new Date(+begins + time))[0]
      // A rule that was written before it began may have been replaced by one that begins later.
      const first = within(15 * day) ?? within(horizon)
      const rule = own.at(-1)
      return first && rule ? [[circle, { first: first.starts, rule }]] : []
    },
  )
  return new Map(plans)
}

async function rulesIn(db: OrganiserDb | WorkerDb, circles: readonly string[]): Promise<Rule[]> {
  const { rows } = await sql<Rule>`
    select series, circle, seq, from_day as "from", since::text, weeks, wall_time as at, zone, minutes from app.series_rule
    where circle in (${sql.join(circles)}) order by series, seq`.execute(db)
  return rows
}

/** A meeting of this circle by its id; throws NotFound, which leads on where the meeting has moved to another day. */
export async function meetingOf(db: CircleDb, seat: Seat, id: string): Promise<Meeting> {
  const rules = await rulesOf(db, seat.circle)
  const found = meetingWith(rules, id) ?? (await besideWith(db, seat, id))
  if (!found) throw new NotFound(movedTo(standsFor(rules, id)))
  return found
}

const movedTo = (meeting: Meeting | undefined): WayOn | undefined =>
  meeting && {
    because: 'scheduling.meeting.moved',
    to: `/circles/${meeting.circle}/meetings/${meeting.id}`,
    label: 'scheduling.meeting.movedTo',
  }

/** The meeting before this one, if the circle had one. */
export async function meetingBefore(db: CircleDb, seat: Seat, meeting: Meeting): Promise<Meeting | undefined> {
  const from = new Date(+meeting.starts - horizon)
  const soon = await soonBetween(db, seat.circle, from, meeting.starts)
  const earlier = merged(meetingsBetween(await rulesOf(db, seat.circle), from, meeting.starts), soon)
  return earlier.findLast(({ starts }) => starts < meeting.starts)
}

/** How a circle meets. */
export interface Times {
  /** The latest rule; undefined before the circle has set its times. */
  readonly rule: Rule | undefined
  /** The next eight meetings, soonest first, including what is going on. */
  readonly coming: readonly Meeting[]
  /** The last twelve meetings, the latest first. */
  readonly past: readonly Meeting[]
}

/** How a circle meets, what comes and what has been. */
export async function timesOf(db: CircleDb, seat: Seat, now: Date): Promise<Times> {
  const from = new Date(+now - 2 * horizon)
  const [found, going, soon] = await Promise.all([
    rulesOf(db, seat.circle),
    rulesToCome(db, seat.circle),
    soonBetween(db, seat.circle, from, new Date(+now + horizon)),
  ])
  const before = merged(meetingsBetween(found, from, now), soon).filter(({ ends }) => ends <= now)
  return { rule: found.at(-1), coming: comingAmong(going, soon, now).slice(0, 8), past: before.slice(-12).reverse() }
}

/** What comes in all circles in which a person sits, soonest first, including what is going on. At most `most`. */
export async function comingMeetings(db: MemberDb, self: Self, now: Date, most: number): Promise<Meeting[]> {
  const [found, soon] = await Promise.all([rulesFor(db, self.person), soonToCome(db, undefined, now)])
  return comingAmong(found, soon, now).slice(0, most)
}

const comingAmong = (found: readonly Rule[], soon: readonly Meeting[], now: Date, time = horizon): Meeting[] => {
  const until = new Date(+now + time)
  const near = soon.filter(({ starts, ends }) => ends > now && starts < until)
  return merged(meetingsBetween(found, now, until), near)
}

const soonToCome = (db: MemberDb, seat: Seat | undefined, now: Date) =>
  soonBetween(db, seat?.circle, now, new Date(+now + horizon))

const merged = (series: readonly Meeting[], beside: readonly Meeting[]): Meeting[] =>
  [...series, ...beside].sort((a, b) => +a.starts - +b.starts)

/** All meetings of a person's circles in the time that a calendar shows, and when and how often each series was changed. */
export async function calendarOf(
  db: MemberDb,
  { person }: Subscriber,
  now: Date,
): Promise<{ meeting: Meeting; changes: number; changed: Date }[]> {
  const [from, until] = [new Date(+now - 30 * day), new Date(+now + horizon)]
  const [found, soon] = await Promise.all([rulesFor(db, person), soonBetween(db, undefined, from, until)])
  const inSeries = meetingsBetween(found, from, until).map((meeting) => {
    const latest = found.findLast((rule) => rule.series === meeting.series)
    return { meeting, changes: (latest?.seq ?? 1) - 1, changed: latest?.madeAt ?? now }
  })
  return [...inSeries, ...soon.map((meeting) => ({ meeting, changes: 0, changed: meeting.madeAt }))]
}

/** The rules of all circles in which a person sits today. */
async function rulesFor(db: MemberDb, person: string) {
  return goingOn(rules(db))
    .innerJoin('app.seat as s', (join) =>
      join.onRef('s.community', '=', 'r.community').onRef('s.circle', '=', 'r.circle'),
    )
    .where('s.person', '=', person)
    .where('s.left_at', 'is', null)
    .execute()
}

const goingOn = (all: ReturnType<typeof rules>) =>
  all
    .innerJoin('app.circle as c', (join) =>
      join.onRef('c.community', '=', 'r.community').onRef('c.id', '=', 'r.circle'),
    )
    .where('c.ended_at', 'is', null)

const rules = (db: MemberDb) =>
  db
    .selectFrom('app.series_rule as r')
    .select([
      'r.series',
      'r.circle',
      'r.seq',
      'r.from_day as from',
      'r.since',
      'r.weeks',
      'r.wall_time as at',
      'r.zone',
      'r.minutes',
      'r.made_at as madeAt',
    ])
    .orderBy('r.series')
    .orderBy('r.seq')

/** Who said what about one meeting, by person. An answer to another hour than the meeting has now does not count. */
export async function answersTo(db: CircleDb, seat: Seat, meeting: Meeting): Promise<ReadonlyMap<string, Answer>> {
  const rows = await db
    .selectFrom('app.rsvp')
    .select(['person', 'answer'])
    .where('circle', '=', seat.circle)
    .where('meeting', '=', meeting.id)
    .where('starts_at', '=', meeting.starts)
    .execute()
  const before = await saidSoon(db, [meeting])
  return new Map([
    ...before.map(({ person, answer }) => [person, answer] as const),
    ...rows.map(({ person, answer }) => [person, asAnswer(answer)] as const),
  ])
}

/** What this person said about each of some meetings, by the meeting's id. */
export async function myAnswers(
  db: MemberDb,
  { person }: { readonly person: string },
  meetings: readonly Meeting[],
): Promise<ReadonlyMap<string, Answer>> {
  if (meetings.length === 0) return new Map()
  const rows = await db
    .selectFrom('app.rsvp')
    .select(['meeting', 'answer', 'starts_at'])
    .where('person', '=', person)
    .where(
      'meeting',
      'in',
      meetings.map(({ id }) => id),
    )
    .execute()
  const starts = new Map(meetings.map((meeting) => [meeting.id, +meeting.starts]))
  const valid = rows.filter((row) => starts.get(row.meeting) === +row.starts_at)
  const before = (await saidSoon(db, meetings)).filter((said) => said.person === person)
  return new Map([
    ...before.map(({ meeting, answer }) => [meeting, answer] as const),
    ...valid.map(({ meeting, answer }) => [meeting, asAnswer(answer)] as const),
  ])
}

const asAnswer = (answer: string): Answer => (answer === 'in' ? 'in' : 'out')

/** Where a circle meets, as far as this seat may read it. */
export async function placeOf(db: CircleDb, seat: Seat): Promise<string | undefined> {
  const row = await db
    .selectFrom('app.series_place')
    .select(['id', 'epoch', 'place'])
    .where('circle', '=', seat.circle)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row && seat.box.open('series_place.place', row.id, row.epoch, row.place)
}

/** Who set the times last, and when; the name is missing once they are no longer here. */
export async function lastChange(db: CircleDb, seat: Seat): Promise<{ name: string | null; at: Date } | undefined> {
  return db
    .selectFrom('app.series_rule as r')
    .leftJoin('app.person as p', (join) =>
      join.onRef('p.community', '=', 'r.community').onRef('p.id', '=', 'r.made_by'),
    )
    .select(['p.name', 'r.made_at as at'])
    .where('r.circle', '=', seat.circle)
    .orderBy('r.seq', 'desc')
    .executeTakeFirst()
}

/** The generation of a person's calendar address; undefined before they have one. */
export async function feedOf(db: MemberDb, self: Self): Promise<number | undefined> {
  const row = await db
    .selectFrom('app.calendar_feed')
    .select('generation')
    .where('person', '=', self.person)
    .executeTakeFirst()
  return row?.generation
}

/** Whose calendar the token in context opens. */
export async function calendarHolder(db: VisitorDb): Promise<string | undefined> {
  const { rows } = await sql<{ person: string | null }>`select app.calendar_holder() as person`.execute(db)
  return rows[0]?.person ?? undefined
}

/** The language in which a person reads. */
export async function languageOf(db: MemberDb, { person }: { readonly person: string }): Promise<string | undefined> {
  const row = await db.selectFrom('app.contact').select('locale').where('person', '=', person).executeTakeFirst()
  return row?.locale
}
