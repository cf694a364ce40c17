import { expect } from 'vitest'
import type { RoomModel } from '../src/meetings/rules.ts'
import { newId } from '../src/platform/ids.ts'
import type { Browser } from './browserless.ts'

/** Opens the room of the circle's next meeting; answers with its path. */
export async function openRoom(who: Browser, circle: string, protocol = 'circle-meeting-60'): Promise<string> {
  const list = await who.get(`/circles/${circle}/meetings`)
  const room = `${list.address(/\/meetings\/[0-9a-f-]{36}$/)}/room`
  expect((await who.post(room, { protocol, facilitator: who.person })).status).toBe(303)
  return room
}

/** What this person's room shows, as the stream and every answer say it. */
export async function look(who: Browser, room: string): Promise<RoomModel> {
  const { html } = await who.get(room)
  const found = /<div id="room-data" hidden(?:="")? data-handed="(.*?)"/s.exec(html)?.[1] ?? '{}'
  return JSON.parse(found.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')).model
}

/** One press, as the island sends it; the room as it is afterwards. */
export async function press(
  who: Browser,
  room: string,
  kind: string,
  values: Record<string, string | readonly string[]> = {},
): Promise<RoomModel> {
  const model = await look(who, room)
  const fields = { id: newId(), kind, step: model.view.step?.key ?? '', ...values }
  const answer = await who.post(`${room}/commands`, fields, { accept: 'application/json' })
  expect(answer.status, answer.text).toBe(200)
  return JSON.parse(answer.html)
}

/** Everybody arrives, and the first of them starts. */
export async function begun(room: string, all: readonly Browser[]): Promise<void> {
  for (const who of all) await press(who, room, 'arrive', { person: who.person })
  const [first] = all
  if (first) await press(first, room, 'start')
}

/** Goes on to the step that `is` says, as whoever leads. */
export async function until(
  room: string,
  leads: Browser,
  is: (model: RoomModel) => boolean,
  question = 'How do I stop answering for my team?',
): Promise<RoomModel> {
  let model = await look(leads, room)
  for (let steps = 0; steps < 60 && !is(model); steps++) {
    if (model.view.phase === 'ended') break
    if (model.view.needs === 'presenter')
      await press(leads, room, 'choose', { person: leads.person, question, entry: newId() })
    model = await press(leads, room, 'next')
  }
  expect(is(model)).toBe(true)
  return model
}

/** The stream of this person's room. */
export async function streamOf(who: Browser, room: string) {
  const response = await who.raw(`${room}/stream`)
  expect(response.status).toBe(200)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('no stream')
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return undefined
      if (value.includes('data:')) return value
    }
  }
  await read()
  return {
    next: async () => (await read()) ?? '',
    async until(is: (text: string) => boolean) {
      for (let text = await read(); text !== undefined; text = await read()) if (is(text)) return true
      return false
    },
    async isOver() {
      while ((await read()) !== undefined) {
        // what was on its way
      }
      return true
    },
    end: () => reader.cancel(),
  }
}
