import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import { newId } from '../ids.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.end())

test('of statements that travel together the one that failed is told, whichever is heard of first', async () => {
  const { member } = house.services.handles
  const outcome = member({ community: newId(), person: newId() }, async (db) => {
    // Hears of its failure a moment later than the one behind it.
    const first = async () => await Promise.all([sql`select 1 / 0`.execute(db)])
    await Promise.all([first(), sql`select 1`.execute(db)])
  })
  await expect(outcome).rejects.toMatchObject({ code: '22012' })
})
