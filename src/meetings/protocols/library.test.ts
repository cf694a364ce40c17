import { describe, expect, test } from 'vitest'
import en from '../../../messages/en.json' with { type: 'json' }
import es from '../../../messages/es.json' with { type: 'json' }
import { begun } from '../../../test/meeting-library.ts'
import { Meeting, PEOPLE } from '../../../test/meeting-run.ts'
import { scale } from '../protocol/engine.ts'
import { textsIn } from '../protocol/texts.ts'
import { libraryNames, protocolFor, protocolNamed, protocolNames } from './index.ts'

/** Minutes of each part for six people, to half a minute; they add up to the length that the format states. */
const FOR_SIX: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'deep-dive': { choice: 3, 'deep-dive': 47 },
  troika: { forming: 1.5, threes: 27, close: 1.5 },
  'peer-consultation': { 'last-time': 5, cases: 15, consultation: 35, evaluation: 10 },
  'questions-only': { choice: 2, questions: 25.5, problem: 6, action: 6.5 },
  'case-clinic': { choice: 5, case: 28, conversation: 22, closing: 10 },
  'fifteen-percent': { alone: 4.5, pairs: 13, first: 2.5 },
  'decision-vetting': { choice: 3, brief: 11.5, test: 16, 'pre-mortem': 12.5, decide: 7 },
  tuning: { choice: 3, work: 20, feedback: 21, debrief: 6 },
  'six-perspectives': { course: 3, perspectives: 23, decide: 4 },
  brainstorm: { question: 3, ideas: 18, choosing: 9 },
  'design-sprint': { choice: 4, listen: 21, pairs: 50, debrief: 15 },
  'innovation-roundtable': { rounds: 45, backing: 15 },
  mastermind: { opening: 17, focus: 45, commitments: 10, close: 3 },
  'personal-story': { choice: 3, story: 21, after: 6 },
  'role-play-lab': { forming: 4, scenes: 36, debrief: 10 },
  'case-study': { story: 10, judgement: 22, learning: 13 },
  'topic-meeting': { impulse: 8, pairs: 8, round: 12, harvest: 26, close: 6 },
  'knowledge-session': { welcome: 3, talk: 30, pairs: 5, harvest: 12 },
}

const MARKS = /\bhats?\b|sombrero|\bYPO\b|\bEO\b|Vistage|WIAL|Liberating|Presencing|Net Promoter|u\.lab/i
const ELSEWHERE = /patient|therap|treatment|session|CEO\b|executive|\bbest\b|ranking|sesión|terapi/i
const PLURAL_YOU = /(?<!\p{L})(vosotr[oa]s|vuestr[oa]s?|os|sois|\p{L}+(áis|éis))(?!\p{L})/iu

test('a meeting without a wish of its own is the circle meeting that fits, however long the formats of the library are', () => {
  expect([20, 60, 75, 90, 119, 120, 240].map(protocolFor)).toEqual(
    [60, 60, 60, 90, 90, 120, 120].map((minutes) => `circle-meeting-${minutes}`),
  )
  expect(protocolNames.slice(3)).toEqual(libraryNames)
  expect(libraryNames).toEqual(Object.keys(FOR_SIX))
})

