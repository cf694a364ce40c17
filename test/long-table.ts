import { afterAll } from 'vitest'
import type { TestCommunity } from './arrange.ts'
import type { Browser } from './browserless.ts'
import { openTestHouse, type TestHouse } from './house.ts'

/** Somebody by their whole name, with what is unusual about them. */
type Somebody = string | Parameters<TestCommunity['person']>

/**
 * The house of one test file: with one community, The Long Table, and those of its people who are named, each signed in. It ends with the
 * file, so this is called once, at its top.
 *
 *     const { house, community, ana, ben } = await theLongTable({ ana: 'Ana Martins', ben: ['Ben Okoro', { locale: 'es' }] })
 */
export async function theLongTable<Name extends string>(
  people: Readonly<Record<Name, Somebody>>,
): Promise<{ house: TestHouse; community: TestCommunity } & Record<Name, Browser>> {
  const house = await openTestHouse()
  afterAll(() => house.end())
  const community = await house.community('long-table', 'The Long Table')
  const seated = new Map<string, Browser>()
  for (const [name, somebody] of Object.entries<Somebody>(people)) {
    const [fullName, wish] = typeof somebody === 'string' ? [somebody] : somebody
    seated.set(name, await community.person(fullName, wish))
  }
  return { house, community, ...(Object.fromEntries(seated) as Record<Name, Browser>) }
}
