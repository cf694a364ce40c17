import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { answers, leaves, proposeChange, type Tables, twoTables } from '../../test/tables.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.end())

describe('Two circles that become one', () => {
  let tables: Tables

  test('Olga sees that Ana and Finn are too few, and what would help them, by sizes and names alone', async () => {
    tables = await twoTables(house, 'merging')
    const { olga, one, two, who, whoAll } = tables
    await who('Ana').submit(`/circles/${one}/commitments`, { id: crypto.randomUUID(), what: 'murmur of the first' })
    await who('Gil').submit(`/circles/${two}/commitments`, { id: crypto.randomUUID(), what: 'murmur of the second' })
    await leaves(one, ...whoAll(['Ben', 'Cleo', 'Dan', 'Eva']))
    const list = await olga.get('/rebalancing')
    expect(list.text).toContain('First table 2 people, fewer than 3')
    expect(list.text).toContain('Ana Novak and Finn Novak')
    const page = await olga.get(`/rebalancing/circles/${one}`)
    expect(page.text).toContain('The 2 people of First table go over to the 6 of Second table: one circle of 8.')
    expect(page.text).toContain('moves from Second table to First table')
    expect(page.text).toContain('Wanda Novak, who waits for a place, comes to First table')
    expect(page.text).toMatch(/Touching only this circle costs/)
    expect(page.text).not.toContain('murmur')
  })
})
