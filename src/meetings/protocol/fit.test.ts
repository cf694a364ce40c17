import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitInto, least, type Stretch, wanted } from './fit.ts'

const fixed = (want: number, min = want, max = want): Stretch => ({ min, want, max, weight: 0 })
const share = (weight: number, min: number, max: number): Stretch => ({ min, want: min, max, weight })

test('everything gets what it wants where the time is exactly that', () => {
  expect(fitInto([fixed(60), fixed(120)], 180)).toEqual([60, 120])
})

test('shares divide by their weights what the others leave', () => {
  expect(fitInto([fixed(600), share(3, 60, 1200), share(2, 60, 1200)], 2100)).toEqual([600, 900, 600])
})

test('what one share may not take goes to the other', () => {
  expect(fitInto([share(3, 60, 300), share(1, 60, 1200)], 1000)).toEqual([300, 700])
})

test('what is left over lengthens those that may grow, and the rest is left free', () => {
  expect(fitInto([fixed(60, 60, 120), fixed(60)], 600)).toEqual([120, 60])
})

test('where time is short all are squeezed towards their least in equal measure', () => {
  expect(fitInto([fixed(200, 100), fixed(400, 200)], 450)).toEqual([150, 300])
})

test('it says so where even the least is too much', () => {
  expect(fitInto([fixed(200, 100), fixed(400, 200)], 299)).toBeNull()
})

const stretch = fc
  .tuple(
    fc.integer({ min: 0, max: 600 }),
    fc.integer({ min: 0, max: 600 }),
    fc.integer({ min: 0, max: 600 }),
    fc.nat(4),
  )
  .map(([min, more, still, weight]) => ({ min, want: weight > 0 ? min : min + more, max: min + more + still, weight }))

test('whatever is to be fitted, it stays whole, within its bounds and within the time', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 12 }), fc.integer({ min: 0, max: 9000 }), (stretches, seconds) => {
      const lengths = fitInto(stretches, seconds)
      expect(lengths === null).toBe(least(stretches) > seconds)
      if (!lengths) return
      expect(lengths.reduce((total, one) => total + one, 0)).toBeLessThanOrEqual(seconds)
      lengths.forEach((length, at) => {
        expect(Number.isInteger(length)).toBe(true)
        expect(length).toBeGreaterThanOrEqual(stretches[at]?.min ?? 0)
        expect(length).toBeLessThanOrEqual(stretches[at]?.max ?? 0)
      })
    }),
  )
})

test('with time enough nothing is squeezed', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 12 }), fc.nat(2000), (stretches, more) => {
      const lengths = fitInto(stretches, wanted(stretches) + more)
      stretches.forEach((one, at) => {
        const first = one.weight > 0 ? one.min : one.want
        expect(lengths?.[at]).toBeGreaterThan(first - 5)
      })
    }),
  )
})
