import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Meeting, NOON, PEOPLE, part, protocolOf, shipped, step } from '../../../test/meeting-run.ts'
import { maySee, missing, openEntries, reminders, remindersDue, timerOf } from './engine.ts'
import { type Clock, decentAfter, decentBefore, isQuiet } from './hours.ts'
import type { Apart } from './protocol.ts'

const HOUR = 3600
const night = { from: 21 * 60, to: 8 * 60 }
const clock = (zone: string): Clock => ({ zone, quiet: night })
const THREE = { Ada: clock('Europe/Lisbon'), Ben: clock('America/Lima'), Chi: clock('Asia/Tokyo') }
const apart = (more: Partial<Apart> = {}): Apart => ({ hours: 24, remind: [6], done: 'wrote', ...more })

const checkIn = protocolOf([
  part('round', [
    step('word', { how: 'turns', apart: apart() }),
    step('break', {}),
    step('ideas', { how: 'writing', seen: 'together', apart: apart({ hours: 48, remind: [24, 6] }) }),
    step('read', { reads: ['ideas'], apart: apart({ done: 'read', remind: [] }) }),
  ]),
])

const begins = (clocks: Record<string, Clock> = THREE, protocol = checkIn): Meeting => {
  const meeting = new Meeting(protocol, { apart: { clocks } })
  meeting.does('Ada', { kind: 'start' })
  return meeting
}

/** Whether it is after eight and before nine in the evening for somebody. */
const decentFor = (person: keyof typeof THREE, at: number): boolean => !isQuiet(THREE[person], at)

