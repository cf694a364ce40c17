import { describe, expect, test } from 'vitest'
import { begun, during, SIX, toTheEnd } from '../../../test/meeting-library.ts'
import { having, holdersOf, kept, others, presenters, readers, seers, who } from '../../../test/meeting-seen.ts'
import { harvest, scale } from '../protocol/engine.ts'
import { protocolNamed } from './index.ts'

describe('A role-play lab', () => {
  test.each([3, 5, 6, 10])(
    'lets each of %i people rehearse once, play the other side once and observe once',
    (count) => {
      const meeting = begun('role-play-lab', count)
      toTheEnd(meeting)
      for (const role of ['presenter', 'counterpart', 'observer']) {
        const holders = holdersOf(meeting, role, 'scenes')
        expect(new Set(holders).size).toBe(count)
        if (count % 3 === 0) expect(holders).toHaveLength(count)
      }
    },
  )

  test('briefs the two sides apart: neither reads in their room what the other is told, nor what the other notes', () => {
    const meeting = during('role-play-lab', 'brief')
    const [presenter = ''] = presenters(meeting)
    const group = meeting.room(presenter).you.group ?? []
    const counterpart = having(meeting, 'counterpart').find((person) => group.includes(person)) ?? ''
    const brief = meeting.room(counterpart).you.prompts.find((prompt) => prompt.for === 'counterpart')?.do ?? ''
    expect(brief).toContain('what does this person fear')
    expect(JSON.stringify(meeting.room(presenter))).not.toContain(brief)
    meeting.does(counterpart, { kind: 'write', entry: 'secret' })
    meeting.does(presenter, { kind: 'write', entry: 'first sentence' })
    toTheEnd(meeting)
    expect(seers(meeting, 'secret')).toEqual([counterpart])
    expect(seers(meeting, 'first sentence')).toEqual([presenter])
  })

  test('gives the observer alone the pen, and whoever rehearsed alone the page', () => {
    const meeting = during('role-play-lab', 'impact')
    expect(who(meeting, 'write').toSorted()).toEqual(having(meeting, 'observer').toSorted())
    const [observer = ''] = having(meeting, 'observer')
    const mine = presenters(meeting).filter((person) => meeting.room(observer).you.group?.includes(person))
    meeting.does(observer, { kind: 'write', entry: 'impact' })
    expect(seers(meeting, 'impact').toSorted()).toEqual([observer, ...mine].toSorted())
    toTheEnd(meeting)
    expect(harvest(meeting.protocol, meeting.state)).toMatchObject([{ keeps: 'presenter', entry: { owner: mine[0] } }])
  })

  test('asks the observer twice for the moment, the deed and what it set off: what worked, and what to try', () => {
    const { step } = during('role-play-lab', 'impact').room('Ada')
    expect(step?.asks.map(({ id }) => id)).toEqual(['worked', 'otherwise'])
    for (const { ask } of step?.asks ?? []) expect(ask).toMatch(/when ….*you ….*and then …/)
  })

  test('plays, looks at it from three sides, and plays the key minute again', () => {
    const { items } = begun('role-play-lab').state
    expect(items.filter((item) => item.part === 'scenes' && item.round === 1).map((item) => item.key)).toEqual([
      ...['brief', 'scene', 'own-view', 'other-view', 'impact', 'replay'],
    ])
    expect(who(during('role-play-lab', 'scene'), 'write')).toEqual([])
  })
})

describe('A case study', () => {
  test('has everybody decide alone, and shows no decision before all are made', () => {
    const meeting = during('case-study', 'decide')
    for (const person of SIX) meeting.does(person, { kind: 'write', entry: person })
    for (const person of SIX) expect(readers(meeting, person)).toEqual([person])
    for (const person of SIX) meeting.does(person, { kind: 'done' })
    expect(meeting.key).toBe('compare')
    for (const person of SIX) expect(readers(meeting, person)).toEqual(SIX)
  })

  test('tells what really happened only after all have given their reasons', () => {
    const keys = begun('case-study').state.items.map((item) => item.key)
    expect(keys.slice(keys.indexOf('decide'))).toEqual(['decide', 'compare', 'ending', 'for-me', 'lesson'])
    const meeting = during('case-study', 'read')
    meeting.does('Eli', { kind: 'assign', role: 'keeper', person: 'Eli' })
    expect(meeting.room('Eli').you.cards.map((card) => card.role)).toEqual(['keeper'])
    expect(meeting.room('Eli').you.prompts[0]?.do).toContain('up to the turning point')
  })

  test('keeps the lessons for the circle, and of the story and the decisions nothing', () => {
    const meeting = during('case-study', 'decide')
    meeting.does('Ben', { kind: 'write', entry: 'decision' })
    meeting.goesOnTo('lesson')
    meeting.does('Ben', { kind: 'write', entry: 'lesson' })
    expect(readers(meeting, 'lesson')).toEqual(['Ben'])
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([
      ['decision', 'nothing'],
      ['lesson', 'circle'],
    ])
  })

  test('speaks of oneself at the end, without advice', () => {
    const rules = during('case-study', 'for-me').room('Ada').step?.rules
    expect(rules).toEqual(expect.arrayContaining(['own-experience', 'no-advice']))
  })
})

