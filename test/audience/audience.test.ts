import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jobs } from '../../src/app.tsx'
import { commands } from '../../src/operations/commands.ts'
import { type Listening, listen } from '../../src/platform/http/listen.ts'
import { audienceNames } from '../../src/platform/http/registry.ts'
import { mailKinds } from '../../src/platform/mail/registry.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { arrange, type Fixtures, ownDoors, sameEverywhere } from './fixtures.ts'
import { breaksOnInvented, type Cell, type Fill, ledSomewhere, type Tried, tryAll } from './matrix.ts'
import type { Persona } from './personas.ts'
import { undone } from './undone.ts'

let house: TestHouse
let web: Listening
let fixtures: Fixtures
let tried: Tried

beforeAll(async () => {
  house = await openTestHouse()
  fixtures = await arrange(house, (place) => `murmur ${place}`)
  // The house's own services, so that the server that people meet is the one that is tried.
  Object.assign(house.services, { handles: undone(house.services.handles) })
  web = await listen(house.server, '127.0.0.1', 0)
  tried = await tryAll(web.address, house.server.entries, fixtures.personas, fixtures.fill)
  report(tried.cells)
})
afterAll(async () => {
  await web.close()
  await house.end()
})

const troubles = (cells: readonly Cell[], which: Cell['trouble']) =>
  cells
    .filter(({ trouble }) => trouble === which)
    .map(({ entry, persona, status, seen }) => [entry, persona, status, seen])

/** Kept for the scorecard. */
function report(cells: readonly Cell[]): void {
  const count = (which: Cell['trouble']) => troubles(cells, which).length
  const figures = {
    entries: new Set(cells.map(({ entry }) => entry)).size,
    personas: fixtures.personas.length,
    cells: cells.length,
    leaks: count('let in') + count('does not look like nothing'),
    denials: count('kept out'),
    faults: count('a fault of ours'),
  }
  const folder = new URL('../../.artefacts/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL('audience.json', folder), `${JSON.stringify({ ...figures, cells }, null, 1)}\n`)
  console.info(JSON.stringify(figures))
}

describe('Every door, tried by everybody', () => {
  test('lets nobody in whom its audience does not name', () => {
    expect(troubles(tried.cells, 'let in')).toEqual([])
  })
  test('keeps nobody out whom its audience names', () => {
    expect(troubles(tried.cells, 'kept out')).toEqual([])
  })
  test('says no in the same words as when there is nothing', () => {
    expect(troubles(tried.cells, 'does not look like nothing')).toEqual([])
  })
  test('shows the words of a circle to nobody but those who sit in it', () => {
    const heard = [...tried.answers].filter(([, text]) => text.includes('murmur'))
    expect(heard.map(([{ entry, persona }]) => [entry, persona]).filter(([, who]) => who !== 'circle member')).toEqual(
      [],
    )
    // They were there to be heard.
    expect(heard.length).toBeGreaterThan(3)
  })
  test('breaks for nobody', () => {
    expect(troubles(tried.cells, 'a fault of ours')).toEqual([])
  })
})

const persona = (name: Persona['name']) => {
  const found = fixtures.personas.find((each) => each.name === name)
  if (!found) throw new Error(name)
  return found
}

test('Ids that were never given break nothing, for whoever may go through the door', async () => {
  for (const name of ['circle member', 'owner', 'nobody'] as const)
    expect(await breaksOnInvented(web.address, house.server.entries, persona(name), fixtures.fill), name).toEqual([])
})

describe('What somebody else has', () => {
  test('cannot be changed or looked at where only one’s own may be, and cannot be told from nothing', async () => {
    const doors = house.server.entries.filter(({ path }) => path in ownDoors)
    expect(new Set(doors.map(({ path }) => path)).size).toBe(Object.keys(ownDoors).length)
    const theirs: Fill = (_path, name) => persona('circle member').own[name] ?? persona('owner').own[name]
    for (const name of ['community member without a seat', 'organiser', 'owner of another community'] as const)
      expect(await ledSomewhere(web.address, doors, persona(name), theirs), name).toEqual([])
  })

  test('leads nowhere under the address of another community, not even for those who look after that one', async () => {
    const there = `${web.address}/c/other-table`
    const entries = house.server.entries.filter(({ path }) => !sameEverywhere.includes(path))
    for (const name of ['owner of another community', 'circle member', 'owner'] as const) {
      const ours = { ...persona(name), own: persona('circle member').own }
      expect(await ledSomewhere(there, entries, ours, fixtures.fill), name).toEqual([])
    }
  })
})

describe('What has no address', () => {
  test.each([
    ['job', () => jobs.map(({ queue, audience }) => [queue, audience])],
    ['mail', () => mailKinds().map(({ kind, audience }) => [kind, audience])],
    ['command', () => commands.map(({ name, audience }) => [name, audience])],
  ])('is still for somebody: each %s names its audience, and no request reaches it', async (_, list) => {
    expect(list().length).toBeGreaterThan(0)
    for (const [name = '', audience] of list()) {
      expect(audienceNames, name).toContain(audience)
      for (const path of [name, name.replace('.', '/'), `jobs/${name}`, `mail/${name}`, `commands/${name}`])
        for (const method of ['GET', 'POST']) {
          const headers = { cookie: fixtures.people.owner.cookie, origin: web.address }
          const { status } = await fetch(`${web.address}/${path}`, { method, headers, redirect: 'manual' })
          expect([404], `${method} /${path}`).toContain(status)
        }
    }
  })
})
