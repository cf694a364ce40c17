import { type Day, daysAfter, nextOn } from '../../scheduling/rules.ts'
import type { Slot } from '../solver/index.ts'
import { type Common, commonTimes, minuteOfWeek, numberOf, steady, wallOf } from './hours.ts'

/** Days, both inclusive. */
export interface Days {
  readonly from: Day
  readonly to: Day
}

/** So far ahead clocks that change are told of where nobody knows the last day. */
export const halfYearFrom = (from: Day): Days => ({ from, to: daysAfter(from, 181) })

/** A time of the week that stays the same on the clocks of a zone, from its first occurrence to its last. */
export interface Through {
  readonly time: Common
  readonly last: Date
  /** It is there from the first week on; and until the last. */
  readonly fromStart: boolean
  readonly toEnd: boolean
}

/**
 * The times at which all are free in every week between two days, as clocks of a zone show them, with the days between which they show them
 * so: earliest first. Where clocks change here or there, one time ends and another begins.
 */
export function timesThrough(slots: readonly Slot[], days: Days, minutes: number, zone: string): readonly Through[] {
  const asked = `${days.from} ${days.to} ${minutes} ${zone}`
  const before = known.get(slots) ?? new Map<string, readonly Through[]>()
  const times = before.get(asked) ?? workedOut(slots, days, minutes, zone)
  known.set(slots, before.set(asked, times))
  return times
}

/** A board is looked at again and again while most of its circles stay as they are. */
const known = new WeakMap<readonly Slot[], Map<string, readonly Through[]>>()

function workedOut(slots: readonly Slot[], days: Days, minutes: number, zone: string): Through[] {
  const latest = new Map<string, Growing>()
  const all: Growing[] = []
  const runs = weeksAlike([zone, ...slots.map((slot) => slot.zone)], days)
  for (const [n, { from, weeks }] of runs.entries()) {
    const isWhole = daysAfter(from, 6) <= days.to
    const here = isWhole ? slots : slots.filter((slot) => nextOn(slot.weekday, from) <= days.to)
    for (const time of commonTimes(here, from, minutes)) {
      const last = new Date(+time.from + (weeks - 1) * weekMs)
      const before = goingOn(latest, zone, time)
      if (before) before.last = last
      else {
        const one = { time, last, fromStart: n === 0, toEnd: false }
        latest.set(shown(zone, time), one)
        all.push(one)
      }
    }
  }
  // In a last week that is cut short a time may have no day any more.
  const end = runs.at(-1)?.from ?? days.to
  for (const time of commonTimes(slots, end, minutes)) {
    const known = latest.get(shown(zone, time))
    if (known && (known.last >= time.from || goingOn(latest, zone, time))) known.toEnd = true
  }
  return all.sort((a, b) => +a.time.from - +b.time.from)
}

const weekMs = 7 * 86_400_000

type Growing = { -readonly [Key in keyof Through]: Through[Key] }

const shown = (zone: string, { from, until }: Common): string => `${minuteOfWeek(zone, +from)} ${+until - +from}`

/** What was there just so a week before. */
function goingOn(latest: ReadonlyMap<string, Growing>, zone: string, time: Common): Growing | undefined {
  const before = latest.get(shown(zone, time))
  return before && wallOf(zone, +before.last) + weekMs === wallOf(zone, +time.from) ? before : undefined
}

/** Of many times the longest few, with whatever takes their place when clocks change; and how many more there are at first. */
export function longest(times: readonly Through[], zone: string, most: number): { shown: Through[]; more: number } {
  const first = times.filter(({ fromStart }) => fromStart)
  const best = (first.length > 0 ? first : times).toSorted((a, b) => lasts(b.time) - lasts(a.time)).slice(0, most)
  const weekdays = new Set(best.map(({ time }) => weekdayOf(zone, time)))
  const shown = times.filter(
    (each) => best.includes(each) || (!each.fromStart && weekdays.has(weekdayOf(zone, each.time))),
  )
  return { shown, more: first.filter((each) => !shown.includes(each)).length }
}

const lasts = ({ from, until }: Common) => +until - +from
const weekdayOf = (zone: string, { from }: Common) => Math.floor(minuteOfWeek(zone, +from) / 1440)

/** Weeks that follow each other and in which no clock of some zones changes, told by their first day; a week in which one changes stands alone. */
export function weeksAlike(zones: readonly string[], { from, to }: Days): { from: Day; weeks: number }[] {
  const apart = [...new Set(zones)]
  const last = numberOf(to)
  const out: { first: number; weeks: number; key: string }[] = []
  for (let day = numberOf(from); day <= last; day += 7) {
    const clocks = apart.map((one) => steady(one, day - 1, day + 8))
    const key = day + 6 > last || clocks.includes(undefined) ? `${day}.` : clocks.join()
    const before = out.at(-1)
    if (before?.key === key) before.weeks++
    else out.push({ first: day, weeks: 1, key })
  }
  return out.map(({ first, weeks }) => ({ from: daysAfter(from, first - numberOf(from)), weeks }))
}
