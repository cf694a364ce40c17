import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { agree, circleOf, formedCircle, linkFrom, requestIn, seat, start } from '../../test/circles.ts'
import { theLongTable } from '../../test/long-table.ts'
import { newId } from '../platform/ids.ts'

const { house, community, ana, ben, caro, olga } = await theLongTable({
  ana: 'Ana Martins',
  ben: 'Ben Okoro',
  caro: 'Caro Ruiz',
  olga: ['Olga Organiser', { offices: ['organiser'] }],
})

const asMember = <T>(who: Browser, work: Parameters<typeof house.services.handles.member<T>>[1], circle?: string) =>
  house.services.handles.member({ community: community.id, person: who.person, ...(circle ? { circle } : {}) }, work)
const asOrganiser = <T>(work: Parameters<typeof house.services.handles.organiser<T>>[1]) =>
  house.services.handles.organiser({ community: community.id, person: olga.person }, work)

/** Writes something that stays in a circle: other words for a point of its agreement. */
const write = (who: Browser, circle: string) =>
  who.submit(`/circles/${circle}/agreement/new`, {
    id: newId(),
    from: '1',
    kind: 'wording',
    'words-time': 'We start at seven sharp',
  })

async function circleThatWrote(...people: readonly [Browser, ...Browser[]]): Promise<string> {
  const circle = await circleOf(...people)
  await write(people[0], circle)
  return circle
}

