import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import en from '../../../messages/en.json' with { type: 'json' }
import es from '../../../messages/es.json' with { type: 'json' }
import type { Browser } from '../../../test/browserless.ts'
import { agree, circleWith, meets } from '../../../test/circles.ts'
import { theLongTable } from '../../../test/long-table.ts'
import { everyKind } from '../../../test/own-formats.ts'
import { begun, look, openRoom, press } from '../../../test/rooms.ts'
import { newId } from '../../platform/ids.ts'

const { house, community } = await theLongTable({})

beforeAll(() => house.setNow(new Date('2026-11-24T17:25:00Z')))

const text = JSON.stringify(everyKind(), null, 2)

const letters = (id: string) => id.slice(-12).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')
const person = (name: string): Promise<Browser> => community.person(`${name} ${letters(newId())}`)

/** A circle of Ana and those named, which meets for ninety minutes. */
async function circleOf(...names: readonly string[]) {
  const ana = await person('Ana')
  const others = await Promise.all(names.map(person))
  const id = await circleWith(ana, others, `Table ${newId().slice(-6)}`)
  await agree(id, ana, ...others)
  await meets(ana, id, { minutes: '90' })
  const meeting = (await ana.get(`/circles/${id}/meetings`)).address(/\/meetings\/[0-9a-f-]{36}$/)
  return { id, ana, others, formats: `/circles/${id}/formats`, meeting }
}

/** Keeps a format of one's own; its address. */
async function keeps(who: Browser, formats: string, json = text): Promise<string> {
  const answer = await who.post(`${formats}/new`, { text: json })
  expect(answer.status, answer.text).toBe(303)
  return answer.location
}

describe('The ways to meet', () => {
  test('stand in a library that Ana reads before she chooses, with steps, minutes and cards', async () => {
    const { ana, formats } = await circleOf('Ben', 'Cleo')
    const list = await ana.get(formats)
    expect(list.text).toContain('Questions only')
    expect(list.text).toContain('3–10 people')
    const one = await ana.get(`${formats}/questions-only`)
    expect(one.status).toBe(200)
    expect(one.text).toContain('Minutes')
    expect((await ana.get(`${formats}/no-such-format`)).status).toBe(404)
  })

  test('are chosen by one for all: Ben sees what Ana chose, and the room suggests it', async () => {
    const { ana, others, meeting } = await circleOf('Ben', 'Cleo')
    expect((await ana.get(meeting)).text).toContain('by its length')
    await ana.submit(`${meeting}/format`, { format: 'troika' })
    const [ben] = others
    const page = await ben?.get(meeting)
    expect(page?.text).toContain('Troika')
    expect(page?.text).toMatch(/chosen by Ana/)
    expect((await ben?.get(`${meeting}/room`))?.text).toMatch(/Ana \w+ chose “Troika/)
    await ben?.submit(`${meeting}/format`, { format: 'deep-dive' })
    expect((await ana.get(meeting)).text).toMatch(/Deep dive.*chosen by Ben/s)
    expect((await ana.post(`${meeting}/format`, { format: 'nothing' })).status).toBe(422)
  })

  test('say when two are too few, and offer what two can do', async () => {
    const { ana, meeting } = await circleOf('Ben')
    await ana.submit(`${meeting}/format`, { format: 'troika' })
    const page = await ana.get(`${meeting}/format`)
    expect(page.text).toContain('It needs at least 3 people.')
    expect(page.text).toMatch(/This would do: .*Circle meeting/)
  })

  test('can still be changed in the room by whoever leads, until it starts; all see it, keep their role, and it then starts', async () => {
    const { id, ana, others } = await circleOf('Ben')
    const [ben] = others
    if (!ben) throw new Error('Ben is missing')
    const room = await openRoom(ana, id, 'troika')
    for (const who of [ana, ben]) await press(who, room, 'arrive', { person: who.person })
    await press(ben, room, 'assign', { role: 'timekeeper', person: ben.person })
    expect((await look(ben, room)).ways).toMatchObject({ cannot: { cannot: 'too-few', least: 3 } })
    expect((await press(ben, room, 'format', { format: 'circle-meeting-90' })).refused).toContain('Only whoever leads')
    const after = await press(ana, room, 'format', { format: 'circle-meeting-90' })
    expect(after.ways?.cannot).toBeUndefined()
    const { view } = await look(ben, room)
    expect(view.people.filter((each) => each.here)).toHaveLength(2)
    expect(view.roles.find(({ id }) => id === 'timekeeper')?.holder).toBe(ben.person)
    expect((await press(ana, room, 'start')).view.phase).toBe('running')
    expect((await press(ana, room, 'format', { format: 'troika' })).refused).toBeDefined()
  })

  test('are printed for as many people and minutes as there are, from the hour on, with a card for each role', async () => {
    const { ana, formats } = await circleOf('Ben', 'Cleo')
    const sheet = await ana.get(`${formats}/circle-meeting-90/sheet?people=5&minutes=80&starts=18:30`)
    expect(sheet.text).toContain('For 5 people in 80 minutes')
    expect(sheet.text).toContain('18:30 One word')
    expect(sheet.text).toContain('You keep the time')
    expect(sheet.text).toContain('One more sentence.')
    const short = await ana.get(`${formats}/circle-meeting-90/sheet?people=5&minutes=9`)
    expect(short.text).toContain('it needs')
  })
})

