import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { evenings, letters, linkIn, meetingIn, ownPath } from '../../test/guests.ts'
import { theLongTable } from '../../test/long-table.ts'
import { begun, press, streamOf, until } from '../../test/rooms.ts'
import { hashOf, newId } from '../platform/ids.ts'
import { windowOf } from './rules.ts'

const { house, community } = await theLongTable({})

const before = new Date('2026-11-24T09:00:00Z')
const { anEvening, underWay, later, clockAt } = evenings(house, community)
beforeEach(() => clockAt(before))

describe('A guest', () => {
  test('is asked in by Ana; Ben hears of it without a name, sees who it is, and Rosa has a link that waits', async () => {
    const { ana, people, guests, names } = await anEvening()
    await house.work()
    const mails = (await house.mails()).filter(({ kind }) => kind === 'guests.coming').slice(-2)
    expect(mails.length).toBe(2)
    for (const mail of mails) expect(JSON.stringify(mail)).not.toMatch(/Rosa|Hearth/)
    const seen = await people[1]?.get(guests)
    expect(seen?.text).toContain('Rosa Visitor, beekeeper')
    expect(seen?.text).toContain(`${names[0]} asked them in.`)
    expect(seen?.html).not.toContain('/guest/')
    const rosa = house.nobody()
    const link = linkIn(await ana.get(guests))
    const first = await rosa.get(link)
    expect(first.text).toContain('What I hear and who was there stays here.')
    const early = await rosa.submit(link, {})
    expect(early.text).toContain('You are early.')
    for (const name of [...names, 'Hearth']) expect(`${first.html} ${early.html}`).not.toContain(name)
    expect((await ana.get(guests)).text).toContain('They have promised')
    expect((await house.nobody().get(link.replace(/.$/, '~'))).status).toBe(404)
  })

  test('gets the link by mail where Ana gave an address, once where she presses twice, and the address is kept nowhere else', async () => {
    const { ana, guests } = await anEvening()
    const meeting = meetingIn(await ana.get(guests))
    const address = `rosa.${letters(newId())}@example.org`
    const again = { id: newId(), meeting, name: 'Rosa again', address, part: 'listens' }
    await Promise.all([ana.submit(guests, again), ana.submit(guests, again)])
    await house.work()
    const mails = (await house.mails()).filter(({ kind }) => kind === 'guests.link')
    expect(mails).toHaveLength(1)
    expect(JSON.stringify(mails)).toContain('/guest/')
    const { rows } = await house.owner.query('select * from app.guest')
    expect(JSON.stringify(rows)).not.toContain(address)
    expect((await ana.post(guests, { id: newId(), meeting, name: '', part: 'speaks' })).status).toBe(422)
    await ana.submit(guests, { id: newId(), meeting, name: 'Third', part: 'listens' })
    expect((await ana.post(guests, { id: newId(), meeting, name: 'Fourth', part: 'listens' })).text).toContain(
      'Three guests are enough',
    )
  })

  test('comes with two others at most, also where four are asked at the same moment', async () => {
    const { ana, people, guests } = await anEvening()
    const [, meeting = ''] = [...(await ana.get(guests)).html.matchAll(/<option value="([0-9a-f-]{36})"/g)].map(
      ([, each]) => each,
    )
    const ask = (who: Browser | undefined, at: number) =>
      who?.post(guests, { id: newId(), meeting, name: `Guest ${at}`, part: 'listens' })
    const answers = await Promise.all([...people, ana].map(ask))
    for (const answer of answers) expect([303, 403]).toContain(answer?.status)
    const { rows } = await house.owner.query('select 1 from app.guest where meeting = $1', [meeting])
    expect(rows).toHaveLength(3)
  })

  test('follows the steps of the meeting and nothing else: no word that is written, no name that nobody chose to show', async () => {
    const { ana, people, names, room, rosa, link, starts } = await underWay()
    await later(starts, -16)
    expect((await rosa.get(link)).text).toContain('You are early.')
    await later(starts, -15)
    const stream = await streamOf(rosa, link)
    const frames: string[] = []
    const reading = stream.until((text) => {
      frames.push(text)
      return text.includes('What do you take home?')
    })
    await begun(room, people)
    await press(ana, room, 'choose', { person: ana.person, question: 'MURMUR of a question', entry: newId() })
    await until(room, ana, ({ view }) => view.step?.key === 'talk')
    expect((await rosa.get(link)).text).toContain('Show more than you tell.')
    await until(room, ana, ({ view }) => view.step?.key === 'questions')
    for (const who of people.slice(1))
      await press(who, room, 'write', { words: 'MURMUR, how do bees know?', entry: newId() })
    await until(room, ana, ({ view }) => view.step?.key === 'harvest')
    await press(ana, room, 'note', { words: 'MURMUR to myself', entry: newId() })
    expect(await reading).toBe(true)
    const page = await rosa.get(link)
    expect(page.text).toContain('Benny · and 2 of the group')
    for (const shown of [...frames, page.html]) {
      expect(shown).not.toMatch(/MURMUR|Hearth/)
      for (const name of names) expect(shown).not.toContain(name)
      for (const who of people) expect(shown).not.toContain(who.person)
    }
    await stream.end()
    await press(ana, room, 'end')
    const minutes = await ana.get(room.replace('/room', '/minutes'))
    expect(minutes.status).toBe(200)
    expect(minutes.text).toContain('A guest was there.')
    expect(minutes.text).not.toContain('Rosa')
  })

  test('is seen out as the meeting ends: the open stream is closed, and the link is nothing any more', async () => {
    const { ana, people, room, rosa, link } = await underWay()
    await begun(room, people)
    const stream = await streamOf(rosa, link)
    await press(ana, room, 'end')
    expect(await stream.isOver()).toBe(true)
    expect((await rosa.get(link)).status).toBe(404)
    expect((await rosa.raw(`${link}/stream`)).status).toBe(404)
    expect((await rosa.post(link, {})).status).toBe(404)
  })

  test('goes as soon as one of them would rather not, and nobody can see whose no it was', async () => {
    const { people, guests, rosa, link } = await underWay()
    const [, , cleo] = people
    const stream = await streamOf(rosa, link)
    await cleo?.submit(ownPath(await cleo.get(guests), 'withdrawal'))
    expect(await stream.isOver()).toBe(true)
    expect((await rosa.get(link)).status).toBe(404)
    expect((await people[0]?.get(guests))?.text).toContain('Nobody is coming')
    const { rows } = await house.owner.query('select * from app.guest where circle = $1', [guests.split('/')[2]])
    expect(Object.values(rows[0])).not.toContain(cleo?.person)
  })

  test('has no link once its time is over, even where nobody ended the meeting', async () => {
    const { rosa, link, ends } = await underWay()
    await later(ends, 29)
    expect((await rosa.get(link)).status).toBe(200)
    await later(ends, 30)
    expect((await rosa.get(link)).status).toBe(404)
  })

  test('opens no other door with it: no page of the circle, no press in the room', async () => {
    const { rosa, room, guests, id, people } = await underWay()
    await begun(room, people)
    for (const path of [
      room,
      guests,
      `/circles/${id}`,
      `/circles/${id}/people`,
      `/circles/${id}/turns`,
      `${room}/stream`,
    ])
      expect((await rosa.raw(path)).status).toBe(404)
    const fields = { id: newId(), kind: 'write', words: 'hello', step: '', entry: newId() }
    expect((await rosa.post(`${room}/commands`, fields)).status).toBe(404)
  })
})

