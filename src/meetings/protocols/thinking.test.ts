import { describe, expect, test } from 'vitest'
import { during, SIX, toTheEnd } from '../../../test/meeting-library.ts'
import { PEOPLE } from '../../../test/meeting-run.ts'
import { holdersOf, kept, others, presenters, readers, seers, who } from '../../../test/meeting-seen.ts'

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

  test('parks what belongs to another side, for all to see until the end', () => {
    const meeting = during('six-perspectives', 'facts')
    expect(who(meeting, 'park')).toEqual(SIX)
    meeting.does('Fay', { kind: 'park', entry: 'but' })
    for (const key of ['risks', 'outcome']) {
      meeting.goesOnTo(key)
      expect(SIX.map((person) => meeting.room(person).parked)).toEqual(SIX.map(() => ['but']))
    }
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

describe('Decision vetting', () => {
  test('asks for confidence before anybody talks: a number from 0 to 100 that nobody else ever sees or keeps', () => {
    const meeting = during('decision-vetting', 'confidence-before')
    expect(meeting.room('Ada').step?.measure).toMatchObject({ from: 0, to: 100 })
    for (const person of SIX) meeting.does(person, { kind: 'rate', entry: person })
    toTheEnd(meeting)
    for (const person of SIX) expect(seers(meeting, person)).toEqual([person])
    expect(kept(meeting)).toEqual(SIX.map((person) => [person, 'nothing']))
  })

  test('asks again at the end, each beside their own number of before, and opens all of them at one moment', () => {
    const meeting = during('decision-vetting', 'confidence-before')
    meeting.does('Chi', { kind: 'rate', entry: 'before' })
    meeting.goesOnTo('confidence-after')
    expect(SIX.map((person) => meeting.room(person).before)).toEqual([null, null, 'before', null, null, null])
    meeting.does('Chi', { kind: 'rate', entry: 'after' })
    expect(seers(meeting, 'after')).toEqual(['Chi'])
    toTheEnd(meeting)
    expect(seers(meeting, 'after')).toEqual(SIX)
  })

  test('has Ben alone write his decision, an early sign and the day of review, and keeps them for him', () => {
    const meeting = during('decision-vetting', 'restate')
    expect(who(meeting, 'write')).toEqual(['Ben'])
    expect(meeting.room('Ben').step?.asks.map(({ id, kind }) => [id, kind])).toEqual([
      ['decision', 'text'],
      ['sign', 'text'],
      ['review', 'date'],
    ])
    meeting.does('Ben', { kind: 'write', entry: 'decision' })
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['decision', 'presenter']])
  })

  test('hears an advantage and a concern from each but Ben, who answers none of them', () => {
    for (const key of ['advantages', 'concerns']) {
      const meeting = during('decision-vetting', key)
      expect([meeting.room('Ada').speaker, ...meeting.room('Ada').order].toSorted()).toEqual(others(meeting))
      expect(meeting.does('Ben', { kind: 'write', entry: 'no' })).toBe('not-now')
    }
  })

  test('imagines that it has failed, each alone, before a word about it is said', () => {
    const meeting = during('decision-vetting', 'failure')
    meeting.does('Chi', { kind: 'write', entry: 'story' })
    expect(readers(meeting, 'story')).toEqual(['Chi'])
    for (const person of SIX) meeting.does(person, { kind: 'done' })
    expect(meeting.room('Ada').step).toMatchObject({ key: 'causes', how: 'turns' })
    expect(readers(meeting, 'story')).toEqual(SIX)
  })

  test('ranks the failures by votes that open together', () => {
    const meeting = during('decision-vetting', 'failure')
    for (const person of SIX) meeting.does(person, { kind: 'write', entry: person })
    meeting.goesOnTo('rank')
    expect(meeting.room('Ada').step?.ballot).toEqual({ of: 'words', picks: 3, ranked: true })
    expect(meeting.room('Ada').choices).toEqual(SIX)
    meeting.does('Chi', { kind: 'vote', entry: 'ranks' })
    expect(seers(meeting, 'ranks')).toEqual(['Chi'])
    meeting.goesOnTo('signs')
    expect(seers(meeting, 'ranks')).toEqual(SIX)
  })
})

