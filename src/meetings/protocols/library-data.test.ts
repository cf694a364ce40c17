import { describe, expect, test } from 'vitest'
import { readProtocol } from '../protocol/engine.ts'
import { castOf, themes } from '../rules/library.ts'
import { filledWays, isShipped, protocolNamed } from './index.ts'
import { library } from './shelves.ts'

const { scenes, cases } = { scenes: library.scenes(), cases: library.cases() }
const languages = ['en', 'es'] as const

/** Every text below a value, by its path. */
function textsIn(value: unknown, path = ''): readonly (readonly [path: string, text: { en: string; es: string }])[] {
  if (typeof value !== 'object' || value === null || path.endsWith('/marks')) return []
  if ('en' in value && 'es' in value) return [[path, { en: String(value.en), es: String(value.es) }]]
  return Object.entries(value).flatMap(([key, each]) => textsIn(each, `${path}/${key}`))
}

const PLURAL_YOU = /(?<!\p{L})(vosotr[oa]s|vuestr[oa]s?|os|sois|(?!dieciséis)\p{L}+(áis|éis))(?!\p{L})/iu
const ELSEWHERE = /patient|therap|treatment|\bsession|CEO\b|executive|synerg|stakeholder|leverage|sesión|terapi/i

describe.each([...scenes, ...cases].map((each) => [each.id, each] as const))('%s', (_, each) => {
  test('is whole in both languages, each in its own words, to one person and in nobody’s jargon', () => {
    for (const [path, { en, es }] of textsIn(each)) {
      expect(en, path).not.toBe(es)
      expect(`${en} ${es}`, path).not.toMatch(ELSEWHERE)
      expect(es, path).not.toMatch(PLURAL_YOU)
      expect(es.length / en.length, path).toBeGreaterThan(0.6)
      expect(es.length / en.length, path).toBeLessThan(2.2)
    }
  })
})

describe.each(scenes.map((scene) => [scene.id, scene] as const))('the scene %s', (_, scene) => {
  test('is read in a minute, and so is each brief', () => {
    for (const language of languages) {
      const words = (text: { en: string; es: string }) => text[language].split(/\s+/).length
      expect(words(scene.situation)).toBeGreaterThan(45)
      expect(words(scene.situation)).toBeLessThan(110)
      for (const role of castOf(scene.roles)) {
        const told = textsIn(role).reduce((sum, [, text]) => sum + words(text), 0)
        expect(told, role.name).toBeGreaterThan(30)
        expect(told, role.name).toBeLessThan(140)
      }
    }
  })

  test('keeps each one’s secret in their own brief, and out of everything else', () => {
    for (const { name, hides, marks } of castOf(scene.roles)) {
      const role = Object.entries(scene.roles).find(([, each]) => each?.name === name)?.[0]
      const rest = textsIn(scene).filter(([path]) => !path.startsWith(`/roles/${role}/`))
      for (const language of languages)
        for (const mark of marks[language]) {
          expect(hides[language].toLowerCase(), `${name}: ${mark}`).toContain(mark.toLowerCase())
          for (const [path, text] of rest)
            expect(text[language].toLowerCase(), `${path}: ${mark}`).not.toContain(mark.toLowerCase())
        }
    }
  })

  test('gives the observer questions about what can be seen and heard', () => {
    for (const { en, es } of scene.rubric) {
      expect(en).toMatch(/\?|\.$/)
      expect(es).toContain('¿')
    }
  })
})

describe.each(cases.map((each) => [each.id, each] as const))('the case %s', (_, each) => {
  test('is read in four minutes up to its decision, asks real questions, and keeps its end for the end', () => {
    for (const language of languages) {
      const words = each.story.flatMap((text) => text[language].split(/\s+/)).length
      expect(words).toBeGreaterThan(120)
      expect(words).toBeLessThan(330)
      for (const question of each.questions) expect(question[language]).toMatch(/\?$/)
      const ending = each.ending
        .flatMap((text) => text[language].split(/(?<=[.!?»”])\s+/))
        .filter((one) => one.length > 30)
      const before = JSON.stringify({ ...each, ending: [] })
      for (const sentence of ending) expect(before).not.toContain(sentence)
    }
  })
})

test('there are two scenes or more for each theme, six cases, and three scenes for three', () => {
  for (const theme of themes) expect(scenes.filter((each) => each.theme === theme).length).toBeGreaterThanOrEqual(2)
  expect(scenes.filter(({ roles }) => roles.third).length).toBeGreaterThanOrEqual(3)
  expect(cases.length).toBeGreaterThanOrEqual(6)
  const ids = [...scenes, ...cases].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('nobody in it is called like anybody in another scene, and no two people of one scene begin alike', () => {
  const names = scenes.flatMap(({ roles }) => castOf(roles).map(({ name }) => name))
  expect(new Set(names).size).toBe(names.length)
})

const ways = ['topic-meeting', 'role-play-lab', 'case-study'].flatMap(filledWays)

test.each(ways)('%s is a format like any other: the linter finds nothing wrong with it', (name) => {
  expect(isShipped(name)).toBe(true)
  expect(readProtocol(JSON.parse(JSON.stringify(protocolNamed(name))))).toMatchObject({ ok: true })
})

test('what there is not cannot be chosen', () => {
  for (const name of ['case-study:', 'case-study:no-such-thing', 'case-study:nine-days:more', 'troika:nine-days'])
    expect(isShipped(name)).toBe(false)
  expect(ways.length).toBe(8 + scenes.length + cases.length)
})
