import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Meeting, PEOPLE, shipped } from '../../../test/meeting-run.ts'
import { maySee, type Plan, type Protocol, scale } from './engine.ts'

const LENGTHS = [60, 90, 120] as const

const planOf = (protocol: Protocol, present: number, minutes = protocol.minutes): Plan => {
  const plan = scale(protocol, present, minutes)
  if ('cannot' in plan) throw new Error(JSON.stringify(plan))
  return plan
}

/** Minutes of each part, for so many people. */
const minutesOf = (protocol: Protocol, present: number): Record<string, number> => {
  const parts: Record<string, number> = {}
  for (const step of planOf(protocol, present).steps) parts[step.part] = (parts[step.part] ?? 0) + step.seconds / 60
  return parts
}

test('six people have two hours as the book says', () => {
  expect(minutesOf(shipped(120), 6)).toEqual({
    opening: 5,
    'last-time': 10,
    updates: 24,
    choice: 6,
    break: 5,
    'deep-dive': 50,
    asks: 6,
    commitments: 8,
    close: 6,
  })
})

test('in ninety minutes six people tell their news in two and a half minutes each, and the deep dive has 42', () => {
  const plan = planOf(shipped(90), 6)
  expect(plan.steps.find((step) => step.key === 'updates')?.turn).toBe(150)
  expect(minutesOf(shipped(90), 6)['deep-dive']).toBe(42)
  expect(plan.seconds).toBe(90 * 60)
})

test('in an hour six people tell their news in a minute and a half each, and work in threes', () => {
  const plan = planOf(shipped(60), 6)
  expect(plan.steps.find((step) => step.key === 'updates')?.turn).toBe(90)
  expect(plan.steps.filter((step) => step.step === 'turned-away')).toHaveLength(3)
  expect(plan.steps.some((step) => step.part === 'deep-dive')).toBe(false)
})

test('three people are one group of three: nobody has to find theirs', () => {
  expect(planOf(shipped(60), 3).steps.map((step) => step.key)).not.toContain('form-threes')
})

describe.each(LENGTHS)('the circle meeting of %i minutes', (minutes) => {
  const protocol = shipped(minutes)

  test('is for two to ten, and never planned longer than its time', () => {
    for (let present = 2; present <= 10; present++) {
      expect(planOf(protocol, present).seconds).toBeLessThanOrEqual(minutes * 60)
    }
    expect(scale(protocol, 1, minutes)).toEqual({ cannot: 'too-few', least: 2 })
    expect(scale(protocol, 11, minutes)).toEqual({ cannot: 'too-many', most: 10 })
  })

  test('fits into the time there is, or says how much would do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 }), fc.integer({ min: 0, max: 180 }), (present, left) => {
        const plan = scale(protocol, present, left)
        if (!('cannot' in plan)) {
          expect(plan.seconds).toBeLessThanOrEqual(left * 60)
          for (const { seconds } of plan.steps) expect(Number.isInteger(seconds) && seconds > 0).toBe(true)
        } else if (plan.cannot === 'too-short') {
          expect(plan.needs).toBeGreaterThan(left)
          expect(planOf(protocol, present, plan.needs).seconds).toBeLessThanOrEqual(plan.needs * 60)
        }
      }),
    )
  })

  test.each([3, 4, 5, 6, 7, 8, 9, 10])('comes to its end on time with %i people', (count) => {
    const people = PEOPLE.slice(0, count)
    const meeting = Meeting.of(protocol, people)
    while (meeting.state.phase === 'running') {
      if (meeting.room('Ada').needs) meeting.does('Ben', { kind: 'choose', challenge: 'c', presenter: 'Ben' })
      meeting.at = meeting.state.endsAt ?? meeting.at
      expect(meeting.room('Ada').pace.standing).toBe('on-time')
      expect(meeting.does('Ada', { kind: 'next' })).toBeNull()
    }
    expect(meeting.at).toBeLessThanOrEqual(meeting.state.deadline ?? 0)
    expect(meeting.state.items.every((item) => item.standing === 'done')).toBe(true)
  })

  test('has silent writing that all see at the same moment', () => {
    const meeting = Meeting.of(protocol, ['Ada', 'Ben', 'Chi'], { roles: { presenter: 'Ben' } })
    meeting.goesOnTo('takeaway')
    meeting.does('Chi', { kind: 'write', entry: 'e' })
    expect(['Ada', 'Ben', 'Chi'].map((one) => maySee(protocol, meeting.state, 'e', one))).toEqual([false, false, true])
    for (const person of ['Chi', 'Ada', 'Ben']) meeting.does(person, { kind: 'done' })
    expect(meeting.key).toBe('read')
    expect(['Ada', 'Ben', 'Chi'].map((one) => meeting.room(one).table)).toEqual([['e'], ['e'], ['e']])
  })

  test('opens with what was promised last time and closes with what is promised now', () => {
    const materials = protocol.parts.flatMap((part) => part.steps.map((step) => step.material))
    expect(materials.indexOf('last-commitments')).toBeLessThan(materials.indexOf('commitments'))
    expect(materials).toContain('rating')
  })

  test('tells who leads what to say or do in every step, and everybody something to read, in both languages', () => {
    for (const language of ['en', 'es']) {
      const meeting = Meeting.of(protocol, ['Ada', 'Ben', 'Chi'], { roles: { presenter: 'Ben', timekeeper: 'Chi' } })
      while (meeting.state.phase === 'running') {
        const leads = meeting.room('Ada', language).you.prompts
        const inGroups = meeting.room('Ada').you.group !== null
        expect(leads.some((prompt) => prompt.for === 'facilitator') || inGroups).toBe(true)
        for (const person of ['Ada', 'Ben', 'Chi']) {
          const { you, step } = meeting.room(person, language)
          expect(step?.invitation).toBeTruthy()
          expect(you.prompts.length).toBeGreaterThan(0)
          expect(you.roles.length).toBeLessThanOrEqual(3)
        }
        meeting.does('Ada', { kind: 'next' })
      }
    }
  })

  test('uses no word of therapy, of the boardroom or of ranking', () => {
    expect(JSON.stringify(protocol)).not.toMatch(
      /patient|therap|treatment|session|CEO|executive|\bbest\b|ranking|sesión/i,
    )
  })
})
