import { expect, test } from 'vitest'
import { Meeting, PEOPLE, part, protocolOf, step } from '../../../test/meeting-run.ts'
import { harvest, isVote, maySee, openEntries, readProtocol, tally } from './engine.ts'

const FOUR = PEOPLE.slice(0, 4)
const en = (words: string) => ({ en: words })
const role = (id: string) => ({ id, title: en(id), card: en(id) })

const roundtable = () =>
  Meeting.of(
    protocolOf([
      part('work', [
        step('ideas', { how: 'writing', seen: 'together', parks: true }),
        step('group', { reads: ['ideas'], gathers: true }),
        step('votes', { how: 'vote', seen: 'together', reads: ['ideas'], ballot: { of: 'words', picks: 2 } }),
        step('result', { reads: ['votes', 'ideas'] }),
      ]),
    ]),
    FOUR,
  )

/** Who of all may see the entry. */
const seenBy = (meeting: Meeting, entry: string) =>
  PEOPLE.filter((person) => maySee(meeting.protocol, meeting.state, entry, person))

test('a vote is about the words that lie open, and nobody’s is seen before all are', () => {
  const meeting = roundtable()
  meeting.does('Ada', { kind: 'write', entry: 'tea' })
  meeting.does('Ben', { kind: 'write', entry: 'coffee' })
  expect(meeting.room('Chi').choices).toEqual([])
  meeting.goesOnTo('votes')
  expect(meeting.room('Chi').choices).toEqual(['tea', 'coffee'])
  expect(meeting.room('Chi').step?.ballot).toEqual({ of: 'words', picks: 2, ranked: false })
  expect(meeting.does('Chi', { kind: 'vote', entry: 'v1' })).toBeNull()
  expect(meeting.does('Chi', { kind: 'vote', entry: 'v2' })).toBe('already')
  expect(JSON.stringify(['Ada', 'Ben', 'Dia'].map((one) => meeting.room(one)))).not.toContain('v1')
  expect(openEntries(meeting.protocol, meeting.state)).not.toContain('v1')
  meeting.goesOnTo('result')
  expect(seenBy(meeting, 'v1')).toEqual(FOUR)
  expect(meeting.room('Dia').counted).toEqual(['v1'])
  expect(meeting.room('Dia').table).toEqual(['tea', 'coffee'])
})

test('what means the same is laid together, in one layer, and voted on once', () => {
  const meeting = roundtable()
  for (const [person, entry] of [
    ['Ada', 'tea'],
    ['Ben', 'green tea'],
    ['Chi', 'coffee'],
    ['Dia', 'chai'],
  ] as const)
    meeting.does(person, { kind: 'write', entry })
  meeting.goesOnTo('group')
  expect(meeting.does('Dia', { kind: 'gather', entry: 'chai', under: 'green tea' })).toBeNull()
  expect(meeting.does('Ada', { kind: 'gather', entry: 'green tea', under: 'tea' })).toBeNull()
  expect(meeting.room('Ben').under).toEqual({ 'green tea': 'tea', chai: 'tea' })
  expect(meeting.does('Ada', { kind: 'gather', entry: 'tea', under: 'chai' })).toBe('not-now')
  expect(meeting.does('Ada', { kind: 'gather', entry: 'tea', under: 'cocoa' })).toBe('unknown')
  expect(meeting.does('Chi', { kind: 'gather', entry: 'chai', under: null })).toBeNull()
  meeting.goesOnTo('votes')
  expect(meeting.room('Ada').choices).toEqual(['tea', 'coffee', 'chai'])
  expect(meeting.does('Ada', { kind: 'gather', entry: 'coffee', under: 'tea' })).toBe('not-now')
})

