/**
 * Wall-clock time to instants. An instant is minutes since 1970 in UTC, a day is days since 1970. Offsets are looked up at
 * the full hour, as the clocks of the world change on it.
 */
export type Clock = { zone: string; changes: readonly { from: number; offset: number }[] }

/** The clock of `zone` between two instants: its offset from UTC and each change of it. Throws for an unknown zone. */
export function clockOf(zone: string, from: number, to: number): Clock {
  const offset = reader(zone)
  const changes = [{ from: Number.NEGATIVE_INFINITY, offset: offset(hour(from)) }]
  let last = offset(hour(from))
  for (let at = hour(from); at < to; at += WEEK) {
    const next = offset(at + WEEK)
    if (next === last) continue
    changes.push({ from: firstHour(offset, at, at + WEEK, last), offset: next })
    last = next
  }
  return { zone, changes }
}

/** The offset of a clock from UTC at an instant, in minutes. */
export function offsetAt(clock: Clock, instant: number): number {
  const at = hour(instant)
  let offset = 0
  for (const change of clock.changes) {
    if (change.from > at) break
    offset = change.offset
  }
  return offset
}

/** The instant at which the clock shows `minute` of `day`; within a gap or a fold, one of the instants near it. */
export function instantOf(clock: Clock, day: number, minute: number): number {
  const wall = day * 1440 + minute
  return wall - offsetAt(clock, wall - offsetAt(clock, wall))
}

/** Whether two clocks always show the same time. */
export function sameClock(a: Clock, b: Clock): boolean {
  return a.changes.length === b.changes.length && a.changes.every((change, i) => same(change, b.changes[i]))
}

export const WEEK = 10080

const hour = (instant: number) => Math.floor(instant / 60) * 60
const same = (a: { from: number; offset: number }, b: { from: number; offset: number } | undefined) =>
  a.from === b?.from && a.offset === b.offset

function reader(zone: string): (instant: number) => number {
  if (zone === 'UTC') return () => 0
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  return (instant) => {
    const text = format.formatToParts(instant * 60000).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
    const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(text) ?? []
    return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  }
}

function firstHour(offset: (instant: number) => number, from: number, to: number, before: number): number {
  let low = from
  let high = to
  while (high - low > 60) {
    const middle = hour((low + high) / 2)
    if (offset(middle) === before) low = middle
    else high = middle
  }
  return high
}
