import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestCommunity } from '../../test/arrange.ts'
import { openTestHouse, type TestHouse } from '../../test/house.ts'

let house: TestHouse
let community: TestCommunity

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.end())

test('Before anything is set up, every page leads to the wizard', async () => {
  const page = await house.nobody().get('/circles')
  expect(page.status).toBe(303)
  expect(page.location).toBe('/setup')
  expect((await house.nobody().get('/c/no-such-community/circles')).location).toBe('/setup')
})

test('A stranger finds the community under its own name', async () => {
  community = await house.community('long-table', 'The Long Table')
  const page = await house.nobody().get('/')
  expect(page.status).toBe(200)
  expect(page.text).toContain('The Long Table')
  const ana = await community.person('Ana Martins')
  expect((await ana.get('/nothing-here')).status).toBe(404)
})

test('An address under the name of no community looks to everybody like any page that is not there', async () => {
  const away = '/c/no-such-community'
  for (const browser of [house.nobody(), await community.person('Bruno Reis')]) {
    const missing = await browser.get('/nothing-here')
    expect(missing.status).toBe(404)
    for (const path of [away, `${away}/forum`, `${away}/setup`, `${away}/nothing-here`]) {
      const page = await browser.get(path)
      expect([page.status, page.text], path).toEqual([missing.status, missing.text])
    }
    for (const path of ['/join', '/setup']) expect((await browser.post(away + path)).status, path).toBe(404)
  }
})