describe('The database', () => {
  test('gives the holder of a link three answers and no table', async () => {
    const { link, room, people } = await underWay()
    await begun(room, people)
    const { handles } = house.services
    const token = hashOf(link.split('/').at(-1) ?? '').toString('hex')
    const asking = (of: string, also = { community: community.id, token }) =>
      handles.visitor(also, async (db) => (await sql.raw<object>(`select * from ${of}`).execute(db)).rows)
    expect(await asking('app.guest_room()')).toHaveLength(1)
    for (const table of [
      'guest',
      'guest_face',
      'run',
      'run_entry',
      'run_change',
      'circle',
      'circle_key',
      'seat',
      'person',
    ])
      await expect(asking(`app.${table}`), table).rejects.toThrow(/permission denied/)
    await expect(asking('app.guest_by_link()')).rejects.toThrow(/permission denied/)
    for (const door of ['guest_pass', 'guest_room', 'guest_faces']) {
      expect(await asking(`app.${door}()`, { community: newId(), token })).toEqual([])
      expect(
        await asking(`app.${door}()`, { community: community.id, token: hashOf('other').toString('hex') }),
      ).toEqual([])
    }
  })

  test('judges by its own clock when a link opens and ends, whatever time its holder claims that it is', async () => {
    const { link, room, people, starts, ends } = await underWay()
    await begun(room, people)
    const token = hashOf(link.split('/').at(-1) ?? '').toString('hex')
    const during = `'${new Date(+starts + 60_000).toISOString()}'`
    const claiming = (statement: string) =>
      house.services.handles.visitor(
        { community: community.id, token },
        async (db) => (await sql.raw<object>(statement).execute(db)).rows,
      )
    const rooms = 'select * from app.guest_room()'
    expect(await claiming(rooms)).toHaveLength(1)
    for (const [at, minutes] of [
      [starts, -16],
      [ends, 31],
    ] as const) {
      await later(at, minutes)
      expect(await claiming(rooms)).toEqual([])
      expect(await claiming('select * from app.guest_faces()')).toEqual([])
      for (const door of ['guest_pass', 'guest_promise', 'guest_room', 'guest_faces', 'guest_by_link'])
        await expect(claiming(`select * from app.${door}(${during})`), door).rejects.toThrow(/does not exist/)
      expect(
        await claiming(`select set_config('app.clock', ${during}, true) as said, r.* from app.guest_room() r`),
      ).toEqual([])
    }
    const mine = `create or replace function app.clock() returns timestamptz language sql stable return ${during}::timestamptz`
    await expect(claiming(mine)).rejects.toThrow(/permission denied|must be owner/)
  })

  test('forgets whom a circle had asked in, a month after', async () => {
    const { id } = await anEvening()
    await house.owner.query(
      `update app.guest set opens_at = now() - interval '32 days', closes_at = now() - interval '31 days' where circle = $1`,
      [id],
    )
    await house.services.handles.worker({}, (db) => db.deleteFrom('app.guest').execute())
    const { rows } = await house.owner.query('select 1 from app.guest where circle = $1', [id])
    expect(rows).toEqual([])
  })
})

test('A link is never good for more than a day', () => {
  const starts = new Date('2026-11-24T18:00:00Z')
  const { opens, closes } = windowOf({ starts, ends: new Date(+starts + 40 * 60 * 60_000) })
  expect(+closes - +opens).toBe(24 * 60 * 60_000)
  expect(+starts - +opens).toBe(15 * 60_000)
})
