import { expect, test } from 'vitest'
import { Meeting, PEOPLE, part, protocolOf, shipped, step } from '../../../test/meeting-run.ts'
import { harvest, mayChange, maySee, openEntries } from './engine.ts'

const SIX = PEOPLE.slice(0, 6)

/** Who of the six may see the entry. */
const seenBy = (meeting: Meeting, entry: string): readonly string[] =>
  PEOPLE.filter((person) => maySee(meeting.protocol, meeting.state, entry, person))

const deepDive = (): Meeting => {
  const meeting = Meeting.of(shipped(90), SIX, { roles: { presenter: 'Ben' } })
  meeting.goesOnTo('takeaway')
  return meeting
}

test('what Chi writes in silence is hers alone until the step ends, and then everybody’s at once', () => {
  const meeting = deepDive()
  expect(meeting.does('Chi', { kind: 'write', entry: 'e1' })).toBeNull()
  expect(seenBy(meeting, 'e1')).toEqual(['Chi'])
  expect(meeting.room('Chi').writing).toEqual({ seen: 'together', own: ['e1'] })
  expect(JSON.stringify(SIX.filter((one) => one !== 'Chi').map((one) => meeting.room(one)))).not.toContain('e1')
  expect(openEntries(meeting.protocol, meeting.state)).toEqual([])
  meeting.does('Ada', { kind: 'next' })
  expect(seenBy(meeting, 'e1')).toEqual(SIX)
  expect(openEntries(meeting.protocol, meeting.state)).toEqual(['e1'])
  expect(meeting.room('Dia').table).toEqual(['e1'])
})

test('when silent writing is skipped it stays with those who wrote', () => {
  const meeting = deepDive()
  meeting.does('Chi', { kind: 'write', entry: 'e1' })
  meeting.does('Ada', { kind: 'skip' })
  expect(seenBy(meeting, 'e1')).toEqual(['Chi'])
  expect(openEntries(meeting.protocol, meeting.state)).toEqual([])
  expect(harvest(meeting.protocol, meeting.state).map((one) => one.keeps)).toEqual(['nothing'])
})

test('what was written before a step is repeated has been shown, what is written now has not', () => {
  const meeting = deepDive()
  meeting.does('Chi', { kind: 'write', entry: 'e1' })
  meeting.does('Ada', { kind: 'repeat' })
  meeting.does('Chi', { kind: 'write', entry: 'e2' })
  expect([seenBy(meeting, 'e1'), seenBy(meeting, 'e2')]).toEqual([SIX, ['Chi']])
})

test('who writes too late is told so, and nothing slips in after the others have been read', () => {
  const meeting = deepDive()
  const late = meeting.command('Chi', { kind: 'write', entry: 'late' })
  meeting.does('Ada', { kind: 'next' })
  expect(meeting.sends(late)).toBe('stale')
})

test('notes belong to the presenter: the one who noted and the presenter see them, nobody else', () => {
  const meeting = deepDive()
  meeting.does('Ben', { kind: 'note', entry: 'own' })
  meeting.does('Dia', { kind: 'note', entry: 'for Ben' })
  meeting.goesOnTo('asks-and-offers')
  expect([seenBy(meeting, 'own'), seenBy(meeting, 'for Ben')]).toEqual([['Ben'], ['Ben', 'Dia']])
  expect(openEntries(meeting.protocol, meeting.state)).toEqual([])
  expect(meeting.does('Ben', { kind: 'withdraw', entry: 'for Ben' })).toBeNull()
  expect(meeting.does('Dia', { kind: 'withdraw', entry: 'own' })).toBe('not-yours')
  expect(harvest(meeting.protocol, meeting.state).map((one) => one.keeps)).toEqual(['presenter'])
})

test('without a presenter there is nobody to note for', () => {
  const meeting = Meeting.of(shipped(90), SIX)
  expect(meeting.does('Dia', { kind: 'note', entry: 'e1' })).toBe('no-presenter')
})

