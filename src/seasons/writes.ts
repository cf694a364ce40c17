import { sql } from 'kysely'
import type { Office } from '../communities/rules.ts'
import type { OrganiserDb, WorkerDb } from '../platform/db/handles.ts'
import { Refused } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { handOver } from '../platform/jobs/outbox.ts'
import { queue } from '../platform/jobs/queue.ts'
import { season, seasonAtHand, seasons } from './reads.ts'
import type { PlannedSeason, Question, SeasonSaid, Template } from './rules.ts'

/** The queue that moves up who waits, once there are places. */
export const queueQueue = queue('applying.queue', { community: 'id', season: 'id' })

/**
 * Plans a season, as a draft that nobody outside sees. The first one is at hand at once. Returns its id. Pressed twice, the same page plans it
 * once; of two presses at the same moment the second looks again, and finds it.
 */
export async function planSeason(
  db: OrganiserDb,
  office: Office,
  said: SeasonSaid,
  questions: readonly Question[],
  now: Date,
): Promise<string> {
  const known = (await seasons(db, office)).find((each) => each.id === said.id)
  if (known && isAsSaid(known, said)) return known.id
  const first = (await seasonAtHand(db, office)) === undefined
  // Whoever went back and said something else plans another one.
  const id = known ? newId() : (said.id ?? newId())
  await db
    .insertInto('app.season')
    .values(seasonRow(office, id, said, questions, first ? now : null))
    .execute()
  return id
}

const isAsSaid = (known: PlannedSeason, said: SeasonSaid): boolean =>
  (['name', 'template', 'rhythm', 'places'] as const).every((what) => known[what] === said[what]) &&
  (['starts', 'ends', 'applyUntil'] as const).every((day) => (known[day] ?? '') === said[day])

const seasonRow = (
  { community }: Office,
  id: string,
  said: SeasonSaid,
  questions: readonly Question[],
  atHand: Date | null,
) => ({
  ...{ community, id, template: said.template, at_hand_since: atHand },
  ...columnsFrom(said),
  questions: JSON.stringify(questions),
})

const columnsFrom = (said: SeasonSaid) => ({
  ...{ name: said.name, for_whom: said.forWhom, about: said.about, rhythm: said.rhythm, minutes: said.minutes },
  ...{ apply_until: said.applyUntil || null, starts: said.starts || null, ends: said.ends || null },
  ...{ places: said.places ?? null, min_size: said.minSize, max_size: said.maxSize },
})

/** Changes what a season says of itself. More places move up who waits. */
export async function changeSeason(
  db: OrganiserDb,
  { community }: Office,
  id: string,
  said: SeasonSaid,
): Promise<void> {
  await db.updateTable('app.season').set(columnsFrom(said)).where('id', '=', id).execute()
  await handOver(db, queueQueue, { community, season: id })
}

/** Changes what a season asks. Answers that were given stay, also to questions that are asked no more. */
export async function changeQuestions(db: OrganiserDb, id: string, questions: readonly Question[]): Promise<void> {
  await db
    .updateTable('app.season')
    .set({ questions: JSON.stringify(questions) })
    .where('id', '=', id)
    .execute()
}

/** Opens a season for applications, whereby it is at hand, or closes it. */
export async function setState(db: OrganiserDb, id: string, state: 'open' | 'closed', now: Date): Promise<void> {
  const at = state === 'open' ? { at_hand_since: now } : {}
  await db
    .updateTable('app.season')
    .set({ state, ...at })
    .where('id', '=', id)
    .execute()
}

/** Holds a season for whoever gives out places in its circles: of two who do so at once, the second looks again. */
export async function holdSeason(db: OrganiserDb | WorkerDb, id: string): Promise<void> {
  await sql`update app.season set moves = moves + 1 where id = ${id}`.execute(db)
}

/** From now on lists, files and circles are about this season. */
export async function takeUp(db: OrganiserDb, id: string, now: Date): Promise<void> {
  await db.updateTable('app.season').set({ at_hand_since: now }).where('id', '=', id).execute()
}

/** Throws a draft away. Throws Refused for any season in which somebody has applied already, or that was ever opened. */
export async function discardSeason(db: OrganiserDb, id: string): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('app.season').where('id', '=', id).executeTakeFirst()
  if (numDeletedRows !== 1n) throw new Refused('seasons.discard.inUse')
}

/**
 * The season at hand; where there is none yet, a first draft of that name is begun. It has the id of its community, so that of two who begin one
 * at the same moment the second looks again and finds it.
 */
export async function someSeason(
  db: OrganiserDb,
  office: Office,
  { name, now }: { name: string; now: Date },
): Promise<PlannedSeason> {
  const found = await seasonAtHand(db, office)
  if (found) return found
  const template: Template = 'other'
  const empty = { forWhom: '', about: '', applyUntil: '', starts: '', ends: '', places: undefined }
  const usual = { rhythm: 'fortnightly', minutes: 90, minSize: 5, maxSize: 8 } as const
  await db
    .insertInto('app.season')
    .values(seasonRow(office, office.community, { template, name, ...empty, ...usual }, [], now))
    .onConflict((there) => there.columns(['community', 'id']).doNothing())
    .execute()
  return season(db, office, office.community)
}
