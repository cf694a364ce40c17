import { expect, test } from 'vitest'
import { inside } from './inside.ts'

test.each([
  ['Let the team speak first.', 'let the team speak first'],
  ['tell my boss', 'tell my boss'],
  ['  The Monday review starts ', 'the Monday review starts'],
  ['I feel cornered', 'I feel cornered'],
  ['HR calls', 'HR calls'],
  ['iOS ships', 'iOS ships'],
  ['Élodie', 'élodie'],
  ['¿Qué?', '¿Qué?'],
  ['', ''],
])('“%s” stands in a sentence as “%s”', (words, expected) => expect(inside(words)).toBe(expected))
