import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everyKind } from '../../../test/own-formats.ts'
import { kinds } from '../../challenges/rules.ts'
import { protocolNamed, protocolNames } from '../../meetings/protocols/index.ts'
import { type Format, misfit } from '../../meetings/rules/formats.ts'
import { recommend } from './recommend.ts'

const library: readonly Format[] = protocolNames.map((key) => ({ key, origin: 'shipped', format: protocolNamed(key) }))

test('Each kind of challenge is led to the way that was made for it, and to a second choice', () => {
  const table = kinds.map((kind) => {
    const { first, second } = recommend(kind, library, { people: 6, minutes: 120 })
    return [kind, first?.key, second?.key]
  })
  expect(table).toEqual([
    ['decision', 'decision-vetting', 'six-perspectives'],
    ['plan', 'tuning', 'peer-consultation'],
    ['advice', 'peer-consultation', 'troika'],
    ['unclear', 'questions-only', 'deep-dive'],
    ['people', 'role-play-lab', 'deep-dive'],
    ['tangle', 'case-clinic', 'six-perspectives'],
    ['heavy', 'deep-dive', 'personal-story'],
    ['ideas', 'brainstorm', 'innovation-roundtable'],
    ['start', 'fifteen-percent', 'troika'],
    ['build', 'design-sprint', 'tuning'],
  ])
})

test('What is suggested can be done by so many in this time, and what was passed over cannot', () => {
  const table = fc.record({ people: fc.integer({ min: 1, max: 12 }), minutes: fc.integer({ min: 15, max: 180 }) })
  fc.assert(
    fc.property(fc.constantFrom(...kinds), table, (kind, { people, minutes }) => {
      const { first, second, passedOver } = recommend(kind, library, { people, minutes })
      for (const each of [first, second]) if (each) expect(misfit(each, people, minutes)).toBeUndefined()
      for (const { format } of passedOver) expect(misfit(format, people, minutes)).toBeDefined()
      if (second) expect(second.key).not.toBe(first?.key)
      if (!first) expect(second).toBeUndefined()
    }),
  )
})

test('A way that the circle wrote itself is the second choice where it works alike, and the first where nothing else fits', () => {
  const own: Format = { key: 'ours', origin: 'circle', format: { ...everyKind(), people: { min: 1, max: 12 } } }
  const people = Math.max(2, own.format.people.min)
  expect(recommend('decision', [...library, own], { people: 6, minutes: 120 }).second?.key).toBe('ours')
  const only = recommend('decision', [own], { people, minutes: own.format.minutes })
  expect([only.first?.key, only.second]).toEqual(['ours', undefined])
})
