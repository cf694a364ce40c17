import { type MessageKey, useReader } from '../../ui/index.ts'
import { type Common, commonTimes, type Impossible, type Policy, type Reason, type Rule, type Slot } from '../rules.ts'

/** A fit, 0 to 1, as points of a hundred. */
export const percent = (fit: number): number => Math.round(fit * 100)

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

/** Several things in one line, as the language joins them. */
export function useList(): (items: readonly string[]) => string {
  const { locale } = useReader()
  return (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items)
}

/** "Tuesday 17:00–19:30": a time of the week in the reader's zone, or in another. */
export function useWeekly(): (time: Common, zone?: string) => string {
  const { say, moment, locale, zone: own } = useReader()
  return ({ from, until }, zone = own) => {
    const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: zone }).format(from)
    return say('formation.weekly', { weekday, time: moment(from, 'time', { until, zone }) })
  }
}

/** When the members could meet; the first few times, longest first. */
export function Times({ slots, policy, zone }: { slots: readonly Slot[]; policy: Policy; zone?: string }) {
  const { say } = useReader()
  const weekly = useWeekly()
  const { season, meetingMinutes } = policy
  if (!season) return null
  const times = commonTimes(slots, season.from, meetingMinutes)
  const longest = [...times].sort((a, b) => length(b) - length(a))
  if (times.length === 0) return <>{say('formation.times.none')}</>
  const shown = longest.slice(0, 2).map((time) => weekly(time, zone))
  const more = times.length - shown.length
  return (
    <>
      {shown.join(' · ')}
      {more > 0 && <> · {say('formation.times.more', { more })}</>}
    </>
  )
}

const length = ({ from, until }: Common) => +until - +from

const list = (value: Reason['values'][string] | undefined): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]

/** Why these people sit together: one sentence; nothing for a reason that has no words here. */
export function ReasonSentence({ reason: { code, values } }: { reason: Reason }) {
  const { say } = useReader()
  const called = useColumns()
  const join = useList()
  const column = called(String(values.column ?? ''))
  if (code === 'attribute') {
    const [here, chance] = [Number(values.here), Number(values.chance)]
    const diverse = values.aim === 'diverse'
    const better = diverse ? here - chance : chance - here
    const way = better > 0.03 ? 'more' : better < -0.03 ? 'less' : 'same'
    return (
      <>
        {say(`formation.why.${diverse ? 'mixed' : 'alike'}`, {
          column,
          way,
          here: percent(diverse ? here : 1 - here),
          chance: percent(diverse ? chance : 1 - chance),
        })}
      </>
    )
  }
  if (code === 'most-share') return <>{say('formation.why.most', { column, values: join(list(values.values)) })}</>
  if (code === 'all-share') return <>{say('formation.why.all', { column, values: join(list(values.values)) })}</>
  return null
}

/** Codes of reasons for which there are words; hours stand by themselves. */
export const hasWords = ({ code }: Reason): boolean => ['attribute', 'most-share', 'all-share'].includes(code)

const because: Readonly<Record<string, MessageKey>> = {
  unsplittable: 'formation.because.unsplittable',
  'block-too-large': 'formation.because.block',
  'together-but-apart': 'formation.because.togetherApart',
  'together-but-none': 'formation.because.togetherNone',
  bound: 'formation.because.bound',
  'no-value': 'formation.because.noValue',
  'no-hours': 'formation.because.noHours',
  'few-others': 'formation.because.fewOthers',
  'no-second': 'formation.because.noSecond',
  crowd: 'formation.because.crowd',
  'together-impossible': 'formation.because.impossible',
  'not-found': 'formation.because.notFound',
}

/** Why people could not be placed, in a sentence. `nameOf` gives the name of an id. */
export function BecauseSentence({ entry, nameOf }: { entry: Impossible; nameOf: (id: string) => string }) {
  const { say } = useReader()
  const called = useColumns()
  const join = useList()
  const rule = useRule()
  const { values, code } = entry.because
  const people = (value: Reason['values'][string] | undefined) =>
    typeof value === 'number' ? value : join(list(value).slice(0, 12).map(nameOf))
  const said = {
    count: typeof values.people === 'number' ? values.people : entry.people.length,
    names: people(values.people),
    to: people(values.to),
    a: nameOf(String(values.a ?? '')),
    b: nameOf(String(values.b ?? '')),
    column: called(String(values.column ?? '')),
    value: String(values.value ?? ''),
    rule: rule(entry.rules[entry.rules.length - 1] ?? 'size'),
    rules: join(entry.rules.map(rule)),
    min: Number(values.min ?? 0),
    max: Number(values.max ?? 0),
    most: Number(values.most ?? 0),
    minutes: Number(values.minutes ?? 0),
    others: Number(values.others ?? 0),
    needed: Number(values.needed ?? 0),
    circles: Number(values.circles ?? 0),
  }
  return <>{say(because[code] ?? 'formation.because.impossible', said)}</>
}

/** What a rule is called. */
export function useRule(): (rule: Rule) => string {
  const { say } = useReader()
  return (rule) => say(`formation.rule.${rule}`)
}
