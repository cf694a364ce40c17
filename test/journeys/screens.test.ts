import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstOwnerLink } from '../../src/communities/writes.ts'
import { type Listening, listen } from '../../src/platform/http/listen.ts'
import type { AudienceName, Entry } from '../../src/platform/http/registry.ts'
import { arrange, type Fixtures } from '../audience/fixtures.ts'
import { addressOf } from '../audience/matrix.ts'
import { letIn, type PersonaName } from '../audience/personas.ts'
import { launch } from '../browser.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { type Fault, type FaultKind, lookAtAll, type Screen } from './screens.ts'

// Every page of the registry, as somebody for whom it is, with believable things on it. A new page is looked at by being there; one whose
// address names something that the fixtures of the doors do not know fails by its name.

// Pictures of them all, for whoever wants to look: TEST_PICTURES=1.
const folder = new URL('../../.artefacts/journeys/screens/', import.meta.url).pathname
const pictures = process.env.TEST_PICTURES ? folder : undefined
let house: TestHouse
let empty: TestHouse
const open: Listening[] = []
let browser: Browser
let faults: readonly Fault[]

beforeAll(async () => {
  if (pictures) mkdirSync(pictures, { recursive: true })
  house = await openTestHouse()
  empty = await openTestHouse()
  const fixtures = await arrange(house, (place) => `I would rather talk about my ${place} than be clever.`)
  const site = await serve(house)
  browser = await launch()
  const screens = [...house.server.entries.filter(isPage).map((entry) => screenOf(entry, fixtures)), nowhere]
  faults = [
    ...(await lookAtAll(browser, site, screens, pictures)),
    ...(await lookAtAll(browser, await serve(empty), [await setup()], pictures)),
  ]
}, 600_000)
afterAll(async () => {
  await browser.close()
  for (const web of open) await web.close()
  await house.end()
  await empty.end()
})

async function serve({ server }: TestHouse): Promise<string> {
  const web = await listen(server, 'localhost', 0)
  open.push(web)
  return web.address
}

/** Before there is a community its first page is another one. */
const isPage = ({ kind, method, audience }: Entry): boolean =>
  kind === 'page' && method === 'GET' && audience !== 'first owner'

const setup = async (): Promise<Screen> => ({
  name: '/setup',
  path: (await firstOwnerLink(empty.services)) ?? '',
  cookie: '',
})
const nowhere: Screen = { name: 'nowhere', path: '/nothing-here', cookie: '' }

/** Whoever sees most of it; strangers where it is for everybody. */
const first: readonly PersonaName[] = ['circle member', 'owner', 'organiser', 'invited person', 'applicant']
const forStrangers: readonly AudienceName[] = ['anyone', 'link holder']

function screenOf(entry: Entry, { personas, fill }: Fixtures): Screen {
  const name = forStrangers.includes(entry.audience)
    ? 'nobody'
    : first.find((each) => letIn[entry.audience].includes(each))
  // Whoever sits in a circle need not ask for a place there.
  const who = entry.path === '/ask/:circle' ? 'community member without a seat' : name
  const persona = personas.find((each) => each.name === who)
  if (!persona) throw new Error(`nobody of the fixtures sees ${entry.path}`)
  return { name: entry.path, path: addressOf(entry, persona, fill), cookie: persona.cookie }
}

const found = (kind: FaultKind) => faults.filter(([, each]) => each === kind).map(([screen, , seen]) => [screen, seen])

const bad = `<!doctype html><html lang="en"><title>Bad</title><body style="background: white; color: #ccc">
<h1>Hardly to be read</h1><a href="/" style="outline: none">Home</a><div style="width: 2000px">wide</div>
<img src="/x.png"><script>throw new Error('broken')</script>`

test('A page on which everything is wrong is found out', async () => {
  const web = createServer((_, response) => response.setHeader('content-type', 'text/html').end(bad)).listen(0)
  const address = web.address()
  const port = typeof address === 'object' ? address?.port : 0
  const seen = await lookAtAll(browser, `http://localhost:${port}`, [{ name: 'bad', path: '/', cookie: '' }])
  web.close()
  const kinds = new Set(seen.map(([, kind]) => kind))
  expect([...kinds].toSorted()).toEqual(['axe', 'console', 'dark', 'direction', 'focus', 'width'])
})

test('Every page answers', () => expect(found('answer')).toEqual([]))
test('axe finds nothing on any page, by light or in the dark', () => expect(found('axe')).toEqual([]))
test('No page says anything to the console, nor breaks its content policy', () => expect(found('console')).toEqual([]))
test('No page scrolls sideways, on a narrow telephone or a desk, from the left or the right', () =>
  expect(found('width')).toEqual([]))
test('Every page is dark where people like it dark', () => expect(found('dark')).toEqual([]))
test('Every page turns round for languages that are written from the right', () =>
  expect(found('direction')).toEqual([]))
test('Whatever can be reached by keyboard shows that it was', () => expect(found('focus')).toEqual([]))
