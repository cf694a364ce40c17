import { expect, test } from 'vitest'
import { toldApart } from './names.ts'

const named = (name: string, zone: string, ref: string, address = '') => [ref, { name, zone, ref, address }] as const
const names = (...people: ReturnType<typeof named>[]) =>
  [...toldApart(new Map(people)).values()].map(({ name }) => name)

test('Two of one name are told apart by where they live; nobody else is called otherwise', () => {
  expect(
    names(
      named('Ximena García', 'Europe/Madrid', 'a'),
      named('Ximena García', 'America/Mexico_City', 'b'),
      named('Søren Sato', 'Europe/Madrid', 'c'),
    ),
  ).toEqual(['Ximena García (Madrid)', 'Ximena García (Mexico City)', 'Søren Sato'])
})

test('Where two of one name live in one place their addresses tell, and where one has none, what the file calls them', () => {
  const [ana, other] = [named('Ana', 'Europe/Lisbon', 'p1', 'ana@a.example'), named('ana', 'Europe/Lisbon', 'p2')]
  expect(names(ana, other)).toEqual(['Ana (ana@a.example)', 'ana (p2)'])
})
