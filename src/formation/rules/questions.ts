import { candidatesFor, freeIn, givenUp, type HeldCircle, keptUntil, lacking, type Places, roomIn } from './places.ts'

/** What is to be found out about places, about everything as it stood at `stamp`. */
export interface Question {
  /** Who may take a free place of the circle; or where somebody who gave up their place in it may sit. */
  readonly kind: 'fill' | 'again'
  readonly season: string
  readonly stamp: string
  readonly circle: string
  /** Who is to be seated again. */
  readonly application?: string
  /** Circles that take part: the one to fill; or those with a place that they have not given up. */
  readonly rooms: readonly string[]
}

interface Asked extends Places {
  readonly season: string
  readonly stamp: string
}

/** What was asked before, and of what state: asked again of the same, the answer would be the same. */
export interface AskedBefore {
  readonly circle: string
  readonly application: string | undefined
  readonly stamp: string
}

/**
 * What is to be found out next about the places of a circle: first where somebody may sit who gave up theirs; then who may take what is free, or
 * who of those who wait to be seated again could come, if there is room. Nothing where all was found out about everything as it stands.
 */
export function nextQuestion(
  places: Asked,
  circle: HeldCircle,
  before: readonly AskedBefore[],
  when: { readonly now: Date; readonly lastDay: Date },
): Question | undefined {
  const { season, stamp } = places
  const knows = (application?: string) =>
    before.some((each) => each.circle === circle.id && each.application === application && each.stamp === stamp)
  const base = { season, stamp, circle: circle.id }
  const again = places.waiting.find(
    ({ application, againSince }) =>
      againSince &&
      gaveUpLast(places, application) === circle.id &&
      !before.some((each) => each.application === application),
  )
  if (again) {
    const rooms = roomsFor(places, again.application, when)
    return { ...base, kind: 'again', application: again.application, rooms }
  }
  const asks = freeIn(places, circle) > 0 || (roomIn(places, circle) > 0 && mayReturn(places, circle).length > 0)
  return (asks || lacking(places, circle) > 0) && circle.open && !knows()
    ? { ...base, kind: 'fill', rooms: [circle.id] }
    : undefined
}

/** The circle of the place that somebody gave up last. */
const gaveUpLast = (places: Places, application: string): string | undefined => givenUp(places, application).at(-1)

/** Those who wait to be seated again and have not given up this circle. */
const mayReturn = (places: Places, { id }: HeldCircle) =>
  places.waiting.filter(({ application, againSince }) => againSince && !givenUp(places, application).includes(id))

/** The circles with a place that could be kept long enough, but those that somebody gave up. */
function roomsFor(places: Places, application: string, { now, lastDay }: { now: Date; lastDay: Date }): string[] {
  const left = givenUp(places, application)
  return places.circles
    .filter((each) => roomIn(places, each) > 0 && keptUntil(now, lastDay, each.first) && !left.includes(each.id))
    .map(({ id }) => id)
}

/** Who is asked: everybody who may, where a place is free; where there is only room for one more, those who wait to be seated again. */
export function askedFor(places: Places, circle: HeldCircle) {
  const candidates = candidatesFor(places, circle.id)
  if (freeIn(places, circle) > 0) return candidates
  const back = new Set(mayReturn(places, circle).map(({ application }) => application))
  return candidates.filter(({ id }) => back.has(id))
}
