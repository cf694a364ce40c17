import { expect, test } from 'vitest'
import { Meeting, PEOPLE, part, protocolOf, shipped, step } from '../../../test/meeting-run.ts'

const SIX = PEOPLE.slice(0, 6)
const circle = shipped(90)

test('when Ada, who leads, drops out, the role stays hers until somebody takes it', () => {
  const meeting = Meeting.of(circle, SIX)
  meeting.does('Ada', { kind: 'leave', person: 'Ada' })
  expect(meeting.room('Ben').facilitator).toEqual({ id: 'Ada', how: 'named', from: null })
  expect(meeting.does('Ada', { kind: 'next' })).toBe('not-here')
  expect(meeting.does('Ben', { kind: 'take-over' })).toBeNull()
  expect(meeting.room('Chi').facilitator).toEqual({ id: 'Ben', how: 'taken-over', from: 'Ada' })
  expect(meeting.does('Ben', { kind: 'next' })).toBeNull()
})

test('Ada comes back and is a member among others', () => {
  const meeting = Meeting.of(circle, SIX)
  meeting.does('Ada', { kind: 'leave', person: 'Ada' })
  meeting.does('Ben', { kind: 'take-over' })
  meeting.does('Ada', { kind: 'arrive', person: 'Ada' })
  expect(meeting.does('Ada', { kind: 'next' })).toBe('not-facilitator')
})

test('Ada hands over to Chi, who is there, not to Gus, who is not', () => {
  const meeting = Meeting.of(circle, SIX)
  expect(meeting.does('Ada', { kind: 'hand-over', to: 'Gus' })).toBe('unknown')
  expect(meeting.does('Ben', { kind: 'hand-over', to: 'Ben' })).toBe('not-facilitator')
  expect(meeting.does('Ada', { kind: 'hand-over', to: 'Chi' })).toBeNull()
  expect(meeting.room('Ada').facilitator).toEqual({ id: 'Chi', how: 'handed-over', from: 'Ada' })
})

test('two take over at once: the last one leads, and everybody sees from whom', () => {
  const meeting = Meeting.of(circle, SIX)
  const both = [meeting.command('Ben', { kind: 'take-over' }), meeting.command('Chi', { kind: 'take-over' })]
  expect(both.map((one) => meeting.sends(one))).toEqual([null, null])
  expect(meeting.room('Dia').facilitator).toEqual({ id: 'Chi', how: 'taken-over', from: 'Ben' })
})

test('nobody lets others in or sends them away, but who leads may', () => {
  const meeting = Meeting.of(circle, SIX)
  expect(meeting.does('Ben', { kind: 'arrive', person: 'Gus' })).toBe('not-yours')
  expect(meeting.does('Ben', { kind: 'leave', person: 'Chi' })).toBe('not-yours')
  expect(meeting.does('Ada', { kind: 'arrive', person: 'Gus' })).toBeNull()
  expect(meeting.does('Ada', { kind: 'leave', person: 'Gus' })).toBeNull()
})

test('who comes late makes the steps per person longer, as far as the time allows', () => {
  const meeting = Meeting.of(circle, ['Ada', 'Ben', 'Chi', 'Dia'])
  const planned = () => meeting.state.items.find((item) => item.key === 'last-word')?.planned
  expect(planned()).toBe(120)
  meeting.does('Eli', { kind: 'arrive', person: 'Eli' })
  expect(planned()).toBe(150)
  expect(meeting.room('Ada').pace.endsAt).toBeLessThanOrEqual(meeting.state.deadline ?? 0)
})

test('Ben takes the timekeeper’s card, which is free; Chi cannot take it from him', () => {
  const meeting = Meeting.of(circle, SIX)
  expect(meeting.does('Ben', { kind: 'assign', role: 'timekeeper', person: 'Ben' })).toBeNull()
  expect(meeting.does('Chi', { kind: 'assign', role: 'timekeeper', person: 'Chi' })).toBe('taken')
  expect(meeting.does('Chi', { kind: 'assign', role: 'facilitator', person: 'Chi' })).toBe('unknown')
  expect(meeting.room('Ben').you.cards.map((card) => card.title)).toEqual(['You keep the time'])
  expect(meeting.does('Ada', { kind: 'assign', role: 'timekeeper', person: 'Chi' })).toBeNull()
})

test('Ben takes notes in a format that knows no scribe, hands them to Chi, and Chi gives them back', () => {
  const meeting = Meeting.of(circle, SIX)
  const scribe = () => meeting.room('Dia').roles.find(({ id }) => id === 'scribe')?.holder
  expect(scribe()).toBeNull()
  meeting.does('Ben', { kind: 'assign', role: 'scribe', person: 'Ben' })
  expect(meeting.room('Ben').you.roles).toEqual(['scribe'])
  expect(meeting.does('Dia', { kind: 'assign', role: 'scribe', person: 'Eli' })).toBe('not-facilitator')
  expect(meeting.does('Ben', { kind: 'assign', role: 'scribe', person: 'Chi' })).toBeNull()
  expect(scribe()).toBe('Chi')
  expect(meeting.does('Chi', { kind: 'assign', role: 'scribe', person: null })).toBeNull()
  expect(scribe()).toBeNull()
})

test('Dia takes the time over from Ben, who had to go', () => {
  const meeting = Meeting.of(circle, SIX, { roles: { timekeeper: 'Ben' } })
  meeting.does('Ben', { kind: 'leave', person: 'Ben' })
  expect(meeting.does('Dia', { kind: 'assign', role: 'timekeeper', person: 'Dia' })).toBeNull()
})