describe('A personal story', () => {
  test('lets nobody write a word of it, in any step, and keeps nothing', () => {
    const meeting = begun('personal-story')
    while (meeting.state.phase === 'running') {
      expect(who(meeting, 'write')).toEqual([])
      expect(meeting.room('Ada').step?.keeps).toBe('nothing')
      meeting.does('Ada', { kind: 'next' })
    }
    expect(kept(meeting)).toEqual([])
  })

  test('is answered with feelings that need no reasons, by each but the teller, and never with advice', () => {
    const meeting = during('personal-story', 'would-have-felt')
    const { step, speaker, order } = meeting.room('Ada')
    expect(step?.rules).toEqual(expect.arrayContaining(['no-reasons-needed', 'no-advice', 'own-experience']))
    expect([speaker, ...order].toSorted()).toEqual(others(meeting))
  })

  test('leaves a minute of silence after the story that only the clock ends', () => {
    const meeting = during('personal-story', 'tell')
    expect(meeting.room('Ada').speaker).toBe('Ben')
    meeting.does('Ada', { kind: 'next' })
    expect(meeting.room('Ada')).toMatchObject({ step: { how: 'stillness', ends: 'timer' }, clock: { seconds: 60 } })
    meeting.waits(60)
    expect(meeting.does(null, { kind: 'time-up' })).toBeNull()
    expect(meeting.key).toBe('felt')
  })
})

describe('A topic meeting', () => {
  test('begins with one impulse for all and goes into pairs in which both speak', () => {
    const meeting = during('topic-meeting', 'meet')
    expect(SIX.map((person) => meeting.room(person).you.group?.length)).toEqual([2, 2, 2, 2, 2, 2])
    toTheEnd(meeting)
    expect(holdersOf(meeting, 'presenter', 'pairs').toSorted()).toEqual(SIX)
  })

  test('collects what has worked for somebody, for the circle to keep', () => {
    const meeting = during('topic-meeting', 'works')
    expect(meeting.room('Ada').step?.rules).toContain('own-experience')
    meeting.does('Chi', { kind: 'write', entry: 'habit' })
    meeting.goesOnTo('harvest')
    expect(readers(meeting, 'habit')).toEqual(SIX)
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['habit', 'circle']])
  })

  test('ends in one thing each that is tied to a moment', () => {
    const meeting = during('topic-meeting', 'try')
    expect(
      meeting
        .room('Ada')
        .you.prompts.map(({ say }) => say)
        .join(),
    ).toContain('when …, I will …')
    for (const person of SIX) expect(meeting.does(person, { kind: 'commit', entry: person })).toBeNull()
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual(SIX.map((person) => [person, 'commitments']))
  })
})

describe('A mastermind', () => {
  test.each([3, 6, 10])('gives three of %i people a turn, each another, in three times the same steps', (count) => {
    const meeting = begun('mastermind', count)
    toTheEnd(meeting)
    const turns = holdersOf(meeting, 'presenter', 'focus')
    expect([turns.length, new Set(turns).size]).toEqual([3, 3])
  })

  test('has turns of a quarter of an hour instead of one deep dive', () => {
    const plan = scale(protocolNamed('mastermind'), 6, 75)
    const steps = 'cannot' in plan ? [] : plan.steps.filter((step) => step.part === 'focus')
    for (const round of [1, 2, 3]) {
      const seconds = steps.filter((step) => step.round === round).reduce((sum, step) => sum + step.seconds, 0)
      expect(seconds).toBe(15 * 60)
    }
  })

  test('gathers ideas without criticism from all but the one who asked, and keeps them for that person', () => {
    const meeting = during('mastermind', 'ideas')
    expect(meeting.room('Ada').step?.rules).toContain('no-criticism')
    expect(who(meeting, 'write')).toEqual(others(meeting))
    meeting.does(others(meeting)[0] ?? '', { kind: 'write', entry: 'idea' })
    meeting.goesOnTo('take')
    expect(readers(meeting, 'idea')).toEqual(SIX)
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['idea', 'presenter']])
  })

  test('opens with the last commitments and closes with new ones of everybody', () => {
    expect(begun('mastermind').room('Ada').step?.material).toBe('last-commitments')
    expect(who(during('mastermind', 'write'), 'commit')).toEqual(SIX)
  })
})

describe('A talk', () => {
  test('is not broken into: questions come after it, and from the others alone', () => {
    expect(who(during('knowledge-session', 'talk'), 'write')).toEqual([])
    const meeting = during('knowledge-session', 'questions')
    expect(meeting.room('Ada').step).toMatchObject({ how: 'questions' })
    expect(who(meeting, 'write')).toEqual(others(meeting))
  })

  test('is thought about in pairs without whoever spoke', () => {
    const meeting = during('knowledge-session', 'pairs')
    expect(others(meeting).map((person) => meeting.room(person).you.group?.includes('Ben'))).not.toContain(true)
    expect(meeting.room('Ben').you.acts).toBe(false)
  })

  test('is answered in writing that nobody reads but whoever spoke, and that is theirs', () => {
    const meeting = during('knowledge-session', 'feedback')
    expect(who(meeting, 'write')).toEqual(others(meeting))
    meeting.does('Chi', { kind: 'write', entry: 'feedback' })
    expect(seers(meeting, 'feedback')).toEqual(['Ben', 'Chi'])
    toTheEnd(meeting)
    expect(seers(meeting, 'feedback')).toEqual(['Ben', 'Chi'])
    expect(harvest(meeting.protocol, meeting.state)).toMatchObject([{ keeps: 'presenter', entry: { owner: 'Ben' } }])
  })

  test('leaves the circle with what each takes home', () => {
    const meeting = during('knowledge-session', 'harvest')
    meeting.does('Dia', { kind: 'write', entry: 'home' })
    toTheEnd(meeting)
    expect(kept(meeting)).toEqual([['home', 'circle']])
  })
})
