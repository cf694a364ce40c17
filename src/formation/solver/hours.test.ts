import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { policyOf, problemFrom, sample } from '../../../test/people-files.ts'
import { type Formation, form, type Person, type Problem } from './index.ts'

const full = Boolean(process.env.TEST_FULL)
const effort = 30_000
/** The full test asks among 203 people as often as was promised, the usual one among 48. */
const [file, asked] = full ? ['applicants-203.csv', 200] : ['applicants-48.csv', 30]
const problem = problemFrom(readFileSync(sample(file), 'utf8'), policyOf(false))

const own = ({ circles }: Formation, id: string) => circles.find(({ members }) => members.includes(id))?.fit ?? 0
const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length

/** The same people, one of whom says fewer of their hours. */
function saying(person: Person, kept: readonly boolean[]): Problem {
  const some = person.free.filter((_, n) => kept[n])
  const free = some.length > 0 ? some : person.free.slice(0, 1)
  return { ...problem, people: problem.people.map((each) => (each === person ? { ...each, free } : each)) }
}

describe('Saying fewer hours than one has', () => {
  test(
    'gains no better company',
    () => {
      const honest = [1, 2, 3].map((seed) => form(problem, { seed, effort }))
      const many = problem.people.filter(({ free }) => free.length > 1)
      const lies = fc.tuple(fc.constantFrom(...many), fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }))
      const gains = fc.sample(lies, { numRuns: asked, seed: 7 }).map(([person, kept], n) => {
        const before = mean(honest.map((formation) => own(formation, person.id)))
        return own(form(saying(person, kept), { seed: 1 + (n % 3), effort }), person.id) - before
      })
      expect(mean(gains)).toBeLessThanOrEqual(0.005)
    },
    full ? 600_000 : 120_000,
  )

  test('does not win a place where places are short: those with more hours come first', () => {
    const hours = (count: number) =>
      Array.from({ length: count }, (_, day) => ({ from: day * 1440, to: day * 1440 + 120 }))
    const short: Problem = {
      policy: {
        ...{ size: { min: 4, max: 4 }, season: { from: '2027-01-11', to: '2027-02-07' }, meetingMinutes: 60 },
        ...{ apart: [], common: [], noLone: [] },
        attributes: [{ column: 'trade', kind: 'category', aim: 'similar', weight: 1 }],
      },
      people: Array.from(
        { length: 11 },
        (_, n): Person => ({
          ...{ id: `p${n}`, zone: 'UTC', apartFrom: [], togetherWith: [] },
          answers: { trade: n < 8 ? 'cook' : 'nurse' },
          free: hours(n === 2 || n === 5 || n === 10 ? 1 : 3),
        }),
      ),
    }
    expect(form(short, { seed: 1, effort: 5000 }).unplaced).toEqual(['p2', 'p5', 'p10'])
  })
})
