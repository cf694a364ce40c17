import { beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../../test/browserless.ts'
import { agree, circleWith, meets } from '../../../test/circles.ts'
import { theLongTable } from '../../../test/long-table.ts'
import { begun, look, openRoom, press, streamOf, until } from '../../../test/rooms.ts'
import { newId } from '../../platform/ids.ts'

const { house, community } = await theLongTable({})
const first = new Date('2026-11-24T17:25:00Z')
const week = 7 * 86_400_000

beforeEach(() => house.setNow(first))

const letters = (id: string) => id.slice(-12).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')
const person = (name: string): Promise<Browser> => community.person(`${name} ${letters(newId())}`)

/** A circle that meets for an hour every Tuesday. */
async function circleFor(...names: readonly string[]) {
  const all = await Promise.all(names.map(person))
  const [ana, ...others] = all
  if (!ana) throw new Error('somebody has to be there')
  const circle = await circleWith(ana, others)
  await agree(circle, ...all)
  await meets(ana, circle, { minutes: '60' })
  return { circle, all, ana }
}

/** Their next meeting, which has just begun. */
async function inTheRoom(circle: string, all: readonly Browser[], protocol = 'circle-meeting-60'): Promise<string> {
  const [ana] = all
  if (!ana) throw new Error('somebody has to be there')
  const room = await openRoom(ana, circle, protocol)
  await begun(room, all)
  return room
}

describe('A role', () => {
  test('is taken in the room, seen and told to all at once, handed on, and remembered when the next turn is found', async () => {
    const { circle, all, ana } = await circleFor('Ana', 'Ben', 'Carla')
    const [, ben, carla] = all
    if (!ben || !carla) throw new Error('three are here')
    const room = await inTheRoom(circle, all)
    const stream = await streamOf(carla, room)
    await press(ben, room, 'assign', { role: 'scribe', person: ben.person })
    expect(await stream.until((text) => holder(JSON.parse(text.split('data: ')[1] ?? '{}')) === ben.person)).toBe(true)
    await stream.end()
    const page = await carla.get(room)
    expect(page.text).toMatch(/Takes notes: Ben/)
    expect((await ben.get(room)).text).toContain('You take notes')

    expect((await press(carla, room, 'assign', { role: 'scribe', person: carla.person })).refused).toContain('quicker')
    await press(ana, room, 'assign', { role: 'scribe', person: carla.person })
    await press(ana, room, 'assign', { role: 'observer', person: ben.person })
    await press(ana, room, 'end')
    house.setNow(new Date(first.getTime() + week))
    const ledger = await carla.get(`/circles/${circle}/turns`)
    expect(ledger.status).toBe(200)
    const { rows } = await house.owner.query('select role, person from app.turn where circle = $1 order by role', [
      circle,
    ])
    expect(rows).toEqual([
      { role: 'facilitator', person: ana.person },
      { role: 'observer', person: ben.person },
      { role: 'scribe', person: carla.person },
    ])
  })

  test('is taken and given back without JavaScript, by the buttons that stand there', async () => {
    const { circle, all } = await circleFor('Ana', 'Ben', 'Carla')
    const ben = all[1]
    if (!ben) throw new Error('three are here')
    const room = await inTheRoom(circle, all)
    const answer = await ben.submit(`${room}/commands`, formIn((await ben.get(room)).html, /value="timekeeper"/))
    expect(answer.text).toContain('Keeps the time: you')
    expect(answer.text).toContain('You keep the time')
    const back = await ben.submit(`${room}/commands`, formIn(answer.html, /value="timekeeper"/))
    expect(back.text).not.toContain('Keeps the time: you')
  })

  test('is suggested when the room opens, and may be given there', async () => {
    const { circle, all, ana } = await circleFor('Ana', 'Ben', 'Carla')
    const list = await ana.get(`/circles/${circle}/meetings`)
    const room = `${list.address(/\/meetings\/[0-9a-f-]{36}$/)}/room`
    expect((await ana.get(room)).text).toContain('Who takes notes')
    const carla = all[2]?.person ?? ''
    await ana.submit(room, { protocol: 'circle-meeting-60', facilitator: ana.person, scribe: carla })
    expect((await look(ana, room)).view.roles.find(({ id }) => id === 'scribe')?.holder).toBe(carla)
  })

  test('that is taken over openly says from whom', async () => {
    const { circle, all } = await circleFor('Ana', 'Ben', 'Carla')
    const [, ben, carla] = all
    if (!ben || !carla) throw new Error('three are here')
    const room = await inTheRoom(circle, all)
    await press(ben, room, 'take-over')
    expect((await carla.get(room)).text).toMatch(/Leads: Ben \w+ · taken over from Ana/)
  })
})

const holder = (model: Partial<Awaited<ReturnType<typeof look>>>) =>
  model.view?.roles.find(({ id }) => id === 'scribe')?.holder

/** The fields of the first form of the page whose text is like that. */
function formIn(html: string, like: RegExp): Record<string, string> {
  const found =
    [...html.matchAll(/<form[^>]*data-press[^>]*>(.*?)<\/form>/gs)].find(([form]) => like.test(form))?.[1] ?? ''
  return Object.fromEntries(
    [...found.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

describe('Small groups', () => {
  test('of four in pairs are three different ones at three meetings, whoever opens the room', async () => {
    const { circle, all } = await circleFor('Ana', 'Ben', 'Carla', 'Dora')
    const met: string[] = []
    for (const round of [0, 1, 2]) {
      house.setNow(new Date(first.getTime() + round * week))
      const turned = [...all.slice(round), ...all.slice(0, round)]
      const [leads] = turned
      if (!leads) throw new Error('four are here')
      const room = await inTheRoom(circle, turned, 'fifteen-percent')
      const { view } = await until(room, leads, (model) => model.view.groups !== null)
      expect(view.groups?.rooms.map((group) => group.length)).toEqual([2, 2])
      met.push(...(view.groups?.rooms ?? []).map((group) => group.toSorted().join(' ')))
      await press(leads, room, 'end')
    }
    expect(new Set(met).size).toBe(6)
  })

  test('show everybody who is with whom and for how long, and are called back by whoever leads', async () => {
    const { circle, all, ana } = await circleFor('Ana', 'Ben', 'Carla', 'Dora', 'Emre', 'Fay')
    const ben = all[1]
    if (!ben) throw new Error('six are here')
    const room = await inTheRoom(circle, all, 'troika')
    const { view } = await until(room, ana, (model) => model.view.groups !== null)
    const page = await ben.get(room)
    expect(page.text).toContain('Small groups')
    expect(page.text).toMatch(/All together again in about \d+ min/)
    for (const { person: id } of all) expect(view.groups?.rooms.flat()).toContain(id)
    expect(page.text).not.toContain('Bring everybody back')
    expect((await ana.get(room)).text).toContain('close the small rooms of your call')
    expect((await ben.get(room)).html).toContain('role="timer"')
  })

  test('of three are one group: nobody is told to divide a call, or that they are together again', async () => {
    const { circle, all, ana } = await circleFor('Ana', 'Ben', 'Carla')
    const room = await inTheRoom(circle, all, 'troika')
    expect((await ana.get(room)).text).toContain('this is one group: stay where you are.')
    await until(room, ana, (model) => model.view.groups !== null)
    expect((await ana.get(room)).text).not.toMatch(/Divide your call|breakout|Bring everybody back/)
    await until(room, ana, (model) => model.view.groups === null)
    expect((await ana.get(room)).text).not.toContain('All of you are together again.')
    await press(ana, room, 'end')
  })

  test('come back together when whoever leads calls them', async () => {
    const { circle, all, ana } = await circleFor('Ana', 'Ben', 'Carla', 'Dora')
    const room = await inTheRoom(circle, all, 'fifteen-percent')
    const { view } = await until(room, ana, (model) => model.view.groups !== null)
    expect((await ana.get(room)).text).toContain('Bring everybody back')
    const after = await press(ana, room, 'skip', { to: view.groups?.back ?? '' })
    expect(after.view.groups).toBeNull()
    expect((await all[1]?.get(room))?.text).toContain('All of you are together again.')
  })
})