test('a rating is seen by nobody but who gave it, and given once', () => {
  const meeting = deepDive()
  meeting.goesOnTo('rate')
  expect(meeting.does('Eli', { kind: 'rate', entry: 'r1' })).toBeNull()
  expect(meeting.does('Eli', { kind: 'rate', entry: 'r2' })).toBe('already')
  expect(meeting.does('Eli', { kind: 'write', entry: 'w1' })).toBe('not-now')
  meeting.does('Ada', { kind: 'next' })
  meeting.does('Ada', { kind: 'next' })
  expect(meeting.state.phase).toBe('ended')
  expect(seenBy(meeting, 'r1')).toEqual(['Eli'])
})

test('a commitment is the circle’s to see and kept as one', () => {
  const meeting = deepDive()
  meeting.goesOnTo('write-commitment')
  meeting.does('Fay', { kind: 'commit', entry: 'c1' })
  expect(seenBy(meeting, 'c1')).toEqual(SIX)
  expect(harvest(meeting.protocol, meeting.state)).toMatchObject([{ keeps: 'commitments', entry: { owner: 'Fay' } }])
})

test('Gus, who was never there, sees nothing; Gus, who comes late, sees what lies open', () => {
  const meeting = deepDive()
  meeting.does('Chi', { kind: 'write', entry: 'e1' })
  meeting.does('Ada', { kind: 'next' })
  expect(seenBy(meeting, 'e1')).not.toContain('Gus')
  meeting.does('Gus', { kind: 'arrive', person: 'Gus' })
  expect(seenBy(meeting, 'e1')).toContain('Gus')
})

test('the presenter who is turned away listens: no word, no note, no hand, and the room says so', () => {
  const meeting = Meeting.of(shipped(120), SIX, { roles: { presenter: 'Ben' } })
  meeting.goesOnTo('noticed')
  for (const kind of ['write', 'note', 'commit'] as const)
    expect(meeting.does('Ben', { kind, entry: kind })).toBe('turned-away')
  expect(meeting.does('Ben', { kind: 'hand-up' })).toBe('turned-away')
  expect(meeting.does('Ada', { kind: 'next-speaker', turn: 0, to: 'Ben' })).toBe('unknown')
  expect(meeting.room('Ben').you.turnedAway).toBe(true)
  expect(meeting.room('Chi').you.turnedAway).toBe(false)
})

test('what one group of three writes the other never sees', () => {
  const groups = part('threes', [step('tell'), step('say', { how: 'writing' })], { groups: { size: 3 } })
  const meeting = Meeting.of(protocolOf([groups, part('back', [step('all')])]), SIX)
  meeting.goesOnTo('say')
  const own = meeting.room('Ada').you.group ?? []
  meeting.does('Ada', { kind: 'write', entry: 'e1' })
  expect(own).toHaveLength(3)
  expect(seenBy(meeting, 'e1')).toEqual(own)
  meeting.goesOnTo('all')
  expect(seenBy(meeting, 'e1')).toEqual(own)
})

test('what only the presenter is to see, only the presenter and the author see', () => {
  const meeting = Meeting.of(
    protocolOf([part('p', [step('cards', { how: 'writing', who: 'others', seen: 'presenter', keeps: 'presenter' })])]),
    SIX,
    { roles: { presenter: 'Ben' } },
  )
  meeting.does('Chi', { kind: 'write', entry: 'e1' })
  expect(seenBy(meeting, 'e1')).toEqual(['Ben', 'Chi'])
  expect(meeting.does('Ben', { kind: 'withdraw', entry: 'e1' })).toBe('not-yours')
  expect(meeting.does('Ben', { kind: 'write', entry: 'e2' })).toBe('not-now')
})

test('one changes one’s own words as long as the step lasts', () => {
  const meeting = deepDive()
  meeting.does('Chi', { kind: 'write', entry: 'e1' })
  expect([mayChange(meeting.state, 'e1', 'Chi'), mayChange(meeting.state, 'e1', 'Ada')]).toEqual([true, false])
  meeting.does('Ada', { kind: 'next' })
  expect(mayChange(meeting.state, 'e1', 'Chi')).toBe(false)
  expect(meeting.does('Chi', { kind: 'withdraw', entry: 'e1' })).toBe('stale')
})
