import { beforeAll, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { agree, circleWith, meets } from '../../test/circles.ts'
import { theLongTable } from '../../test/long-table.ts'
import { everyKind } from '../../test/own-formats.ts'
import { begun, look, openRoom, press, streamOf, until } from '../../test/rooms.ts'
import { newId } from '../platform/ids.ts'

const { house, community } = await theLongTable({})

beforeAll(() => house.setNow(new Date('2026-11-24T17:25:00Z')))

const letters = (id: string) => id.slice(-12).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')
const person = (name: string): Promise<Browser> => community.person(`${name} ${letters(newId())}`)

/** Ana, Ben and Cleo meet in a format that has every kind of step. */
async function theyMeet() {
  const [ana, ben, cleo] = [await person('Ana'), await person('Ben'), await person('Cleo')]
  const id = await circleWith(ana, [ben, cleo], `Table ${newId().slice(-6)}`)
  await agree(id, ana, ben, cleo)
  await meets(ana, id, { minutes: '60' })
  const kept = await ana.post(`/circles/${id}/formats/new`, { text: JSON.stringify(everyKind()) })
  const room = await openRoom(ana, id, kept.location.split('/').at(-1))
  await begun(room, [ana, ben, cleo])
  return { room, ana, ben, cleo }
}

const to = (room: string, leads: Browser, step: string) =>
  until(room, leads, (model) => model.view.step?.key.startsWith(step) ?? false)

test('Votes, figures and answers are given in silence, appear together, and are counted; parked and gathered words stay where all see them', async () => {
  const { room, ana, ben, cleo } = await theyMeet()
  await press(ben, room, 'rate', { entry: newId(), figure: '40' })
  await to(room, ana, 'ideas')
  const [tea, chai] = [newId(), newId()]
  await press(ana, room, 'write', { entry: tea, 'answers[]': ['canary tea', '2026-12-24'] as never })
  await press(ben, room, 'write', { entry: chai, 'answers[]': ['canary chai', ''] as never })
  await press(cleo, room, 'park', { entry: newId(), words: 'Who books the room?' })
  const before = await look(cleo, room)
  expect(JSON.stringify(before)).not.toContain('canary')
  expect(before.parked.map(({ text }) => text)).toEqual(['Who books the room?'])
  await to(room, ana, 'heap')
  const open = await look(cleo, room)
  expect(open.table.map(({ text }) => text)).toEqual([
    'What?\ncanary tea\n\nBy when?\n24 December 2026',
    'What?\ncanary chai',
  ])
  expect((await press(cleo, room, 'gather', { entry: chai, under: tea })).view.under).toEqual({ [chai]: tea })
  await to(room, ana, 'votes')
  const ballot = await look(ben, room)
  expect(ballot.counting.choices.map(({ id }) => id)).toEqual([tea])
  const vote = newId()
  await press(ben, room, 'vote', { entry: vote, 'picks[]': tea })
  expect((await look(ben, room)).counting.mine).toEqual([tea])
  expect((await look(ana, room)).counting.result).toEqual([])
  await to(room, ana, 'result')
  expect((await look(ana, room)).counting.result).toMatchObject([{ id: tea, points: 1 }])
  await to(room, ana, 'figures')
  expect((await look(ben, room)).counting.before).toBe(40)
  expect((await look(ana, room)).counting.before).toBeUndefined()
  await press(ben, room, 'rate', { entry: newId(), figure: '70' })
  await press(ana, room, 'rate', { entry: newId(), figure: '20' })
  const compare = await to(room, ana, 'compare')
  expect(compare.counting.figures).toEqual([20, 70])
  expect(compare.view.step?.page).toContain('What really happened')
})

test('A vote for what is not there, and a figure out of its range, are refused', async () => {
  const { room, ana } = await theyMeet()
  const key = (await look(ana, room)).view.step?.key ?? ''
  const bad = { id: newId(), kind: 'rate', step: key, entry: newId(), figure: '101' }
  expect((await ana.post(`${room}/commands`, bad)).status).toBe(422)
  await to(room, ana, 'votes')
  const vote = { id: newId(), kind: 'vote', step: 'votes', entry: newId(), 'picks[]': newId() }
  expect((await ana.post(`${room}/commands`, vote)).status).toBe(422)
})

test('Answers that no form of ours would send, and a day that no calendar has, break nobody’s room', async () => {
  const { room, ana, ben, cleo } = await theyMeet()
  await to(room, ana, 'ideas')
  await press(ana, room, 'write', { entry: newId(), words: '[half a list' })
  await press(ben, room, 'write', { entry: newId(), 'answers[]': ['soon', '2026-13-45'] })
  await press(cleo, room, 'write', { entry: newId().toUpperCase(), 'answers[]': ['in capitals', ''] })
  await to(room, ana, 'heap')
  expect((await look(cleo, room)).table.map(({ text }) => text)).toEqual([
    'What?\n[half a list',
    'What?\nsoon\n\nBy when?\n2026-13-45',
    'What?\nin capitals',
  ])
})

test('Ben, who sends a note under the name of his vote, changes nothing of it, and nobody’s room breaks', async () => {
  const { room, ana, ben, cleo } = await theyMeet()
  await to(room, ana, 'ideas')
  const [idea, vote] = [newId(), newId()]
  await press(ana, room, 'write', { entry: idea, 'answers[]': ['tea', ''] })
  await to(room, ana, 'votes')
  await press(ben, room, 'vote', { entry: vote, 'picks[]': idea })
  await ben.post(`${room}/commands`, { id: newId(), kind: 'note', step: 'votes', entry: vote, words: '[half a list' })
  await to(room, ana, 'result')
  expect((await look(cleo, room)).counting.result).toMatchObject([{ id: idea, points: 1 }])
})

test('Nobody keeps the clock of a step from ringing by pressing under the name of its ring', async () => {
  const { room, ben } = await theyMeet()
  const { view } = await look(ben, room)
  const fields = { id: `time-up ${view.step?.key} ${view.clock.endsAt}`, kind: 'hand-up', step: view.step?.key ?? '' }
  expect((await ben.post(`${room}/commands`, fields)).status).toBe(422)
})

test('Where only questions are asked, a statement comes back with a gentle word, with and without JavaScript, and its author may overrule it', async () => {
  const { room, ana, ben } = await theyMeet()
  await to(room, ana, 'ask')
  const entry = newId()
  const held = await press(ben, room, 'write', { entry, words: 'You should talk to her.' })
  expect(held.held).toEqual({ hint: 'statement', words: 'You should talk to her.' })
  expect((await look(ana, room)).table).toEqual([])
  const advice = await press(ben, room, 'write', { entry, words: 'Have you thought about talking to her?' })
  expect(advice.held?.hint).toBe('advice')
  const plain = { id: newId(), kind: 'write', step: 'ask', entry, words: 'You should talk to her.' }
  const page = await ben.post(`${room}/commands`, plain)
  expect([page.status, page.text.includes('reads like a statement')]).toEqual([200, true])
  expect(page.html).toContain('You should talk to her.</textarea>')
  expect((await ben.post(`${room}/commands`, { ...plain, sure: 'yes' })).status).toBe(303)
  expect((await look(ana, room)).table.map(({ text }) => text)).toEqual(['You should talk to her.'])
  expect((await press(ben, room, 'write', { entry: newId(), words: 'What does she fear?' })).held).toBeUndefined()
})

test('In a scene each finds their own brief on the page, and no other', async () => {
  const { room, ana, ben, cleo } = await theyMeet()
  await to(room, ana, 'scene')
  const briefs = await Promise.all([ana, ben, cleo].map(async (who) => (await look(who, room)).view.you.brief))
  expect(briefs.filter((each) => each === 'brief for one pair of eyes')).toHaveLength(1)
  expect(briefs.filter((each) => each === 'brief for the other')).toHaveLength(1)
  expect(briefs.filter((each) => each === null)).toHaveLength(1)
  for (const [at, who] of [ana, ben, cleo].entries()) {
    const { html } = await who.get(room)
    for (const other of briefs) if (other && other !== briefs[at]) expect(html).not.toContain(other)
  }
})

test('Of all frames that are sent to anybody in a whole meeting, none has hidden words before they are shown to all', async () => {
  const { room, ana, ben, cleo } = await theyMeet()
  const all = [ana, ben, cleo]
  const frames = new Map<Browser, string[]>(all.map((who) => [who, []]))
  const streams = await Promise.all(all.map((who) => streamOf(who, room)))
  const listening = streams.map((stream, at) =>
    stream.until((text) => {
      frames.get(all[at] ?? ana)?.push(text)
      return text.includes('"ended"')
    }),
  )
  const written: { readonly canary: string; readonly by: Browser; readonly step: string; readonly never: boolean }[] =
    []
  for (let model = await look(ana, room); model.view.phase !== 'ended'; model = await look(ana, room)) {
    const { step, needs } = model.view
    for (const by of all) {
      const { view } = await look(by, room)
      const hidden = step?.seen === 'together' || step?.seen === 'nobody'
      if (!hidden || !view.may.includes('write')) continue
      const canary = `canary-${newId()}`
      written.push({ canary, by, step: step.key, never: step.seen === 'nobody' })
      const words = step.asks.length > 0 ? { 'answers[]': canary } : { words: canary }
      await press(by, room, 'write', { entry: newId(), ...words })
    }
    if (needs) await press(ana, room, 'choose', { person: ana.person, question: 'How?', entry: newId() })
    await press(ana, room, 'next')
  }
  expect(await Promise.all(listening)).toEqual([true, true, true])
  expect(written.length).toBeGreaterThan(2)
  for (const [who, sent] of frames) {
    for (const { canary, by, step, never } of written) {
      const early = sent.filter((frame) => frame.includes(`"key":"${step}"`) || never)
      if (by !== who) expect(early.join('')).not.toContain(canary)
    }
  }
  await Promise.all(streams.map((stream) => stream.end()))
})
