import { describe, expect, test } from 'vitest'
import { during, others, readers, toTheEnd, who } from '../../../test/meeting-library.ts'
import { type Meeting, PEOPLE } from '../../../test/meeting-run.ts'
import { harvest } from '../protocol/engine.ts'

const SIX = PEOPLE.slice(0, 6)
const kept = (meeting: Meeting) => harvest(meeting.protocol, meeting.state).map(({ entry, keeps }) => [entry.id, keeps])

describe('Tuning', () => {
  test('writes warm and cool in silence: the others alone, seen by nobody until all lie open', () => {
    const meeting = during('tuning', 'cards')
    expect(who(meeting, 'write')).toEqual(others(meeting))
    meeting.does('Chi', { kind: 'write', entry: 'card' })
    expect(readers(meeting, 'card')).toEqual(['Chi'])
    for (const person of others(meeting)) meeting.does(person, { kind: 'done' })
    expect(meeting.key).toBe('warm')
    expect(readers(meeting, 'card')).toEqual(SIX)
  })

  test.each(['warm', 'cool'])('keeps Ben silent while the %s is said', (key) => {
    const meeting = during('tuning', key)
    expect(meeting.room('Ben').you.turnedAway).toBe(true)
    expect(meeting.does('Ben', { kind: 'hand-up' })).toBe('turned-away')
    expect(meeting.does('Ben', { kind: 'note', entry: 'n' })).toBe('turned-away')
  })

  test('says the warm before the cool, lets Ben think aloud after both, and keeps the cards for him', () => {
    const meeting = during('tuning', 'cards')
    const keys = meeting.state.items.map((item) => item.key)
    expect(keys.slice(keys.indexOf('cards'))).toEqual(['cards', 'warm', 'cool', 'reflect', 'debrief'])
    meeting.does('Chi', { kind: 'write', entry: 'card' })
    meeting.goesOnTo('reflect')
    expect(who(meeting, 'write')).toEqual(['Ben'])
    expect(readers(meeting, 'card')).toContain('Ben')
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['card', 'presenter']])
  })
})

describe('Six perspectives', () => {
  const SIDES = ['course', 'facts', 'feelings', 'benefits', 'risks', 'ideas']

  test.each(SIDES)('has everybody look at the same side at once: %s', (key) => {
    const meeting = during('six-perspectives', key)
    expect(SIX.every((person) => meeting.room(person).you.acts)).toBe(true)
    expect(new Set(SIX.map((person) => meeting.room(person).step?.invitation)).size).toBe(1)
  })

  test('gives feelings half a minute each, without reasons, and nothing of them can be written or kept', () => {
    const meeting = during('six-perspectives', 'feelings')
    const { step, clock } = meeting.room('Ada')
    expect(step).toMatchObject({ how: 'turns', keeps: 'nothing' })
    expect(step?.rules).toContain('no-reasons-needed')
    expect(clock.turnSeconds).toBe(30)
    expect(who(meeting, 'write')).toEqual([])
  })

  test('looks for benefits and ideas without criticism, and lays benefits and risks beside the ideas', () => {
    for (const key of ['benefits', 'ideas']) {
      expect(during('six-perspectives', key).room('Ada').step?.rules).toContain('no-criticism')
    }
    const meeting = during('six-perspectives', 'risks')
    meeting.does('Chi', { kind: 'write', entry: 'risk' })
    meeting.goesOnTo('ideas')
    expect(readers(meeting, 'risk')).toEqual(SIX)
  })

  test('ends where it began, with a conclusion that the circle keeps; what is parked is read aloud there', () => {
    const meeting = during('six-perspectives', 'outcome')
    meeting.does('Eli', { kind: 'assign', role: 'scribe', person: 'Eli' })
    expect(meeting.room('Eli').you.prompts.find((prompt) => prompt.for === 'scribe')?.do).toContain('parked')
    meeting.does('Ada', { kind: 'write', entry: 'conclusion' })
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['conclusion', 'circle']])
  })
})
