import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupOf, groupSizes, largestGroup, regroup } from './groups.ts'
import { mixed } from './mixing.ts'

const divide = (people: readonly string[], size: number) => mixed(people, size, [])

test('threes are as even as they can be, and nobody is left over', () => {
  expect([2, 3, 4, 5, 6, 7, 8, 9, 10].map((people) => groupSizes(people, 3))).toEqual([
    [2],
    [3],
    [4],
    [5],
    [3, 3],
    [4, 3],
    [4, 4],
    [3, 3, 3],
    [4, 3, 3],
  ])
})

test('pairs of an odd number make one group of three', () => {
  expect(groupSizes(7, 2)).toEqual([3, 2, 2])
  expect(groupSizes(3, 2)).toEqual([3])
})

test('Gus, who comes late, joins the smallest group', () => {
  const groups = divide(['Ada', 'Ben', 'Chi', 'Dia', 'Eli', 'Fay', 'Hal'], 3)
  expect(regroup(groups, ['Ada', 'Ben', 'Chi', 'Dia', 'Eli', 'Fay', 'Hal', 'Gus'])).toEqual([
    ['Ada', 'Ben', 'Chi', 'Dia'],
    ['Eli', 'Fay', 'Hal', 'Gus'],
  ])
})

test('Ada, whose group has gone, is not left alone', () => {
  const groups = divide(['Ada', 'Ben', 'Chi', 'Dia'], 2)
  expect(regroup(groups, ['Ada', 'Chi', 'Dia'])).toEqual([['Ben'], ['Chi', 'Dia', 'Ada']])
})

test('Ben, who comes back, finds his own group', () => {
  const groups = divide(['Ada', 'Ben', 'Chi', 'Dia', 'Eli', 'Fay'], 3)
  const without = regroup(groups, ['Ada', 'Chi', 'Dia', 'Eli', 'Fay'])
  expect(groupOf(regroup(without, ['Ada', 'Ben', 'Chi', 'Dia', 'Eli', 'Fay']), 'Ben')).toBe(0)
})

test('however people come and go, each one present is in exactly one group and none is alone beside others', () => {
  const person = fc.constantFrom<string[]>('Ada', 'Ben', 'Chi', 'Dia', 'Eli', 'Fay', 'Gus')
  const crowd = fc.uniqueArray(person, { minLength: 1 })
  fc.assert(
    fc.property(crowd, fc.array(crowd), fc.integer({ min: 2, max: 4 }), (first, later, size) => {
      const groups = later.reduce(regroup, divide(first, size))
      const present = later.at(-1) ?? first
      for (const one of present) expect(groups.filter((group) => group.includes(one))).toHaveLength(1)
      const counts = groups.map((group) => group.filter((one) => present.includes(one)).length).filter(Boolean)
      if (counts.length > 1) expect(Math.min(...counts)).toBeGreaterThan(1)
    }),
  )
})

test('the largest group is known without dividing', () => {
  for (let people = 1; people <= 20; people++) {
    for (const size of [2, 3, 4, 5]) expect(largestGroup(people, size)).toBe(Math.max(...groupSizes(people, size)))
  }
})
