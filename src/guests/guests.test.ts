import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { joinsLate, meets } from '../../test/circles.ts'
import { evenings, letters, linkIn, meetingIn, ownPath } from '../../test/guests.ts'
import { theLongTable } from '../../test/long-table.ts'
import { begun, look, openRoom, press, streamOf, until } from '../../test/rooms.ts'
import { newId } from '../platform/ids.ts'

const { house, community } = await theLongTable({})

const before = new Date('2026-11-24T09:00:00Z')
const { anEvening, underWay, later, clockAt } = evenings(house, community)
beforeEach(() => clockAt(before))

describe('A guest', () => {
  test('comes along where the meeting moves to another hour or another day: the same link opens then, and ends with its new end', async () => {
    const { ana, id, guests, starts } = await anEvening()
    const link = linkIn(await ana.get(guests))
    const rosa = house.nobody()
    await rosa.submit(link, {})
    await meets(ana, id, { minutes: '60', at: '19:00', seen: '1' })
    await later(starts, 0)
    expect((await rosa.get(link)).text).toContain('You are early.')
    await later(starts, 75)
    expect((await rosa.get(link)).text).toContain('It has not begun yet')
    await clockAt(new Date('2026-11-20T09:00:00Z'))
    await meets(ana, id, { minutes: '90', from: '2026-11-23', seen: '2' })
    const day = 24 * 60
    await later(starts, -day - 20)
    expect((await rosa.get(link)).text).toContain('You are early.')
    await later(starts, -day)
    expect((await rosa.get(link)).text).toContain('It has not begun yet')
    const room = await openRoom(ana, id, 'knowledge-session')
    expect((await look(ana, room)).guests).toMatchObject([{ name: 'Rosa Visitor, beekeeper', here: true }])
    await later(starts, -day + 120)
    expect((await rosa.get(link)).status).toBe(404)
  })

  test('who has to hear of another time is asked of Ana alone, on her page and by a mail without the name, until she says that they know', async () => {
    const { ana, id, people, guests, starts } = await anEvening()
    await ana.submit('/me/hours', { awake_from: '14', awake_until: '21' })
    const mails = async () => {
      await house.work()
      return (await house.mails()).filter(({ kind, text }) => kind === 'guests.moved' && text?.includes(id))
    }
    const [, ben] = people
    await meets(ana, id, { minutes: '60', at: '20:30', seen: '1' })
    expect((await ana.get(`/circles/${id}`)).text).toContain('Tell your guest that the meeting has moved.')
    expect((await ana.get('/home')).text).toContain('Tell your guest')
    expect((await ben?.get(`/circles/${id}`))?.text).not.toContain('Tell your guest')
    const page = await ana.get(guests)
    expect(page.text).toContain('Rosa Visitor, beekeeper knows the old time')
    expect(linkIn(page)).not.toBe('')
    expect((await ben?.get(guests))?.text).toContain('still has to tell Rosa Visitor, beekeeper')
    // Her hours have not begun, and there is time.
    expect(await mails()).toEqual([])
    await clockAt(new Date('2026-11-24T15:00:00Z'))
    const sent = await mails()
    expect(sent.map(({ person }) => person)).toEqual([ana.person])
    expect(JSON.stringify(sent)).not.toMatch(/Rosa|beekeeper|Hearth/)
    const room = await openRoom(ana, id, 'knowledge-session')
    const toTell = 'knows the old time only: please tell them'
    expect((await ana.get(room)).text).toContain(toTell)
    expect((await ben?.get(room))?.text).not.toContain(toTell)
    await ana.submit(ownPath(await ana.get(guests), 'telling'))
    expect((await ana.get(room)).text).not.toContain(toTell)
    expect((await ana.get(guests)).text).not.toContain('knows the old time')
    expect((await ana.get(`/circles/${id}`)).text).not.toContain('Tell your guest')
    // Moved and moved back: then there is nothing to tell.
    await meets(ana, id, { minutes: '60', at: '21:30', seen: '2' })
    expect((await ana.get(guests)).text).toContain('knows the old time')
    await meets(ana, id, { minutes: '60', at: '20:30', seen: '3' })
    expect((await ana.get(guests)).text).not.toContain('knows the old time')
    expect(+starts).toBeGreaterThan(0)
  })

  test('is told to Cleo at an hour of hers, unless it were too late to say no by then', async () => {
    const { ana, people, guests, id } = await anEvening()
    await house.work()
    const [, , cleo] = people
    await cleo?.submit('/me/hours', { awake_from: '14', awake_until: '21' })
    const mails = async () => {
      await house.work()
      return (await house.mails()).filter(
        ({ kind, person, text }) => kind === 'guests.coming' && person === cleo?.person && text?.includes(id),
      ).length
    }
    const before = await mails()
    const meeting = meetingIn(await ana.get(guests))
    await ana.submit(guests, { id: newId(), meeting, name: 'Theo', part: 'listens' })
    expect(await mails()).toBe(before)
    await clockAt(new Date('2026-11-24T15:00:00Z'))
    expect(await mails()).toBe(before + 1)
    await cleo?.submit('/me/hours', { awake_from: '22', awake_until: '2' })
    await ana.submit(guests, { id: newId(), meeting, name: 'Uma', part: 'listens' })
    expect(await mails()).toBe(before + 2)
  })

  test('stands in the room for all to see, until one of them would rather not', async () => {
    const { people, room, guests } = await underWay()
    await begun(room, people)
    for (const who of people) {
      const { text } = await who.get(room)
      expect(text).toContain('Rosa Visitor, beekeeper · is here as a guest')
      expect(text).toContain('nothing that is written')
    }
    const [ana, , cleo] = people
    if (!ana) return
    const stream = await streamOf(ana, room)
    await cleo?.submit(ownPath(await cleo.get(guests), 'withdrawal'))
    expect(await stream.until((text) => text.includes('"guests":[]'))).toBe(true)
    await stream.end()
    await expect(
      house.services.handles.member(
        { community: community.id, person: ana.person, circle: guests.split('/')[2] ?? '' },
        (db) => sql`update app.guest set withdrawn_at = null`.execute(db),
      ),
    ).resolves.toMatchObject({ numAffectedRows: 0n })
  })

  test('is known to whoever joins before the meeting: they, too, may say no', async () => {
    const { id, people, guests } = await anEvening()
    const dora = await community.person(`Dora ${letters(newId())}`)
    const [first, ...others] = people
    if (first) await joinsLate(dora, id, [first, ...others])
    const page = await dora.get(guests)
    expect(page.text).toContain('Rosa Visitor, beekeeper')
    await dora.submit(ownPath(page, 'withdrawal'))
    expect((await first?.get(guests))?.text).toContain('Nobody is coming')
  })

  test('is asked to a brainstorm, follows its steps, and sees no idea of anybody’s', async () => {
    const { ana, id, people, guests, starts } = await anEvening()
    const meeting = meetingIn(await ana.get(guests))
    const asked = { id: newId(), meeting, name: 'Theo, who cooks', part: 'listens', format: 'brainstorm' }
    await ana.submit(guests, asked)
    const links = [...(await ana.get(guests)).html.matchAll(/value="([^"]*\/guest\/[^"]+)"/g)].map(
      ([, link]) => link ?? '',
    )
    const theo = house.nobody()
    await later(starts, 0)
    const room = await openRoom(ana, id, 'brainstorm')
    await begun(room, people)
    for (const link of links) await theo.submit(new URL(link).pathname, {})
    await until(room, ana, ({ view }) => view.step?.key === 'alone')
    await press(ana, room, 'write', { entry: newId(), words: 'MURMUR of an idea' })
    const step = (await look(ana, room)).view.step
    for (const link of links) {
      const page = await theo.get(new URL(link).pathname)
      expect(page.text).toContain(step?.invitation)
      expect(page.text).not.toContain('MURMUR')
    }
    expect((await ana.post(guests, { ...asked, format: 'deep-dive' })).status).toBe(422)
  })
})
