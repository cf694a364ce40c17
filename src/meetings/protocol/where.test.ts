import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineOf, linesOf } from './where.ts'

test('each value is found on its line', () => {
  const lines = linesOf('{\n  "a": [\n    1,\n    { "b/c": null }\n  ]\n}')
  expect(['', '/a', '/a/0', '/a/1/b~1c'].map((pointer) => lineOf(lines, pointer))).toEqual([1, 2, 3, 4])
  expect(lineOf(lines, '/a/1/missing')).toBe(4)
  expect(lineOf(lines, '/nowhere/at/all')).toBe(1)
})

test('what is no JSON is named by the line on which it stops being that', () => {
  expect(linesOf('{\n  "a": 1,\n  "b" 2\n}').broken).toBe(3)
  expect(linesOf('').broken).toBe(1)
  expect(linesOf('[1] x').broken).toBe(1)
  expect(linesOf('['.repeat(5000)).broken).toBe(1)
})

test('it takes and refuses just what JSON.parse takes and refuses', () => {
  const almost = fc.oneof(
    fc.json(),
    fc.tuple(fc.json(), fc.nat(80), fc.constantFrom(',', '"', '}', 'x', ' ', '')).map(([text, at, sign]) => {
      const cut = at % (text.length + 1)
      return text.slice(0, cut) + sign + text.slice(cut + 1)
    }),
  )
  fc.assert(
    fc.property(almost, (text) => {
      expect(linesOf(text).broken === null).toBe(isJson(text))
    }),
    { numRuns: 500 },
  )
})

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
