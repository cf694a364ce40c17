import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256Head } from './sha256.ts'

test('the browser computes the same hash as the server, whatever the length of the text', () => {
  const ascii = fc.string({ unit: 'binary-ascii', maxLength: 200 })
  fc.assert(
    fc.property(ascii, (text) => {
      expect(sha256Head(text)).toBe(createHash('sha256').update(text, 'latin1').digest().readUInt32BE(0))
    }),
  )
})
