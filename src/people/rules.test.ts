import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  address,
  deviceIn,
  hasWayBack,
  mayRemovePasskey,
  mayRemovePassword,
  ownPath,
  shownAddress,
  unproven,
} from './rules.ts'

test('whatever is asked for, one lands on a path of ours', () => {
  const nasty = fc.array(
    fc.constantFrom('/', '\\', '.', ':', '@', '?', '#', '%', 'a', 'evil.example', ' ', '\t', '\n', 'é'),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        nasty.map((parts) => `/${parts.join('')}`),
        fc.webUrl(),
        fc.string(),
      ),
      (text) => {
        const landed = new URL(ownPath(text), 'https://ours.example')
        expect(landed.origin).toBe('https://ours.example')
      },
    ),
  )
  expect(ownPath('/circles/1?x=2#y')).toBe('/circles/1?x=2#y')
  expect(ownPath(null)).toBe('/home')
  expect(ownPath('//evil.example', '/')).toBe('/')
})

test('an address is kept in small letters, and one that stands for none is not shown', () => {
  expect(address.parse('Ana@Example.ORG')).toBe('ana@example.org')
  expect(shownAddress(unproven('1'), null)).toBe('')
  expect(shownAddress(unproven('1'), 'ana@example.org')).toBe('ana@example.org')
  expect(shownAddress('ana@example.org', null)).toBe('ana@example.org')
})

test('the last way in stays', () => {
  const bare = { address: '', hasPassword: false, passkeys: ['one'] }
  expect(mayRemovePasskey(bare, true)).toBe(false)
  expect(mayRemovePasskey({ ...bare, passkeys: ['one', 'two'] }, false)).toBe(true)
  expect(mayRemovePasskey({ ...bare, address: 'ana@example.org' }, true)).toBe(true)
  expect(mayRemovePassword({ ...bare, hasPassword: true, passkeys: [] }, true)).toBe(false)
  expect(mayRemovePassword({ ...bare, hasPassword: true }, false)).toBe(true)
  expect(hasWayBack(bare, false)).toBe(true)
  expect(hasWayBack({ ...bare, hasPassword: true, passkeys: [] }, true)).toBe(false)
  const known = { address: 'ana@example.org', hasPassword: false, passkeys: [] }
  expect([true, false].map((mailed) => hasWayBack(known, mailed))).toEqual([true, false])
  expect(hasWayBack({ ...known, hasPassword: true }, false)).toBe(true)
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1', 'Safari, iPhone'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/141.0 Safari/537.36 Edg/141.0', 'Edge, Windows'],
  ['curl/8.0', ''],
])('%s is named %s', (userAgent, named) => {
  expect(deviceIn(userAgent)).toBe(named)
})
