import { expect, test } from 'vitest'
import { Meeting, NOON, PEOPLE, part, protocolOf, shipped, step } from '../../../test/meeting-run.ts'
import { timerOf } from './engine.ts'

const SIX = PEOPLE.slice(0, 6)
const circle = shipped(90)

test('Ada starts when all are there, and the first step has its time', () => {
  const meeting = Meeting.of(circle, SIX)
  expect(meeting.key).toBe('one-word')
  expect(meeting.state.endsAt).toBe(NOON + 180_000)
  expect(meeting.state.deadline).toBe(NOON + 90 * 60_000)
})

test('alone Ada cannot start, and is told how many it takes', () => {
  const meeting = new Meeting(circle)
  meeting.does('Ada', { kind: 'arrive', person: 'Ada' })
  expect(meeting.does('Ada', { kind: 'start' })).toBe('cannot')
  expect(meeting.state.phase).toBe('waiting')
})

test('with half an hour left the ninety-minute circle says that it cannot be done', () => {
  const meeting = new Meeting(circle)
  for (const person of SIX) meeting.does(person, { kind: 'arrive', person })
  expect(meeting.does('Ada', { kind: 'start', minutes: 30 })).toBe('cannot')
  expect(meeting.does('Ada', { kind: 'start', minutes: 75 })).toBeNull()
  expect(meeting.state.deadline).toBe(NOON + 75 * 60_000)
})

test('Ada and a second window of hers press next at once, and the circle goes on by one step', () => {
  const meeting = Meeting.of(circle, SIX)
  const first = meeting.command('Ada', { kind: 'next' })
  const second = meeting.command('Ada', { kind: 'next' })
  expect([meeting.sends(first), meeting.sends(second)]).toEqual([null, 'stale'])
  expect(meeting.key).toBe('what-stays-here')
})

test('a press of next that comes twice over the network is carried out once', () => {
  const meeting = Meeting.of(circle, SIX)
  const press = meeting.command('Ada', { kind: 'next' })
  meeting.sends(press)
  const after = meeting.state
  expect(meeting.sends(press)).toBeNull()
  expect(meeting.state).toBe(after)
})

test('Ben, who does not lead, cannot go on, skip or stretch the time', () => {
  const meeting = Meeting.of(circle, SIX)
  for (const deed of [{ kind: 'next' }, { kind: 'skip' }, { kind: 'end' }, { kind: 'repeat' }] as const)
    expect(meeting.does('Ben', deed)).toBe('not-facilitator')
  expect(meeting.does('Ben', { kind: 'extend', ends: meeting.state.endsAt ?? 0 })).toBe('not-facilitator')
})

test('plus one minute, pressed in two windows for the same end, is one minute', () => {
  const meeting = Meeting.of(circle, SIX)
  const ends = meeting.state.endsAt ?? 0
  expect(meeting.does('Ada', { kind: 'extend', ends })).toBeNull()
  expect(meeting.does('Ada', { kind: 'extend', ends })).toBe('stale')
  expect(meeting.state.endsAt).toBe(ends + 60_000)
  expect(meeting.room('Ben').pace).toMatchObject({ standing: 'behind', behind: 60 })
})

test('a minute given when the time has long run out is a minute from now', () => {
  const meeting = Meeting.of(circle, SIX)
  meeting.waits(400)
  meeting.does('Ada', { kind: 'extend', ends: meeting.state.endsAt ?? 0 })
  expect(meeting.state.endsAt).toBe(meeting.at + 60_000)
})

test('who goes on early is ahead, and the long steps take what was saved', () => {
  const meeting = Meeting.of(circle, SIX)
  const before = meeting.room('Ada').parts.find((one) => one.id === 'deep-dive')?.seconds ?? 0
  meeting.goesOnTo('updates')
  meeting.waits(60)
  const { pace, parts } = meeting.room('Ada')
  expect(pace.standing).toBe('ahead')
  expect(parts.find((one) => one.id === 'deep-dive')?.seconds).toBeGreaterThan(before)
  expect(pace.endsAt).toBeLessThanOrEqual(meeting.state.deadline ?? 0)
})

test('when the updates overrun, what follows is squeezed and the circle still closes on time', () => {
  const meeting = Meeting.of(circle, SIX)
  meeting.goesOnTo('updates')
  meeting.waits(28 * 60)
  const { pace } = meeting.room('Ada')
  expect(pace).toMatchObject({ standing: 'behind' })
  expect(pace.endsAt).toBeLessThanOrEqual(meeting.state.deadline ?? 0)
})

test('a pause stops both clocks and not the evening', () => {
  const meeting = Meeting.of(circle, SIX)
  const { endsAt, floor, deadline } = meeting.state
  meeting.waits(20)
  expect(meeting.does('Dia', { kind: 'pause' })).toBeNull()
  meeting.waits(100)
  expect(meeting.does('Ada', { kind: 'next' })).toBe('paused')
  expect(meeting.does('Ben', { kind: 'resume' })).toBe('not-facilitator')
  expect(meeting.does('Dia', { kind: 'resume' })).toBeNull()
  expect(meeting.state.endsAt).toBe((endsAt ?? 0) + 100_000)
  expect(meeting.state.floor.endsAt).toBe((floor.endsAt ?? 0) + 100_000)
  expect(meeting.state.deadline).toBe(deadline)
})

