import { describe, expect, test } from 'vitest'
import { sayIn } from './say.ts'

describe('saying a message', () => {
  test('fills in the values', () => {
    expect(sayIn('en')('ui.moment.yourZone', { zone: 'Europe/Lisbon' })).toBe('your time, Europe/Lisbon')
    expect(sayIn('es')('ui.moment.yourZone', { zone: 'Europe/Madrid' })).toBe('tu hora, Europe/Madrid')
  })

  test('does not read markup or placeholders in what is filled in', () => {
    const sly = '<b>{zone}</b> & {other}'
    expect(sayIn('en')('ui.moment.yourZone', { zone: sly })).toBe(`your time, ${sly}`)
  })

  test('takes elements', () => {
    const said = sayIn('en').rich('ui.moment.yourZone', {}, { zone: ['Lisbon'] })
    expect(JSON.stringify(said)).toContain('Lisbon')
  })

  test('refuses to say half a sentence', () => {
    expect(() => sayIn('en')('ui.moment.yourZone')).toThrow(/zone/)
  })

  test('counts as the language counts', () => {
    expect(sayIn('en')('ui.problems.title', { count: 1 })).toBe('One thing needs another look')
    expect(sayIn('es')('ui.problems.title', { count: 3 })).toBe('Hay 3 cosas que revisar')
  })

  test('turns the pseudo-language round, and leaves what is filled in', () => {
    const said = sayIn('ar-XB')('ui.moment.yourZone', { zone: 'Europe/Lisbon' })
    expect(said).toContain('\u202eýöür\u202c')
    expect(said).toContain('Europe/Lisbon')
    expect(sayIn('ar-XB')('ui.problems.title', { count: 3 })).toContain('3')
  })
})