describe('A circle that does not meet at one time', () => {
  test('has windows of hours instead of minutes, and leaves out what needs all at once', () => {
    const meeting = begins({ Ada: clock('UTC'), Ben: clock('UTC') })
    expect(meeting.key).toBe('word')
    expect(meeting.state.endsAt).toBe(NOON + 24 * HOUR * 1000)
    expect(meeting.state.items.map(({ step }) => step)).toEqual(['word', 'ideas', 'read'])
    expect(meeting.room('Ada').parts).toMatchObject([{ id: 'round', seconds: 96 * HOUR }])
  })

  test('writes where it would speak; nobody has the floor, and no hand is needed', () => {
    const meeting = begins()
    expect(meeting.room('Ben')).toMatchObject({ speaker: null, writing: { seen: 'at-once' } })
    expect(meeting.does('Ben', { kind: 'hand-up' })).toBe('not-now')
    expect(meeting.does('Ada', { kind: 'next-speaker', turn: 0 })).toBe('not-now')
    expect(meeting.does('Ben', { kind: 'write', entry: 'w1' })).toBeNull()
    expect(meeting.room('Chi').table).toEqual(['w1'])
  })

  test('closes a window when its hours are over, at an hour that is decent for all, and earlier once all are done', () => {
    const meeting = begins()
    const { endsAt } = meeting.state
    expect(endsAt).toBeGreaterThanOrEqual(NOON + 24 * HOUR * 1000)
    expect(Object.values(THREE).some((one) => isQuiet(one, endsAt ?? 0))).toBe(
      decentAfter(Object.values(THREE), NOON + 24 * HOUR * 1000) === null,
    )
    const timer = timerOf(meeting.protocol, meeting.state)
    expect(timer).toEqual({ at: endsAt, step: 'word' })
    expect(meeting.does(null, { kind: 'time-up' })).toBe('early')
    meeting.at = endsAt ?? 0
    expect(meeting.does(null, { kind: 'time-up' })).toBeNull()
    expect(meeting.key).toBe('ideas')
    for (const person of Object.keys(THREE)) meeting.does(person, { kind: 'done' })
    expect(meeting.key).toBe('read')
  })

  test('shows to nobody what is written for the end of a window before it ends', () => {
    const meeting = begins()
    meeting.goesOnTo('ideas')
    meeting.does('Ben', { kind: 'write', entry: 'i1' })
    meeting.waits(40 * HOUR)
    for (const person of ['Ada', 'Chi']) expect(JSON.stringify(meeting.room(person))).not.toContain('i1')
    meeting.does('Ada', { kind: 'next' })
    expect(meeting.room('Chi').table).toEqual(['i1'])
  })

  test('reminds only who is missing, at an hour that is decent for them', () => {
    const meeting = begins()
    meeting.goesOnTo('ideas')
    meeting.does('Ben', { kind: 'write', entry: 'i1' })
    expect(missing(meeting.protocol, meeting.state)).toEqual(['Ada', 'Chi'])
    const all = reminders(meeting.protocol, meeting.state)
    expect(all.map(({ person, hours }) => [person, hours])).toEqual([
      ['Ada', 24],
      ['Ada', 6],
      ['Chi', 24],
      ['Chi', 6],
    ])
    for (const { person, at } of all) expect(decentFor(person === 'Ada' ? 'Ada' : 'Chi', at)).toBe(true)
    const first = Math.min(...all.map(({ at }) => at))
    expect(remindersDue(meeting.protocol, meeting.state, first - 1000, first).length).toBeGreaterThan(0)
    expect(remindersDue(meeting.protocol, meeting.state, first, first)).toEqual([])
    meeting.does('Chi', { kind: 'done' })
    expect(missing(meeting.protocol, meeting.state)).toEqual(['Ada'])
  })

  test('gives a window a day more, and pauses it', () => {
    const meeting = begins({ Ada: clock('UTC'), Ben: clock('UTC') })
    meeting.does('Ada', { kind: 'extend', ends: meeting.state.endsAt ?? 0 })
    expect(meeting.state.endsAt).toBe(NOON + 48 * HOUR * 1000)
    meeting.does('Ben', { kind: 'pause' })
    expect(missing(meeting.protocol, meeting.state)).toEqual([])
    meeting.waits(HOUR)
    meeting.does('Ben', { kind: 'resume' })
    expect(meeting.state.endsAt).toBe(NOON + 49 * HOUR * 1000)
  })

  test('cannot be where no step can be done apart', () => {
    const meeting = new Meeting(protocolOf([part('p', [step('talk')])]), { apart: { clocks: THREE } })
    expect(meeting.does('Ada', { kind: 'start' })).toBe('cannot')
  })

  test.each([60, 90, 120] as const)(
    'goes through the circle meeting of %i minutes to its end by its clocks alone',
    (minutes) => {
      const meeting = new Meeting(shipped(minutes), { apart: { clocks: THREE }, roles: { presenter: 'Ben' } })
      meeting.does('Ada', { kind: 'start' })
      for (let steps = 0; meeting.state.phase !== 'ended'; steps++) {
        expect(steps).toBeLessThan(100)
        meeting.at = meeting.state.endsAt ?? 0
        expect(meeting.does(null, { kind: 'time-up' })).toBeNull()
      }
    },
  )
})

