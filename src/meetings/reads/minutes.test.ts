import { expect, test } from 'vitest'
import { agree, circleWith, meets } from '../../../test/circles.ts'
import { theLongTable } from '../../../test/long-table.ts'
import { begun, look, openRoom, press, until } from '../../../test/rooms.ts'
import { newId } from '../../platform/ids.ts'

const { house, ana, ben, dan, carla } = await theLongTable({
  ana: 'Ana Martins',
  ben: 'Ben Okoro',
  dan: 'Dan Abe',
  carla: 'Carla Ruiz',
})

test('What was decided, voted, parked and taken on stays for those who were there, and the next meeting opens with it for them alone', async () => {
  house.setNow(new Date('2026-11-24T17:25:00Z'))
  const circle = await circleWith(ana, [ben, dan, carla])
  await agree(circle, ana, ben, dan, carla)
  await meets(ana, circle, { minutes: '60' })
  const room = await openRoom(ana, circle, 'brainstorm')
  await begun(room, [ana, ben, dan])
  await until(room, ana, ({ view }) => view.step?.key === 'alone')
  await press(ana, room, 'write', { entry: newId(), words: 'one meeting less' })
  await press(ben, room, 'write', { entry: newId(), words: 'a quiet hour' })
  await until(room, ana, ({ view }) => view.may.includes('park'))
  await press(ben, room, 'park', { entry: newId(), words: 'the budget, another time' })
  const ballot = await until(room, ana, ({ view }) => view.step?.how === 'vote')
  const quiet = ballot.counting.choices.find(({ text }) => text === 'a quiet hour')?.id ?? ''
  for (const who of [ana, ben]) await press(who, room, 'vote', { entry: newId(), 'picks[]': quiet })
  await until(room, ana, ({ view }) => view.step?.key === 'next-step')
  await press(ben, room, 'commit', { entry: newId(), what: 'block the hour', cue: '' })
  await press(ana, room, 'end')

  const path = room.replace('/room', '/minutes')
  const minutes = await ben.get(path)
  for (const words of [
    'one meeting less',
    'a quiet hour',
    'the budget, another time',
    'block the hour',
    '2 a quiet hour',
  ])
    expect(minutes.text).toContain(words)
  expect(minutes.text).not.toContain(quiet)
  expect((await carla.get(path)).status).toBe(404)

  house.setNow(new Date('2026-12-01T17:25:00Z'))
  const next = await openRoom(ana, circle, 'circle-meeting-60')
  await begun(next, [ana, ben, carla])
  const opens = await until(next, ana, ({ view }) => view.step?.material === 'last-commitments')
  expect(opens.settled.map(({ text }) => text)).toEqual(['one meeting less', 'a quiet hour'])
  expect((await ben.get(next)).text).toContain('one meeting less')
  expect((await look(carla, next)).settled).toEqual([])
  expect((await look(carla, next)).last.map(({ what }) => what)).toEqual(['block the hour'])
})

test('Who was there gets one mail with a link and no word of it, at an hour of theirs; who was away or would rather not gets none', async () => {
  house.setNow(new Date('2026-12-07T09:00:00Z'))
  const circle = await circleWith(ana, [ben, dan, carla])
  await agree(circle, ana, ben, dan, carla)
  await meets(ana, circle, { minutes: '60', from: '2026-12-08' })
  await dan.submit('/me/hours', { awake_from: '8', awake_until: '21' })
  await ben.submit('/me/hours', { awake_from: '22', awake_until: '4', tell_minutes: 'on' })
  house.setNow(new Date('2026-12-08T17:25:00Z'))
  const room = await openRoom(ana, circle, 'brainstorm')
  await begun(room, [ana, ben, dan])
  await until(room, ana, ({ view }) => view.step?.key === 'alone')
  await press(ana, room, 'write', { entry: newId(), words: 'MURMUR of an idea' })
  await press(ana, room, 'end')
  await press(ana, room, 'end')
  const told = async () => {
    await house.work()
    return (await house.mails()).filter(({ kind }) => kind === 'meetings.minutes')
  }
  const [mail, ...others] = await told()
  expect(others).toEqual([])
  expect(mail?.person).toBe(ana.person)
  expect(mail?.text).toContain(room.replace('/room', '/minutes'))
  expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/MURMUR|Ana|Ben|Dan/)
  house.setNow(new Date('2026-12-08T22:00:00Z'))
  expect((await told()).map(({ person }) => person)).toEqual([ana.person, ben.person])
  expect(await told()).toHaveLength(2)
  const { rows } = await house.owner.query('select 1 from app.minutes_news')
  expect(rows).toEqual([])
})

