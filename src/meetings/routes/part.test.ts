import { beforeEach, describe, expect, test } from 'vitest'
import { agree, circleWith, joinsLate, meets } from '../../../test/circles.ts'
import { asItStands } from '../../../test/forms.ts'
import { theLongTable } from '../../../test/long-table.ts'
import { part, protocolOf, step } from '../../../test/meeting-run.ts'
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

  /** Whether somebody who asks the database itself learns what would have these words shown, or sees the words. */
  const canBeShownBy = ({ person }: typeof ben, entry: string) =>
    house.services.handles.member({ community: community.id, person, circle }, async (db) => {
      const changes = await db.selectFrom('app.run_change').selectAll().execute()
      const words = await db.selectFrom('app.run_entry').select('id').execute()
      return changes.length === 0 || JSON.stringify([changes, words]).includes(entry)
    })

  test('Yuki leaves her part days before, changes it, and it is shown when its step begins, not before; Ana still chooses how and who leads', async () => {
    const meeting = await next()
    const said = await yuki.submit(`${meeting}/answer`, { answer: 'out' })
    const page = await yuki.get(said.address(/\/part$/))
    const leaves = (entry: string, text: string) => yuki.submit(`${meeting}/part/updates`, { entry, words: text })
    const [, entry = ''] = /name="entry" value="([^"]+)"/.exec(page.html) ?? []
    await leaves(entry, 'a first draft')
    expect((await leaves(entry, words)).text).toContain(words)
    expect(await canBeShownBy(ben, entry)).toBe(false)
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

  test('Yuki’s part, the turn that is skipped and the way that Ana chose come along when their meeting moves to another day', async () => {
    const meeting = await next()
    const turns = `/circles/${circle}/turns`
    const passedOver = async (who: typeof ana) => (await who.get(turns)).text.includes('You are passed over this once.')
    const skip = { role: 'facilitator', meeting: meeting.split('/').at(-1) ?? '' }
    for (const who of [ana, ben, yuki]) await who.post(`${turns}/skips`, skip)
    const before = await Promise.all([ana, ben, yuki].map(passedOver))
    expect(before).toContain(true)
    await ana.submit(`${meeting}/format`, { format: 'circle-meeting-90' })
    await yuki.submit(`${meeting}/part/updates`, { entry: newId(), words })
    const form = asItStands(await ana.get(`${meeting}/day`))
    const moved = await ana.post(`${meeting}/day`, { ...form, day: '2026-11-26', step: 'set' })
    expect((await yuki.get(`${moved.location}/part`)).text).toContain(words)
    expect((await ben.get(moved.location)).text).toContain('chosen by Ana Martins')
    expect(await Promise.all([ana, ben, yuki].map(passedOver))).toEqual(before)
    house.setNow(new Date('2026-11-26T17:30:00Z'))
    const room = await openRoom(ana, circle, 'circle-meeting-90')
    expect(room).toBe(`${moved.location}/room`)
    await begun(room, [ana, ben])
    const updates = await until(room, ana, ({ view }) => view.step?.key === 'updates')
    expect(updates.table.map(({ text }) => text)).toEqual([words])
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

  test('Yuki, who missed the vote, has hers for a day: blind before the result, counted with the others’ in the minutes, and given once', async () => {
    const three = [ana, ben, await community.person('Zoe Lind')]
    circle = await circleWith(ana, [ben, ...three.slice(2), yuki], `Rowan ${newId().slice(-6)}`)
    await agree(circle, ...three, yuki)
    await meets(ana, circle, { minutes: '60' })
    house.setNow(new Date('2026-11-24T17:30:00Z'))
    const room = await openRoom(ana, circle, 'brainstorm')
    const mine = room.replace('/room', '/part')
    await begun(room, three)
    await until(room, ana, ({ view }) => view.step?.key === 'alone')
    await press(ana, room, 'write', { entry: newId(), words: 'one meeting less' })
    await press(ben, room, 'write', { entry: newId(), words: 'a quiet hour' })
    const { counting } = await until(room, ana, ({ view }) => view.step?.how === 'vote')
    const idea = (text: string) => counting.choices.find((each) => each.text === text)?.id ?? ''
    await press(ana, room, 'vote', { entry: newId(), 'picks[]': idea('a quiet hour') })
    expect((await yuki.get(mine)).text).not.toContain('Name at most')
    await press(ana, room, 'next')
    const page = await yuki.get(mine)
    for (const shown of ['one meeting less', 'a quiet hour', 'Yours is added without your name'])
      expect(page.text).toContain(shown)
    expect(page.html).not.toContain('<ol class="rows">')
    const entry = newId()
    const votes = (picks: readonly string[]) => yuki.post(`${mine}/votes`, { entry, 'picks[]': picks })
    expect((await votes([newId()])).status).toBe(422)
    for (const status of [303, 303]) expect((await votes([idea('a quiet hour')])).status).toBe(status)
    expect((await yuki.get(mine)).text).toContain('2 a quiet hour')
    await press(ana, room, 'end')
    expect((await ben.get(room.replace('/room', '/minutes'))).text).toContain('2 a quiet hour')
    expect((await yuki.get(room.replace('/room', '/minutes'))).status).toBe(404)
  })

  test('Yuki leaves a figure beforehand: nobody knows of it until all are shown together', async () => {
    const figure = step('figure', {
      ...{
        how: 'rate',
        seen: 'together',
        ends: 'done',
        apart: { hours: 24, remind: [], done: 'answered', absent: ['before'] },
      },
      measure: { ask: { en: 'How are you, from 0 to 10?' }, from: 0, to: 10 },
    })
    const own = protocolOf([part('p', [figure, step('look', { reads: ['figure'] })])], { id: 'figures' })
    const made = await ana.post(`/circles/${circle}/formats/new`, { text: JSON.stringify(own) })
    const meeting = await next()
    await ana.submit(`${meeting}/format`, { format: made.location.split('/').at(-1) ?? '' })
    const page = await yuki.get(`${meeting}/part`)
    expect(page.text).toContain('How are you, from 0 to 10?')
    const [, entry = ''] = /name="entry" value="([^"]+)"/.exec(page.html) ?? []
    const gives = (value: string) => yuki.post(`${meeting}/part/figure`, { entry, figure: value })
    expect((await gives('11')).status).toBe(422)
    for (const value of ['3', '4']) expect((await gives(value)).status).toBe(303)
    house.setNow(new Date('2026-11-24T17:30:00Z'))
    const room = `${meeting}/room`
    await ana.post(room, { protocol: made.location.split('/').at(-1) ?? '', facilitator: ana.person })
    await begun(room, [ana, ben])
    await press(ben, room, 'rate', { entry: newId(), figure: '9' })
    expect((await look(ana, room)).counting.figures).toEqual([])
    const shown = await press(ana, room, 'next')
    expect(shown.counting.figures).toEqual([4, 9])
  })
})
