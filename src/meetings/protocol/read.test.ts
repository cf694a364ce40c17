import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { part, protocolOf, shipped, step } from '../../../test/meeting-run.ts'
import { protocolSchema } from './format.ts'
import type { Protocol } from './protocol.ts'
import { readProtocol } from './read.ts'

const circle = shipped(90)
const sample = protocolOf([part('work', [step('tell'), step('answer', { reads: ['tell'] })])])

/** The codes of the faults found, with where. */
const faultsOf = (json: unknown): readonly string[] => {
  const reading = readProtocol(json)
  return reading.ok ? [] : reading.faults.map((fault) => `${fault.path} ${fault.code}`)
}

const withParts = (...parts: readonly unknown[]): unknown => ({ ...sample, parts })

test('a protocol that somebody exported is read back as it was', () => {
  const reading = readProtocol(JSON.parse(JSON.stringify(sample)))
  expect(reading).toEqual({ ok: true, protocol: sample })
})

test('what is no protocol at all is refused with one sentence, not a crash', () => {
  for (const json of [null, 3, 'x', [], undefined]) expect(faultsOf(json)).toEqual([' not-an-object'])
})

test('each mistake is named with where it is and what would do', () => {
  const { title, ...rest } = step('tell')
  const wrong = { ...rest, how: 'sing', duration: { kind: 'fixed', minutes: 'two' }, colour: 'red' }
  const reading = readProtocol(withParts(part('work', []), { ...part('more', []), steps: [wrong] }))
  expect(reading.ok ? [] : reading.faults).toEqual([
    { path: '/parts/0/steps', code: 'wrong-count', values: { least: 1, most: 30 } },
    { path: '/parts/1/steps/0/colour', code: 'not-known', values: {} },
    { path: '/parts/1/steps/0/title', code: 'missing', values: {} },
    { path: '/parts/1/steps/0/duration/minutes', code: 'not-a-number', values: {} },
    {
      path: '/parts/1/steps/0/how',
      code: 'not-a-choice',
      values: { choices: 'turns, free, writing, questions, rate, vote, turned-away, stillness' },
    },
  ])
})

test('a text that lacks a language which the protocol speaks is named', () => {
  const speaking = { ...sample, languages: ['en', 'es'] }
  expect(faultsOf(speaking)).toContain('/parts/0/steps/1/invitation not-in-language')
})

test('names that lead nowhere are named', () => {
  const lost = part('work', [
    step('tell', { who: 'pirate', reads: ['answer'], prompts: { captain: { say: { en: 'Ahoy' } } } }),
    step('answer'),
  ])
  expect(faultsOf(withParts(lost))).toEqual([
    '/parts/0/steps/0/who no-such-role',
    '/parts/0/steps/0/prompts/captain no-such-role',
    '/parts/0/steps/0/reads/0 not-earlier',
  ])
})

test('two steps may not have one name, nor two parts', () => {
  expect(faultsOf(withParts(part('work', [step('tell')]), part('work', [step('tell')])))).toEqual([
    '/parts/1/id twice',
    '/parts/1/steps/0/id twice',
  ])
})

test('rules that contradict one another are named', () => {
  const odd = part(
    'work',
    [
      step('turn', { how: 'turns' }),
      step('away', { how: 'turned-away', who: 'presenter' }),
      step('still', { how: 'stillness', writes: true }),
      step('sort', { order: 'random' }),
    ],
    { groups: { size: 3 }, rotate: ['facilitator'] },
  )
  expect(faultsOf(withParts(odd))).toEqual([
    '/parts/0/rotate rotate-without-rounds',
    '/parts/0/steps/0/how turns-in-groups',
    '/parts/0/steps/1/who presenter-turned-away',
    '/parts/0/steps/2/writes still',
    '/parts/0/steps/3/order order-without-turns',
  ])
})

test('an order, a yes or a heading that could mean nothing is named', () => {
  const odd = part('work', [
    step('tell', { who: 'presenter', collects: { en: 'Tales' } }),
    step('answer', { who: 'others', how: 'turns', first: 'presenter', last: 'captain' }),
    step('close', { how: 'turns', first: 'facilitator', last: 'facilitator' }),
    step('may-we', { allows: 'answer', last: 'presenter' }),
  ])
  expect(faultsOf(withParts(odd))).toEqual([
    '/parts/0/steps/0/collects nothing-written',
    '/parts/0/steps/1/first not-among-them',
    '/parts/0/steps/1/last no-such-role',
    '/parts/0/steps/2/last first-and-last',
    '/parts/0/steps/3/last order-without-turns',
    '/parts/0/steps/3/allows not-next',
  ])
})

test('a protocol that does not fit into its own minutes says for how many, and what it would need', () => {
  const long = part('work', [step('tell', { duration: { kind: 'each', minutes: 10 } })])
  const reading = readProtocol({ ...sample, parts: [long] })
  expect(reading.ok ? [] : reading.faults).toEqual([
    { path: '/minutes', code: 'does-not-fit', values: { present: 7, needs: 70 } },
  ])
})

test('no JSON whatsoever makes the reader fail, and no more than fifty faults come back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(400), (value, at) => {
      expect(readProtocol(changed(circle, at, value)).ok).toBeTypeOf('boolean')
      const reading = readProtocol(value)
      expect(reading.ok ? 0 : reading.faults.length).toBeLessThanOrEqual(50)
    }),
    { numRuns: 200 },
  )
})

test('the example in the documentation is a format', async () => {
  const text = await readFile(new URL('../../../docs/protocols.md', import.meta.url), 'utf8')
  const [, json = ''] = /```json\n(.*?)```/s.exec(text) ?? []
  expect(faultsOf(JSON.parse(json))).toEqual([])
})

test('the documentation names every part of a step', async () => {
  const text = await readFile(new URL('../../../docs/protocols.md', import.meta.url), 'utf8')
  const named = [...text.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name)
  const step = dig(protocolSchema(), 'properties', 'parts', 'items', 'properties', 'steps', 'items', 'properties')
  const parts = Object.keys(Object(step)).filter((name) => name !== 'invitation')
  expect(parts.length).toBeGreaterThan(20)
  for (const part of parts) expect(named).toContain(part)
})

const dig = (value: unknown, ...names: readonly string[]) =>
  names.reduce<unknown>((inside, name) => Object.entries(inside ?? {}).find(([key]) => key === name)?.[1], value)

test('the published schema is the one that the reader checks by', async () => {
  await expect(`${JSON.stringify(protocolSchema(), null, 2)}\n`).toMatchFileSnapshot('./protocol.schema.json')
})

/** The protocol with one of its values, counted through, replaced. */
const changed = (protocol: Protocol, at: number, value: unknown): unknown => {
  let count = 0
  return JSON.parse(JSON.stringify(protocol), (_, old) => {
    count += 1
    return count === at ? value : old
  })
}
