import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seated } from '../../src/circles/web.ts'
import { communityFinder } from '../../src/communities/web.ts'
import { member, whoReader } from '../../src/people/web.ts'
import { NotFound } from '../../src/platform/errors.ts'
import { openAssets } from '../../src/platform/http/assets.ts'
import { type Listening, listen } from '../../src/platform/http/listen.ts'
import { type Audience, type Entry, page } from '../../src/platform/http/registry.ts'
import { createServer } from '../../src/platform/http/serve.ts'
import { cookieSecret } from '../../src/platform/session/cookie.ts'
import { circleWith } from '../circles.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { filling } from './fixtures.ts'
import { type Cell, tryAll } from './matrix.ts'
import type { Persona } from './personas.ts'

// That the test of all doors finds a door that is wrong: small registries with one in each.

let house: TestHouse
let circle: string
let personas: Persona[]
const open: Listening[] = []

beforeAll(async () => {
  house = await openTestHouse()
  const community = await house.community('long-table', 'The Long Table')
  const cleo = await community.person('Cleo Fellow')
  const nina = await community.person('Nina Without')
  circle = await circleWith(cleo)
  personas = [
    { name: 'nobody', cookie: '', own: {} },
    { name: 'community member without a seat', cookie: nina.cookie, own: {} },
    { name: 'circle member', cookie: cleo.cookie, own: {} },
  ]
})
afterAll(async () => {
  for (const web of open) await web.close()
  await house.end()
})

/** The small registry, served and tried. */
async function tried(entry: Entry): Promise<Cell[]> {
  const { services } = house
  const assets = openAssets(join(import.meta.dirname, '..', '..', 'dist', 'assets'))
  const server = createServer(
    { '/circles': [entry] },
    {
      community: communityFinder(services.handles, services.vault, services.live),
      who: whoReader(services.handles, cookieSecret(services.vault)),
      publicAddress: () => undefined,
    },
    { asset: assets.address, assets, nav: () => [], within: () => undefined },
    services,
  )
  const web = await listen(server, '127.0.0.1', 0)
  open.push(web)
  const { cells } = await tryAll(web.address, server.entries, personas, filling({ '/circles/:circle': circle }))
  return [...cells].sort((one, other) => one.persona.localeCompare(other.persona))
}

const seen = (cells: readonly Cell[]) => cells.map(({ persona, trouble }) => [persona, trouble])
const show = async () => <p>Here.</p>

test('a page of a circle is fine behind the seat', async () => {
  expect(seen(await tried(page('/circles/:circle/pebbles', seated, show)))).toEqual([
    ['circle member', undefined],
    ['community member without a seat', undefined],
    ['nobody', undefined],
  ])
})

test('a page that says it is for those who sit in a circle, and opens to every member, is found', async () => {
  const wrong = { ...member, name: 'circle member' } as const
  expect(seen(await tried(page('/circles/:circle/pebbles', wrong, show)))).toEqual([
    ['circle member', undefined],
    ['community member without a seat', 'let in'],
    ['nobody', undefined],
  ])
})

test('a page that is kept from those for whom it is, is found', async () => {
  const wrong = { ...seated, name: 'community member' } as const
  expect(seen(await tried(page('/circles/:circle/pebbles', wrong, show)))).toEqual([
    ['circle member', undefined],
    ['community member without a seat', 'kept out'],
    ['nobody', undefined],
  ])
})

test('a no that differs from nothing by a single word is found', async () => {
  const telling: Audience<object> = {
    ...seated,
    enter: (asked, intent, work) =>
      seated.enter(asked, intent, work).catch((error: unknown) => {
        if (!(error instanceof NotFound) || asked.params.circle !== circle) throw error
        return new Response('Not yours', { status: 404 }) as never
      }),
  }
  expect(seen(await tried(page('/circles/:circle/pebbles', telling, show)))).toEqual([
    ['circle member', undefined],
    ['community member without a seat', 'does not look like nothing'],
    ['nobody', 'does not look like nothing'],
  ])
})

test('a page that breaks is found', async () => {
  const broken = async () => {
    throw new Error('broken')
  }
  expect(seen(await tried(page('/circles/:circle/pebbles', seated, broken))).at(0)).toEqual([
    'circle member',
    'a fault of ours',
  ])
})

test('an address whose parts nobody has arranged fails with a sentence', async () => {
  await expect(tried(page('/circles/:circle/pebbles/:pebble', seated, show))).rejects.toThrow(
    'GET /circles/:circle/pebbles/:pebble: test/audience/fixtures.ts does not know a real :pebble',
  )
})