test('a remark that does not belong here is parked for all to see, and is nobody’s idea', () => {
  const meeting = roundtable()
  meeting.does('Ben', { kind: 'park', entry: 'lunch?' })
  expect(seenBy(meeting, 'lunch?')).toEqual(FOUR)
  expect(openEntries(meeting.protocol, meeting.state)).toEqual(['lunch?'])
  meeting.goesOnTo('votes')
  expect(meeting.room('Ada')).toMatchObject({ parked: ['lunch?'], table: [], choices: [] })
  expect(meeting.does('Ben', { kind: 'park', entry: 'later' })).toBe('not-now')
  expect(harvest(meeting.protocol, meeting.state).map(({ keeps }) => keeps)).toEqual(['nothing'])
})

test('a vote on people is on those who are there', () => {
  const meeting = Meeting.of(protocolOf([part('choose', [step('whose', { how: 'vote', seen: 'together' })])]), FOUR)
  meeting.does('Dia', { kind: 'leave', person: 'Dia' })
  expect(meeting.room('Ada')).toMatchObject({
    choices: ['Ada', 'Ben', 'Chi'],
    step: { ballot: { of: 'people', picks: 3 } },
  })
})

test('how sure one is before and after: one figure each, one’s own of before beside it, nobody else’s ever', () => {
  const sure = (more: object) =>
    ({ how: 'rate', seen: 'nobody', measure: { ask: en('How sure?'), from: 0, to: 100, ...more } }) as const
  const meeting = Meeting.of(
    protocolOf([part('vet', [step('before', sure({})), step('talk'), step('after', sure({ again: 'before' }))])]),
    FOUR,
  )
  expect(meeting.room('Ada').step?.measure).toEqual({ ask: 'How sure?', from: 0, to: 100 })
  meeting.does('Ada', { kind: 'rate', entry: 'a1' })
  meeting.does('Ben', { kind: 'rate', entry: 'b1' })
  meeting.goesOnTo('after')
  expect([meeting.room('Ada').before, meeting.room('Ben').before, meeting.room('Chi').before]).toEqual([
    'a1',
    'b1',
    null,
  ])
  meeting.does('Ada', { kind: 'next' })
  expect(seenBy(meeting, 'a1')).toEqual(['Ada'])
  expect(meeting.state.entries[0]?.kind).toBe('figure')
})

test('figures that are shown are shown together', () => {
  const measure = { ask: en('How sure?'), from: 0, to: 10 }
  const meeting = Meeting.of(
    protocolOf([
      part('p', [step('sure', { how: 'rate', seen: 'together', measure }), step('all', { reads: ['sure'] })]),
    ]),
    FOUR,
  )
  meeting.does('Ada', { kind: 'rate', entry: 'a1' })
  expect(seenBy(meeting, 'a1')).toEqual(['Ada'])
  meeting.goesOnTo('all')
  expect(seenBy(meeting, 'a1')).toEqual(FOUR)
  expect(meeting.room('Dia').counted).toEqual(['a1'])
})

const lab = () => {
  const scene = (id: string) => ({
    id,
    title: en(id),
    situation: en(`all know ${id}`),
    briefs: { presenter: en(`brief for one of ${id}`), counterpart: en(`brief for other of ${id}`) },
  })
  return protocolOf(
    [
      part('lab', [step('scene'), step('debrief')], {
        ...{ groups: { size: 3 }, rounds: 'everyone', rotate: ['presenter', 'counterpart', 'observer'] },
        scenes: [scene('late'), scene('raise')],
      }),
    ],
    { roles: [role('counterpart'), role('observer')] },
  )
}

test('in a scene each is told their own brief, and no frame of anybody else has it', () => {
  const meeting = Meeting.of(lab(), PEOPLE.slice(0, 6))
  const told = new Set<string>()
  while (meeting.state.phase === 'running') {
    const frames = PEOPLE.slice(0, 6).map((one) => meeting.room(one))
    for (const frame of frames) {
      const { roles, brief } = frame.you
      const scene = frame.step?.scene?.title
      const expected = roles.includes('presenter') ? 'one' : roles.includes('counterpart') ? 'other' : null
      expect(brief).toBe(expected && `brief for ${expected} of ${scene}`)
      const others = ['one', 'other'].filter((each) => each !== expected)
      for (const other of others) expect(JSON.stringify(frame)).not.toContain(`brief for ${other}`)
      told.add(scene ?? '')
    }
    meeting.does('Ada', { kind: 'next' })
  }
  expect([...told].sort()).toEqual(['late', 'raise'])
})

