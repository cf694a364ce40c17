import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMigrations } from './migrate.ts'

const folder = new URL('../../../db/migrations', import.meta.url).pathname

test('Whoever runs a version that was handed out can go on to this one: its migrations stand as they ran', () => {
  const lines = readFileSync(join(folder, 'sealed.sha256'), 'utf8').trim().split('\n')
  const sealed = lines.map((line) => line.split(/\s+/)).map(([hash, name]) => ({ name, hash }))
  expect(sealed.length).toBeGreaterThan(0)
  const known = readMigrations(folder).map(({ name, hash }) => ({ name, hash }))
  expect(known.slice(0, sealed.length)).toEqual(sealed)
})
