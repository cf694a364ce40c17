import { beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { circleOf, meets } from '../../test/circles.ts'
import { theLongTable } from '../../test/long-table.ts'
import { newId } from '../platform/ids.ts'

const { house, community, ana, ben, tom, olga } = await theLongTable({
  ana: 'Ana Martins',
  ben: 'Ben Okoro',
  tom: 'Tom Another',
  olga: ['Olga Ortiz', { offices: ['organiser'] }],
})
let circle: string
let preparation: string

beforeEach(async () => {
  house.setNow(new Date('2026-11-22T09:00Z'))
  circle = await circleOf(ana, ben)
  await meets(ana, circle)
  const meetings = await ana.get(`/circles/${circle}/meetings`)
  preparation = `${meetings.address(/\/meetings\/[0-9a-f-]{36}$/)}/preparation`
})

const meeting = () => preparation.split('/').at(-2)

async function mightBring(who: Browser, question: string, kind: string, importance = '3'): Promise<string> {
  const id = newId()
  await who.submit('/me/challenges', { id, question, kind, importance, urgency: '3' })
  return id
}

describe('What Ana thinks over', () => {
  const said = { high: 'Rita spoke first', low: 'I shouted', why: 'I want to be somebody else' }

  test('is hers alone, said anew, and gone when she empties it', async () => {
    expect((await ana.submit(preparation, said)).text).toContain('Kept, for you alone')
    await ana.submit(preparation, { ...said, low: 'I was loud' })
    expect((await ana.get(preparation)).html).toContain('I was loud')
    expect((await ben.get(preparation)).html).not.toMatch(/Rita|I was loud/)
    for (const who of [tom, olga]) expect((await who.get(preparation)).status).toBe(404)
    const kept = () => house.owner.query('select high, low from app.reflection where meeting = $1', [meeting()])
    const { rows } = await kept()
    expect(rows).toHaveLength(1)
    expect(rows[0].low.toString('utf8')).not.toContain('loud')
    const seen = await house.services.handles.member({ community: community.id, person: ben.person, circle }, (db) =>
      db.selectFrom('app.reflection').select('id').execute(),
    )
    expect(seen).toEqual([])
    expect((await ana.get('/me/data.json')).html).toContain('I was loud')
    const emptied = await ana.submit(preparation, { high: '', low: ' ', why: '' })
    expect(emptied.text).not.toContain('Kept, for you alone')
    expect((await kept()).rowCount).toBe(0)
  })

  test('is forgotten a month after the meeting', async () => {
    await ana.submit(preparation, said)
    const kept = async () =>
      (await house.owner.query('select 1 from app.reflection where meeting = $1', [meeting()])).rowCount
    house.setNow(new Date('2026-12-24T18:00Z'))
    await house.work()
    expect(await kept()).toBe(1)
    house.setNow(new Date('2026-12-24T20:00Z'))
    await house.work()
    expect(await kept()).toBe(0)
  })

  test('is forgotten a month after the hour to which the meeting has moved', async () => {
    await ana.submit(preparation, said)
    await meets(ana, circle, { at: '22:00', seen: '1' })
    const kept = async () =>
      (await house.owner.query('select 1 from app.reflection where meeting = $1', [meeting()])).rowCount
    house.setNow(new Date('2026-12-24T20:00Z'))
    await house.work()
    expect(await kept()).toBe(1)
    house.setNow(new Date('2026-12-25T01:00Z'))
    await house.work()
    expect(await kept()).toBe(0)
  })

  test('comes along when the meeting moves to another day, is one with what she writes then, and is forgotten a month after that day', async () => {
    const second = async () => {
      const { html } = await ana.get(`/circles/${circle}/meetings`)
      const found = [...html.matchAll(/\/circles\/[0-9a-f-]{36}\/meetings\/[0-9a-f-]{36}(?=")/g)].map(([path]) => path)
      return [...new Set(found)][1] ?? ''
    }
    const tuesday = await second()
    await ana.submit(`${tuesday}/preparation`, said)
    await meets(ben, circle, { from: '2026-11-26', seen: '1' })
    house.setNow(new Date('2026-11-25T09:00Z'))
    const thursday = await second()
    expect(thursday).not.toBe(tuesday)
    expect((await ana.get(`${thursday}/preparation`)).html).toContain('I shouted')
    expect((await ben.get(`${thursday}/preparation`)).html).not.toContain('I shouted')
    const kept = async () => {
      const { rows } = await house.owner.query(`select meeting from app.reflection where person = '${ana.person}'`)
      return rows.map(({ meeting }) => meeting)
    }
    expect(await kept()).toEqual([thursday.split('/').at(-1)])
    // A month after the Tuesday.
    house.setNow(new Date('2026-12-31T20:00Z'))
    await house.work()
    expect(await kept()).toEqual([thursday.split('/').at(-1)])
    house.setNow(new Date('2026-11-25T10:00Z'))
    await ana.submit(`${thursday}/preparation`, { ...said, low: 'I was loud' })
    expect(await kept()).toEqual([thursday.split('/').at(-1)])
    house.setNow(new Date('2027-01-02T20:00Z'))
    await house.work()
    expect(await kept()).toEqual([])
  })
})

test('Ana is led from what she might bring to the way to meet that helps, with the reason and a second choice, and chooses it', async () => {
  const cleo = await community.person('Cleo Fellow')
  circle = await circleOf(cleo, ana, ben)
  await meets(cleo, circle)
  const meeting = (await cleo.get(`/circles/${circle}/meetings`)).address(/\/meetings\/[0-9a-f-]{36}$/)
  expect((await cleo.get(`${meeting}/preparation`)).text).toContain('Write down one thing')
  const light = await mightBring(cleo, 'Which tea?', 'heavy', '1')
  await mightBring(cleo, 'Shall we merge?', 'unclear', '5')
  expect((await cleo.get(meeting)).address(/preparation$/)).toBe(`${meeting}/preparation`)
  const page = await cleo.get(`${meeting}/preparation`)
  expect(page.text).toContain('Shall we merge?')
  expect(page.text).toContain('importance 5 × urgency 3 × came up once = 15')
  expect(page.text).toContain('The real question is still hidden')
  expect(page.text).toContain('Try: Questions only')
  expect(page.text).toContain('Second choice: Deep dive')
  await cleo.submit(`${meeting}/format`, { format: 'questions-only' })
  expect((await cleo.get(`${meeting}/preparation`)).text).toContain('It is chosen for this meeting')
  expect((await ben.get(meeting)).text).toContain('Questions only')
  const other = await cleo.get(`${meeting}/preparation?challenge=${light}`)
  expect(other.text).toContain('Try: Deep dive')
  expect((await ben.get(`${meeting}/preparation?challenge=${light}`)).text).not.toContain('Which tea?')
})

test('Two are told what does not fit them, and what they could do instead; the cards are there for both', async () => {
  await mightBring(ana, 'How do I decide?', 'people', '5')
  const { text } = await ana.get(preparation)
  expect(text).toMatch(/would come first\. /)
  expect(text).toContain('Card for whoever brings the challenge')
  expect(text).toContain('Let them speak for three minutes')
})