describe.each(libraryNames)('the format %s', (name) => {
  const protocol = protocolNamed(name)
  const { min, max } = protocol.people

  test('comes to its end on time with everybody whom it is for', () => {
    for (let count = min; count <= max; count++) {
      const meeting = begun(name, count)
      while (meeting.state.phase === 'running') {
        meeting.at = meeting.state.endsAt ?? meeting.at
        expect(meeting.room('Ada').pace.standing).toBe('on-time')
        const timer = meeting.room('Ada').step?.ends === 'timer'
        expect(meeting.does(timer ? null : 'Ada', { kind: timer ? 'time-up' : 'next' })).toBeNull()
      }
      expect(meeting.at).toBeLessThanOrEqual(meeting.state.deadline ?? 0)
      expect(meeting.state.items.every((item) => item.standing === 'done')).toBe(true)
    }
  })

  test('says no in a sentence to a circle that is too small or too large for it', () => {
    expect(min).toBe(3)
    for (const count of [min - 1, max + 1].filter((one) => one <= PEOPLE.length)) {
      const meeting = new Meeting(protocol)
      for (const person of PEOPLE.slice(0, count)) meeting.does(person, { kind: 'arrive', person })
      const why = meeting.does('Ada', { kind: 'start' })
      expect(why).toBe('cannot')
      for (const words of [en, es]) expect(words[`meetings.refused.${why ?? 'early'}` as keyof typeof en]).toBeTruthy()
    }
    expect(scale(protocol, max + 1, protocol.minutes)).toEqual({ cannot: 'too-many', most: max })
  })

  test('takes six people as long as it says, part by part', () => {
    const plan = scale(protocol, 6, protocol.minutes)
    if ('cannot' in plan) throw new Error(JSON.stringify(plan))
    const parts: Record<string, number> = {}
    for (const step of plan.steps) parts[step.part] = (parts[step.part] ?? 0) + step.seconds / 60
    const minutes = Object.entries(parts).map(([part, length]) => [part, Math.round(length * 2) / 2] as const)
    expect(Object.fromEntries(minutes)).toEqual(FOR_SIX[name])
    expect(minutes.reduce((total, [, length]) => total + length, 0)).toBe(protocol.minutes)
  })

  test('says everything in both languages, each in its own words, and short enough to be read at a glance', () => {
    for (const [path, text] of textsIn(protocol)) {
      expect(Object.keys(text), path).toEqual(['en', 'es'])
      expect(text.en, path).not.toBe(text.es)
      if (!path.includes('/prompts/')) continue
      for (const words of Object.values(text)) expect(words.split(/\s+/).length, `${path}: ${words}`).toBeLessThan(46)
    }
  })

  test('says for what one chooses it, in plain words that belong to nobody else', () => {
    expect(protocol.summary.en).toContain('Choose it when')
    expect(protocol.summary.es).toContain('Elígelo cuando')
    for (const [path, text] of textsIn(protocol)) {
      expect(`${text.en} ${text.es}`, path).not.toMatch(MARKS)
      expect(`${text.en} ${text.es}`, path).not.toMatch(ELSEWHERE)
      expect(text.es, path).not.toMatch(PLURAL_YOU)
    }
  })

  test('has no role that has nothing to do', () => {
    const steps = protocol.parts.flatMap((part) => part.steps)
    for (const { id, card } of protocol.roles) {
      expect(card.en?.length).toBeGreaterThan(40)
      expect(steps.some((step) => Object.hasOwn(step.prompts, id))).toBe(true)
    }
    expect(protocol.roles.map(({ id }) => id)).toContain('facilitator')
  })

  test('tells whoever leads what to say or do in every step, and everybody something', () => {
    for (const language of ['en', 'es']) {
      const meeting = begun(name)
      while (meeting.state.phase === 'running') {
        const ada = meeting.room('Ada', language)
        const leads = ada.you.prompts.some((prompt) => prompt.for === 'facilitator')
        expect(leads || ada.you.group !== null, meeting.key ?? '').toBe(true)
        for (const person of PEOPLE.slice(0, 6)) {
          const { you, step } = meeting.room(person, language)
          expect(step?.invitation).toBeTruthy()
          expect(you.prompts.length, `${meeting.key} ${person}`).toBeGreaterThan(0)
        }
        meeting.does('Ada', { kind: 'next' })
      }
    }
  })

  test('can be gone through in each one’s own time, and nothing is read there that was not written there', () => {
    const apart = protocol.parts.flatMap((part) => part.steps).filter((step) => step.apart)
    expect(apart.length).toBeGreaterThanOrEqual(4)
    for (const step of apart) {
      for (const read of step.reads ?? []) expect(apart.map(({ id }) => id)).toContain(read)
      for (const hours of step.apart?.remind ?? []) expect(hours).toBeLessThan(step.apart?.hours ?? 0)
    }
  })
})
