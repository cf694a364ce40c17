import { describe, expect, test } from 'vitest'
import { cityOf, zoneNamed, zoneOptions, zones } from './zones.ts'

describe('time zones', () => {
  test('are listed under the names in use today, each of them real', () => {
    expect(zones()).toContain('Asia/Kolkata')
    expect(zones()).toContain('Europe/Kyiv')
    expect(zones()).toContain('UTC')
    expect(zones()).not.toContain('Asia/Calcutta')
    for (const zone of zones()) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
  })

  test('are found under old names, in any case, with spaces', () => {
    expect(zoneNamed('Asia/Calcutta')).toBe('Asia/Kolkata')
    expect(zoneNamed(' america/new york ')).toBe('America/New_York')
    expect(zoneNamed('US/Eastern')).toBe('America/New_York')
    expect(zoneNamed('utc')).toBe('UTC')
  })

  test('are refused where they would forget summer time, or do not exist', () => {
    for (const text of ['+02:00', 'EST', 'Etc/GMT+3', 'Europe/Atlantis', 'CET', '', 'x'.repeat(10_000)])
      expect(zoneNamed(text)).toBeUndefined()
  })

  test('stand under their part of the world, by city', () => {
    const europe = zoneOptions().find(({ label }) => label === 'Europe')?.options
    expect(europe).toContainEqual({ value: 'Europe/Lisbon', label: 'Lisbon' })
    expect(cityOf('America/Indiana/Knox')).toBe('Indiana, Knox')
    expect(cityOf('UTC')).toBe('UTC')
  })
})
