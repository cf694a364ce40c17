import { type MessageKey, useReader } from '../../ui/index.ts'
import type { Common } from '../rules/hours.ts'
import type { DoorRule } from '../rules/places.ts'
import { type Days, longest, type Through, timesThrough } from '../rules/through.ts'
import {
  type Impossible,
  type Leaving,
  type Naming,
  type Policy,
  type Reason,
  type Slot,
  whyNot,
  whyTogether,
} from '../rules.ts'

const columns: Readonly<Record<string, MessageKey>> = {
  availability: 'applications.column.availability',
  employer: 'applications.column.employer',
  function: 'applications.column.function',
  goals: 'applications.column.goals',
  hours_per_month: 'applications.column.hours_per_month',
  industry: 'applications.column.industry',
  languages: 'applications.column.languages',
  stage: 'applications.column.stage',
}

/** What a column of the file is called on screens: its own name where we know no better. */
export function useColumns(): (column: string) => string {
  const { say } = useReader()
  return (column) => {
    const key = columns[column]
    return key ? say(key) : column
  }
}

/** A board says hundreds of times and lists: what says them is made once for each language and zone. */
function once<Format>(make: (key: string) => Format): (key: string) => Format {
  const made = new Map<string, Format>()
  return (key) => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known
  }
}

const lists = once((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }))
const weekdayIn = once((key) => {
  const [locale, timeZone] = key.split(' ')
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone })
})

/** Several things in one line, as the language joins them. */
export function useList(): (items: readonly string[]) => string {
  const { locale } = useReader()
  return (items) => lists(locale).format(items)
}

/** "Tuesday", as it is then in the reader's zone, or in another. */
export function useWeekday(): (at: Date, zone?: string) => string {
  const { locale, zone: own } = useReader()
  return (at, zone = own) => weekdayIn(`${locale} ${zone}`).format(at)
}

/** "Tuesday 17:00–19:30": a time of the week in the reader's zone, or in another. */
export function useWeekly(): (time: Common, zone?: string) => string {
  const { say, moment, zone: own } = useReader()
  const weekday = useWeekday()
  return ({ from, until }, zone = own) =>
    say('formation.weekly', { weekday: weekday(from, zone), time: moment(from, 'time', { until, zone }) })
}

/** With the year, or where there is little room with the weekday. */
type DayStyle = 'date' | 'short'

/** "Tuesday 17:00–19:30, until 25 March 2027": a time of the week, and between which days clocks show it so, where they change. */
export function useThrough(style: DayStyle = 'date'): (through: Through, zone?: string) => string {
  const { say, moment, zone: own } = useReader()
  const weekly = useWeekly()
  return ({ time, last, fromStart, toEnd }, zone = own) => {
    const way = fromStart && toEnd ? 'whole' : fromStart ? 'until' : toEnd ? 'from' : 'between'
    const [from, to] = [time.from, last].map((day) => moment(day, style, { zone }))
    return say('formation.times.through', { way, time: weekly(time, zone), from: from ?? '', to: to ?? '' })
  }
}

/** "in every week from 11 January 2027 to 27 June 2027": for how long times hold. */
export function useSeason(style: DayStyle = 'date'): (season: Days) => string {
  const { say, moment } = useReader()
  return ({ from, to }) => say('formation.times.season', { from: moment(from, style), to: moment(to, style) })
}

/** When the members could meet in every week; the first few times, longest first, and between which days. */
export function Times({ slots, policy, zone }: { slots: readonly Slot[]; policy: Policy; zone?: string }) {
  const { say, zone: own } = useReader()
  const through = useThrough('short')
  const { season, meetingMinutes } = policy
  if (!season) return null
  const times = timesThrough(slots, season, meetingMinutes, zone ?? own)
  if (times.length === 0) return <p>{say('formation.times.none')}</p>
  const { shown, more } = longest(times, zone ?? own, 2)
  return (
    <ul>
      {shown.map((time) => (
        <li key={+time.time.from}>{through(time, zone)}</li>
      ))}
      {more > 0 && <li>{say('formation.times.more', { more })}</li>}
    </ul>
  )
}

/** Between which days they hold: beside the times. */
export function Season({ policy: { season } }: { policy: Policy }) {
  const told = useSeason('short')
  if (!season) return null
  return <span>{told(season)}</span>
}

/** Why these people sit together: one sentence. */
export function ReasonSentence({ reason }: { reason: Reason }) {
  const { say } = useReader()
  const { kind, values } = whyTogether(reason, useNaming(String))
  return <>{say(`formation.why.${kind}`, values)}</>
}

/** Why people could not be placed, in a sentence. `nameOf` gives the name of an id. */
export function BecauseSentence({ entry, nameOf }: { entry: Impossible; nameOf: (id: string) => string }) {
  const { say } = useReader()
  return <>{say(`formation.because.${entry.because.code}`, whyNot(entry, useNaming(nameOf)))}</>
}

function useNaming(person: Naming['person']): Naming {
  const { say } = useReader()
  const others = (count: number) => say('formation.because.others', { others: count })
  return { person, column: useColumns(), rule: useRule(), list: useList(), others }
}

/** What a rule is called. */
export function useRule(): (rule: DoorRule) => string {
  const { say } = useReader()
  return (rule) => say(`formation.rule.${rule}`)
}

/** What would be wrong with the circle that somebody leaves, in sentences; '' where it would break nothing. */
export function useLeft(): (leaving: Leaving | undefined, policy: Policy) => string {
  const { say } = useReader()
  const rule = useRule()
  const join = useList()
  return (leaving, { size: { min } }) => {
    if (!leaving) return ''
    const { circle, people } = leaving
    const others = leaving.rules.filter((each) => each !== 'size')
    return [
      ...(people < min ? [say('formation.person.left.size', { circle, people, min })] : []),
      ...(others.length > 0 ? [say('formation.person.left.rules', { circle, rules: join(others.map(rule)) })] : []),
    ].join(' ')
  }
}

/** The days of the week from Monday on, short and long, in the reader's language. */
export function useWeekdays(): { short: string; long: string }[] {
  const { locale } = useReader()
  const name = (weekday: 'short' | 'long', day: number) =>
    // 1 January 2024 was a Monday.
    new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + day))
  return Array.from({ length: 7 }, (_, day) => ({ short: name('short', day), long: name('long', day) }))
}
