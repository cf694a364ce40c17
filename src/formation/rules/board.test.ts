import { expect, test } from 'vitest'
import type { CircleResult } from '../solver/index.ts'
import {
  answersIn,
  arranged,
  type Change,
  lockedAfter,
  newNumbers,
  nextName,
  numbersLeftOut,
  reversed,
  worstOf,
} from './board.ts'

const circles = [
  { circle: '1', members: ['ana'] },
  { circle: '2', members: ['ben', 'cy'] },
]
const moves = (person: string, from: string, to: string): Change => ({ kind: 'move', person, from, to })

test('Ana moves to another circle, or to none; hers, in which nobody is left, is gone', () => {
  expect(arranged(circles, [moves('ana', '1', '2')])).toEqual([{ circle: '2', members: ['ben', 'cy', 'ana'] }])
  expect(arranged(circles, [moves('ben', '2', '')])).toEqual([
    { circle: '1', members: ['ana'] },
    { circle: '2', members: ['cy'] },
  ])
})

test('Ana, moved back to the circle that ended when she left, finds it again', () => {
  const there = moves('ana', '1', '2')
  expect(arranged(circles, [there, reversed(there)])).toContainEqual({ circle: '1', members: ['ana'] })
})

test('What was locked and unlocked again is as it was', () => {
  const locks = { people: ['ana'], circles: [] }
  const lock: Change = { kind: 'lock', list: 'circles', of: '2', on: true }
  expect(lockedAfter(locks, lock)).toEqual({ people: ['ana'], circles: ['2'] })
  expect(lockedAfter(lockedAfter(locks, lock), reversed(lock))).toEqual(locks)
})

test('A circle that is begun by hand has a number that none has', () => {
  expect(nextName(circles)).toBe('3')
  expect(nextName([...circles, { circle: '4', members: ['dee'] }])).toBe('5')
})

test('Numbers that no circle has any more are known; circles of other names have none', () => {
  expect(numbersLeftOut(circles)).toEqual([])
  expect(numbersLeftOut([...circles, { circle: '5', members: [] }, { circle: 'Owls', members: [] }])).toEqual([
    '3',
    '4',
  ])
})

test('Published circles are numbered in their order without gaps, past the numbers that others have', () => {
  const none = newNumbers(['1', '2', '5'], () => false)
  expect([...none]).toEqual(Object.entries({ 1: 1, 2: 2, 5: 3 }))
  expect([...newNumbers(['1', '3'], (number) => number < 3).values()]).toEqual([3, 4])
})

test('Answers are counted, several in one apart, the most frequent first and those who gave none, too', () => {
  expect(answersIn(['hiring; pace', 'pace', ''])).toEqual([
    { value: 'pace', people: 2 },
    { value: '', people: 1 },
    { value: 'hiring', people: 1 },
  ])
})

test('The circle that fits least is told with the answer in which it falls short of all, heavier wishes first', () => {
  const wished = (column: string, aim: string, weight: number, here: number) => ({
    ...{ code: 'attribute' as const, values: { column, aim, weight, here, chance: 0.5 } },
  })
  const circle = (name: string, fit: number, trade: number, town: number): CircleResult => ({
    ...{ circle: name, fit, members: ['ana', 'ben'], slots: [] },
    reasons: [wished('trade', 'diverse', 3, trade), wished('town', 'similar', 1, town)],
  })
  const worst = worstOf([circle('1', 0.9, 0.9, 0.1), circle('2', 0.6, 0.5, 0.7)])
  expect(worst).toMatchObject({ circle: '2', fit: 0.6, short: { column: 'trade', here: 0.5, all: 0.7 } })
  expect(worstOf([circle('1', 0.9, 0.9, 0.1)])).toBeUndefined()
})
