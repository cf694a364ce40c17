import { expect, test } from 'vitest'
import { arranged, type Change, lockedAfter, nextName, reversed } from './board.ts'

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