test('What Ben took on he can say otherwise until the meeting ends, and Carla takes hers back; what waits since long is folded away', async () => {
  const start = +new Date('2026-11-24T17:25:00Z')
  const week = (number: number) => house.setNow(new Date(start + number * 7 * 86_400_000))
  week(0)
  const circle = await circleWith(ana, [ben, dan, carla])
  await agree(circle, ana, ben, dan, carla)
  await meets(ana, circle, { minutes: '60' })
  const meet = async () => {
    const room = await openRoom(ana, circle, 'circle-meeting-60')
    await begun(room, [ana, ben, carla])
    return room
  }
  const room = await meet()
  await until(room, ana, ({ view }) => view.step?.material === 'commitments')
  const [bens, carlas, late] = [newId(), newId(), newId()]
  await press(ana, room, 'commit', { entry: late, what: 'clear the shelf', cue: '' })
  await press(ben, room, 'commit', { entry: bens, what: 'call my boss', cue: 'it is Monday' })
  const taken = (await press(carla, room, 'commit', { entry: carlas, what: 'say no', cue: '' })).taken
  expect((await ben.get(room)).text).toContain('Change it')
  const seen = String(taken.find(({ id }) => id === bens)?.seq)
  const said = await press(ben, room, 'commit', { entry: bens, seen, what: 'write to my boss', cue: 'it is Friday' })
  expect(said.taken.find(({ id }) => id === bens)).toMatchObject({ what: 'write to my boss', cue: 'it is Friday' })
  // Nobody says it for somebody else, nor takes theirs back.
  const now = String(said.taken.find(({ id }) => id === bens)?.seq)
  await press(carla, room, 'commit', { entry: bens, seen: now, what: 'resign', cue: '' })
  await press(carla, room, 'withdraw', { entry: bens })
  const left = await press(carla, room, 'withdraw', { entry: carlas })
  expect(left.taken.map(({ what }) => what).toSorted()).toEqual(['clear the shelf', 'write to my boss'])
  await press(ana, room, 'end')
  expect((await ana.get(room.replace('/room', '/minutes'))).text).not.toContain('say no')
  expect((await ana.get(`/circles/${circle}/commitments`)).text).not.toContain('say no')
  expect((await press(ben, room, 'commit', { entry: bens, seen: now, what: 'too late', cue: '' })).taken).toEqual(
    left.taken.map((each) => ({ ...each, mine: each.person === ben.person })),
  )

  week(1)
  const second = await meet()
  const opens = await until(second, ana, ({ view }) => view.step?.material === 'last-commitments')
  const own = opens.last.find(({ id }) => id === bens)
  await press(ben, second, 'settle', { entry: bens, answer: 'carried', seen: String(own?.seq) })
  const anas = newId()
  await until(second, ana, ({ view }) => view.step?.material === 'commitments' && view.may.includes('commit'))
  await press(ana, second, 'commit', { entry: anas, what: 'ring the plumber', cue: '' })
  await press(ana, second, 'end')
  // A week without a meeting makes nothing older, and hides nothing that was kept before it.
  week(1.5)
  await ana.submit(`/circles/${circle}/commitments/${anas}/answer`, { answer: 'kept', seen: '1' })
  week(3)
  const third = await meet()
  const after = await until(third, ana, ({ view }) => view.step?.material === 'last-commitments')
  expect(after.last.map(({ id, older, standing }) => [id, older, standing]).toSorted()).toEqual(
    [
      [bens, false, 'open'],
      [late, true, 'open'],
      [anas, false, 'kept'],
    ].toSorted(),
  )
  const page = await ben.get(third)
  expect(page.text).toContain('From earlier, and still open (1)')
  expect(page.text.indexOf('write to my boss')).toBeLessThan(page.text.indexOf('clear the shelf'))
  await press(ana, third, 'end')
})