describe('A format of one’s own', () => {
  test('is refused with a sentence, a line and a place for each mistake, and what was typed comes back', async () => {
    const { ana, formats } = await circleOf()
    const wrong = text.replace('"how": "vote"', '"how": "sing"')
    const page = await ana.post(`${formats}/new`, { text: wrong })
    expect(page.status).toBe(422)
    const line = wrong.split('\n').findIndex((each) => each.includes('"sing"')) + 1
    expect(page.text).toContain('It is one of these: turns, free')
    expect(page.text).toMatch(new RegExp(`Line ${line}\\s*/parts/0/steps/3/how`))
    expect(page.text).toContain('"sing"')
    const broken = await ana.post(`${formats}/new`, { text: '{\n "format": 1,\n oops }' })
    expect(broken.text).toContain('stops being JSON')
    expect(broken.text).toContain('Line 3')
  })

  test('is kept for the circle that wrote it, taken out as a file and brought in again, and nobody else sees it', async () => {
    const { ana, formats } = await circleOf()
    const kept = await keeps(ana, formats)
    const file = await ana.get(`${kept}/file`)
    expect(JSON.parse(file.html)).toEqual(everyKind())
    const other = await circleOf()
    const again = await other.ana.post(`${other.formats}/new`, {
      file: new Blob([file.html], { type: 'application/json' }),
    })
    expect(again.status).toBe(303)
    const theirs = kept.replace(formats, other.formats)
    expect((await other.ana.get(theirs)).status).toBe(404)
    expect((await other.ana.get(kept)).status).toBe(404)
    const { rows } = await house.owner.query('select body from app.circle_format')
    expect(rows.every(({ body }) => !body.toString().includes('Every kind'))).toBe(true)
  })

  test('is given to the community by its circle, once where Ana presses twice, and an organiser changes and removes it there', async () => {
    const { ana, formats } = await circleOf()
    const kept = await keeps(ana, formats)
    const twice = await Promise.all([ana.post(`${kept}/sharing`), ana.post(`${kept}/sharing`)])
    for (const answer of twice) expect(answer.status).toBe(303)
    expect((await ana.get(formats)).text.match(/Every kind/g)).toHaveLength(2)
    const other = await circleOf()
    expect((await other.ana.get(other.formats)).text).toContain('Of the community')
    const olga = await community.person(`Olga ${letters(newId())}`, { offices: ['organiser'] })
    const shared = (await olga.get('/formats')).address(/\/formats\/[0-9a-f-]{36}$/)
    const changed = { text: text.replace('"Every kind"', '"Every kind, changed"') }
    expect((await olga.post(`${shared}/change`, changed)).status).toBe(303)
    expect((await other.ana.get(other.formats)).text).toContain('Every kind, changed')
    expect((await olga.get(`${shared}/sheet`)).text).toContain('How sure are you?')
    await olga.submit(`${shared}/removal`)
    expect((await other.ana.get(other.formats)).text).not.toContain('Every kind, changed')
    expect((await ana.get('/formats')).status).toBe(404)
  })

  test('changes for the meetings to come; one that has begun goes on as it began', async () => {
    const { id, ana, others, formats } = await circleOf('Ben')
    const kept = await keeps(ana, formats)
    const room = await openRoom(ana, id, kept.split('/').at(-1))
    await begun(room, [ana, ...others])
    expect((await look(ana, room)).view.step?.title).toBe('sure')
    const changed = text.replace('"en": "sure"', '"en": "certain"')
    expect((await ana.post(`${kept}/change`, { text: changed })).status).toBe(303)
    expect(JSON.parse((await ana.get(`${kept}/file`)).html).version).toBe(2)
    expect((await look(ana, room)).view.step?.title).toBe('sure')
    expect((await ana.post(`${kept}/removal`)).status).toBe(303)
    expect((await press(ana, room, 'next')).view.step?.key).toBe('ideas')
  })

  test('is written by a schema that stands at a public address', async () => {
    const answer = await house.nobody().get(`/c/${community.slug}/formats/schema.json`)
    expect(JSON.parse(answer.html)).toEqual(
      JSON.parse(readFileSync('src/meetings/protocol/protocol.schema.json', 'utf8')),
    )
  })

  test('has a sentence for whatever may be wrong with it, in both languages', () => {
    const sources = readdirSync('src/meetings/protocol').filter((name) => /^(shape|sense|sense-parts)\.ts$/.test(name))
    const told = sources.flatMap((name) => [
      ...readFileSync(`src/meetings/protocol/${name}`, 'utf8').matchAll(
        /tell\([^()]*(?:\([^()]*\))?[^()]*?, '([a-z-]+)'|no\(tell, [^,]+, '([a-z-]+)'/g,
      ),
    ])
    const codes = new Set(['not-json', ...told.flatMap(([, code, other]) => code ?? other ?? [])])
    expect(codes.size).toBeGreaterThan(35)
    for (const code of codes) {
      expect(Object.keys(en), code).toContain(`meetings.fault.${code}`)
      expect(Object.keys(es), code).toContain(`meetings.fault.${code}`)
    }
  })
})
