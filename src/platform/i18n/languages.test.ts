import { describe, expect, test } from 'vitest'
import { chooseLocale, directionOf, isLocale, languageChoices, languages } from './languages.ts'

describe('the language of a page', () => {
  test('is what the person chose, whatever the browser asks for', () => {
    expect(chooseLocale({ chosen: 'es', accepted: 'en-US,en;q=0.9' })).toBe('es')
  })

  test('is the best of the browser’s list that we speak', () => {
    expect(chooseLocale({ accepted: 'pt-BR, es-MX;q=0.8, en;q=0.9' })).toBe('en')
    expect(chooseLocale({ accepted: 'es-419' })).toBe('es')
  })

  test('is never one that the browser refuses', () => {
    expect(chooseLocale({ accepted: 'es;q=0, en;q=0.1' })).toBe('en')
  })

  test('is the community’s when the browser asks for none of ours', () => {
    expect(chooseLocale({ accepted: 'ja', fallback: 'es' })).toBe('es')
    expect(chooseLocale({ fallback: 'tlh' })).toBe('en')
  })

  test('survives whatever stands in the header', () => {
    for (const accepted of ['', '*', ';;;q', 'en;q=x', ','.repeat(5000)]) expect(chooseLocale({ accepted })).toBe('en')
  })

  test('is the pseudo-language only where it is asked for by name', () => {
    expect(chooseLocale({ accepted: 'ar-XB' })).toBe('ar-XB')
    expect(chooseLocale({ accepted: 'ar' })).toBe('en')
    expect(directionOf('ar-XB')).toBe('rtl')
    expect(isLocale('fr')).toBe(false)
  })

  test('every language is offered under its own name', () => {
    expect(languageChoices.map(({ code }) => code)).toEqual([...languages])
  })
})
