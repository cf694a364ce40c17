import type { Because, Impossible, Reason, Rule } from './types.ts'

/** What people, columns and rules are called where a sentence about them is read, and how several stand in one line. */
export type Naming = {
  person: (id: string) => string
  column: (name: string) => string
  rule: (rule: Rule) => string
  list: (items: readonly string[]) => string
  /** People who are not named one by one. */
  others: (count: number) => string
}

/** What a sentence says. */
type Told = Record<string, string | number>

/** Why people sit together: of which kind the sentence is, and what it says. */
export function whyTogether({ code, values }: Reason, called: Naming) {
  const column = called.column(String(values.column ?? ''))
  if (code === 'cost') {
    const rule = called.rule(ruleOf(values.rule))
    return { kind: code, values: { rule, here: percent(Number(values.here)), there: percent(Number(values.there)) } }
  }
  if (code === 'hours') return { kind: code, values: { slots: Number(values.slots) } }
  if (code !== 'attribute') return { kind: code, values: { column, values: called.list(texts(values.values)) } }
  const mixed = values.aim === 'diverse'
  const wished = (spread: unknown) => (mixed ? Number(spread) : 1 - Number(spread))
  const [here, chance] = [wished(values.here), wished(values.chance)]
  const way = here - chance > NOTABLE ? 'more' : here - chance < -NOTABLE ? 'less' : 'same'
  return {
    kind: mixed ? ('mixed' as const) : ('alike' as const),
    values: { column, way, here: percent(here), chance: percent(chance) },
  }
}

const RULES = [
  'size',
  'apart',
  'manager',
  'apart_from',
  'together_with',
  'mates',
  'language',
  'lone',
  'no_slot',
] as const
const ruleOf = (name: Value | undefined): Rule => RULES.find((rule) => rule === name) ?? 'size'

/** A smaller difference from chance is none. */
const NOTABLE = 0.03

/** What a sentence about people who could not be placed says; of which kind it is, its code tells. */
export function whyNot({ rules, people, because: { values } }: Impossible, called: Naming): Told {
  const persons = (ids: Value | undefined) => someOf(texts(ids), called)
  return {
    count: typeof values.people === 'number' ? values.people : people.length,
    names: persons(values.people),
    to: persons(values.to),
    a: called.person(String(values.a ?? '')),
    b: called.person(String(values.b ?? '')),
    column: called.column(String(values.column ?? '')),
    value: String(values.value ?? ''),
    rule: called.rule(rules.at(-1) ?? 'size'),
    rules: called.list(rules.map(called.rule)),
    same: Number(values.min === values.max),
    ...Object.fromEntries(FIGURES.map((name) => [name, Number(values[name] ?? 0)])),
  }
}

/**
 * What holds for several people one by one, said once for all of them: where the same closes the way to each, fifty sentences say no more
 * than one.
 */
export function saidOnce(impossible: readonly Impossible[]): Impossible[] {
  const groups = Map.groupBy(impossible, (entry) => {
    const { code, values } = entry.because
    return ONE_BY_ONE.includes(code) ? JSON.stringify([code, entry.rules, { ...values, people: [] }]) : entry
  })
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first || group.length === 1) return group
    const people = group.flatMap((entry) => entry.people)
    const named = group.flatMap(({ because }) => texts(because.values.people))
    return [{ ...first, people, because: { ...first.because, values: { ...first.because.values, people: named } } }]
  })
}

const ONE_BY_ONE: readonly Because['code'][] = ['few-others', 'no-hours', 'no-value']

function someOf(ids: readonly string[], called: Naming): string {
  const named = ids.length > MOST_NAMES ? ids.slice(0, MOST_NAMES - 1) : ids
  const others = ids.length - named.length
  return called.list([...named.map(called.person), ...(others > 0 ? [called.others(others)] : [])])
}

type Value = Because['values'][string]

const FIGURES = ['min', 'max', 'most', 'minutes', 'others', 'needed', 'circles']

/** More names than these nobody reads in one sentence. */
const MOST_NAMES = 12

const texts = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]

/** A share, 0 to 1, as points of a hundred. */
export const percent = (share: number): number => Math.round(share * 100)
