import { expect, test } from 'vitest'
import { moved } from './rules.ts'

const circles = [
  { circle: '1', members: ['ana'] },
  { circle: '2', members: ['ben', 'cy'] },
]

test('Ana moves to another circle, or to none', () => {
  expect(moved(circles, 'ana', '2')).toEqual([
    { circle: '1', members: [] },
    { circle: '2', members: ['ben', 'cy', 'ana'] },
  ])
  expect(moved(circles, 'ben', '')).toEqual([
    { circle: '1', members: ['ana'] },
    { circle: '2', members: ['cy'] },
  ])
})

test('Ana, moved back to the circle that ended when she left, finds it again', () => {
  const left = moved(circles, 'ana', '2').filter(({ members }) => members.length > 0)
  expect(moved(left, 'ana', '1')).toContainEqual({ circle: '1', members: ['ana'] })
})
