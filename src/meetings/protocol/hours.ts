/** When somebody is not to be disturbed: minutes after midnight by their own clock, over midnight where `from` is the later one. */
export type Quiet = { readonly from: number; readonly to: number }

/** Somebody's clock: an IANA zone, and their quiet hours. */
export type Clock = { readonly zone: string; readonly quiet: Quiet }

const QUARTER = 15 * 60_000
const DAY = 24 * 4

/** Whether an instant lies in somebody's quiet hours. */
export const isQuiet = ({ zone, quiet: { from, to } }: Clock, instant: number): boolean => {
  const now = minutesOfDay(instant, zone)
  return from <= to ? now >= from && now < to : now >= from || now < to
}

/** The first quarter of an hour from an instant on that disturbs none of them, within a day; null where there is none. */
export const decentAfter = (clocks: readonly Clock[], instant: number): number | null =>
  search(clocks, Math.ceil(instant / QUARTER) * QUARTER, QUARTER, instant)

/** The last quarter of an hour up to an instant that disturbs none of them, within a day; null where there is none. */
export const decentBefore = (clocks: readonly Clock[], instant: number): number | null =>
  search(clocks, Math.floor(instant / QUARTER) * QUARTER, -QUARTER, instant)

const search = (clocks: readonly Clock[], from: number, by: number, exact: number): number | null => {
  const fits = (moment: number) => !clocks.some((clock) => isQuiet(clock, moment))
  if (fits(exact)) return exact
  for (let step = 0; step <= DAY; step++) if (fits(from + step * by)) return from + step * by
  return null
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Minutes after midnight in a zone; in one that nobody knows, by UTC. */
const minutesOfDay = (instant: number, zone: string): number => {
  const [hours = '0', minutes = '0'] = formatFor(zone).format(instant).split(':')
  return Number(hours) * 60 + Number(minutes)
}

const formatFor = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known) return known
  const made = inZone(zone) ?? inZone('UTC') ?? new Intl.DateTimeFormat()
  formats.set(zone, made)
  return made
}

const inZone = (timeZone: string): Intl.DateTimeFormat | undefined => {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  } catch {
    return undefined
  }
}