const formed = (...people: readonly Browser[]) => formedCircle(house, community, olga, ...people)
const placeOf = async (who: Browser) => (await who.get('/circles')).address(/^\/places\//)
const sits = async (who: Browser, circle: string) => (await who.get(`/circles/${circle}/people`)).status === 200

describe('An organiser', () => {
  test('cannot write a seat at all, not for herself and not for a person she invents', async () => {
    const circle = await circleThatWrote(ana)
    for (const person of [olga.person, newId()])
      await expect(
        asOrganiser((db) =>
          sql`insert into app.seat (community, id, circle, person, from_epoch) values (${community.id}, ${newId()}, ${circle}, ${person}, 1)`.execute(
            db,
          ),
        ),
      ).rejects.toThrow('permission denied')
  })

  test('cannot seat herself as a member either, nor somebody else', async () => {
    const circle = await circleThatWrote(ana)
    for (const person of [olga.person, caro.person])
      await expect(
        asMember(olga, (db) =>
          db
            .insertInto('app.seat')
            .values({ community: community.id, id: newId(), circle, person, from_epoch: 1 })
            .execute(),
        ),
      ).rejects.toThrow('row-level security')
  })

  test('keeps no place in a circle that has written, and none in one that members started', async () => {
    const seasonal = await formed(ana)
    await ana.submit(await placeOf(ana), { answer: 'yes' })
    await agree(seasonal, ana)
    await write(ana, seasonal)
    for (const circle of [seasonal, await start(ana)])
      await expect(
        asOrganiser((db) =>
          db
            .insertInto('app.invitation')
            .values({ community: community.id, id: newId(), circle, person: olga.person, via: 'placement' })
            .execute(),
        ),
      ).rejects.toThrow('row-level security')
  })

  test('reads no key, no link, no request and no yes', async () => {
    for (const table of ['circle_key', 'join_request', 'join_yes', 'charter_version', 'charter_sign'])
      await expect(asOrganiser((db) => sql`select * from app.${sql.ref(table)}`.execute(db))).rejects.toThrow(
        'permission denied',
      )
    const seen = await asOrganiser((db) =>
      db.selectFrom('app.invitation').select('via').where('via', '=', 'link').execute(),
    )
    expect(seen).toEqual([])
  })
})

describe('A place that was kept', () => {
  test('The first who accepts sits down alone; two at once both do; each reads under the first key', async () => {
    const circle = await formed(ana, ben, caro)
    expect(await sits(ana, circle)).toBe(false)
    const [one, two] = [await placeOf(ana), await placeOf(ben)]
    // Ana presses twice.
    await Promise.all([ana, ana, ben].map((who) => who.post(who === ana ? one : two, { answer: 'yes' })))
    expect([await sits(ana, circle), await sits(ben, circle), await sits(caro, circle)]).toEqual([true, true, false])
    const { rows } = await house.owner.query('select epoch from app.circle_key where circle = $1', [circle])
    expect(rows).toEqual([{ epoch: 1 }])
    const three = await placeOf(caro)
    expect((await caro.submit(three, { answer: 'no' })).text).toContain('You have said no to this place')
    expect((await caro.get('/circles')).text).not.toContain('Spring one')
    // Gone back to, a place that was answered says so; what was answered stays, and is nobody else’s to see.
    expect((await caro.submit(three, { answer: 'yes' })).text).toContain('You have said no to this place')
    expect((await ana.get(one)).address(/circles\/[0-9a-f-]{36}$/)).toBe(`/circles/${circle}`)
    for (const who of [ana, house.nobody()]) expect((await who.get(three)).status).toBe(404)
  })

  test('Declined is declined: it cannot be taken up again behind the page', async () => {
    const dina = await community.person('Dina Abel')
    const circle = await formed(dina)
    await dina.submit(await placeOf(dina), { answer: 'no' })
    await expect(
      asMember(dina, (db) =>
        db.updateTable('app.invitation').set({ ended_at: null }).where('circle', '=', circle).execute(),
      ),
    ).rejects.toThrow('stays so')
  })

  test('Who accepts after the first word asks instead, and the others say yes', async () => {
    const [eli, fay] = [await community.person('Eli Sand'), await community.person('Fay Lund')]
    const circle = await formed(eli, fay)
    await eli.submit(await placeOf(eli), { answer: 'yes' })
    await agree(circle, eli)
    await write(eli, circle)
    const page = await fay.submit(await placeOf(fay), { answer: 'yes' })
    expect(page.text).toContain('You have asked')
    expect(await sits(fay, circle)).toBe(false)
    await eli.submit(`${await requestIn(eli, circle)}/yes`)
    expect(await sits(fay, circle)).toBe(true)
  })

  test('It is nobody else’s: Ben does not even find it', async () => {
    const gil = await community.person('Gil Roy')
    await formed(gil)
    const place = await placeOf(gil)
    expect((await ben.get(place)).status).toBe(404)
    expect((await ben.post(place, { answer: 'yes' })).status).toBe(404)
  })
})

describe('Whoever joins late', () => {
  test('sits down under a key of their own time, not an older one', async () => {
    const circle = await circleThatWrote(ana, ben)
    await caro.submit(`${await linkFrom(ana, circle)}/request`)
    const id = (await requestIn(ana, circle)).split('/').at(-1) ?? ''
    for (const who of [ana, ben])
      await asMember(who, (db) =>
        db.insertInto('app.join_yes').values({ community: community.id, request: id, person: who.person }).execute(),
      )
    for (const from_epoch of [0, 1, 2])
      await expect(
        asMember(caro, (db) =>
          db
            .insertInto('app.seat')
            .values({ community: community.id, id: newId(), circle, person: caro.person, from_epoch })
            .execute(),
        ),
      ).rejects.toThrow('row-level security')
  })

  test('answers their own request in no way but taking it back', async () => {
    const circle = await start(ana, { open: 'open' })
    await caro.submit(`/ask/${circle}`)
    const id = (await requestIn(ana, circle)).split('/').at(-1) ?? ''
    for (const outcome of ['seated', 'not now'])
      await expect(
        asMember(caro, (db) => db.updateTable('app.join_request').set({ outcome }).where('id', '=', id).execute()),
      ).rejects.toThrow('row-level security')
    await expect(
      asMember(caro, (db) =>
        db.insertInto('app.join_yes').values({ community: community.id, request: id, person: caro.person }).execute(),
      ),
    ).rejects.toThrow('row-level security')
  })

  test('needs the yes of those who came meanwhile, too', async () => {
    const circle = await start(ana, { open: 'open' })
    await caro.submit(`/ask/${circle}`)
    await seat(ana, circle, ben)
    const request = await requestIn(ana, circle)
    await ana.submit(`${request}/yes`)
    expect(await sits(caro, circle)).toBe(false)
    await ben.submit(`${request}/yes`)
    expect(await sits(caro, circle)).toBe(true)
  })
})

describe('Whoever has left', () => {
  test('reads no seat, key, agreement or link of it from then on, also below the pages', async () => {
    const circle = await circleThatWrote(ana, ben)
    await linkFrom(ana, circle)
    await ben.submit(`/circles/${circle}/leaving`)
    const found = { ana: await rowsFor(ana, circle), ben: await rowsFor(ben, circle) }
    expect(found).toEqual({
      ana: { versions: 1, links: 2, seats: 1, keys: 1, circles: 1 },
      ben: { versions: 0, links: 0, seats: 0, keys: 0, circles: 0 },
    })
  })

  test('cannot sit down again by changing their old seat', async () => {
    const circle = await circleOf(ana, ben)
    await ben.submit(`/circles/${circle}/leaving`)
    await expect(
      asMember(ben, (db) =>
        db.updateTable('app.seat').set({ left_at: null, until_epoch: null }).where('circle', '=', circle).execute(),
      ),
    ).rejects.toThrow('stays left')
  })
})

/** How many rows of a circle the database shows to somebody, apart from Ben's own seat and the first key, which he had. */
const rowsFor = (who: Browser, circle: string) =>
  asMember(
    who,
    async (db) => {
      const of = (table: 'app.charter_version' | 'app.invitation' | 'app.seat' | 'app.circle_key') =>
        db.selectFrom(table).select('circle').where('circle', '=', circle)
      return {
        versions: (await of('app.charter_version').execute()).length,
        links: (await of('app.invitation').execute()).length,
        seats: (await of('app.seat').where('person', '!=', ben.person).execute()).length,
        keys: (await of('app.circle_key').where('epoch', '>', 1).execute()).length,
        circles: (await db.selectFrom('app.circle').select('id').where('id', '=', circle).execute()).length,
      }
    },
    circle,
  )
