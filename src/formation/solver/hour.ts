import type { Hour, Person, Policy } from './types.ts'
import { freeSpans } from './week.ts'
import { type Clock, clockOf, instantOf } from './zones.ts'

/** Tells of anybody whether they are free for every meeting that a circle has set, from its first to the season's last day. */
export function freeAt(
  { zone, day, weeks, minute, minutes }: Hour,
  { season }: Pick<Policy, 'season'>,
): (person: Pick<Person, 'zone' | 'free'>) => boolean {
  const [first, last] = [dayOf(day), season ? dayOf(season.to) : Number.NEGATIVE_INFINITY]
  const clocks = new Map<string, Clock>()
  const clockIn = (name: string): Clock => {
    const clock = clocks.get(name) ?? clockOf(name, (first - 15) * 1440, (last + 15) * 1440)
    clocks.set(name, clock)
    return clock
  }
  const count = Math.max(0, Math.floor((last - first) / (7 * weeks)) + 1)
  const starts = Array.from({ length: count }, (_, n) => instantOf(clockIn(zone), first + n * 7 * weeks, minute))
  return (person) => starts.every((start) => isFree(person, clockIn(person.zone), start, start + minutes))
}

function isFree({ free }: Pick<Person, 'free'>, clock: Clock, start: number, end: number): boolean {
  const monday = mondayOf(Math.floor(start / 1440))
  const zero = monday * 1440
  return freeSpans(clock, free, monday).some(({ from, to }) => zero + from <= start && end <= zero + to)
}

/** Day 0 was a Thursday. */
const mondayOf = (day: number) => day - ((day + 3) % 7)
const dayOf = (date: string) => Math.floor(Date.parse(`${date}T00:00Z`) / 86_400_000)
