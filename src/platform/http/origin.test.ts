import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { Settings } from '../settings.ts'
import { ownOrigin } from './origin.ts'

const unset: Settings = {
  publicAddress: undefined,
  smtpUrl: undefined,
  mailFrom: undefined,
  lastBackup: undefined,
}

test.each([
  ['localhost', 'http://localhost:8080'],
  ['192.168.1.20', 'http://192.168.1.20:8080'],
  ['0.0.0.0', 'http://localhost:8080'],
  ['::', 'http://localhost:8080'],
  ['::1', 'http://[::1]:8080'],
])('Olivia, whose server listens at %s, is handed links to %s', (HOST, origin) => {
  const config = readConfig({ DATA_DIR: '/tmp/nowhere', HOST })
  expect(ownOrigin({ config, settings: () => unset })).toBe(origin)
})

test('The public address goes before, and the environment before that', () => {
  const settings = () => ({ ...unset, publicAddress: 'https://table.example.org' })
  const config = readConfig({ DATA_DIR: '/tmp/nowhere' })
  expect(ownOrigin({ config, settings })).toBe('https://table.example.org')
  expect(ownOrigin({ config: { ...config, baseUrl: 'https://other.example.org' }, settings })).toBe(
    'https://other.example.org',
  )
})
