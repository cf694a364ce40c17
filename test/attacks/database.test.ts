import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { columnsOf } from '../../src/platform/db/catalogue.ts'
import type { MemberDb } from '../../src/platform/db/handles.ts'
import { newId } from '../../src/platform/ids.ts'
import type { TestCommunity } from '../arrange.ts'
import type { Browser } from '../browserless.ts'
import { circleWith, keepPlace, linkFrom, seat, start } from '../circles.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { type Populated, populate } from '../populated.ts'
import { templateName } from '../template.ts'

// Someone has got hold of the connection of a role, past every page, and sets the context by hand.

let house: TestHouse
let community: TestCommunity
let populated: Populated
let olga: Browser
let zoe: Browser
let elsewhere: TestCommunity

beforeAll(async () => {
  house = await openTestHouse()
  community = await house.community('long-table', 'The Long Table')
  elsewhere = await house.community('other-table', 'The Other Table')
  populated = await populate(house, community, (place) => `murmur ${place}`)
  olga = await community.person('Olga Organiser', { offices: ['organiser'] })
  zoe = await elsewhere.person('Zoe Elsewhere', { offices: ['organiser'] })
})
afterAll(() => house.end())

type Context = Parameters<TestHouse['services']['handles']['member']>[0]
const asMember = <T>(context: Partial<Context>, work: (db: MemberDb) => Promise<T>) =>
  house.services.handles.member({ community: community.id, person: populated.finn.person, ...context }, work)

interface Table {
  readonly name: string
  readonly content: boolean
  /** A column that the role may read, and the one that says of which community a row is, where it may read that. */
  readonly column: string
  readonly of: string | undefined
}

/** The tables of areas of which a role may read something. */
async function readable(role: 'visitor' | 'member' | 'organiser' | 'worker'): Promise<Table[]> {
  const all = await columnsOf(house.owner, templateName, role)
  const columns = all.filter(({ schema, select }) => schema === 'app' && select)
  return [...Map.groupBy(columns, ({ table }) => table)].map(([name, of]) => ({
    name,
    content: of.some(({ dataClass }) => dataClass === 'content'),
    column: of[0]?.column ?? '',
    of: of.find(({ column }) => column === (name === 'community' ? 'id' : 'community'))?.column,
  }))
}

/** How many rows of the first community a role sees in a table. */
const counting =
  ({ name, column, of }: Table) =>
  async (db: Pick<MemberDb, 'getExecutor'>) => {
    const ours = of ? sql`where ${sql.ref(of)} = ${community.id}` : sql``
    const counted = sql<{
      n: number
    }>`select count(${sql.ref(column)})::int as n from ${sql.table(`app.${name}`)} ${ours}`
    return (await counted.execute(db)).rows[0]?.n ?? 0
  }

/** The tables in which somebody sees rows, with how many. */
async function seen(
  role: Parameters<typeof readable>[0],
  look: <T>(work: (db: Pick<MemberDb, 'getExecutor'>) => Promise<T>) => Promise<T>,
  which: (table: Table) => boolean = () => true,
): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const table of (await readable(role)).filter(which)) {
    const number = await look(counting(table))
    if (number > 0) found[table.name] = number
  }
  return found
}

describe('Without a context', () => {
  test('no role sees a row of any area', async () => {
    const { handles } = house.services
    const nowhere = newId()
    expect(await seen('visitor', (work) => handles.visitor({}, work))).toEqual({})
    expect(await seen('worker', (work) => handles.worker({}, work))).toEqual({})
    expect(await seen('member', (work) => handles.member({ community: nowhere, person: nowhere }, work))).toEqual({})
    expect(await seen('organiser', (work) => handles.organiser({ community: nowhere, person: nowhere }, work))).toEqual(
      {},
    )
  })
})

describe('With the context of another community', () => {
  test('nobody sees a row of this one, even with the ids of a circle and of a person of it', async () => {
    const { handles } = house.services
    const { circle, mia } = populated
    for (const person of [zoe.person, mia.person]) {
      const context = { community: elsewhere.id, person, circle }
      expect(await seen('member', (work) => handles.member(context, work))).toEqual({})
      expect(await seen('organiser', (work) => handles.organiser(context, work))).toEqual({})
    }
    expect(await seen('worker', (work) => handles.worker({ community: elsewhere.id }, work))).toEqual({})
    expect(await seen('visitor', (work) => handles.visitor({ community: elsewhere.id }, work))).toEqual({})
  })
})

