import { sql } from 'kysely'
import type { Seat } from '../circles/rules.ts'
import { reseat } from '../circles/writes/reseating.ts'
import type { CarryForward } from '../circles/writes.ts'
import type { Office } from '../communities/rules.ts'
import type { Slot } from '../formation/rules.ts'
import type { CircleDb, MemberDb, OrganiserDb, WorkerDb } from '../platform/db/handles.ts'
import { Conflict, Refused } from '../platform/errors.ts'
import type { CommunityHere } from '../platform/http/asked.ts'
import { newId } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queue } from '../platform/jobs/queue.ts'
import { newsOf } from './reads.ts'
import { dueOf, type MyChange, mayStillAnswer, type Plan, type SeatedCircle, turning } from './rules.ts'

/** Tells those concerned; handed over by the database itself. */
export const toldQueue = queue('rebalancing.told', { community: 'id', change: 'id' })
/** The time of a stage is over. */
export const dueQueue = queue('rebalancing.due', { community: 'id', change: 'id', stage: 'number' })

/** What whoever organises asks people. */
export interface Proposed {
  readonly season: string
  readonly plan: Plan
  readonly circles: readonly SeatedCircle[]
  readonly words: string
  readonly newName: string
  /** When each circle could meet afterwards, by its id. */
  readonly slots: Readonly<Record<string, readonly Slot[]>>
  readonly minutes: number
  readonly madeAt: Date
  readonly until: Date
}

/**
 * Asks everybody whom a change touches. Throws Refused for one that touches whoever asks: they sit there as a member; and Conflict where
 * one of the circles is asked about something already.
 */
export async function ask(db: OrganiserDb, office: Office, proposed: Proposed): Promise<void> {
  const { season, plan, words, newName, slots, minutes, madeAt, until } = proposed
  if (plan.seats.some(({ person }) => person === office.person)) throw new Refused('rebalancing.ask.yourself')
  const { community } = office
  const id = newId()
  await db
    .insertInto('app.rebalancing')
    .values({
      ...{ community, id, season, kind: plan.kind, words, made_by: office.person, made_at: madeAt, until },
      ...{ stages: plan.stages, new_circle: plan.begins ?? null, new_name: plan.begins ? newName : null },
      ...{ minutes, slots: JSON.stringify(slots) },
    })
    .execute()
  await holdCircles(db, community, id, proposed)
  const seats = plan.seats.map(({ person, from, to, stage }) => ({ person, from_circle: from, to_circle: to, stage }))
  await db
    .insertInto('app.rebalancing_seat')
    .values(seats.map((seat) => ({ community, rebalancing: id, ...seat })))
    .execute()
  for (let stage = 1; stage <= plan.stages; stage++) {
    await handOver(db, dueQueue, { community, change: id, stage }, dueOf({ madeAt, until, stages: plan.stages }, stage))
  }
}

/** Notes how each circle stands. Of two who ask about one circle at once the second finds it taken. */
async function holdCircles(
  db: OrganiserDb,
  community: string,
  rebalancing: string,
  { plan, circles }: Proposed,
): Promise<void> {
  for (const { circle, part } of plan.circles) {
    const moves = circles.find(({ id }) => id === circle)?.moves ?? 0
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('app.rebalancing_circle')
      .values({ community, rebalancing, circle, part, moves })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) throw new Conflict('rebalancing.ask.already')
  }
}

/** Takes a change back; whoever was asked hears that it does not come about. One that was decided stays so. */
export async function takeBack(db: OrganiserDb, office: Office, id: string): Promise<void> {
  await db
    .updateTable('app.rebalancing')
    .set({ outcome: 'withdrawn' })
    .where('community', '=', office.community)
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .execute()
}

type Said = 'ended' | 'waits' | 'next' | 'last'

/** A no ends a change at once; whose it was stands nowhere. Said of one that was decided, it does nothing. */
export async function sayNo(db: MemberDb, change: MyChange): Promise<void> {
  await sql`select app.say_no_to_change(${change.id})`.execute(db)
}

/** The yes of somebody who waits for a place: they are the first to be asked, and never the last. Said twice, it is said once. */
export async function sayYesToCome(db: MemberDb, change: MyChange, now: Date): Promise<void> {
  await sayYes(db, change, now)
}

/**
 * The yes of somebody who sits in a circle that changes. The last one carries the change out: whoever says it sits where others come, for
 * these are asked last, and so can seal for them what goes on living there.
 */
export async function sayYesHere(
  db: CircleDb,
  here: CommunityHere,
  seat: Seat,
  change: MyChange,
  now: Date,
  carry: readonly CarryForward[],
): Promise<void> {
  if ((await sayYes(db, change, now)) !== 'last') return
  const moving = change.people.filter(({ from, to }) => from !== to)
  const { circles, begins } = change
  await reseat(
    db,
    here,
    seat,
    {
      ...{ change: change.id, turning: turning({ circles, begins }) },
      people: moving.map(({ person }) => person),
      circles: [...circles.map(({ circle }) => circle), ...(begins ? [begins] : [])],
      comeHere: moving.some(({ to }) => to === seat.circle),
    },
    carry,
  )
}

async function sayYes(db: MemberDb, change: MyChange, now: Date): Promise<Said> {
  if (change.outcome) return 'ended'
  if (!mayStillAnswer(change, change.mine.stage, now)) throw new Refused('rebalancing.answer.tooLate')
  const { rows } = await sql<{ said: Said }>`select app.say_yes_to_change(${change.id}) as said`.execute(db)
  return rows[0]?.said ?? 'ended'
}

/** Not all of a stage have answered in time: that is a no. Nothing where they have, or it was decided otherwise. */
export async function endUnanswered(db: WorkerDb, id: string, stage: number): Promise<void> {
  const ending = db.updateTable('app.rebalancing').set({ outcome: 'no' })
  await ending.where('id', '=', id).where('outcome', 'is', null).where('stage', '<=', stage).execute()
}

/** Notes that those concerned are told of a change as it stands; undefined where they were told before. */
export async function noteTold(db: WorkerDb, community: string, id: string) {
  const news = await newsOf(db, id)
  if (!news) return undefined
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('app.rebalancing_told')
    .values({ community, rebalancing: id, what: news.what })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n ? news : undefined
}
