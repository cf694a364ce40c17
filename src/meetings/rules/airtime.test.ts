import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Heard, hear, nothingHeard, sharesOf } from './airtime.ts'
import { secondsForm } from './seconds.ts'

const after = (beats: readonly (readonly [level: number, ms: number])[]): Heard =>
  beats.reduce((heard, [level, ms]) => hear(heard, level, ms), nothingHeard)
const times = (count: number, level: number) => Array.from({ length: count }, () => [level, 200] as const)

test('Silence counts nothing, speaking counts its time, and a breath between words belongs to it', () => {
  expect(after(times(50, 0.001)).spoken).toBe(0)
  expect(after(times(10, 0.2)).spoken).toBe(2000)
  expect(after([...times(10, 0.2), ...times(2, 0), ...times(10, 0.2)]).spoken).toBe(4400)
  expect(after([...times(10, 0.2), ...times(60, 0)]).spoken).toBe(2800)
})

test('Nobody has spoken for longer than it took, and a laptop that slept has not spoken', () => {
  const beat = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 5000 }))
  fc.assert(
    fc.property(fc.array(beat), (beats) => {
      const { spoken } = after(beats)
      expect(spoken).toBeLessThanOrEqual(beats.reduce((sum, [, ms]) => sum + ms, 0))
    }),
  )
  expect(after([...times(1, 0.2), [0.2, 3_600_000]]).spoken).toBe(1200)
})

test('What is sent is one whole number of seconds, and nothing else is taken', () => {
  expect(secondsForm.parse({ seconds: '73', words: 'psst' })).toEqual({ seconds: 73 })
  for (const seconds of ['-1', '1.5', 'NaN', '90000']) expect(secondsForm.safeParse({ seconds }).success).toBe(false)
})

test('Parts of the time are said in the order of the people', () => {
  const all = ['Ana', 'Ben', 'Cleo'].map((person, index) => ({ person, seconds: [30, 60, 10][index] ?? 0 }))
  expect(sharesOf(all).map(({ percent }) => percent)).toEqual([30, 60, 10])
  expect(sharesOf([{ person: 'Ana', seconds: 0 }])).toEqual([{ person: 'Ana', percent: 0 }])
})
