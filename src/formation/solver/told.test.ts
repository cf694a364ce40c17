import { expect, test } from 'vitest'
import { type Naming, saidOnce, whyNot } from './told.ts'
import type { Impossible } from './types.ts'

const alone = (id: string, others: number): Impossible => ({
  rules: ['apart'],
  people: [id],
  because: { code: 'few-others', values: { people: [id], others, needed: 4 } },
  proved: true,
})
const colleagues = Array.from({ length: 50 }, (_, n) => alone(`p${n + 1}`, 0))
const called: Naming = {
  person: (id) => id.toUpperCase(),
  column: String,
  rule: String,
  list: (items) => items.join(', '),
  others: (count) => `${count} more`,
}

test('What closes the way to fifty people alike is said once, and to another otherwise for itself', () => {
  const said = saidOnce([...colleagues.slice(0, 25), alone('ana', 2), ...colleagues.slice(25)])
  expect(said.map(({ people }) => people.length)).toEqual([50, 1])
  expect(said[0]).toMatchObject({ rules: ['apart'], because: { values: { others: 0, needed: 4 } }, proved: true })
})

test('Nobody reads fifty names: eleven stand there, and how many more there are', () => {
  const [said] = saidOnce(colleagues)
  const { names, count } = whyNot(said ?? alone('nobody', 0), called)
  expect(count).toBe(50)
  expect(names).toBe('P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11, 39 more')
})

test('Two employers with too many people each stay two sentences', () => {
  const crowd = (value: string): Impossible => ({
    rules: ['apart'],
    people: ['p1', 'p2'],
    because: { code: 'crowd', values: { column: 'employer', value, people: 2, circles: 1 } },
    proved: true,
  })
  expect(saidOnce([crowd('Acme'), crowd('Acme'), crowd('Bolt')])).toHaveLength(3)
})