test('a page is on the table in its step and not before', () => {
  const meeting = Meeting.of(
    protocolOf([part('case', [step('guess'), step('end', { page: en('It went well.') })])]),
    FOUR,
  )
  expect(JSON.stringify(meeting.room('Ada'))).not.toContain('It went well.')
  meeting.goesOnTo('end')
  expect(meeting.room('Ada').step?.page).toBe('It went well.')
})

test('votes are counted, ranked ones by place, strange ones not at all', () => {
  const votes = [
    ['a', 'b'],
    ['b', 'c'],
    ['b', 'x', 'c'],
  ]
  expect(tally(votes, ['a', 'b', 'c'], { most: 2, ranked: false })).toEqual([
    { id: 'b', points: 3 },
    { id: 'a', points: 1 },
    { id: 'c', points: 1 },
  ])
  expect(tally(votes, ['a', 'b', 'c'], { most: 2, ranked: true })[0]).toEqual({ id: 'b', points: 5 })
  expect([
    isVote(['a'], ['a'], 1),
    isVote([], ['a'], 1),
    isVote(['a', 'a'], ['a'], 2),
    isVote(['x'], ['a'], 1),
  ]).toEqual([true, false, false, false])
})

test('what makes no sense in the smaller parts is named where it stands', () => {
  const odd = part(
    'work',
    [
      step('tell', { seen: 'nobody', how: 'writing' }),
      step('vote', { seen: 'at-once', ballot: { of: 'words', picks: 2 }, gathers: true }),
      step('again', { how: 'vote', seen: 'together', ballot: { of: 'words', from: ['tell', 'lost'], picks: 2 } }),
      step('sure', { measure: { ask: en('?'), from: 5, to: 5, again: 'tell' } }),
      step('asks', {
        how: 'free',
        asks: [
          { id: 'a', ask: en('A?') },
          { id: 'a', ask: { es: '¿A?' } },
        ],
      }),
      step('still', { how: 'stillness', parks: true }),
      step('away', {
        who: 'facilitator',
        reads: ['asks'],
        apart: { hours: 24, remind: [], done: 'wrote', absent: ['before'] },
      }),
    ],
    { scenes: [{ id: 's', title: en('S'), situation: en('S'), briefs: { pirate: en('Ahoy') } }] },
  )
  const { format, version, languages, title, summary, people, roles } = protocolOf([part('p', [step('s')])])
  const reading = readProtocol({
    format,
    id: 'odd',
    version,
    languages,
    title,
    summary,
    people,
    roles,
    minutes: 60,
    parts: [odd],
  })
  expect(
    reading.ok ? [] : reading.faults.map((fault) => `${fault.path.replace('/parts/0/', '')} ${fault.code}`),
  ).toEqual([
    'steps/4/asks/1/ask not-in-language',
    'scenes/0/briefs/pirate no-such-role',
    'steps/1/ballot ballot-without-vote',
    'steps/1/seen vote-at-once',
    'steps/1/ballot nothing-to-vote-on',
    'steps/1/gathers nothing-to-gather',
    'steps/2/ballot/from/0 seen-by-nobody',
    'steps/2/ballot/from/1 not-earlier',
    'steps/3/measure measure-without-rate',
    'steps/3/seen vote-at-once',
    'steps/3/measure/to max-below',
    'steps/3/measure/again not-measured',
    'steps/4/asks asks-without-words',
    'steps/4/asks/1/id twice',
    'steps/5/parks still',
    'steps/6/apart/absent reads-before',
    'steps/6/apart/absent absent-role',
  ])
})
