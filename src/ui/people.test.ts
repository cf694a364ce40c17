import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { initialsOf, tintOf } from './people.ts'

describe('a face', () => {
  test.each([
    ['Ana Maria Duarte', 'AD'],
    ['Yara', 'Y'],
    ['  žofia   ', 'Ž'],
    ['李小龙', '李'],
    ['👩‍🚀 sky', '👩‍🚀S'],
    ['', '·'],
  ])('of %s shows %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })

  test('has the same tint wherever it is seen', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(tintOf(` ${name} `)).toBe(tintOf(name))
        expect([0, 1, 2, 3, 4, 5]).toContain(tintOf(name))
      }),
    )
  })
})
