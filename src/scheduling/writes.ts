import type { Seat } from '../circles/rules.ts'
import type { Self } from '../people/rules.ts'
import type { CircleDb, MemberDb } from '../platform/db/handles.ts'
import { Conflict, Invalid, NotFound, Refused } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { zoneNamed } from '../platform/i18n/zones.ts'
import { hashOf, newId } from '../platform/ids.ts'
import { feedOf, meetingOf, placeOf, rulesOf } from './reads.ts'
import {
  type Answer,
  isAsBefore,
  type Meeting,
  mayAnswer,
  mayPlan,
  meetingOn,
  meetingsBetween,
  type Rule,
  type SeriesInput,
  weeksOf,
} from './rules.ts'
import { bringAlong } from './writes/along.ts'

const year = 366 * 86_400_000

/** What a circle's times would become. Throws Invalid with a sentence for each field that cannot be. */
export async function draftSeries(
  db: CircleDb,
  seat: Seat,
  input: SeriesInput,
  now: Date,
): Promise<{ rules: Rule[]; wish: Rule }> {
  if (!mayPlan(seat, seat.circle)) throw new NotFound()
  const rules = await rulesOf(db, seat.circle)
  const zone = zoneNamed(input.zone)
  if (!zone) throw new Invalid({ zone: 'scheduling.series.badZone' })
  const { from, at, minutes } = input
  const before = rules.at(-1)
  const seq = (before?.seq ?? 0) + 1
  const wish = {
    series: before?.series ?? newId(),
    circle: seat.circle,
    seq,
    from,
    weeks: weeksOf(input.rhythm),
    at,
    zone,
    minutes,
  }
  const problem = isAsBefore(rules, wish) ? undefined : problemWith(rules, wish, now)
  if (problem) throw new Invalid({ from: problem })
  return { rules, wish }
}

/** Times begin in the time to come, within a year, and after the last day on which the circle has met. */
function problemWith(rules: readonly Rule[], wish: Rule, now: Date): string | undefined {
  const starts = meetingOn([wish], wish.from)?.starts
  if (!starts || starts <= now) return 'scheduling.series.past'
  if (+starts > +now + year) return 'scheduling.series.far'
  const last = meetingsBetween(rules, new Date(+now - year), now).findLast((meeting) => meeting.starts <= now)
  return last && wish.from <= last.day ? 'scheduling.series.metThatDay' : undefined
}

/**
 * Sets when and where a circle meets from a day on; what was before that day stays. Pressing twice does no harm; who changes what
 * somebody else has changed since gets a Conflict.
 */
export async function planSeries(db: CircleDb, seat: Seat, input: SeriesInput, now: Date): Promise<void> {
  const { rules, wish } = await draftSeries(db, seat, input, now)
  const unchanged = isAsBefore(rules, wish)
  if (!unchanged && input.seen !== rules.length) throw new Conflict('scheduling.series.conflict')
  if (rules.length === 0) await beginSeries(db, seat, wish.series)
  if (!unchanged) await addRule(db, seat, wish, now)
  if (!unchanged) await bringAlong(db, seat, now)
  await setPlace(db, seat, wish.series, input.place)
}

/** Whoever is a moment later than somebody else meets a row they cannot see yet: the transaction runs again and finds it. */
async function beginSeries(db: CircleDb, seat: Seat, id: string): Promise<void> {
  const { community, circle } = seat
  await db
    .insertInto('app.series')
    .values({ community, id, circle })
    .onConflict((row) => row.columns(['community', 'circle']).doNothing())
    .execute()
}

/** Writes down a rule. Whoever is a moment later than somebody else meets a row they cannot see yet: the transaction runs again. */
export async function addRule(db: CircleDb, seat: Seat, rule: Rule, now: Date): Promise<void> {
  const { series, circle, seq, from, since = null, weeks, at, zone, minutes } = rule
  await db
    .insertInto('app.series_rule')
    .values({
      community: seat.community,
      series,
      seq,
      circle,
      from_day: from,
      since,
      weeks,
      wall_time: at,
      zone,
      minutes,
      made_by: seat.person,
      made_at: now,
    })
    .onConflict((row) => row.columns(['community', 'series', 'seq']).doNothing())
    .execute()
}

async function setPlace(db: CircleDb, seat: Seat, series: string, place: string): Promise<void> {
  if ((await placeOf(db, seat)) === place) return
  await db.deleteFrom('app.series_place').where('circle', '=', seat.circle).execute()
  await sealPlace(db, seat, series, place)
}

async function sealPlace(db: CircleDb, { community, circle, box }: Seat, series: string, place: string): Promise<void> {
  const id = newId()
  const sealed = box.seal('series_place.place', id, place)
  await db
    .insertInto('app.series_place')
    .values({ community, id, series, circle, epoch: box.epoch, place: sealed })
    .execute()
}

/** Seals where the circle meets under its newest key, so that whoever has joined since can read it, too. */
export async function carryPlaceForward(db: CircleDb, seat: Seat): Promise<void> {
  const row = await db
    .selectFrom('app.series_place')
    .select(['id', 'series', 'epoch', 'place'])
    .where('circle', '=', seat.circle)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!row || row.epoch === seat.box.epoch) return
  const place = seat.box.open('series_place.place', row.id, row.epoch, row.place)
  await db.deleteFrom('app.series_place').where('circle', '=', seat.circle).execute()
  await sealPlace(db, seat, row.series, place)
}

/** Says whether one comes. The last word counts. */
export async function answer(db: CircleDb, seat: Seat, id: string, said: Answer, now: Date): Promise<Meeting> {
  const meeting = await holdMeeting(db, seat, id)
  if (!mayAnswer(meeting, now)) throw new Refused('scheduling.meeting.over')
  const { community, circle, person } = seat
  const word = { answer: said, starts_at: meeting.starts, said_at: now }
  await db
    .insertInto('app.rsvp')
    .values({ community, meeting: meeting.id, person, circle, ...word })
    .onConflict((row) => row.columns(['community', 'meeting', 'person']).doUpdateSet(word))
    .execute()
  await carryPlaceForward(db, seat)
  return meeting
}

/** A meeting of this circle with its row, for whatever is to hang on it. Throws NotFound. */
export async function holdMeeting(db: CircleDb, seat: Seat, id: string): Promise<Meeting> {
  const meeting = await meetingOf(db, seat, id)
  // One beside the series has had its row from the start.
  if (meeting.beside) return meeting
  const { community, circle } = seat
  await db
    .insertInto('app.meeting')
    .values({ community, id: meeting.id, series: meeting.series, circle, day: meeting.day })
    // Of two at the same moment one may meet the other by its day before its id: whichever it is, the row is there.
    .onConflict((row) => row.doNothing())
    .execute()
  return meeting
}

/** Makes the secret address of a person's calendar, or a new one; the one before is dead at once. */
export async function rotateFeed(db: MemberDb, self: Self, vault: CommunityHere['vault'], now: Date): Promise<void> {
  const before = await feedOf(db, self)
  const generation = (before ?? 0) + 1
  const token_hash = hashOf(feedToken(vault, self, generation))
  const { community, person } = self
  const row = { generation, token_hash, made_at: now }
  await db
    .insertInto('app.calendar_feed')
    .values({ community, person, ...row })
    .onConflict((at) => at.columns(['community', 'person']).doUpdateSet(row))
    .execute()
}

/** The token of a generation; never stored, always made again. */
export const feedToken = (vault: CommunityHere['vault'], { person }: Self, generation: number): string =>
  vault.token(`calendar ${person} ${generation}`)