test('Ada, who leads, says who presents, until that one is at work; nobody else does', () => {
  const meeting = Meeting.of(circle, SIX)
  const present = (by: string, person: string) => meeting.does(by, { kind: 'assign', role: 'presenter', person })
  expect(present('Chi', 'Chi')).toBe('not-facilitator')
  expect([present('Ada', 'Chi'), present('Ada', 'Dia')]).toEqual([null, null])
  meeting.goesOnTo('experiences')
  expect(meeting.room('Eli').presenter).toBe('Dia')
  expect(present('Ada', 'Eli')).toBe('not-now')
})

test('roles that move on with the rounds are handed to nobody', () => {
  const meeting = Meeting.of(shipped(60), SIX)
  expect(meeting.room('Ada').roles.map(({ id }) => id)).toEqual(['timekeeper', 'scribe', 'observer'])
})

/** Who presented in each round of a part, by group. */
const presenters = (meeting: Meeting, stepId: string) =>
  meeting.state.items
    .filter((item) => item.step === stepId && item.began !== null)
    .map((item) => Object.keys(item.cast).filter((person) => item.cast[person] === 'presenter'))

test('exactly three: each of the three has a round, and the other two consult', () => {
  const meeting = Meeting.of(shipped(60), ['Ada', 'Ben', 'Chi'])
  meeting.goesOnTo('turned-away.3')
  expect(presenters(meeting, 'turned-away').flat().sort()).toEqual(['Ada', 'Ben', 'Chi'])
  const away = presenters(meeting, 'turned-away').at(-1)?.[0] ?? ''
  expect(meeting.room(away).you.turnedAway).toBe(true)
  expect(['Ada', 'Ben', 'Chi'].filter((person) => meeting.room(person).you.acts)).toHaveLength(2)
})

test('seven in threes: everybody presents once, and no round is lost on anybody', () => {
  const meeting = Meeting.of(shipped(60), PEOPLE.slice(0, 7))
  meeting.goesOnTo('takeaway')
  expect(presenters(meeting, 'tell').map((round) => round.length)).toEqual([2, 2, 2, 1])
  expect(presenters(meeting, 'tell').flat().sort()).toEqual(PEOPLE.slice(0, 7))
})

test('who comes while the threes are at work has a round too', () => {
  const meeting = Meeting.of(shipped(60), ['Ada', 'Ben', 'Chi'])
  meeting.goesOnTo('tell.2')
  meeting.does('Dia', { kind: 'arrive', person: 'Dia' })
  meeting.goesOnTo('takeaway')
  expect(presenters(meeting, 'tell').flat().sort()).toEqual(['Ada', 'Ben', 'Chi', 'Dia'])
})

test('the round of somebody who has gone is left out', () => {
  const meeting = Meeting.of(shipped(60), ['Ada', 'Ben', 'Chi', 'Dia'])
  meeting.goesOnTo('most-useful')
  const gone = ['Ben', 'Chi', 'Dia'].find((person) => !presenters(meeting, 'tell').flat().includes(person)) ?? ''
  meeting.does(gone, { kind: 'leave', person: gone })
  meeting.goesOnTo('takeaway')
  expect(presenters(meeting, 'tell')).toHaveLength(3)
  expect(presenters(meeting, 'tell').flat()).not.toContain(gone)
})

test('the roles of a play move on, and each player reads only their own brief', () => {
  const scene = step('scene', {
    who: 'everyone',
    prompts: {
      presenter: { do: { en: 'You want to be heard.' } },
      counterpart: { do: { en: 'You are in a hurry.' } },
      observer: { do: { en: 'Watch for the moment it turns.' } },
    },
  })
  const card = (id: string) => ({ id, title: { en: id }, card: { en: id } })
  const play = protocolOf(
    [
      part('play', [scene], {
        groups: { size: 3 },
        rounds: 'everyone',
        rotate: ['presenter', 'counterpart', 'observer'],
      }),
    ],
    { roles: [card('counterpart'), card('observer')] },
  )
  const meeting = Meeting.of(play, ['Ada', 'Ben', 'Chi'])
  const seen: Record<string, string[]> = { Ada: [], Ben: [], Chi: [] }
  for (let round = 0; round < 3; round++) {
    for (const person of ['Ada', 'Ben', 'Chi'])
      seen[person]?.push(...meeting.room(person).you.prompts.map((one) => one.for))
    meeting.does('Ada', { kind: 'next' })
  }
  for (const roles of Object.values(seen)) expect([...roles].sort()).toEqual(['counterpart', 'observer', 'presenter'])
  expect(meeting.state.phase).toBe('ended')
})

test('three slots among six go to three people', () => {
  const slots = part('slots', [step('ask', { who: 'presenter' }), step('help', { who: 'others' })], { rounds: 3 })
  const meeting = Meeting.of(protocolOf([slots, part('end', [step('close')])]), SIX)
  meeting.goesOnTo('close')
  expect(new Set(presenters(meeting, 'ask').flat()).size).toBe(3)
})

test('pairs around one presenter leave the presenter to all of them', () => {
  const sketch = part('sketch', [step('draw', { how: 'writing', who: 'everyone' })], {
    groups: { size: 2, without: 'presenter' },
  })
  const meeting = Meeting.of(protocolOf([sketch]), ['Ada', 'Ben', 'Chi', 'Dia', 'Eli'], { roles: { presenter: 'Ada' } })
  expect(meeting.room('Ben').you.group).toHaveLength(2)
  meeting.does('Ben', { kind: 'write', entry: 'e1' })
  expect(meeting.room('Ada').table).toEqual(['e1'])
  expect(meeting.room('Ada').you.acts).toBe(false)
})
