import { beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { agree, circleWith, joinsLate, meets } from '../../test/circles.ts'
import { theLongTable } from '../../test/long-table.ts'
import { begun, look, openRoom, press, streamOf, until } from '../../test/rooms.ts'
import { newId } from '../platform/ids.ts'
import { protocolNames } from './protocols/index.ts'
import type { RoomModel } from './rules.ts'

const { house, community } = await theLongTable({})
const start = new Date('2026-11-24T17:25:00Z')

beforeAll(() => house.setNow(start))

interface Table {
  /** The path of the room. */
  readonly room: string
  readonly ana: Browser
  readonly ben: Browser
  readonly carla: Browser
  readonly all: readonly Browser[]
}

/** A circle of three whose first meeting has begun, led by Ana. */
async function threeMeet(protocol = 'circle-meeting-60', wish: Parameters<typeof meets>[2] = {}): Promise<Table> {
  const [ana, ben, carla] = [await person('Ana'), await person('Ben'), await person('Carla')]
  const all = [ana, ben, carla]
  const circle = await circleWith(ana, [ben, carla], `Table ${newId().slice(-6)}`)
  await agree(circle, ...all)
  await meets(ana, circle, { minutes: /^circle-meeting-(\d+)$/.exec(protocol)?.[1] ?? '90', ...wish })
  const room = await openRoom(ana, circle, protocol)
  await begun(room, all)
  return { room, ana, ben, carla, all }
}

const person = (name: string): Promise<Browser> => community.person(`${name} ${letters(newId())}`)

/** Letters alone, for test addresses are made of them. */
const letters = (id: string) => id.slice(-12).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')

describe('A meeting', () => {
  test('waits for whoever leads, and then shows the same step to everybody', async () => {
    const { room, all } = await threeMeet()
    const steps = await Promise.all(all.map((who) => look(who, room)))
    expect(new Set(steps.map((model) => model.view.step?.key)).size).toBe(1)
    expect(new Set(steps.map((model) => model.view.clock.endsAt)).size).toBe(1)
    expect(steps[0]?.view.may).toContain('next')
    expect(steps[1]?.view.may).not.toContain('next')
  })

  test('leads to the call where the place is its address, and says words as words, with an address in them too', async () => {
    const call = 'https://video.example.org/ours'
    const linked = await threeMeet('circle-meeting-60', { place: call })
    expect((await linked.ben.get(linked.room)).html).toContain(`href="${call}"`)
    const said = await threeMeet('circle-meeting-60', { place: `${call} code 1234` })
    const page = await said.ben.get(said.room)
    expect(page.html).not.toContain(`href="${call}`)
    expect(page.text).toContain(`${call} code 1234`)
  })

  test('counts a press that comes twice once, and lets a late one do nothing', async () => {
    const { room, ana } = await threeMeet()
    const before = await look(ana, room)
    const fields = { id: newId(), kind: 'next', step: before.view.step?.key ?? '' }
    const headers = { accept: 'application/json' }
    const answers = await Promise.all([1, 2, 3].map(() => ana.post(`${room}/commands`, fields, headers)))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    const late = await ana.post(`${room}/commands`, { ...fields, id: newId() }, headers)
    expect(late.status).toBe(200)
    const after = await look(ana, room)
    expect(after.view.step?.number).toBe((before.view.step?.number ?? 0) + 1)
  })

  test('moves on once when two people press at the same moment', async () => {
    const { room, ana, ben, all } = await threeMeet()
    const before = await look(ana, room)
    const turn = String(before.view.turn)
    const step = before.view.step?.key ?? ''
    const speaker = all.find((who) => who.person === before.view.speaker) ?? ben
    const send = (who: Browser) =>
      who.post(`${room}/commands`, { id: newId(), kind: 'next-speaker', step, turn }, { accept: 'application/json' })
    await Promise.all([send(ana), send(speaker)])
    expect((await look(ana, room)).view.turn).toBe(before.view.turn + 1)
  })

  test('lets only whoever leads go on, and says why to the others', async () => {
    const { room, ben } = await threeMeet()
    const model = await press(ben, room, 'next')
    expect(model.refused).toContain('Only whoever leads today')
    const page = await ben.post(`${room}/commands`, { id: newId(), kind: 'next', step: model.view.step?.key ?? '' })
    expect(page.status).toBe(403)
    expect(page.text).toContain('Only whoever leads today')
  })

  test('hides what is written in silence from everybody else, in the page, the stream and the database, until all is shown', async () => {
    const { room, ana, ben, carla } = await threeMeet('circle-meeting-90')
    await until(room, ana, (model) => model.view.step?.seen === 'together')
    const writer = (await look(ben, room)).view.may.includes('write') ? ben : carla
    const other = writer === ben ? carla : ben
    const stream = await streamOf(other, room)
    await press(writer, room, 'write', { entry: newId(), words: 'canary in the silence' })
    expect(await stream.next()).not.toContain('canary in the silence')
    expect((await other.get(room)).html).not.toContain('canary in the silence')
    expect((await writer.get(room)).html).toContain('canary in the silence')
    expect(await entriesOfOthers(other, room)).toBe(0)
    await press(ana, room, 'next')
    expect(await stream.until((text) => text.includes('canary in the silence'))).toBe(true)
    expect(await entriesOfOthers(other, room)).toBe(1)
    await stream.end()
  })

  test('shows words to everybody at once in a step where all lies open', async () => {
    const { room, ana, ben, carla } = await threeMeet('circle-meeting-90')
    await until(room, ana, ({ view }) => view.writing?.seen === 'at-once' && view.may.includes('write'))
    await press(ben, room, 'write', { entry: newId(), words: 'for all to read' })
    expect((await look(carla, room)).table.map(({ text }) => text)).toEqual(['for all to read'])
  })

  test('counts words that change as well, so that of two pictures within one millisecond the newer is known', async () => {
    const { room, ana, ben } = await threeMeet('circle-meeting-90')
    await until(room, ana, (model) => model.view.step?.how === 'rate')
    const entry = newId()
    const first = await press(ben, room, 'rate', { entry, better: 'more silence' })
    const second = await press(ben, room, 'rate', { entry, better: 'less silence' })
    expect([second.now, second.rating?.better]).toEqual([first.now, 'less silence'])
    expect(second.seq).toBeGreaterThan(first.seq)
  })

  test('keeps a closing rating for its author alone, and notes for the presenter', async () => {
    const { room, ana, ben, carla } = await threeMeet('circle-meeting-90')
    await until(room, ana, (model) => model.view.step?.part === 'deep-dive')
    await press(carla, room, 'note', { entry: newId(), words: 'a note for Ana' })
    expect((await look(ana, room)).notes.map((note) => note.text)).toEqual(['a note for Ana'])
    expect((await ben.get(room)).html).not.toContain('a note for Ana')
    await until(room, ana, (model) => model.view.step?.how === 'rate')
    await press(ben, room, 'rate', {
      entry: newId(),
      heard: '9',
      topic: '8',
      method: '7',
      worth: '10',
      better: 'more silence please',
    })
    expect((await look(ben, room)).rating?.heard).toBe(9)
    for (const who of [ana, carla]) expect((await who.get(room)).html).not.toContain('more silence please')
  })

  test('opens the next one with what was taken on, and one tap says how it went', async () => {
    const { room, ana, ben, all } = await threeMeet()
    await until(room, ana, (model) => model.view.step?.material === 'commitments' && model.view.may.includes('commit'))
    await press(ben, room, 'commit', { entry: newId(), what: 'I let the team speak first', cue: 'the review starts' })
    const end = await press(ana, room, 'end')
    expect(end.view.phase).toBe('ended')
    const minutes = await ben.get(room.replace(/room$/, 'minutes'))
    expect(minutes.text).toContain('I let the team speak first')

    const early = 'Open its room now only if you meet now'
    house.setNow(new Date(start.getTime() + 5 * 86_400_000))
    const list = await ana.get(room.replace(/\/[0-9a-f-]{36}\/room$/, ''))
    const next = `${list.address(/\/meetings\/[0-9a-f-]{36}$/)}/room`
    expect(next).not.toBe(room)
    expect((await ana.get(next)).text).toContain(early)
    house.setNow(new Date(start.getTime() + 7 * 86_400_000))
    expect((await ana.get(next)).text).not.toContain(early)
    await ana.post(next, { protocol: 'circle-meeting-60', facilitator: ana.person })
    await begun(next, all)
    await until(next, ana, (model) => model.view.step?.material === 'last-commitments')
    const opening = await look(ben, next)
    expect(opening.last.map((each) => each.what)).toEqual(['I let the team speak first'])
    const [mine] = opening.last
    const after = await press(ben, next, 'settle', { entry: mine?.id ?? '', answer: 'kept', seen: String(mine?.seq) })
    expect(after.last[0]?.standing).toBe('kept')
    expect(after.seq).toBeGreaterThan(opening.seq)
    house.setNow(start)
  })

  test('goes on where it was after a restart', async () => {
    const { room, ana } = await threeMeet()
    const before = await look(ana, room)
    const again = await house.restart()
    const after = await look(again.wearing(ana), room)
    await again.end()
    expect(after.view).toEqual(before.view)
  })

  test('does not exist for anybody outside, and ends for whoever leaves', async () => {
    const { room, ben } = await threeMeet()
    const stranger = await community.person('Stella Stranger')
    expect((await stranger.get(room)).status).toBe(404)
    expect((await stranger.raw(`${room}/stream`)).status).toBe(404)
    expect((await stranger.post(`${room}/commands`, { id: newId(), kind: 'pause' })).status).toBe(404)
    const stream = await streamOf(ben, room)
    expect((await ben.post(room.replace(/\/meetings\/.*$/, '/leaving'))).status).toBe(303)
    expect(await stream.isOver()).toBe(true)
    expect((await ben.get(room)).status).toBe(404)
  })

  test('that began before Dan sat down is not his: he is told so, opens no second one and leaves no words for it', async () => {
    const { room, ana, ben, carla } = await threeMeet()
    const [, circle = ''] = /\/circles\/([^/]+)/.exec(room) ?? []
    const dan = await person('Dan')
    await joinsLate(dan, circle, [ana, ben, carla])
    await agree(circle, dan)
    const opening = await dan.post(room, { protocol: 'circle-meeting-60', facilitator: dan.person })
    expect(opening.text).toContain('This meeting began before you sat down here')
    const part = await dan.post(room.replace(/room$/, 'part/updates'), { entry: newId(), words: 'May I?' })
    expect(part.text).toContain('This meeting began before you sat down here')
    expect((await look(ana, room)).view.facilitator.id).toBe(ana.person)
  })

  test.each([
    ['gives up a place in the circle', (circle: string) => [`${circle}/leaving`, {}] as const],
    ['leaves for good', (_: string, name: string) => ['/me/leaving', { name }] as const],
  ])('goes on without whoever %s in the middle of it: the floor passes on, nobody waits', async (_, leaving) => {
    const { room, ana, all } = await threeMeet()
    const before = await untilOthersSpeak(room, ana)
    const goes = all.find((who) => who.person === before.view.speaker)
    const name = before.seated.find(({ id }) => id === goes?.person)?.name ?? ''
    const [path, fields] = leaving(room.replace(/\/meetings\/.*$/, ''), name)
    expect((await goes?.post(path, fields))?.status).toBe(303)
    const after = await look(ana, room)
    expect(after.view.people.find(({ id }) => id === goes?.person)?.here).toBe(false)
    expect(after.view.speaker).not.toBe(goes?.person)
    expect(await until(room, ana, (model) => model.view.phase === 'ended')).toBeTruthy()
  })

  test('goes on when whoever leads leaves for good in the middle of it: another takes over', async () => {
    const { room, ana, ben, carla } = await threeMeet()
    const { seated } = await look(ana, room)
    const name = seated.find(({ id }) => id === ana.person)?.name ?? ''
    expect((await ana.post('/me/leaving', { name })).status).toBe(303)
    expect((await press(carla, room, 'hand-up')).refused).toBeUndefined()
    expect((await press(ben, room, 'take-over')).view.facilitator.id).toBe(ben.person)
    expect(await until(room, ben, (model) => model.view.phase === 'ended')).toBeTruthy()
  })

  test.each(protocolNames)('in the format %s reaches its end with three people', async (protocol) => {
    const { room, ana } = await threeMeet(protocol)
    const end = await until(room, ana, (model) => model.view.phase === 'ended')
    expect(end.view.parts.every((part) => part.standing === 'done' || part.standing === 'skipped')).toBe(true)
  })
})

/** Goes on until somebody else than whoever leads has the floor. */
async function untilOthersSpeak(room: string, leads: Browser): Promise<RoomModel> {
  let model = await until(room, leads, ({ view }) => view.speaker !== null)
  while (model.view.speaker === leads.person)
    model = await press(leads, room, 'next-speaker', { turn: String(model.view.turn) })
  return model
}

/** How many words of this circle's others the database shows to this person. */
async function entriesOfOthers(who: Browser, room: string): Promise<number> {
  const circle = /\/circles\/([0-9a-f-]{36})/.exec(room)?.[1] ?? ''
  const rows = await house.services.handles.member({ community: community.id, person: who.person, circle }, (db) =>
    db.selectFrom('app.run_entry').select('id').where('author', '<>', who.person).execute(),
  )
  return rows.length
}
