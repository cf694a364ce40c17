import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { judge, type Verdict } from './question.ts'

const LABELS: Readonly<Record<string, Verdict>> = { Q: 'question', A: 'advice', S: 'statement' }

/** The labelled lines of a language. */
const linesIn = (language: string) =>
  readFileSync(new URL(`../../../test/data/questions.${language}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => /^[QAS] /.test(line))
    .map((line) => ({ label: LABELS[line[0] ?? ''], line: line.slice(2) }))

describe.each(['en', 'es'])('Of two hundred lines in %s', (language) => {
  const judged = linesIn(language).map(({ label, line }) => ({ line, label, verdict: judge(line, language) }))
  const wrong = judged.filter(({ label, verdict }) => label !== verdict)
  const share = (of: (one: (typeof judged)[number]) => boolean) => judged.filter(of).length / judged.length

  test('at least nine in ten are judged right', () => {
    expect(judged).toHaveLength(200)
    expect(
      share(({ label, verdict }) => label === verdict),
      JSON.stringify(wrong, null, 1),
    ).toBeGreaterThanOrEqual(0.9)
  })

  test('at least nine in ten are told to be a question in form, or not', () => {
    const isForm = (verdict: Verdict | undefined) => verdict !== 'statement'
    expect(share(({ label, verdict }) => isForm(label) === isForm(verdict))).toBeGreaterThanOrEqual(0.9)
  })

  test('of the questions no more than one in twenty is held back', () => {
    const questions = judged.filter(({ label }) => label === 'question')
    const held = questions.filter(({ verdict }) => verdict !== 'question')
    expect(held.length / questions.length, JSON.stringify(held)).toBeLessThanOrEqual(0.05)
  })
})

test('in a language that it does not know only the mark counts', () => {
  expect([judge('Warum?', 'de'), judge('Warum nicht', 'de'), judge('', 'en')]).toEqual([
    'question',
    'statement',
    'statement',
  ])
})

test('a very long line is judged as quickly as a short one', () => {
  expect(judge('you should '.repeat(20_000), 'en')).toBe('statement')
  expect(judge('no podrías '.repeat(20_000), 'es')).toBe('statement')
})
