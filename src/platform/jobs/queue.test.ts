import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { queue } from './queue.ts'

test('A body is known by its fields: ids, numbers, texts and words of a list', () => {
  const { holds } = queue('test', {
    community: 'id',
    circle: 'id?',
    seats: 'number',
    until: 'text',
    what: ['asked', 'set'],
  })
  const body = { community: newId(), circle: newId(), seats: 3, until: '2026-11-24', what: 'set' }
  expect(holds(body)).toBe(true)
  const { circle: _, ...earlier } = body
  expect(holds(earlier)).toBe(true)
  const wrong = { community: 'Ana', circle: null, seats: '3', until: undefined, what: 'sung' }
  for (const [field, value] of Object.entries(wrong)) expect(holds({ ...body, [field]: value }), field).toBe(false)
  for (const nothing of [null, undefined, {}, 'Ana']) expect(holds(nothing)).toBe(false)
})
