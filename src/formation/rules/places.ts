import { z } from 'zod'
import { mostPlaces } from '../../circles/rules.ts'
import type { Rule as Series } from '../../scheduling/rules.ts'
import type { Arrival, Candidate, DoorRule } from '../solver/fill.ts'
import type { Mend } from '../solver/mend.ts'
import type { Arrangement } from '../solver/scored.ts'
import type { Hour, Policy, Problem } from '../solver/types.ts'

export { type Arrival, type Candidate, type DoorRule, isOpen as mayJoin } from '../solver/fill.ts'
export type { Mend } from '../solver/mend.ts'

/** Why a place is free again: its person said no, would rather sit elsewhere, said nothing in time, or left the circle before it began. */
export type Ended = 'declined' | 'elsewhere' | 'lapsed' | 'left'

/** Why a place was kept: when circles were published, for one that became free, for somebody who is seated again, or by a person's hand. */
export type How = 'published' | 'filled' | 'again' | 'by hand'

/** A place and what has become of it. */
export interface PlaceRow {
  readonly id: string
  readonly formation: string
  readonly application: string
  readonly circle: string
  readonly how: How
  /** The place that had become free, where this one is for it. */
  readonly fills: string | undefined
  readonly madeAt: Date
  readonly until: Date
  readonly ended: Ended | undefined
  readonly endedAt: Date | undefined
  readonly words: string
  /** Its person said yes, and sits there today. */
  readonly yes: boolean
  readonly sits: boolean
}

/** A formed circle with all for whom it has a place. */
export interface HeldCircle {
  readonly id: string
  readonly name: string
  readonly formation: string
  /** It has written nothing and has not ended: places in it may be kept. */
  readonly open: boolean
  /** For how many it was formed. */
  readonly people: number
  /** Who sits there or may still, as ids of applications. */
  readonly members: readonly string[]
  /** How many sit there besides, who did not apply in this season. */
  readonly others: number
  /** When it meets for the first time, and always, where that is set. */
  readonly first: Date | undefined
  readonly hour: Hour | undefined
}

/** Somebody who applied in the season and has no place in a circle. */
export interface Waiter {
  readonly application: string
  /** In line for a place in the season. */
  readonly waits: boolean
  readonly againSince: Date | undefined
  readonly madeAt: Date
}

/** All about the places of a season that a search for somebody needs. */
export interface Places {
  readonly policies: ReadonlyMap<string, Policy>
  readonly circles: readonly HeldCircle[]
  readonly places: readonly PlaceRow[]
  readonly waiting: readonly Waiter[]
}

/** The hour of a series as the engine takes it. */
export const hourOf = ({ from, weeks, at, zone, minutes }: Omit<Series, 'series' | 'circle' | 'seq'>): Hour => {
  const [hours = 0, past = 0] = at.split(':').map(Number)
  return { zone, day: from, weeks, minute: hours * 60 + past, minutes }
}

/** Circles as the engine takes them, with the hour that binds whoever comes later. */
export const arrangementOf = (circles: readonly HeldCircle[]): Arrangement =>
  circles.map(({ id, members, hour }) => ({ circle: id, members, ...(hour ? { hour } : {}) }))

export const takenIn = ({ members, others }: Pick<HeldCircle, 'members' | 'others'>): number => members.length + others

/** How many more a circle may take without growing larger than was wished for. */
export function roomIn({ policies }: Pick<Places, 'policies'>, circle: HeldCircle): number {
  const max = Math.min(mostPlaces, policies.get(circle.formation)?.size.max ?? 0)
  return circle.open ? Math.max(0, max - takenIn(circle)) : 0
}

/** How many of its places are free again and are to be filled. */
export const freeIn = (places: Pick<Places, 'policies'>, circle: HeldCircle): number =>
  Math.min(roomIn(places, circle), Math.max(0, circle.people - takenIn(circle)))

/** By how many a circle is smaller than it should be. */
export const lacking = ({ policies }: Pick<Places, 'policies'>, circle: HeldCircle): number =>
  Math.max(0, (policies.get(circle.formation)?.size.min ?? 0) - takenIn(circle))

/** The circles that somebody asked to leave: they never sit there again. */
export const givenUp = ({ places }: Pick<Places, 'places'>, application: string): string[] =>
  places.filter((each) => each.application === application && each.ended === 'elsewhere').map(({ circle }) => circle)

