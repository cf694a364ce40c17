import { describe, expect, test } from 'vitest'
import { makePeople, policyOf, problemFrom } from '../../../test/people-files.ts'
import { canPlace, OPEN_RULES } from './exact.ts'
import { form } from './index.ts'
import { modelOf } from './model.ts'
import type { Impossible, Person, Problem, Rule } from './types.ts'

const given = problemFrom(makePeople(40, 5, true).csv, policyOf(true))

/** Forty people as they come, without wishes of their own, and with `change` made to some of the first. */
const forty = (
  change: (person: Person, n: number) => Partial<Person>,
  policy: Partial<Problem['policy']> = {},
): Problem => ({
  policy: { ...given.policy, ...policy },
  people: given.people.map(({ manager: _, ...person }, n) => {
    const alone = { ...person, apartFrom: [], togetherWith: [], answers: { ...person.answers, employer: `E${n}` } }
    return { ...alone, ...change(alone, n) }
  }),
})
const first = (count: number) => given.people.slice(0, count).map(({ id }) => id)
const answers = (person: Person, told: Record<string, string>) => ({ answers: { ...person.answers, ...told } })
const others = (ids: readonly string[], id: string) => ids.filter((other) => other !== id)
const anyHour = { free: [{ from: 0, to: 10_080 }], zone: 'UTC' }
const easy = { common: [], noLone: [], apart: ['employer'] }

/** Each kind of what cannot be: the problem, how it is named, and by which rules. */
const kinds: readonly [string, Problem, Impossible['because']['code'], readonly Rule[]][] = [
  [
    'nine people for circles of five to eight',
    { ...forty(() => anyHour, easy), people: forty(() => anyHour, easy).people.slice(0, 9) },
    'unsplittable',
    ['size'],
  ],
  [
    'twelve colleagues and eight circles',
    forty((person, n) => ({ ...anyHour, ...(n < 12 ? answers(person, { employer: 'Acme' }) : {}) }), easy),
    'crowd',
    ['apart'],
  ],
  [
    'eleven who all named each other to be apart from, and eight circles',
    forty(({ id }, n) => ({ ...anyHour, apartFrom: n < 11 ? others(first(11), id) : [] }), easy),
    'all-apart',
    ['apart_from'],
  ],
  [
    'somebody who is free when only three others are',
    forty(
      (_, n) => ({
        zone: 'UTC',
        free: [n === 0 ? { from: 60, to: 180 } : { from: n < 4 ? 60 : 1200, to: 1400 }],
      }),
      easy,
    ),
    'few-others',
    ['no_slot'],
  ],
  [
    'the only woman of a season in which no woman may be alone',
    forty((person, n) => ({ ...anyHour, ...answers(person, { gender: n === 0 ? 'woman' : 'man' }) }), {
      ...easy,
      noLone: [{ column: 'gender', values: ['woman'] }],
    }),
    'no-second',
    ['lone'],
  ],
  [
    'two who are bound to each other through a third, and apart',
    forty((_, n) => {
      const [a = '', b = '', c = ''] = first(3)
      return { ...anyHour, togetherWith: n === 0 ? [b] : n === 1 ? [c] : [], apartFrom: n === 2 ? [a] : [] }
    }, easy),
    'together-but-apart',
    ['together_with', 'apart_from'],
  ],
  [
    'nine who must be together in a circle of eight',
    forty((_, n) => ({ ...anyHour, togetherWith: n < 8 ? [given.people[n + 1]?.id ?? ''] : [] }), easy),
    'block-too-large',
    ['together_with', 'size'],
  ],
  [
    'somebody who speaks no language',
    forty((person, n) => ({ ...anyHour, ...answers(person, { languages: n === 0 ? '' : 'English' }) }), {
      ...easy,
      common: ['languages'],
    }),
    'no-value',
    ['language'],
  ],
]

/** Whether circles can seat all of these by these rules, shown by circles that do. */
function seats(problem: Problem, ids: readonly string[], rules: readonly Rule[]): boolean {
  const model = modelOf(problem)
  const blocks = problem.people.flatMap(({ id }, person) => (ids.includes(id) ? (model.blocks.of[person] ?? 0) : []))
  const found = canPlace(model, [...new Set(blocks)], new Set(OPEN_RULES.filter((rule) => rules.includes(rule))))
  expect(found, 'not found out in time').not.toBe(null)
  return found !== false
}

const leftOut = (problem: Problem, id: string): Problem => ({
  ...problem,
  people: problem.people.filter((person) => person.id !== id),
})
const unbound = (problem: Problem): Problem => ({
  ...problem,
  people: problem.people.map((person) => ({ ...person, togetherWith: [] })),
})

describe('What cannot be among forty people', () => {
  test.each(kinds)('is named so that nobody and no rule could be left out of it: %s', (_, problem, code, rules) => {
    const { impossible, unplaced } = form(problem, { seed: 1, effort: 5000 })
    const named = impossible.find(({ because }) => because.code === code)
    if (!named) throw new Error(JSON.stringify(impossible))
    expect(named).toMatchObject({ proved: true, rules })
    expect(unplaced.filter((id) => !impossible.some(({ people }) => people.includes(id)))).toEqual([])
    expect(seats(problem, named.people, rules)).toBe(false)
    for (const id of named.people) {
      const gone = rules.includes('together_with') ? leftOut(problem, id) : problem
      expect(seats(gone, others(named.people, id), rules), `without ${id}`).toBe(true)
    }
    for (const rule of rules.filter((one) => one !== 'size')) {
      const asked = rule === 'together_with' ? unbound(problem) : problem
      expect(
        seats(
          asked,
          named.people,
          rules.filter((one) => one !== rule),
        ),
        `without ${rule}`,
      ).toBe(true)
    }
  })
})

test('Of people who must all be apart, those who only come with one of them are not named', () => {
  const problem = problemFrom(makePeople(48, 5, true).csv, policyOf(true))
  const ids = problem.people.map(({ id }) => id)
  const apart = ids.slice(0, 10)
  const people = problem.people.map(({ manager: _, ...person }, n) => ({
    ...{ ...person, ...anyHour, answers: { ...person.answers, employer: '' } },
    apartFrom: n < 10 ? others(apart, person.id) : [],
    togetherWith: n === 10 ? ids.slice(0, 1) : [],
  }))
  const { impossible } = form({ policy: { ...problem.policy, ...easy }, people }, { seed: 1, effort: 5000 })
  const named = impossible.find(({ because }) => because.code === 'all-apart')
  expect(named).toMatchObject({ proved: true, rules: ['apart_from'], because: { values: { people: 10, circles: 9 } } })
  expect(named?.people.toSorted()).toEqual(apart.toSorted())
})
