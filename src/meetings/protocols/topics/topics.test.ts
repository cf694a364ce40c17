import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { topicShape } from '../../rules/library.ts'

const TOPICS = [
  ...(['change', 'conflict', 'deciding', 'delegation', 'emotional-intelligence', 'feedback'] as const),
  ...(['innovation', 'strategy'] as const),
]

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'))
const read = (name: string) => topicShape.parse(JSON.parse(readFileSync(`${import.meta.dirname}/${name}.json`, 'utf8')))

test('there is a page for each topic that circles ask for', () => {
  expect(files.toSorted()).toEqual(TOPICS.map((name) => `${name}.json`))
})

describe.each(TOPICS)('the page on %s', (name) => {
  const page = read(name)
  const all = [page.title, page.summary, ...page.page, ...page.questions, page.try.cue, page.try.what]

  test('is whole in both languages, each in its own words', () => {
    expect(page.id).toBe(name)
    for (const { en, es } of all) expect(en).not.toBe(es)
  })

  test('is read in two minutes', () => {
    for (const language of ['en', 'es'] as const) {
      const words = page.page.flatMap((text) => text[language].split(/\s+/)).length
      expect(words).toBeGreaterThan(90)
      expect(words).toBeLessThan(260)
    }
  })

  test('asks real questions, and offers one thing to try that reads well after “When” and “I will”', () => {
    for (const { en, es } of page.questions) {
      expect(en).toMatch(/\?$/)
      expect(es).toMatch(/^(¿|.*¿).*\?$/)
    }
    for (const half of [page.try.cue, page.try.what]) {
      for (const words of Object.values(half)) expect(words).toMatch(/^(I |\p{Ll}).*[^.]$/u)
    }
  })

  test('speaks to one person, in nobody else’s words', () => {
    for (const { en, es } of all) {
      expect(`${en} ${es}`).not.toMatch(/patient|therap|treatment|session|CEO\b|executive|\bbest\b|sesión|terapi/i)
      expect(es).not.toMatch(/(?<!\p{L})(vosotr[oa]s|vuestr[oa]s?|os|sois|\p{L}+(áis|éis))(?!\p{L})/iu)
    }
  })
})