describe('Who cannot come to a live meeting', () => {
  const absent = (when: 'before' | 'after') => apart({ absent: [when] })
  const live = () =>
    new Meeting(
      protocolOf([
        part('p', [
          step('hopes', { how: 'writing', seen: 'together', apart: absent('before') }),
          step('word', { how: 'turns', apart: absent('before') }),
          step('thanks', { apart: absent('after') }),
          step('talk'),
        ]),
      ]),
    )
  const starts = (meeting: Meeting) => {
    for (const person of ['Ada', 'Ben']) meeting.does(person, { kind: 'arrive', person })
    meeting.does('Ada', { kind: 'start' })
  }
  const seenBy = (meeting: Meeting, entry: string) =>
    PEOPLE.filter((person) => maySee(meeting.protocol, meeting.state, entry, person))

  test('writes beforehand, and it is hidden and shown as everybody’s is', () => {
    const meeting = live()
    expect(meeting.does('Chi', { kind: 'send', entry: 'h1', of: 'hopes' })).toBeNull()
    expect(meeting.does('Chi', { kind: 'send', entry: 'w1', of: 'word' })).toBeNull()
    starts(meeting)
    expect([seenBy(meeting, 'h1'), seenBy(meeting, 'w1')]).toEqual([['Chi'], ['Chi']])
    expect(openEntries(meeting.protocol, meeting.state)).toEqual([])
    meeting.goesOnTo('word')
    expect([seenBy(meeting, 'h1'), seenBy(meeting, 'w1')]).toEqual([
      ['Ada', 'Ben', 'Chi'],
      ['Ada', 'Ben', 'Chi'],
    ])
    expect(meeting.does('Chi', { kind: 'send', entry: 'late', of: 'word' })).toBe('not-now')
  })

  test('writes nothing for a step that was left out: nobody would read it', () => {
    const meeting = live()
    starts(meeting)
    meeting.does('Ada', { kind: 'skip', to: 'talk' })
    expect(meeting.does('Chi', { kind: 'send', entry: 'w1', of: 'word' })).toBe('not-now')
  })

  test('writes for some hours afterwards, also when the meeting is over, and then no more', () => {
    const meeting = live()
    starts(meeting)
    expect(meeting.does('Chi', { kind: 'send', entry: 'early', of: 'thanks' })).toBe('not-now')
    meeting.goesOnTo('talk')
    meeting.does('Ada', { kind: 'end' })
    meeting.waits(23 * HOUR)
    expect(meeting.does('Chi', { kind: 'send', entry: 't1', of: 'thanks' })).toBeNull()
    expect(seenBy(meeting, 't1')).toEqual(['Ada', 'Ben', 'Chi'])
    meeting.waits(2 * HOUR)
    expect(meeting.does('Dia', { kind: 'send', entry: 't2', of: 'thanks' })).toBe('not-now')
    expect(meeting.does('Ada', { kind: 'send', entry: 't3', of: 'talk' })).toBe('not-now')
  })

  test('sees what they took part in and nothing else of the meeting, until they come', () => {
    const meeting = live()
    meeting.does('Chi', { kind: 'send', entry: 'h1', of: 'hopes' })
    starts(meeting)
    meeting.does('Ada', { kind: 'write', entry: 'h2' })
    expect(seenBy(meeting, 'h2')).toEqual(['Ada'])
    meeting.goesOnTo('talk')
    expect(seenBy(meeting, 'h2')).toContain('Chi')
    meeting.does('Ada', { kind: 'commit', entry: 'c1' })
    expect(seenBy(meeting, 'c1')).not.toContain('Chi')
    meeting.does('Chi', { kind: 'arrive', person: 'Chi' })
    expect(seenBy(meeting, 'c1')).toContain('Chi')
    expect(meeting.does('Chi', { kind: 'send', entry: 'x', of: 'thanks' })).toBe('not-now')
  })
})

test('the nearest decent hour is decent for all of them, and there is none only where all the day is somebody’s night', () => {
  const zones = fc.constantFrom(
    'Europe/Lisbon',
    'America/Lima',
    'Asia/Tokyo',
    'Asia/Kathmandu',
    'Pacific/Auckland',
    'nowhere',
  )
  const hours = fc.tuple(fc.nat(1439), fc.nat(1439)).map(([from, to]) => ({ from, to }))
  const clocks = fc.array(fc.record({ zone: zones, quiet: hours }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(clocks, fc.nat(365 * 24 * 60), (people, minute) => {
      const instant = NOON + minute * 60_000
      for (const found of [decentAfter(people, instant), decentBefore(people, instant)]) {
        if (found === null) continue
        expect(people.some((one) => isQuiet(one, found))).toBe(false)
        expect(Math.abs(found - instant)).toBeLessThanOrEqual(25 * 3_600_000)
      }
    }),
  )
})
