import { describe, expect, test } from 'vitest'
import { begun, during, SIX, toTheEnd } from '../../../test/meeting-library.ts'
import { Meeting, PEOPLE } from '../../../test/meeting-run.ts'
import { holdersOf, kept, others, presenters, readers, seers, who } from '../../../test/meeting-seen.ts'
import { harvest } from '../protocol/engine.ts'
import { protocolNamed } from './index.ts'

describe('A deep dive', () => {
  test('lets Ben tell without anybody being able to break in, and nobody writes meanwhile', () => {
    const meeting = during('deep-dive', 'tell')
    expect(meeting.room('Ada').speaker).toBe('Ben')
    expect(who(meeting, 'write')).toEqual([])
    expect(meeting.does('Chi', { kind: 'write', entry: 'e' })).toBe('not-now')
  })

  test('asks first: only questions, and only from those who are not Ben', () => {
    const meeting = during('deep-dive', 'clarify')
    expect(meeting.room('Ada').step?.how).toBe('questions')
    expect(meeting.room('Ada').step?.rules).toContain('no-advice')
    expect(who(meeting, 'write')).toEqual(SIX.filter((one) => one !== 'Ben'))
  })

  test('then hears experiences instead of advice, from everybody but Ben, the least heard first', () => {
    const meeting = during('deep-dive', 'experiences')
    const { step, order, speaker } = meeting.room('Ada')
    expect(step?.rules).toEqual(expect.arrayContaining(['own-experience', 'no-advice']))
    expect([speaker, ...order].toSorted()).toEqual(others(meeting))
  })

  test('shows what all take away at one moment, and keeps it for Ben', () => {
    const meeting = during('deep-dive', 'takeaway')
    meeting.does('Chi', { kind: 'write', entry: 'e' })
    expect(readers(meeting, 'e')).toEqual(['Chi'])
    meeting.goesOnTo('read')
    expect(readers(meeting, 'e')).toEqual(SIX)
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['e', 'presenter']])
  })
})

describe('After a deep dive Ben is asked whether he would like to hear what they noticed', () => {
  test('and where he says yes, each but him has a turn', () => {
    const meeting = during('deep-dive', 'may-we')
    expect(meeting.room('Ada').speaker).toBe('Ben')
    meeting.does('Ada', { kind: 'next' })
    const { speaker, order } = meeting.room('Ada')
    expect([meeting.key, [speaker, ...order].toSorted()]).toEqual(['if-mine', others(meeting)])
  })

  test('and where he says no, the round is left out as well', () => {
    const meeting = during('deep-dive', 'may-we')
    meeting.does('Ada', { kind: 'skip' })
    expect(meeting.key).toBe('leave-it')
    const skipped = meeting.state.items.filter(({ standing }) => standing === 'skipped')
    expect(skipped.map(({ key }) => key)).toEqual(['may-we', 'if-mine'])
  })

  test('and where there is no time for the round nobody is asked', () => {
    const meeting = Meeting.of(protocolNamed('deep-dive'), PEOPLE, { roles: { presenter: 'Ben' } })
    expect(meeting.state.items.map(({ key }) => key)).not.toContain('if-mine')
    expect(meeting.state.items.map(({ key }) => key)).not.toContain('may-we')
  })
})

describe('A case clinic', () => {
  test('is for a handful: seven are too many', () => {
    expect(new Set([3, 4, 5, 6].map((count) => begun('case-clinic', count).state.phase))).toEqual(new Set(['running']))
    expect(begun('case-clinic', 7).state.phase).toBe('waiting')
  })

  test('is still before it answers: three minutes in which nobody writes and the clock alone goes on', () => {
    const meeting = during('case-clinic', 'stillness')
    expect(who(meeting, 'write')).toEqual([])
    expect(meeting.room('Ada')).toMatchObject({ step: { how: 'stillness', ends: 'timer' }, clock: { seconds: 180 } })
  })

  test('mirrors images in turn without advice while Ben listens, and keeps them for him', () => {
    const meeting = during('case-clinic', 'mirror')
    expect(meeting.room('Ada').step?.rules).toContain('no-advice')
    expect(who(meeting, 'write')).toEqual(others(meeting))
    expect(meeting.does('Ben', { kind: 'write', entry: 'b' })).toBe('not-now')
    meeting.does('Chi', { kind: 'write', entry: 'image' })
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['image', 'presenter']])
  })

  test('ends with a journal that nobody else ever sees', () => {
    const meeting = during('case-clinic', 'journal')
    for (const person of SIX) meeting.does(person, { kind: 'write', entry: person })
    toTheEnd(meeting)
    for (const person of SIX) {
      expect(seers(meeting, person)).toEqual([person])
    }
    expect(kept(meeting)).toEqual(SIX.map((person) => [person, 'nothing']))
  })
})

