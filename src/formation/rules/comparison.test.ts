import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asGood, elsewhere, paired } from './comparison.ts'

const left = [
  { circle: '1', members: ['ana', 'ben', 'cy'] },
  { circle: '2', members: ['dee', 'eli', 'fay'] },
]

test('Circles with other numbers and the same people are the same', () => {
  const right = [
    { circle: '9', members: ['fay', 'dee', 'eli'] },
    { circle: '7', members: ['cy', 'ana', 'ben'] },
  ]
  const pairs = paired(left, right)
  expect(pairs.map((pair) => [pair.left, pair.right])).toEqual([
    ['1', '7'],
    ['2', '9'],
  ])
  expect(elsewhere(pairs)).toEqual([])
})

test('Cy, who changes circles, and Gus, who sits in one proposal only, sit elsewhere', () => {
  const right = [
    { circle: '1', members: ['ana', 'ben'] },
    { circle: '2', members: ['dee', 'eli', 'fay', 'cy'] },
    { circle: '3', members: ['gus'] },
  ]
  const pairs = paired(left, right)
  expect(elsewhere(pairs).sort()).toEqual(['cy', 'gus'])
  expect(pairs.at(-1)).toMatchObject({ left: undefined, right: '3', onlyRight: ['gus'] })
})

test('A tenth of a point more is nothing to choose a proposal by, a whole point is', () => {
  expect(asGood({ meanFit: 0.88 }, { meanFit: 0.881 })).toBe(true)
  expect(asGood({ meanFit: 0.88 }, { meanFit: 0.87 })).toBe(false)
})

test('Nobody is forgotten or counted in two circles, however people sit', () => {
  const people = Array.from({ length: 12 }, (_, n) => `p${n}`)
  const seats = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 12, maxLength: 12 }).map((of) =>
    [1, 2, 3, 4].flatMap((circle) => {
      const members = people.filter((_, n) => of[n] === circle)
      return members.length > 0 ? [{ circle: String(circle), members }] : []
    }),
  )
  fc.assert(
    fc.property(seats, seats, (one, other) => {
      const pairs = paired(one, other)
      const here = pairs.flatMap(({ both, onlyLeft }) => [...both, ...onlyLeft])
      const there = pairs.flatMap(({ both, onlyRight }) => [...both, ...onlyRight])
      expect(here.sort()).toEqual(one.flatMap(({ members }) => members).sort())
      expect(there.sort()).toEqual(other.flatMap(({ members }) => members).sort())
    }),
  )
})
