import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from '../browserless.ts'
import { answers, leaves, proposeChange, type Tables, twoTables } from '../tables.ts'
import { lookAtAll, type Screen } from './screens.ts'
import { openSite, type Site } from './site.ts'

// Two of six are left at a table, and are asked whether they would go over to another: what each sees of it, in the light, in the dark, on a
// phone and from the right.

let site: Site
let tables: Tables

beforeAll(async () => {
  site = await openSite('rebalancing')
  tables = await twoTables(site.house, 'tables')
  const { one, whoAll } = tables
  await leaves(one, ...whoAll(['Ben', 'Cleo', 'Dan', 'Eva']))
})
afterAll(() => site.end())

const seen = (name: string, who: Browser, path: string): Screen => ({ name, path: who.base + path, cookie: who.cookie })
const look = (...screens: Screen[]) => lookAtAll(site.browser, site.address, screens, process.env.PICTURES)

test('Olga looks at what would help, and asks', async () => {
  const { olga, one, two } = tables
  const remedies = await olga.get(`/rebalancing/circles/${one}`)
  const split = await olga.get(`/rebalancing/circles/${two}`)
  const way = (page: typeof split, kind: RegExp) => page.address(kind).replace(olga.base, '')
  const screens = [
    seen('circles', olga, '/rebalancing'),
    seen('remedies', olga, `/rebalancing/circles/${one}`),
    seen('ask-merge', olga, way(remedies, /\/merge\./)),
    seen('ask-split', olga, way(split, /\/split\./)),
  ]
  expect(await look(...screens)).toEqual([])
})

test('Ana and Gil read what would change for them, answer, and see what came of it', async () => {
  const { olga, one, two, who, whoAll } = tables
  const [ana, gil] = [who('Ana'), who('Gil')]
  const words = 'Four of you had to go, and nobody did anything wrong.'
  await ana.submit(`/circles/${one}/commitments`, { id: crypto.randomUUID(), what: 'Ask my boss for a day a week' })
  await proposeChange(site.house, olga, one, 'merge', { words })
  expect(await look(seen('goes', ana, `/circles/${one}/change`), seen('home', ana, '/home'))).toEqual([])
  for (const person of whoAll(['Ana', 'Finn'])) await answers(person, one, 'yes')
  const asked = [
    seen('receives', gil, `/circles/${two}/change`),
    seen('said', ana, `/circles/${one}/change`),
    seen('asked', olga, '/rebalancing'),
  ]
  expect(await look(...asked)).toEqual([])
  for (const person of whoAll(['Gil', 'Hana', 'Ivo', 'Jana', 'Kim', 'Leo'])) await answers(person, two, 'yes')
  const done = [
    seen('done', ana, `/circles/${one}/change`),
    seen('ended', ana, `/circles/${one}`),
    seen('circles-of-ana', ana, '/circles'),
    seen('nothing-asked', who('Hana'), `/circles/${two}/change`),
  ]
  expect(await look(...done)).toEqual([])
})