describe('A brainstorm', () => {
  test('begins with everybody alone: no idea is seen before all are', () => {
    const meeting = during('brainstorm', 'alone')
    for (const person of SIX) meeting.does(person, { kind: 'write', entry: person })
    for (const person of SIX) expect(readers(meeting, person)).toEqual([person])
    for (const person of SIX) meeting.does(person, { kind: 'done' })
    expect(meeting.key).toBe('aloud')
    for (const person of SIX) expect(readers(meeting, person)).toEqual(SIX)
  })

  test('takes each idea on its own, so that they can be laid together and voted on one by one', () => {
    const meeting = during('brainstorm', 'alone')
    for (const entry of ['one', 'two', 'three']) expect(meeting.does('Chi', { kind: 'write', entry })).toBeNull()
    expect(meeting.room('Chi').step).toMatchObject({ many: true })
    meeting.goesOnTo('votes')
    expect(meeting.room('Ben').choices).toEqual(['one', 'two', 'three'])
  })

  test('holds criticism back until ideas are chosen from', () => {
    const { items } = during('brainstorm', 'next-step').state
    const rules = items.map(({ key }) => [
      key,
      during('brainstorm', key).room('Ada').step?.rules.includes('no-criticism'),
    ])
    expect(Object.fromEntries(rules)).toMatchObject({ alone: true, aloud: true, build: true, groups: false })
  })

  test('lays ideas that mean the same under one another, so that votes do not split', () => {
    const meeting = during('brainstorm', 'alone')
    for (const person of SIX) meeting.does(person, { kind: 'write', entry: person })
    meeting.goesOnTo('groups')
    expect(meeting.does('Eli', { kind: 'gather', entry: 'Ben', under: 'Chi' })).toBeNull()
    meeting.goesOnTo('votes')
    expect(meeting.room('Ada').choices).toEqual(SIX.filter((one) => one !== 'Ben'))
  })

  test('opens all votes at the same moment, and the circle keeps ideas and votes', () => {
    const meeting = during('brainstorm', 'build')
    meeting.does('Ben', { kind: 'write', entry: 'idea' })
    meeting.goesOnTo('votes')
    meeting.does('Chi', { kind: 'vote', entry: 'vote' })
    expect(seers(meeting, 'vote')).toEqual(['Chi'])
    for (const person of SIX) meeting.does(person, { kind: 'done' })
    expect(seers(meeting, 'vote')).toEqual(SIX)
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([
      ['idea', 'circle'],
      ['vote', 'circle'],
    ])
  })
})

describe('A design sprint', () => {
  test('asks before it makes: two rounds of nothing but questions to Ben', () => {
    for (const key of ['interview', 'deeper']) {
      const meeting = during('design-sprint', key)
      expect(meeting.room('Ada').step).toMatchObject({ how: 'questions' })
      expect(who(meeting, 'write')).toEqual(others(meeting))
    }
  })

  test('works in pairs for Ben, who is in none of them', () => {
    const meeting = during('design-sprint', 'needs')
    const sizes = others(meeting).map((person) => meeting.room(person).you.group?.length)
    expect(sizes.toSorted()).toEqual([2, 2, 3, 3, 3])
    expect(meeting.room('Ben').you.acts).toBe(false)
    expect(meeting.does('Ben', { kind: 'write', entry: 'b' })).toBe('not-now')
  })

  test('lets no pair see what another writes, and Ben see all', () => {
    const meeting = during('design-sprint', 'view')
    const mine = meeting.room('Chi').you.group ?? []
    meeting.does('Chi', { kind: 'write', entry: 'view' })
    expect(readers(meeting, 'view').toSorted()).toEqual(['Ben', ...mine].toSorted())
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['view', 'presenter']])
  })

  test('is tried by Ben alone, while those who made it only watch', () => {
    for (const key of ['feedback', 'trial']) expect(who(during('design-sprint', key), 'write')).toEqual(['Ben'])
  })
})

describe('An innovation roundtable', () => {
  test.each([3, 6, 10])('hears each of %i people once', (count) => {
    const meeting = during('innovation-roundtable', 'votes', count)
    expect(holdersOf(meeting, 'presenter', 'rounds').toSorted()).toEqual(PEOPLE.slice(0, count))
  })

  test('answers with “yes, and”: the others write without criticism, and it is kept for whose beginning it is', () => {
    const meeting = during('innovation-roundtable', 'yes-and')
    expect(meeting.room('Ada').step?.rules).toEqual(['yes-and', 'no-criticism'])
    const [one = ''] = others(meeting)
    const [presenter = ''] = presenters(meeting)
    expect(meeting.does(presenter, { kind: 'write', entry: 'p' })).toBe('not-now')
    meeting.does(one, { kind: 'write', entry: 'more' })
    meeting.goesOnTo('take')
    expect(readers(meeting, 'more')).toContain(presenter)
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['more', 'presenter']])
  })

  test('votes at one moment, and ends in experiments that somebody takes on', () => {
    const meeting = during('innovation-roundtable', 'votes')
    meeting.does('Chi', { kind: 'vote', entry: 'vote' })
    expect(seers(meeting, 'vote')).toEqual(['Chi'])
    meeting.goesOnTo('champions')
    expect(seers(meeting, 'vote')).toEqual(SIX)
    meeting.goesOnTo('experiments')
    meeting.does('Dia', { kind: 'commit', entry: 'experiment' })
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([
      ['vote', 'circle'],
      ['experiment', 'commitments'],
    ])
  })
})
