import { expect, test } from 'vitest'
import { Meeting, PEOPLE, part, protocolOf, shipped, step } from '../../../test/meeting-run.ts'

const FIVE = PEOPLE.slice(0, 5)

const turns = (order: 'round' | 'random' | 'least-heard') =>
  protocolOf([
    part('p', [step('first', { how: 'turns', order }), step('second', { how: 'turns', order }), step('talk')]),
  ])

/** Lets everybody speak, each for so many seconds, and tells in which order they did. */
const speakAll = (meeting: Meeting, seconds: (person: string) => number): readonly string[] => {
  const spoke: string[] = []
  for (let speaker = meeting.state.floor.speaker; speaker !== null; speaker = meeting.state.floor.speaker) {
    spoke.push(speaker)
    meeting.waits(seconds(speaker))
    meeting.does('Ada', { kind: 'next-speaker', turn: meeting.state.floor.turn })
  }
  return spoke
}

test('everybody speaks once, whatever the order', () => {
  for (const order of ['round', 'random', 'least-heard'] as const) {
    const spoke = speakAll(Meeting.of(turns(order), FIVE), () => 20)
    expect([...spoke].sort()).toEqual(FIVE)
  }
})

test('a round does not always begin with the same person', () => {
  const meeting = Meeting.of(turns('round'), FIVE)
  const first = meeting.state.floor.speaker
  meeting.goesOnTo('second')
  expect(meeting.state.floor.speaker).not.toBe(first)
})

test('the least heard begin', () => {
  const meeting = Meeting.of(turns('least-heard'), FIVE)
  const seconds: Record<string, number> = { Ada: 50, Ben: 10, Chi: 40, Dia: 20, Eli: 30 }
  speakAll(meeting, (person) => seconds[person] ?? 0)
  meeting.goesOnTo('second')
  expect(speakAll(meeting, () => 5)).toEqual(['Ben', 'Dia', 'Eli', 'Chi', 'Ada'])
})

test('each speaker has an equal turn, also when the one before overran', () => {
  const meeting = Meeting.of(turns('round'), FIVE)
  meeting.waits(90)
  meeting.does('Ada', { kind: 'next-speaker', turn: 0 })
  expect(meeting.state.floor.endsAt).toBe(meeting.at + 24_000)
})

test('Ada and the speaker press next speaker at once, and nobody is passed over', () => {
  const meeting = Meeting.of(turns('round'), FIVE)
  const { speaker, order } = meeting.state.floor
  const presses = [
    meeting.command('Ada', { kind: 'next-speaker', turn: 0 }),
    meeting.command(speaker, { kind: 'next-speaker', turn: 0 }),
  ]
  expect(presses.map((press) => meeting.sends(press))).toEqual([null, 'stale'])
  expect(meeting.state.floor.speaker).toBe(order[0])
})

test('Ben cannot pass on a turn that is not his', () => {
  const meeting = Meeting.of(turns('round'), ['Ada', 'Ben', 'Chi'], { seed: 0 })
  const waiting = meeting.state.floor.order.find((person) => person !== 'Ada') ?? ''
  expect(meeting.does(waiting, { kind: 'next-speaker', turn: 0 })).toBe('not-facilitator')
})

test('Ada gives Eli the floor out of turn, and the others keep theirs', () => {
  const meeting = Meeting.of(turns('round'), FIVE)
  const { speaker, order } = meeting.state.floor
  const last = order.at(-1) ?? ''
  meeting.does('Ada', { kind: 'next-speaker', turn: 0, to: last })
  expect(meeting.state.floor).toMatchObject({ speaker: last, order: order.slice(0, -1), past: [speaker] })
  expect(meeting.does('Ada', { kind: 'next-speaker', turn: 1, to: speaker ?? '' })).toBe('unknown')
})

test('raised hands: who has spoken least is called first, equals in the order they rose', () => {
  const meeting = Meeting.of(turns('round'), FIVE)
  const seconds: Record<string, number> = { Ada: 50, Ben: 10, Chi: 40, Dia: 10, Eli: 30 }
  speakAll(meeting, (person) => seconds[person] ?? 0)
  meeting.goesOnTo('talk')
  for (const person of ['Chi', 'Dia', 'Ben']) {
    meeting.waits(1)
    meeting.does(person, { kind: 'hand-up' })
  }
  expect(meeting.room('Ada').order).toEqual(['Dia', 'Ben', 'Chi'])
  expect(meeting.does('Ben', { kind: 'hand-up' })).toBe('already')
  meeting.does('Ada', { kind: 'next-speaker', turn: 0 })
  expect(meeting.room('Dia').you).toMatchObject({ speaks: true })
  expect(meeting.room('Ben').you).toMatchObject({ next: true })
  expect(meeting.does('Ben', { kind: 'hand-down' })).toBeNull()
  expect(meeting.room('Ada').order).toEqual(['Chi'])
})

test('the floor falls free when nobody waits for it', () => {
  const meeting = Meeting.of(turns('round'), FIVE)
  meeting.goesOnTo('talk')
  meeting.does('Ben', { kind: 'hand-up' })
  meeting.does('Ada', { kind: 'next-speaker', turn: 0 })
  meeting.does('Ben', { kind: 'next-speaker', turn: 1 })
  expect(meeting.room('Ada')).toMatchObject({ speaker: null, order: [] })
  expect(meeting.does('Ada', { kind: 'next-speaker', turn: 2 })).toBe('already')
})

test('when the speaker leaves the next one has the floor, and who comes late speaks last', () => {
  const meeting = Meeting.of(turns('round'), FIVE)
  const { speaker, order } = meeting.state.floor
  meeting.does('Fay', { kind: 'arrive', person: 'Fay' })
  meeting.does(speaker ?? '', { kind: 'leave', person: speaker ?? '' })
  expect(meeting.state.floor).toMatchObject({ speaker: order[0], order: [...order.slice(1), 'Fay'] })
})

test('time with the floor is counted without the pause', () => {
  const meeting = Meeting.of(turns('round'), FIVE)
  const speaker = meeting.state.floor.speaker ?? ''
  meeting.waits(10)
  meeting.does('Ben', { kind: 'pause' })
  meeting.waits(100)
  meeting.does('Ben', { kind: 'resume' })
  meeting.waits(5)
  meeting.does(speaker, { kind: 'next-speaker', turn: 0 })
  expect(meeting.state.people.find((person) => person.id === speaker)).toMatchObject({ spoken: 15_000, turns: 1 })
})

test('in the deep dive only the others tell of experiences, the least heard first', () => {
  const meeting = Meeting.of(shipped(90), ['Ada', 'Ben', 'Chi'], { roles: { presenter: 'Ben' } })
  meeting.goesOnTo('experiences')
  expect([meeting.state.floor.speaker, ...meeting.state.floor.order].sort()).toEqual(['Ada', 'Chi'])
})