describe('A troika', () => {
  test('turns the presenters away while two consult: they can neither write, nor note, nor raise a hand', () => {
    const meeting = during('troika', 'turned-away')
    expect(presenters(meeting)).toHaveLength(2)
    for (const person of presenters(meeting)) {
      expect(meeting.room(person).you.turnedAway).toBe(true)
      expect(meeting.does(person, { kind: 'note', entry: 'n' })).toBe('turned-away')
      expect(meeting.does(person, { kind: 'hand-up' })).toBe('turned-away')
      expect(meeting.room(person).writing).toBeNull()
    }
    expect(others(meeting).every((person) => meeting.room(person).you.acts)).toBe(true)
  })

  test.each([3, 4, 5, 6, 7, 8, 9, 10])('is worked in threes, or as near as %i people come to it', (count) => {
    const meeting = during('troika', 'tell', count)
    const sizes = (meeting.state.groups.threes ?? []).map((group) => group.length)
    expect(sizes).toHaveLength(Math.floor(count / 3))
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
  })

  test.each([3, 5, 6, 10])('lets each of %i people present exactly once', (count) => {
    const meeting = begun('troika', count)
    toTheEnd(meeting)
    expect(holdersOf(meeting, 'presenter', 'threes').toSorted()).toEqual(PEOPLE.slice(0, count).toSorted())
  })

  test('keeps what was most useful for whoever presented, and shows it to their three alone', () => {
    const meeting = during('troika', 'most-useful')
    const [presenter = ''] = presenters(meeting)
    expect(who(meeting, 'write')).toEqual(presenters(meeting))
    meeting.does(presenter, { kind: 'write', entry: 'e' })
    expect(readers(meeting, 'e').toSorted()).toEqual(meeting.room(presenter).you.group?.toSorted())
    toTheEnd(meeting)
    expect(harvest(meeting.protocol, meeting.state)).toMatchObject([
      { keeps: 'presenter', entry: { owner: presenter } },
    ])
  })
})

describe('What is in my hands', () => {
  test('begins alone: a list that nobody but its author ever sees or keeps', () => {
    const meeting = during('fifteen-percent', 'list')
    meeting.does('Chi', { kind: 'write', entry: 'list' })
    toTheEnd(meeting)
    expect(seers(meeting, 'list')).toEqual(['Chi'])
    expect(kept(meeting)).toEqual([['list', 'nothing']])
  })

  test('goes on in pairs in which both have their turn', () => {
    const meeting = during('fifteen-percent', 'share')
    expect(SIX.map((person) => meeting.room(person).you.group?.length)).toEqual([2, 2, 2, 2, 2, 2])
    toTheEnd(meeting)
    expect(holdersOf(meeting, 'presenter', 'pairs').toSorted()).toEqual(SIX)
  })

  test('makes an idea smaller without criticism, and ends in a commitment', () => {
    expect(during('fifteen-percent', 'consult').room('Ada').step?.rules).toContain('no-criticism')
    const meeting = during('fifteen-percent', 'first-move')
    expect(meeting.does('Eli', { kind: 'commit', entry: 'first' })).toBeNull()
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['first', 'commitments']])
  })
})

describe('Questions only', () => {
  test('takes nothing but questions while the others work, and nothing in writing from Ben', () => {
    for (const key of ['clarify', 'open-questions']) {
      const meeting = during('questions-only', key)
      expect(meeting.room('Ada').step).toMatchObject({ how: 'questions' })
      expect(meeting.room('Ada').step?.rules).toEqual(expect.arrayContaining(['questions-only', 'no-advice']))
      expect(meeting.does('Ben', { kind: 'write', entry: 'b' })).toBe('not-now')
    }
  })

  test('gives open questions more time than all else', () => {
    const { state } = begun('questions-only')
    const longest = state.items.toSorted((a, b) => b.planned - a.planned)[0]
    expect(longest?.key).toBe('open-questions')
  })

  test('lets all, Ben too, write what the problem is; no line is seen before all are, and Ben keeps them', () => {
    const meeting = during('questions-only', 'problem')
    expect(who(meeting, 'write')).toEqual(SIX)
    meeting.does('Chi', { kind: 'write', entry: 'c' })
    expect(readers(meeting, 'c')).toEqual(['Chi'])
    for (const person of SIX) meeting.does(person, { kind: 'done' })
    expect(meeting.key).toBe('compare')
    expect(readers(meeting, 'c')).toEqual(SIX)
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['c', 'presenter']])
  })

  test('ends in an action with which the next meeting opens', () => {
    expect(during('questions-only', 'action').room('Ben').step).toMatchObject({ material: 'commitments' })
  })
})

describe('A peer consultation', () => {
  test('opens with what came of the last advice', () => {
    expect(begun('peer-consultation').room('Ada').step).toMatchObject({ key: 'outcome', material: 'last-commitments' })
  })

  test('hears every case before one is chosen', () => {
    const meeting = Meeting.of(protocolNamed('peer-consultation'), SIX)
    meeting.goesOnTo('cases')
    meeting.does('Fay', { kind: 'write', entry: 'case' })
    meeting.goesOnTo('choose')
    expect(readers(meeting, 'case')).toEqual(SIX)
    expect(meeting.does('Ada', { kind: 'next' })).toBe('no-presenter')
    expect(meeting.does('Fay', { kind: 'choose', challenge: 'c', presenter: 'Fay' })).toBeNull()
    expect(meeting.does('Ada', { kind: 'next' })).toBeNull()
  })

  test('analyses without Ben: he is turned away and cannot write', () => {
    const meeting = during('peer-consultation', 'analysis')
    expect(meeting.room('Ben').you.turnedAway).toBe(true)
    expect(meeting.does('Ben', { kind: 'note', entry: 'n' })).toBe('turned-away')
    expect(meeting.room('Ada').step?.rules).toContain('no-advice')
  })

  test('gives advice in turn to which Ben only listens, and keeps it for him', () => {
    const meeting = during('peer-consultation', 'advice')
    expect([meeting.room('Ada').speaker, ...meeting.room('Ada').order].toSorted()).toEqual(others(meeting))
    expect(who(meeting, 'write')).toEqual(others(meeting))
    meeting.does('Dia', { kind: 'write', entry: 'advice' })
    meeting.goesOnTo('use')
    expect(readers(meeting, 'advice')).toContain('Ben')
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['advice', 'presenter']])
  })
})
