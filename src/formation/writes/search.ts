import type { WorkerDb } from '../../platform/db/handles.ts'
import { newId } from '../../platform/ids.ts'
import { type Ground, groundOf, problemOf, searchesOf, seasonOfCircle } from '../reads/places.ts'
import {
  type Arrival,
  arrangementOf,
  closedBy,
  type FoundNobody,
  type FoundNowhere,
  freeIn,
  givenUp,
  type HeldCircle,
  keptUntil,
  lacking,
  mayJoin,
  mostNamed,
  type PlacesFound,
  type PlacesWork,
  takenIn,
} from '../rules/places.ts'
import { askedFor, nextQuestion, type Question } from '../rules/questions.ts'
import { endLate, holdPlaces, keep, type When } from './places.ts'

/** A question about places, with what a thread needs to answer it: one piece of work for each formation whose circles take part. */
export interface Asked {
  readonly question: Question
  readonly works: readonly PlacesWork[]
}

/** Ends the places of a circle whose day has passed, and says what is to be found out next; undefined where there is nothing. */
export async function askAbout(db: WorkerDb, circle: string, when: When): Promise<Asked | undefined> {
  const season = await seasonOfCircle(db, circle)
  if (!season) return undefined
  const before = await holdPlaces(db, season)
  const ground = (await lapse(db, before, circle, when.now)) ? await groundOf(db, season) : before
  const own = ground.circles.find(({ id }) => id === circle)
  if (!own) return undefined
  const question = nextQuestion(ground, own, await searchesOf(db, own.formation), when)
  return question && { question, works: worksFor(ground, own, question) }
}

function worksFor(ground: Ground, own: HeldCircle, { kind, application, rooms }: Question): PlacesWork[] {
  if (kind === 'fill') return [toFill(ground, own)]
  if (!application) return []
  const formations = Map.groupBy(
    ground.circles.filter(({ id }) => rooms.includes(id)),
    ({ formation }) => formation,
  )
  return [...formations.values()].flatMap(([first]) => {
    if (!first) return []
    const circles = ground.circles.filter(({ formation }) => formation === first.formation)
    const except = circles.filter(({ id }) => !rooms.includes(id)).map(({ id }) => id)
    return [{ ...workOn(ground, circles, [application]), again: { person: application, except } }]
  })
}

function toFill(ground: Ground, own: HeldCircle): PlacesWork {
  const circles = ground.circles.filter(({ formation }) => formation === own.formation)
  const candidates = askedFor(ground, own)
  const among = circles.filter(({ open, id }) => open && id !== own.id).map(({ id }) => id)
  return {
    ...workOn(
      ground,
      circles,
      candidates.map(({ id }) => id),
    ),
    fill: { circle: own.id, candidates },
    ...(lacking(ground, own) > 0 ? { mend: { circle: own.id, among } } : {}),
  }
}

function workOn(
  ground: Ground,
  circles: readonly HeldCircle[],
  more: readonly string[],
): Pick<PlacesWork, 'problem' | 'circles'> {
  const [first] = circles
  if (!first) throw new Error('no circle to look at')
  const ids = [...circles.flatMap(({ members }) => members), ...more]
  return {
    problem: problemOf(ground, first, ids),
    circles: arrangementOf(circles),
  }
}

/** Ends the places of a circle that nobody answered in time. True where there were any. */
async function lapse(db: WorkerDb, { places }: Ground, circle: string, now: Date): Promise<boolean> {
  const late = places.filter(
    (each) => each.circle === circle && !each.ended && !each.yes && !each.sits && each.until <= now,
  )
  if (late.length === 0) return false
  await endLate(db, late, now)
  return true
}

/**
 * Does what was found: keeps the place, or notes why there is none. Says which; 'moved on' where something changed while it was looked for, and
 * then nothing is done.
 */
export async function settle(
  db: WorkerDb,
  community: string,
  { kind, season, stamp, circle: of, application }: Question,
  { arrivals, mends }: PlacesFound,
  when: When,
): Promise<'kept' | 'none' | 'moved on'> {
  const ground = await holdPlaces(db, season)
  const own = ground.circles.find(({ id }) => id === of)
  if (ground.stamp !== stamp || !own) return 'moved on'
  const best = arrivals.find(mayJoin)
  const circle = ground.circles.find(({ id }) => id === best?.circle)
  const until = circle && keptUntil(when.now, when.lastDay, circle.first)
  await forgetSearch(db, of, application)
  if (best && circle && until) {
    await keep(db, community, ground, circle, { arrival: best, how: kind === 'again' ? 'again' : 'filled', until })
    return 'kept'
  }
  const facts =
    kind === 'again' ? nowhere(ground, application ?? '', arrivals) : nobody(ground, own, { arrivals, mends }, when)
  const row = { community, id: newId(), formation: own.formation, circle: of, made_at: when.now }
  await db
    .insertInto('app.place_search')
    .values({ ...row, application: application ?? null, facts: JSON.stringify(facts) })
    .execute()
  return 'none'
}

const forgetSearch = async (db: WorkerDb, circle: string, application: string | undefined) => {
  const forgetting = db.deleteFrom('app.place_search').where('circle', '=', circle)
  await forgetting.where('application', application ? '=' : 'is', application ?? null).execute()
}

function nobody(ground: Ground, circle: HeldCircle, { arrivals, mends }: PlacesFound, when: When): FoundNobody {
  const min = ground.policies.get(circle.formation)?.size.min ?? 0
  return {
    stamp: ground.stamp,
    free: freeIn(ground, circle),
    soon: keptUntil(when.now, when.lastDay, circle.first) === undefined,
    looked: arrivals.length,
    closed: arrivals.slice(0, mostNamed).map((each) => ({ application: each.id, ...closedBy(each) })),
    small: lacking(ground, circle) > 0 ? { taken: takenIn(circle), min } : undefined,
    mends: mends.slice(0, 3),
  }
}

function nowhere(ground: Ground, application: string, arrivals: readonly Arrival[]): FoundNowhere {
  const doors = arrivals.slice(0, mostNamed).map((each) => ({ circle: each.circle, ...closedBy(each) }))
  const others = ground.circles.length - new Set(givenUp(ground, application)).size
  return { stamp: ground.stamp, doors, full: others - arrivals.length }
}