/**
 * Who may take a free place of a circle without being asked first, with their turn: who asked to be seated again, in the order in which they
 * asked; then everybody of the season who has had no place; then who stands in line, in its order. Who said no or nothing is not asked again.
 */
export function candidatesFor(places: Places, circle: string): Candidate[] {
  const may = places.waiting.filter(({ application }) => !givenUp(places, application).includes(circle))
  const again = may.filter((each) => each.againSince).sort((a, b) => +(a.againSince ?? 0) - +(b.againSince ?? 0))
  const had = new Set(places.places.map(({ application }) => application))
  const fresh = may.filter(({ application, againSince }) => !againSince && !had.has(application))
  const line = fresh
    .filter(({ waits }) => waits)
    .sort((a, b) => +a.madeAt - +b.madeAt || (a.application < b.application ? -1 : 1))
  const spare = fresh.filter(({ waits }) => !waits)
  const asked = again.map(({ application: id }, turn) => ({ id, turn }))
  const inLine = line.map(({ application: id }, n) => ({ id, turn: again.length + 1 + n }))
  return [...asked, ...spare.map(({ application: id }) => ({ id, turn: again.length })), ...inLine]
}

/** Everybody whom a person who organises may seat there by hand: the same, then those who had a place before. */
export function allFor(places: Places, circle: string): Candidate[] {
  const first = candidatesFor(places, circle)
  const known = new Set(first.map(({ id }) => id))
  const may = ({ application }: Waiter) => !known.has(application) && !givenUp(places, application).includes(circle)
  const rest = places.waiting.filter(may)
  return [...first, ...rest.map(({ application: id }) => ({ id, turn: first.length + 1 }))]
}

/** For so many days a place is kept that is given out again, and at least so many. */
export const daysAgain = 7
const fewestDays = 2

/** Until when: to the end of the last day, but not past the circle's first meeting; undefined where that would be too soon to decide. */
export function keptUntil(now: Date, lastDay: Date, first: Date | undefined): Date | undefined {
  const until = first && first < lastDay ? first : lastDay
  return +until - +now >= fewestDays * 86_400_000 ? until : undefined
}

/** What closes a door to somebody. */
export interface Closed {
  readonly rules: readonly DoorRule[]
  readonly poor: boolean
}

/** What was found for the free places of a circle. */
export interface FoundNobody {
  readonly stamp: string
  /** How many places were to be filled. */
  readonly free: number
  /** Its first meeting is too near. */
  readonly soon: boolean
  /** How many could have come, and what closes the circle to the nearest of them. */
  readonly looked: number
  readonly closed: readonly (Closed & { readonly application: string })[]
  /** How many there are, where these are fewer than a circle should have; and what would make it whole, the cheapest first. */
  readonly small: { readonly taken: number; readonly min: number } | undefined
  readonly mends: readonly Mend[]
}

/** What was found for somebody who is to be seated again: which rule closes which circle to them. */
export interface FoundNowhere {
  readonly stamp: string
  readonly doors: readonly (Closed & { readonly circle: string })[]
  /** How many circles have no place, or meet too soon. */
  readonly full: number
}

/** What a thread is to find out about places: who may take one of a circle, where somebody may sit again, what makes a circle whole. */
export interface PlacesWork {
  readonly problem: Problem
  readonly circles: Arrangement
  readonly fill?: { readonly circle: string; readonly candidates: readonly Candidate[] }
  readonly again?: { readonly person: string; readonly except: readonly string[] }
  readonly mend?: { readonly circle: string; readonly among: readonly string[] }
}

/** What it found, the best first. */
export interface PlacesFound {
  readonly arrivals: readonly Arrival[]
  readonly mends: readonly Mend[]
}

/** So many of those who could have come, or of the closed doors, are named. */
export const mostNamed = 8

export const closedBy = ({ rules, poor }: Arrival): Closed => ({ rules, poor })

export const handForm = z.object({ application: z.uuid('formation.hand.needed') })

/** What has become of a place, for whoever organises. */
export type PlaceStanding = 'kept' | 'taken' | Ended

export const standingOf = (place: Pick<PlaceRow, 'ended' | 'yes' | 'until'>, now: Date): PlaceStanding =>
  place.ended ?? (place.yes ? 'taken' : place.until <= now ? 'lapsed' : 'kept')
