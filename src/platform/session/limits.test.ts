import { expect, test } from 'vitest'
import { TooMany } from '../errors.ts'
import type { Services } from '../http/asked.ts'
import { countTry, networkOf } from './limits.ts'

/** Limits ask the services for nothing but the time. */
function clock() {
  let at = 0
  return {
    services: { now: () => new Date(at) } as Services,
    pass: (seconds: number) => {
      at += seconds * 1000
    },
  }
}

const limit = { most: 2, seconds: 60 }

test('the third try in a minute is one too many, says how long to wait, and a minute later it is the first', () => {
  const { services, pass } = clock()
  countTry(services, 'door', 'ana', limit)
  pass(20)
  countTry(services, 'door', 'ana', limit)
  expect(() => countTry(services, 'door', 'ana', limit)).toThrow(expect.objectContaining({ again: 40 }))
  countTry(services, 'door', 'bea', limit)
  countTry(services, 'window', 'ana', limit)
  pass(41)
  countTry(services, 'door', 'ana', limit)
})

test('asking under ever new names forgets the oldest, not what was tried a moment ago', () => {
  const { services } = clock()
  for (let time = 0; time < 2; time++) countTry(services, 'door', 'ana', limit)
  for (let name = 0; name < 19_000; name++) countTry(services, 'door', String(name), limit)
  expect(() => countTry(services, 'door', 'ana', limit)).toThrow(TooMany)
  for (let name = 0; name < 21_000; name++) countTry(services, 'door', `other ${name}`, limit)
  countTry(services, 'door', 'ana', limit)
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::7', '2001:db8:0:0'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
])('%s counts as %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network)
})
