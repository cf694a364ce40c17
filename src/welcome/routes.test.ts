import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'

let house: TestHouse

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.end())

test('Before anything is set up, every page leads to the wizard', async () => {
  const page = await house.nobody().get('/circles')
  expect(page.status).toBe(303)
  expect(page.location).toBe('/setup')
})

test('A stranger finds the community under its own name', async () => {
  const community = await house.community('long-table', 'The Long Table')
  const page = await house.nobody().get('/')
  expect(page.status).toBe(200)
  expect(page.text).toContain('The Long Table')
  const ana = await community.person('Ana Martins')
  expect((await ana.get('/nothing-here')).status).toBe(404)
})
