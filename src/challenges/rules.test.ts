import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isKept, noteChange, type Possible, ranked, surfaceAgain, weight } from './rules.ts'

const possible = fc.record({
  id: fc.uuid(),
  importance: fc.integer({ min: 1, max: 5 }),
  urgency: fc.integer({ min: 1, max: 5 }),
  surfaced: fc.integer({ min: 1, max: 9 }),
  surfacedOn: fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-03'),
})

test('What weighs most stands first, and every list has one order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(possible, { selector: ({ id }) => id }), (some) => {
      const all = some as unknown as readonly Possible[]
      const order = ranked(all)
      expect(order.map(weight)).toEqual(order.map(weight).toSorted((a, b) => b - a))
      expect(ranked(all.toReversed())).toEqual(order)
    }),
  )
})

test('What keeps coming back weighs more than what was loud once', () => {
  expect(weight({ importance: 5, urgency: 5, surfaced: 1 })).toBe(25)
  expect(weight({ importance: 3, urgency: 3, surfaced: 3 })).toBe(27)
})

test('Coming up is counted once a day', () => {
  const once = { surfaced: 1, surfacedOn: '2026-11-22' }
  expect(surfaceAgain(once, '2026-11-22')).toBeUndefined()
  expect(surfaceAgain(once, '2026-11-23')).toEqual({ surfaced: 2, surfacedOn: '2026-11-23' })
})

test('Its last day is still a day on which it is kept', () => {
  expect(isKept({ until: '2026-11-22' }, '2026-11-22')).toBe(true)
  expect(isKept({ until: '2026-11-22' }, '2026-11-23')).toBe(false)
  expect(isKept({ until: null }, '2099-01-01')).toBe(true)
})

test('Where only the lesson may leave there is one', () => {
  const change = { words: 'Rita cried', until: '' }
  expect(noteChange.safeParse({ ...change, privacy: 'lesson' }).error?.issues[0]?.path).toEqual(['lesson'])
  expect(noteChange.safeParse({ ...change, privacy: 'lesson', lesson: 'Ask first' }).success).toBe(true)
})