test('the minute of silence ends by its timer, not before, and only for the step it is meant for', () => {
  const meeting = Meeting.of(circle, SIX, { roles: { presenter: 'Ben' } })
  meeting.goesOnTo('silence')
  const timer = timerOf(circle, meeting.state)
  expect(timer).toEqual({ at: meeting.state.endsAt, step: 'silence' })
  expect(meeting.does(null, { kind: 'time-up' })).toBe('early')
  meeting.waits(60)
  const rings = meeting.command(null, { kind: 'time-up' })
  expect(meeting.sends(rings)).toBeNull()
  expect(meeting.key).toBe('experiences')
  expect(meeting.sends({ ...rings, id: 'rings again' })).toBe('stale')
  expect(timerOf(circle, meeting.state)).toBeNull()
})

test('nobody can pretend to be the timer', () => {
  const meeting = Meeting.of(circle, SIX, { roles: { presenter: 'Ben' } })
  meeting.goesOnTo('silence')
  meeting.waits(60)
  expect(meeting.does('Ada', { kind: 'time-up' })).toBe('not-yours')
  expect(meeting.does(null, { kind: 'next' })).toBe('not-yours')
})

test('the deep dive waits until somebody presents', () => {
  const meeting = Meeting.of(circle, SIX)
  meeting.goesOnTo('choose')
  expect(meeting.room('Ada')).toMatchObject({ needs: 'presenter' })
  expect(meeting.room('Ada').may).not.toContain('next')
  expect(meeting.does('Ada', { kind: 'next' })).toBe('no-presenter')
  expect(meeting.does('Ben', { kind: 'choose', challenge: 'c1', presenter: 'Chi' })).toBe('not-yours')
  expect(meeting.does('Chi', { kind: 'choose', challenge: 'c1', presenter: 'Chi' })).toBeNull()
  expect(meeting.does('Ada', { kind: 'next' })).toBeNull()
  expect(meeting.room('Chi').you.roles).toEqual(['presenter'])
})

test('where nobody wants to present Ada skips to what comes after', () => {
  const meeting = Meeting.of(circle, SIX)
  meeting.goesOnTo('choose')
  expect(meeting.does('Ada', { kind: 'skip', to: 'asks-and-offers' })).toBeNull()
  expect(meeting.key).toBe('asks-and-offers')
  expect(meeting.room('Ada').parts.find((one) => one.id === 'deep-dive')?.standing).toBe('skipped')
})

test('in the midst of the deep dive the presenter is not changed, unless they have gone', () => {
  const meeting = Meeting.of(circle, SIX, { roles: { presenter: 'Chi' } })
  meeting.goesOnTo('tell')
  expect(meeting.does('Ada', { kind: 'choose', challenge: null, presenter: 'Ben' })).toBe('not-now')
  meeting.does('Chi', { kind: 'leave', person: 'Chi' })
  expect(meeting.does('Ada', { kind: 'next' })).toBe('no-presenter')
  expect(meeting.does('Ada', { kind: 'choose', challenge: null, presenter: 'Ben' })).toBeNull()
  expect(meeting.does('Ada', { kind: 'repeat' })).toBeNull()
  expect(meeting.room('Ben').you).toMatchObject({ roles: ['presenter'], speaks: true })
})

test('a step that is repeated begins anew beside what was', () => {
  const meeting = Meeting.of(circle, SIX)
  meeting.does('Ada', { kind: 'repeat' })
  meeting.does('Ada', { kind: 'repeat' })
  expect(meeting.state.items.slice(0, 4).map((item) => `${item.key} ${item.standing}`)).toEqual([
    'one-word done',
    'one-word+2 done',
    'one-word+3 here',
    'what-stays-here ahead',
  ])
})

test('the parts that have not begun can be put in another order', () => {
  const meeting = Meeting.of(circle, SIX)
  const open = ['last-time', 'choice', 'updates', 'deep-dive', 'asks', 'commitments', 'close']
  expect(meeting.does('Ada', { kind: 'reorder', parts: ['opening', ...open] })).toBe('stale')
  expect(meeting.does('Ada', { kind: 'reorder', parts: open })).toBeNull()
  expect(meeting.room('Ben').parts.map((one) => one.id)).toEqual(['opening', ...open])
})

test('silent writing goes on by itself when all who are present are done', () => {
  const meeting = Meeting.of(protocolOf([part('p', [step('w', { how: 'writing', ends: 'done' }), step('x')])]), [
    'Ada',
    'Ben',
    'Chi',
  ])
  meeting.does('Ada', { kind: 'done' })
  meeting.does('Ben', { kind: 'done' })
  expect(meeting.room('Chi').done).toEqual({ count: 2, of: 3 })
  meeting.does('Chi', { kind: 'leave', person: 'Chi' })
  expect(meeting.key).toBe('x')
})

test('ending early leaves out what was still ahead', () => {
  const meeting = Meeting.of(circle, SIX)
  expect(meeting.does('Ada', { kind: 'end' })).toBeNull()
  expect(meeting.state.phase).toBe('ended')
  expect(meeting.does('Ada', { kind: 'next' })).toBe('ended')
  expect(meeting.room('Ada')).toMatchObject({ step: null, may: [] })
})

test('an optional step is the first to go when there is little time', () => {
  const short = Meeting.of(shipped(120), SIX, { minutes: 110, roles: { presenter: 'Ben' } })
  expect(short.state.items.map((item) => item.key)).not.toContain('noticed')
  const long = Meeting.of(shipped(120), SIX, { roles: { presenter: 'Ben' } })
  expect(long.state.items.map((item) => item.key)).toContain('noticed')
})
