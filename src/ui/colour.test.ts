import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { colourSheet, contrast, hexOf, oklchOf, parseHex } from './colour.ts'

const tokens = readFileSync(join(import.meta.dirname, 'css', 'tokens.css'), 'utf8')

type Scheme = 'light' | 'dark'
type Sheet = Record<string, { light: string; dark: string }>

/** The pairs of a stylesheet: `--accent: light-dark(#265c4b, #84c8ae)`. */
function pairsOf(css: string): Sheet {
  const found = css.matchAll(/--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)/g)
  return Object.fromEntries([...found].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]))
}

const [named] = tokens.split('@media')
const ours = pairsOf(named ?? '')

function ratio(sheet: Sheet, text: string, ground: string, scheme: Scheme): number {
  const [one, other] = [sheet[text]?.[scheme], sheet[ground]?.[scheme]]
  if (!one || !other) throw new Error(`No colour ${one ? ground : text}`)
  return contrast(one, other)
}

const grounds = ['paper', 'raised', 'sunken']
const legible = [
  ...['ink', 'quiet', 'accent', 'now', 'wrong'].flatMap((text) => grounds.map((ground) => [text, ground])),
  ...['ink', 'accent', 'accent-strong'].map((text) => [text, 'accent-soft']),
  ...['ink', 'now'].map((text) => [text, 'now-soft']),
  ...['ink', 'wrong'].map((text) => [text, 'wrong-soft']),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
] as [string, string][]

describe('the colours of every page', () => {
  test.each(legible)('%s on %s can be read, by day and by night (AA)', (text, ground) => {
    expect(ratio(ours, text, ground, 'light')).toBeGreaterThanOrEqual(4.5)
    expect(ratio(ours, text, ground, 'dark')).toBeGreaterThanOrEqual(4.5)
  })

  test.each(grounds)('the edge of a field stands out from %s', (ground) => {
    expect(ratio(ours, 'edge', ground, 'light')).toBeGreaterThanOrEqual(3)
    expect(ratio(ours, 'edge', ground, 'dark')).toBeGreaterThanOrEqual(3)
  })

  test('of a face can be read in each tint', () => {
    const people = readFileSync(join(import.meta.dirname, 'css', 'people.css'), 'utf8')
    const tints = people.split(/\.tint-\d /).slice(1)
    expect(tints).toHaveLength(6)
    for (const tint of tints.map(pairsOf))
      for (const scheme of ['light', 'dark'] as const)
        expect(ratio(tint, 'tint-ink', 'tint', scheme)).toBeGreaterThanOrEqual(4.5)
  })
})

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

describe('a community’s own colour', () => {
  test('is legible on everything it stands on, whatever was chosen', () => {
    fc.assert(
      fc.property(hex, (wish) => {
        const sheet = { ...ours, ...pairsOf(colourSheet(wish) ?? '') }
        for (const scheme of ['light', 'dark'] as const) {
          for (const ground of [...grounds, 'accent-soft'])
            expect(ratio(sheet, 'accent', ground, scheme), `${wish} on ${ground}, ${scheme}`).toBeGreaterThanOrEqual(
              4.5,
            )
          for (const filled of ['accent', 'accent-strong'])
            expect(ratio(sheet, 'on-accent', filled, scheme), `on ${wish}, ${scheme}`).toBeGreaterThanOrEqual(4.5)
          for (const text of ['ink', 'accent-strong'])
            expect(ratio(sheet, text, 'accent-soft', scheme), `${text} on soft ${wish}`).toBeGreaterThanOrEqual(4.5)
        }
      }),
      {
        examples: ['#ffffff', '#000000', '#ffff00', '#0000ff', '#808080', '#ff00ff'].map((each) => [each] as [string]),
      },
    )
  })

  test('replaces every token of the accent and nothing else', () => {
    const replaced = Object.keys(pairsOf(colourSheet('#8a2b6d') ?? ''))
    expect(replaced.sort()).toEqual(
      Object.keys(ours)
        .filter((name) => name.includes('accent'))
        .sort(),
    )
  })

  test('keeps its hue', () => {
    const { accent } = pairsOf(colourSheet('#8a2b6d') ?? '')
    const hueOf = (text: string) => oklchOf(parseHex(text) ?? [0, 0, 0]).h
    for (const shown of [accent?.light ?? '', accent?.dark ?? ''])
      expect(Math.abs(hueOf(shown) - hueOf('#8a2b6d'))).toBeLessThan(4)
  })

  test('stays as it was chosen where it is legible already', () => {
    expect(pairsOf(colourSheet('#265c4b') ?? '').accent?.light).toBe('#265c4b')
  })

  test('is judged on the grounds that the pages really have', () => {
    const source = readFileSync(join(import.meta.dirname, 'colour.ts'), 'utf8')
    for (const ground of grounds)
      for (const scheme of ['light', 'dark'] as const)
        expect(source).toContain(`${ground}: '${ours[ground]?.[scheme]}'`)
  })

  test('is nothing but a colour', () => {
    for (const text of ['', 'red', '#12345', '#1234567', '#12345g', '}body{display:none'])
      expect(colourSheet(text)).toBeUndefined()
    expect(colourSheet('265C4B')).toBe(colourSheet('#265c4b'))
  })
})

describe('the way to OKLCH and back', () => {
  test('loses nothing', () => {
    fc.assert(
      fc.property(hex, (colour) => {
        expect(hexOf(oklchOf(parseHex(colour) ?? [0, 0, 0]))).toBe(colour)
      }),
    )
  })

  test('measures contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 2)
  })
})
