import { beforeEach, describe, expect, test } from 'vitest'
import { agree, circleWith, joinsLate, meets } from '../../../test/circles.ts'
import { theLongTable } from '../../../test/long-table.ts'
import { begun, look, openRoom, press, until } from '../../../test/rooms.ts'
import { newId } from '../../platform/ids.ts'

const { house, community, ana, ben, yuki } = await theLongTable({
  ana: 'Ana Martins',
  ben: 'Ben Okoro',
  yuki: 'Yuki Abe',
})
let circle: string

beforeEach(async () => {
  house.setNow(new Date('2026-11-20T10:00:00Z'))
  circle = await circleWith(ana, [ben, yuki], `Rowan ${newId().slice(-6)}`)
  await agree(circle, ana, ben, yuki)
})

describe('Who cannot come to a live meeting', () => {
  const words = 'my high is a canary, my low too'

  /** The circle's next meeting, as an address. */
  const next = async () => {
    await meets(ana, circle, { minutes: '60' })
    return (await ana.get(`/circles/${circle}/meetings`)).address(/\/meetings\/[0-9a-f-]{36}$/)
  }

  test('Yuki leaves her part days before, changes it, and it is shown when its step begins, not before; Ana still chooses how and who leads', async () => {
    const meeting = await next()
    const said = await yuki.submit(`${meeting}/answer`, { answer: 'out' })
    const page = await yuki.get(said.address(/\/part$/))
    const leaves = (entry: string, text: string) => yuki.submit(`${meeting}/part/updates`, { entry, words: text })
    const [, entry = ''] = /name="entry" value="([^"]+)"/.exec(page.html) ?? []
    await leaves(entry, 'a first draft')
    expect((await leaves(entry, words)).text).toContain(words)
    expect((await ana.get(meeting)).text).toContain('To the meeting room')
    expect((await ana.get(`${meeting}/room`)).text).toContain('Open the meeting')
    house.setNow(new Date('2026-11-24T17:30:00Z'))
    const room = await openRoom(ana, circle, 'circle-meeting-90')
    await begun(room, [ana, ben])
    expect(JSON.stringify(await look(ben, room))).not.toContain('canary')
    const updates = await until(room, ana, ({ view }) => view.step?.key === 'updates')
    expect(updates.table.map(({ text }) => text)).toEqual([words])
    await press(ana, room, 'next')
    expect((await yuki.get(`${meeting}/part`)).text).toContain('It cannot be changed any more')
    for (const who of [community.owner, house.nobody()]) expect((await who.get(`${meeting}/part`)).status).toBe(404)
  })

  test('Dan, who sits down after Yuki has left her part, is in the meeting like everybody, without the words of before him', async () => {
    const meeting = await next()
    await yuki.submit(`${meeting}/part/updates`, { entry: newId(), words })
    const dan = await community.person('Dan Lind')
    await joinsLate(dan, circle, [ana, ben, yuki])
    await agree(circle, dan)
    house.setNow(new Date('2026-11-24T17:30:00Z'))
    const room = await openRoom(dan, circle, 'circle-meeting-90')
    await begun(room, [dan, ana, ben])
    const updates = await until(room, dan, ({ view }) => view.step?.key === 'updates')
    expect(updates.table).toEqual([])
    expect((await look(ana, room)).table.map(({ text }) => text)).toEqual([words])
  })

  test('Yuki, who missed it, adds her part for a while, sees that step and nothing else, and then no more', async () => {
    const meeting = await next()
    house.setNow(new Date('2026-11-24T17:30:00Z'))
    const room = await openRoom(ana, circle)
    await begun(room, [ana, ben])
    await until(room, ana, ({ view }) => view.step?.part === 'commitments')
    await press(ana, room, 'commit', { entry: newId(), what: 'sleep', cue: '' })
    await press(ana, room, 'end')
    const page = await yuki.get((await yuki.get(meeting)).address(/\/part$/))
    expect(page.text).toContain('What do you need? What can you give?')
    expect(page.text).not.toContain('A high, a low')
    const [, entry = ''] = /name="entry" value="([^"]+)"/.exec(page.html) ?? []
    await yuki.submit(`${meeting}/part/asks-and-offers`, { entry, words: 'I can read your drafts' })
    expect((await ben.get(`${meeting}/minutes`)).text).toContain('I can read your drafts')
    house.setNow(new Date('2026-11-28T17:30:00Z'))
    const late = await yuki.post(`${meeting}/part/asks-and-offers`, { entry: newId(), words: 'and more' })
    expect(late.status).toBe(403)
  })
})
