import { expect, test } from 'vitest'
import { Meeting, NOON, PEOPLE, part, protocolOf, shipped, step } from '../../../test/meeting-run.ts'
import { inLanguage, isHarmless, ownOf, roomOf, view } from './engine.ts'

const SIX = PEOPLE.slice(0, 6)
const circle = shipped(90)

test('before the start the room shows how the evening would be for those who are there', () => {
  const meeting = new Meeting(circle)
  for (const person of ['Ada', 'Ben', 'Chi']) meeting.does(person, { kind: 'arrive', person })
  const room = meeting.room('Ada')
  expect(room).toMatchObject({ phase: 'waiting', step: null, speaker: null })
  expect(room.parts.map((one) => [one.title, one.seconds / 60]).slice(0, 3)).toEqual([
    ['Arrive', 2.5],
    ['Since last time', 3.75],
    ['Updates', 12],
  ])
  expect(room.may).toEqual(['leave', 'start', 'reorder', 'choose', 'assign', 'hand-over'])
  expect(meeting.room('Ben').may).toEqual(['leave', 'assign', 'take-over'])
  expect(meeting.room('Dia').may).toEqual(['arrive'])
})

test('who leads is told what to say; who speaks, who keeps the time and who listens are told their own', () => {
  const meeting = Meeting.of(circle, SIX, { roles: { timekeeper: 'Dia' } })
  meeting.goesOnTo('updates')
  meeting.does('Ada', { kind: 'next-speaker', turn: 0, to: 'Ben' })
  const told = (person: string) => meeting.room(person).you.prompts.map((prompt) => prompt.for)
  expect([told('Ada'), told('Ben'), told('Dia'), told('Eli')]).toEqual([
    ['facilitator', 'everyone'],
    ['speaker', 'everyone'],
    ['timekeeper', 'everyone'],
    ['everyone'],
  ])
  expect(meeting.room('Ada').you.prompts[0]?.say).toMatch(/^Time for updates/)
})

test('the same room in Spanish, and in English for who reads neither', () => {
  const meeting = Meeting.of(circle, SIX)
  expect(meeting.room('Ada', 'es').step?.title).toBe('Una palabra')
  expect(meeting.room('Ada', 'es-MX').step?.title).toBe('Una palabra')
  expect(meeting.room('Ada', 'de').step?.title).toBe('One word')
  expect(inLanguage({ ca: 'Hola' }, 'de')).toBe('Hola')
})

test('in the deep dive everybody sees who speaks, who is next and what is left of it', () => {
  const meeting = Meeting.of(circle, SIX, { roles: { presenter: 'Ben' }, challenge: 'c1' })
  meeting.goesOnTo('experiences')
  meeting.waits(42)
  const room = meeting.room('Chi')
  expect(room.step).toMatchObject({ partTitle: 'Deep dive', how: 'turns', rules: circle.parts[4]?.steps[4]?.rules })
  expect(room).toMatchObject({ challenge: 'c1', presenter: 'Ben' })
  expect(room.people.filter((one) => one.standing === 'speaks')).toHaveLength(1)
  expect(room.people.find((one) => one.id === room.order[0])?.standing).toBe('next')
  expect(room.people.find((one) => one.id === 'Ben')).toMatchObject({ roles: ['presenter'], standing: null })
  expect((room.clock.turnEndsAt ?? 0) - meeting.at).toBe(((room.clock.turnSeconds ?? 0) - 42) * 1000)
  const steps = meeting.state.items.filter((item) => item.part === 'deep-dive' && item.standing === 'ahead')
  expect(room.parts.find((one) => one.standing === 'here')?.seconds).toBeGreaterThan(steps.length * 60)
})

test('a room that slept for an hour is right again from what the server says', () => {
  const meeting = Meeting.of(circle, SIX)
  const later = view(circle, meeting.state, 'Ben', NOON + 3_600_000, 'en')
  expect(later).toMatchObject({ at: NOON + 3_600_000, clock: { endsAt: NOON + 180_000 } })
  expect(later.pace).toMatchObject({ standing: 'behind', behind: 3420 })
})

test('what all rooms share names nobody’s own', () => {
  const meeting = Meeting.of(circle, SIX, { roles: { presenter: 'Ben' } })
  meeting.goesOnTo('takeaway')
  meeting.does('Chi', { kind: 'write', entry: 'e1' })
  expect(JSON.stringify(roomOf(circle, meeting.state, meeting.at, 'en'))).not.toContain('e1')
  expect(ownOf(circle, meeting.state, 'Chi', 'en').table).toEqual(['e1'])
  expect(ownOf(circle, meeting.state, 'Ada', 'en').table).toEqual([])
})

test('buttons are those of what one may do, and no others', () => {
  const meeting = Meeting.of(circle, SIX, { roles: { presenter: 'Ben' } })
  meeting.goesOnTo('takeaway')
  const base = ['leave', 'hand-up', 'write', 'withdraw', 'done', 'note', 'commit', 'assign']
  expect(meeting.room('Chi').may).toEqual([...base, 'take-over', 'pause'])
  expect(meeting.room('Ada').may).toEqual(
    expect.arrayContaining([...base, 'next', 'extend', 'skip', 'repeat', 'reorder', 'hand-over', 'pause', 'end']),
  )
  meeting.does('Chi', { kind: 'pause' })
  expect(meeting.room('Ada').may).not.toContain('next')
  expect(meeting.room('Chi').may).toContain('resume')
})

test('who was only slower than another is not told off', () => {
  expect([isHarmless({ why: 'stale' }), isHarmless({ why: 'already' }), isHarmless({ why: 'not-yours' })]).toEqual([
    true,
    true,
    false,
  ])
})

test('a round counts itself', () => {
  const lab = protocolOf([part('lab', [step('tell', { who: 'presenter' })], { rounds: 'everyone' })])
  const meeting = Meeting.of(lab, ['Ada', 'Ben', 'Chi'])
  meeting.does('Ada', { kind: 'next' })
  expect(meeting.room('Ada').step).toMatchObject({ key: 'tell.2', round: 2, number: 2, of: 3 })
})
