import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { longestPressMs, steadyUnderPress } from './steady.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A page whose changes are noted, and how to touch it. */
function page() {
  const target = new EventTarget()
  const seen: string[] = []
  const change = steadyUnderPress(target)
  return {
    seen,
    comes: (words: string) => change(() => seen.push(words)),
    hand: (...events: string[]) => {
      for (const event of events) target.dispatchEvent(new Event(event))
    },
  }
}

test('What comes while nobody presses is shown at once', () => {
  const { seen, comes } = page()
  comes('Ben is done')
  expect(seen).toEqual(['Ben is done'])
})

test('While Ana presses nothing moves; after her click all that came is shown, in its order', () => {
  const { seen, comes, hand } = page()
  hand('pointerdown')
  comes('Ben is done')
  comes('Carla is done')
  hand('pointerup')
  seen.push('Ana’s click')
  vi.advanceTimersByTime(0)
  expect(seen).toEqual(['Ana’s click', 'Ben is done', 'Carla is done'])
})

test('Who presses twice in a row presses the same button twice', () => {
  const { seen, comes, hand } = page()
  hand('pointerdown')
  comes('Ben is done')
  hand('pointerup', 'pointerdown')
  vi.advanceTimersByTime(10)
  expect(seen).toEqual([])
  hand('pointercancel')
  vi.advanceTimersByTime(0)
  expect(seen).toEqual(['Ben is done'])
})

test('A press whose end is never heard holds up nothing for long', () => {
  const { seen, comes, hand } = page()
  hand('pointerdown')
  comes('Ben is done')
  vi.advanceTimersByTime(longestPressMs)
  expect(seen).toEqual(['Ben is done'])
})
