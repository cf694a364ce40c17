import { expect, test } from 'vitest'
import { protocolNamed, protocolNames } from '../protocols/index.ts'
import type { Format } from './formats.ts'
import { byOccasion, inOrder } from './occasions.ts'

const library: readonly Format[] = protocolNames.map((key) => ({ key, origin: 'shipped', format: protocolNamed(key) }))
const keys = (formats: readonly Format[]) => formats.map(({ key }) => key)

test('Whoever looks for a way to meet finds each of them once, by what they come with', () => {
  const groups = byOccasion(library)
  expect(groups.flatMap(({ formats }) => keys(formats)).toSorted()).toEqual(protocolNames.toSorted())
  // What is on no list would stand among the whole meetings.
  expect(groups[0]).toMatchObject({ of: 'meeting' })
  expect(keys(groups[0]?.formats ?? [])).toEqual(['circle-meeting-60', 'circle-meeting-90', 'circle-meeting-120'])
  expect(groups).toHaveLength(6)
})

test('What a circle wrote itself stands before the library', () => {
  const own: Format = { key: 'own', origin: 'circle', format: protocolNamed('troika') }
  expect(byOccasion([...library, own])[0]).toEqual({ of: 'circle', formats: [own] })
})

test('Six who meet for 90 minutes see what is suggested first, and all that fits by occasion', () => {
  const { first, groups, unfit } = inOrder(library, 'circle-meeting-90', 6, 90)
  expect(keys(first)).toEqual(['circle-meeting-90'])
  expect(groups.map(({ of }) => of)).toEqual(['meeting', 'challenge', 'decision', 'idea', 'learning', 'closeness'])
  expect(unfit).toEqual([])
  const short = inOrder(library, 'circle-meeting-60', 6, 30).unfit
  expect(short.find(({ key }) => key === 'circle-meeting-120')?.cannot?.cannot).toBe('too-short')
})

test('Two hear of each format that needs more of them why, below those that fit', () => {
  const { groups, unfit } = inOrder(library, 'circle-meeting-60', 2, 60)
  expect(groups.map(({ of }) => of)).toEqual(['meeting'])
  expect(unfit.find(({ key }) => key === 'troika')?.cannot).toEqual({ cannot: 'too-few', least: 3 })
})

test('What is suggested stands first even where it does not fit, and says why', () => {
  const { first } = inOrder(library, 'case-clinic', 8, 90)
  expect([first[0]?.key, first[0]?.cannot]).toEqual(['case-clinic', { cannot: 'too-many', most: 6 }])
  expect(keys(first).slice(1)).toContain('circle-meeting-90')
})
