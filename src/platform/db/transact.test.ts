import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/house.ts'
import { newId } from '../ids.ts'
import { Beforehand } from './transact.ts'

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

const standingOpen = async () => {
  const { rows } = await house.owner.query(
    `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in tr%'`,
  )
  return rows.length
}

test('What takes long is worked out while no transaction stands open, and then the work begins anew', async () => {
  const seen: (number | string)[] = []
  const answer = await house.services.handles.worker({}, async (db) => {
    await sql`select 1`.execute(db)
    seen.push(await standingOpen())
    if (seen.length === 1) throw new Beforehand(async () => seen.push(`worked out with ${await standingOpen()} open`))
    return 'there'
  })
  expect(answer).toBe('there')
  expect(seen).toEqual([1, 'worked out with 0 open', 1])
})

test('Work that never finds what was prepared for it ends with an error instead of going on for ever', async () => {
  let prepared = 0
  const work = house.services.handles.worker({}, async () => {
    throw new Beforehand(() => prepared++)
  })
  await expect(work).rejects.toThrow(Beforehand)
  expect(prepared).toBe(7)
})

test('Of two who look at the same moment and write the same, the second looks again and finds it written', async () => {
  await house.owner.query('create table app.door (name text unique, key text unique); grant all on app.door to public')
  const { promise: bothLooked, resolve } = Promise.withResolvers<void>()
  let looks = 0
  const enter = (key: string) =>
    house.services.handles.worker({}, async (db) => {
      const { rows } = await sql`select key from app.door`.execute(db)
      if (++looks === 2) resolve()
      await bothLooked
      if (rows.length) return rows
      await sql`insert into app.door values ('front', ${key}) on conflict (key) do nothing`.execute(db)
      return [{ key }]
    })
  const [ana, ben] = await Promise.all([enter('brass'), enter('iron')])
  expect(ana).toEqual(ben)
  expect(looks).toBe(3)
})

test('Thirty who write the same row at the same moment are each carried out', async () => {
  await house.owner.query('create table app.tally (n integer); grant all on app.tally to public')
  await house.owner.query('insert into app.tally values (0)')
  const count = () =>
    house.services.handles.member({ community: newId(), person: newId() }, async (db) => {
      const { rows } = await sql<{ n: number }>`select n from app.tally`.execute(db)
      await sql`update app.tally set n = ${(rows[0]?.n ?? 0) + 1}`.execute(db)
    })
  await Promise.all(Array.from({ length: 30 }, count))
  const { rows } = await house.owner.query('select n from app.tally')
  expect(rows).toEqual([{ n: 30 }])
})