describe('With the context of a circle in which one does not sit', () => {
  test.each(['former', 'organiser', 'owner'] as const)('the %s sees nothing that was written there', async (which) => {
    const person = { former: populated.finn, organiser: olga, owner: community.owner }[which].person
    const look = <T>(work: (db: MemberDb) => Promise<T>) => asMember({ person, circle: populated.circle }, work)
    expect(await seen('member', look, ({ content }) => content)).toEqual({})
    const { mia, circle } = populated
    const inside = await seen(
      'member',
      (work) => asMember({ person: mia.person, circle }, work),
      ({ content }) => content,
    )
    expect(Object.keys(inside).length).toBeGreaterThan(4)
  })

  test('an organiser’s role may not even ask, whatever context is set', async () => {
    for (const { name } of (await readable('member')).filter(({ content }) => content))
      for (const role of ['organiser', 'worker', 'visitor', 'accounts'] as const) {
        const context = { community: community.id, person: olga.person, circle: populated.circle }
        const asking = sql`select * from ${sql.table(`app.${name}`)}`
        const look = house.services.handles[role] as (
          context: object,
          work: (db: MemberDb) => Promise<unknown>,
        ) => Promise<unknown>
        await expect(
          look(context, (db) => asking.execute(db)),
          `${role} ${name}`,
        ).rejects.toThrow('permission denied')
      }
  })

  test('nothing can be written into it either', async () => {
    const { circle, ben, running } = populated
    const rows = { community: community.id, id: newId(), circle, epoch: 2 }
    for (const person of [populated.finn, olga, zoe].map((who) => who.person))
      await expect(
        asMember({ person, circle }, (db) =>
          db
            .insertInto('app.challenge')
            .values({ ...rows, person, question: Buffer.from('x') as never })
            .execute(),
        ),
      ).rejects.toThrow('row-level security')
    expect((await ben.get(running)).status).toBe(200)
  })
})

describe('Whoever has left', () => {
  test('cannot move the end of their old seat on, to be given the keys of what was written since', async () => {
    const { finn, mia } = populated
    const dina = await community.person('Dina Later')
    const open = await circleWith(mia, [finn, dina])
    await finn.submit(`/circles/${open}/leaving`)
    await dina.submit(`/circles/${open}/leaving`)
    // Two epochs have begun since.
    for (const until_epoch of [2, 3, 99])
      await expect(
        asMember({}, (db) => db.updateTable('app.seat').set({ until_epoch }).where('circle', '=', open).execute()),
      ).rejects.toThrow('stays left')
    const keys = await asMember({ circle: open }, (db) =>
      db.selectFrom('app.circle_key').select('epoch').where('circle', '=', open).execute(),
    )
    expect(keys).toEqual([{ epoch: 1 }])
  })

  test('cannot leave with an end in the future', async () => {
    const { mia, finn } = populated
    const open = await circleWith(mia, [finn])
    for (const until_epoch of [1, 5])
      await expect(
        asMember({ circle: open }, (db) =>
          db.updateTable('app.seat').set({ left_at: new Date(), until_epoch }).where('circle', '=', open).execute(),
        ),
      ).rejects.toThrow('new epoch')
  })
})

describe('Someone who sits in a circle', () => {
  test('does not answer for somebody else for whom a place is kept there', async () => {
    const ivo = await community.person('Ivo Invited')
    const jo = await community.person('Jo Invited')
    const [kept, other] = [await keepPlace(house, community, olga, ivo), await keepPlace(house, community, olga, jo)]
    await ivo.submit(`/places/${kept}`, { answer: 'yes' })
    const { rows } = await house.owner.query('select circle from app.invitation where id = $1', [kept])
    await house.owner.query('update app.invitation set circle = $2 where id = $1', [other, rows[0].circle])
    const changed = await asMember({ person: ivo.person, circle: rows[0].circle }, (db) =>
      db
        .updateTable('app.invitation')
        .set({ answer: 'no', ended_at: new Date() })
        .where('id', '=', other)
        .executeTakeFirst(),
    )
    expect(changed.numUpdatedRows).toBe(0n)
  })

  test('does not stand in the way of another circle’s meeting', async () => {
    const { running, mia } = populated
    const meeting = running.split('/').at(-2) ?? ''
    const tom = await community.person('Tom Another')
    const own = await start(tom)
    await seat(tom, own, olga)
    await linkFrom(tom, own)
    const run = {
      community: community.id,
      id: newId(),
      circle: own,
      meeting,
      epoch: 1,
      protocol: 'x',
      state: Buffer.from('x') as never,
    }
    await expect(
      asMember({ person: tom.person, circle: own }, (db) => db.insertInto('app.run').values(run).execute()),
    ).rejects.toThrow('row-level security')
    expect((await mia.get(running)).status).toBe(200)
  })
})
