import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { protocolNames } from '../../src/meetings/protocols/index.ts'
import type { RoomModel } from '../../src/meetings/rules.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Browser } from '../browserless.ts'
import { agree, circleWith, meets } from '../circles.ts'
import { begun, look, openRoom, press } from '../rooms.ts'
import { saysDone, takesPart } from './members.ts'
import { violations } from './screens.ts'
import { cookiesOf, openSite, type Site } from './site.ts'

// Formats from their first step to their last, as whoever leads sees them at a desk and a member on a telephone in the dark, while the others write, vote
// and give figures; axe looks at each kind of step once. TEST_FULL=1 walks all formats and looks at every step; TEST_PICTURES=1 keeps a picture of each
// as well, of each kind also on paper and from the right.

const first = new Date('2026-11-24T17:25:00Z')
const week = 7 * 86_400_000
const folder = new URL('../../.artefacts/journeys/formats/', import.meta.url).pathname
const pictures = Boolean(process.env.TEST_PICTURES)
const thorough = pictures || Boolean(process.env.TEST_FULL)

/** Between them they have every kind of step. */
const someOfEach = ['brainstorm', 'decision-vetting', 'role-play-lab']

let site: Site
let circle: string
let all: readonly Browser[]
let desk: Page
let phone: Page
/** In a language that is written from the right; for pictures alone. */
let turned: Page

beforeAll(async () => {
  site = await openSite('formats')
  site.house.setNow(first)
  const { community } = site
  const names = ['Ana Martins', 'Ben Okafor', 'Carla Reyes', 'Dora Lind', 'Emre Yilmaz', 'Fay Nolan']
  all = await Promise.all(names.map((name) => community.person(name)))
  const [ana, ben, ...others] = all
  if (!ana || !ben) throw new Error('six are here')
  circle = await circleWith(ana, [ben, ...others], 'Tuesday at seven')
  await agree(circle, ...all)
  await meets(ana, circle, { minutes: '120' })
  desk = await pageOf(ana, 'Ana Martins', {})
  phone = await pageOf(ben, 'Ben Okafor', { phone: true, colorScheme: 'dark' })
  turned = await pageOf(ben, 'Ben, from the right', {})
  await turned.context().addCookies([{ name: 'lang', value: 'ar-XB', url: site.address }])
  if (pictures) mkdirSync(folder, { recursive: true })
})
afterAll(() => site.end())

async function pageOf(who: Browser, name: string, wish: Parameters<Site['visitor']>[1]): Promise<Page> {
  const { context, page } = await site.visitor(name, wish)
  await context.addCookies(cookiesOf(who, site.address))
  return page
}

/** What makes a step look unlike others. */
const kindOf = ({ view }: RoomModel): string => {
  const { step, you, groups } = view
  const { ballot, measure, asks, parks, gathers, page, scene, material } = step ?? {}
  const parts = {
    ballot,
    measure: !!measure,
    asks: asks?.length,
    parks,
    gathers,
    page: !!page,
    scene: !!scene,
    material,
  }
  return JSON.stringify([
    step?.how,
    step?.seen,
    step?.ends,
    parts,
    you.turnedAway,
    groups !== null,
    view.may.toSorted(),
  ])
}

const looked = new Set<string>()

test('Whoever opens the room finds a way to meet, on a telephone too', async () => {
  const list = await all[0]?.get(`/circles/${circle}/meetings`)
  const room = `${list?.address(/\/meetings\/[0-9a-f-]{36}$/)}/room`
  for (const page of [desk, phone]) {
    await page.goto(room)
    await page.getByText('Somebody has a challenge').click()
    await page.getByRole('radio', { name: /^Deep dive/ }).check()
    expect(await violations(page)).toEqual([])
  }
  if (pictures) await shoot(room, '00-opening', true)
})

test.each(thorough ? protocolNames : someOfEach)('%s can be led from its first step to its last', async (protocol) => {
  onTestFailed(site.lastPictures)
  const [ana] = all
  if (!ana) throw new Error('six are here')
  site.house.setNow(new Date(first.getTime() + protocolNames.indexOf(protocol) * week))
  const room = await openRoom(ana, circle, protocol)
  await begun(room, all)
  await Promise.all([desk.goto(room), phone.goto(room)])
  let model = await look(ana, room)
  for (; model.view.phase !== 'ended'; model = await look(ana, room)) {
    await onScreen(model)
    await together(room, model)
    await lookAt(await look(ana, room), `${protocol}-${String(model.view.step?.number).padStart(2, '0')}`)
    await desk.getByRole('button', { name: /^(Next step|Close the meeting)$/ }).click()
    await desk.getByText(new RegExp(`^step ${model.view.step?.number} of `)).waitFor({ state: 'detached' })
  }
  for (const page of [desk, phone]) await page.getByRole('heading', { name: 'That was it. Thank you.' }).waitFor()
  expect(site.troubles).toEqual([])
})

/** The room on both screens shows this step. */
async function onScreen({ view: { step } }: RoomModel): Promise<void> {
  const place = new RegExp(`^step ${step?.number} of `)
  await Promise.all([desk, phone].map((page) => page.getByText(place).waitFor()))
}

/** Everybody does their part; who presents is settled where that is needed. */
async function together(room: string, model: RoomModel): Promise<void> {
  const [ana, ben] = all
  if (!ana || !ben) throw new Error('six are here')
  const question = 'How do I stop answering for my team when my own boss is in the room?'
  if (model.view.needs === 'presenter')
    await press(ana, room, 'choose', { person: ben.person, question, entry: newId() })
  await Promise.all(all.map((who, at) => takesPart(who, room, at)))
  // Some are done, so that it can be seen; never all, for then the step would end.
  for (const who of [ben, ...all.slice(3, 5)]) await saysDone(who, room)
}

async function lookAt(model: RoomModel, name: string): Promise<void> {
  const kind = kindOf(model)
  const isNew = !looked.has(kind)
  looked.add(kind)
  if (!isNew && !thorough) return
  for (const page of [desk, phone]) expect(await violations(page), name).toEqual([])
  await atHand(name)
  if (pictures) await shoot(`/circles/${model.circle.id}/meetings/${model.meeting}/room`, name, isNew)
}

/** Whoever leads with a telephone has what comes next before them wherever they read, and whoever follows the clock and who speaks. */
async function atHand(name: string): Promise<void> {
  const size = desk.viewportSize() ?? { width: 1280, height: 800 }
  await desk.setViewportSize({ width: 360, height: 740 })
  const isInSight = (element: Element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  }
  const next = desk.getByRole('button', { name: /^(Next step|Close the meeting)$/ })
  for (const place of [next, phone.getByRole('region', { name: 'The clock, and what comes next' })])
    expect(await place.evaluate(isInSight), name).toBe(true)
  await desk.setViewportSize(size)
}

async function shoot(room: string, name: string, isNew: boolean): Promise<void> {
  const to = (look: string) => ({ path: join(folder, `${name}-${look}.png`), fullPage: true })
  await desk.screenshot(to('desk'))
  await phone.screenshot(to('phone'))
  if (!isNew) return
  await desk.emulateMedia({ media: 'print' })
  await desk.screenshot(to('print'))
  await desk.emulateMedia({ media: 'screen' })
  await turned.goto(room)
  await turned.screenshot(to('rtl'))
}
