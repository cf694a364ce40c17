import { beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { agree, circleWith, meets } from '../../test/circles.ts'
import { theLongTable } from '../../test/long-table.ts'
import { begun, openRoom, press, until } from '../../test/rooms.ts'
import { newId } from '../platform/ids.ts'

const { house, community, ana, ben, olga } = await theLongTable({
  ana: ['Ana Martins', { zone: 'Europe/Lisbon' }],
  ben: 'Ben Okoro',
  olga: ['Olga Ortiz', { offices: ['organiser'] }],
})

beforeEach(() => house.setNow(new Date('2026-11-24T09:30Z')))

const fields = {
  decision: 'I hand the Monday review to Rita',
  reasons: 'I am in the way',
  expected: 'Two bumpy weeks',
  before: '40',
  after: '70',
  review: '2026-12-15',
}

async function decides(who: Browser, wish: Partial<typeof fields> = {}): Promise<string> {
  const id = newId()
  const answer = await who.post('/me/journal/new', { ...fields, ...wish, id })
  expect(answer.status, answer.text).toBe(303)
  return id
}

const reminders = async (who: Browser) =>
  (await house.mails()).filter(({ kind, person }) => kind === 'journal.lookBack' && person === who.person)

describe('A decision of Ana’s', () => {
  test('is kept with how sure she was before and after, until she says what really happened', async () => {
    const id = await decides(ana)
    const page = await ana.get(`/me/journal/${id}?kept`)
    expect(page.text).toContain('Kept, for you alone')
    expect(page.text).toContain('40 out of 100 before talking about it, 70 after')
    expect(page.text).toContain('Two bumpy weeks')
    const empty = await ana.post(`/me/journal/${id}/looking-back`, { happened: '' })
    expect(empty.text).toContain('Please write what really happened')
    const said = { happened: 'One bumpy week', learned: 'Sooner next time' }
    const after = await ana.submit(`/me/journal/${id}/looking-back`, said)
    expect(after.text).toContain('One bumpy week')
    expect(after.text).toContain('Sooner next time')
    expect((await ana.get('/me/journal')).text).toContain('Looked back on')
  })

  test('reminds her by mail on that morning, once and without a word of it, and on her home page', async () => {
    await decides(ana, { decision: 'I stop the merger' })
    await house.work()
    const before = (await reminders(ana)).length
    expect((await ana.get('/home')).text).not.toContain('You wanted to look back')
    house.setNow(new Date('2026-12-15T08:59Z'))
    await house.work()
    expect(await reminders(ana)).toHaveLength(before)
    house.setNow(new Date('2026-12-15T09:00Z'))
    await house.work()
    await house.work()
    const fresh = (await reminders(ana)).slice(before)
    expect(fresh).toHaveLength(1)
    expect(fresh[0]?.text).toContain('/me/journal')
    expect(`${fresh[0]?.subject} ${fresh[0]?.text}`).not.toMatch(/merger|decision/i)
    const home = await ana.get('/home')
    expect(home.text).toContain('You wanted to look back')
    expect(home.text).not.toContain('merger')
    expect((await ben.get('/home')).text).not.toContain('You wanted to look back')
    expect((await ana.get('/me/journal')).text).toContain('Time to look back')
  })

  test('put off to another day reminds her then, and not at all once she has looked back', async () => {
    const dora = await community.person('Dora Vale', { zone: 'Europe/Lisbon' })
    const [later, done] = [await decides(dora), await decides(dora)]
    await dora.submit(`/me/journal/${later}`, { ...fields, review: '2026-12-20' })
    await dora.submit(`/me/journal/${done}/looking-back`, { happened: 'It is done' })
    house.setNow(new Date('2026-12-15T10:00Z'))
    await house.work()
    expect(await reminders(dora)).toHaveLength(0)
    house.setNow(new Date('2026-12-20T10:00Z'))
    await house.work()
    expect(await reminders(dora)).toHaveLength(1)
  })

  test('is looked back on from today on, and an old one is mended without choosing another day', async () => {
    const early = await ana.post('/me/journal/new', { ...fields, id: newId(), review: '2026-11-23' })
    expect(early.status).toBe(422)
    expect(early.text).toContain('That day is over')
    for (const review of ['0000-01-01', '9999-12-31', 'soon']) {
      const never = await ana.post('/me/journal/new', { ...fields, id: newId(), review })
      expect(never.text, review).toContain('Please choose the day on which you want to look back')
    }
    const id = await decides(ana)
    house.setNow(new Date('2026-12-20T10:00Z'))
    expect((await ana.get(`/me/journal/${id}`)).html).toContain('min="2026-12-15"')
    const rosy = { expected: 'All goes well', reasons: 'I knew it', before: '99', after: '99' }
    const mended = await ana.submit(`/me/journal/${id}`, { ...fields, ...rosy, decision: 'I hand it all to Rita' })
    for (const words of ['I hand it all to Rita', 'Two bumpy weeks', 'I am in the way', '40 out of 100'])
      expect(mended.text).toContain(words)
    expect(mended.text).not.toMatch(/All goes well|I knew it|99/)
    expect(mended.text).toContain('what you expected and how sure you were stay as you wrote them')
    expect(mended.html).not.toContain('name="expected"')
    const back = await ana.post(`/me/journal/${id}`, { ...fields, review: '2026-12-16' })
    expect(back.text).toContain('That day is over')
  })

  test('is mended for a day, also what she expects; how sure she is after talking about it she says later, once', async () => {
    const vera = await community.person('Vera Cole', { zone: 'Europe/Lisbon' })
    const id = await decides(vera, { after: '' })
    const soon = await vera.submit(`/me/journal/${id}`, { ...fields, after: '', expected: 'Three bumpy weeks' })
    expect(soon.text).toContain('Three bumpy weeks')
    house.setNow(new Date('2026-11-28T09:30Z'))
    const after = { decision: fields.decision, before: '40', review: fields.review }
    expect((await vera.submit(`/me/journal/${id}`, { ...after, after: '80' })).text).toContain('80 after')
    expect((await vera.submit(`/me/journal/${id}`, { ...after, after: '10' })).text).toContain('80 after')
    expect((await vera.get(`/me/journal/${id}`)).text).toContain('Three bumpy weeks')
  })

  test('is nobody else’s: Ben and Olga find nothing, and the worker knows no word of it', async () => {
    const id = await decides(ana)
    for (const who of [ben, olga]) {
      expect((await who.get(`/me/journal/${id}`)).status).toBe(404)
      expect((await who.post(`/me/journal/${id}/removal`)).status).toBe(404)
      expect((await who.get('/me/journal')).text).not.toContain('Rita')
    }
    const words = house.services.handles.worker({ community: community.id }, (db) =>
      db
        .selectFrom('app.decision')
        .select('decision' as 'id')
        .execute(),
    )
    await expect(words).rejects.toThrow(/permission denied/)
    const { rows } = await house.owner.query('select decision from app.decision')
    for (const { decision } of rows) expect(decision.toString('utf8')).not.toMatch(/Rita|merger/)
    expect((await ana.get('/me/data.json')).html).toContain('I hand the Monday review to Rita')
  })

  test('begins with the figures that an address brings, and with no words from it', async () => {
    const page = await ana.get('/me/journal/new?before=30&after=80&decision=forged')
    expect(page.html).toContain('value="30"')
    expect(page.html).toContain('value="80"')
    expect(page.html).not.toContain('forged')
    const wrong = await ana.post('/me/journal/new', { ...fields, id: newId(), before: '', after: '120' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('whole number from 0 to 100')
  })

  test('comes from the meeting in which it was tested, with what she said and gave there, once she presses and only then', async () => {
    house.setNow(new Date('2026-11-24T17:25:00Z'))
    const circle = await circleWith(ana, [ben, olga])
    await agree(circle, ana, ben, olga)
    await meets(ana, circle, { minutes: '60' })
    const room = await openRoom(ana, circle, 'decision-vetting')
    await begun(room, [ana, ben, olga])
    const at = (key: string) => until(room, ana, ({ view }) => view.step?.key === key)
    await at('confidence-before')
    await press(ana, room, 'rate', { entry: newId(), figure: '35' })
    await press(ben, room, 'rate', { entry: newId(), figure: '90' })
    await at('restate')
    const decision = 'I close the second shop'
    const answers = [decision, 'the rent is late', '2027-02-01']
    await press(ana, room, 'write', { entry: newId(), 'answers[]': answers })
    await at('confidence-after')
    await press(ana, room, 'rate', { entry: newId(), figure: '80' })
    await press(ana, room, 'end')
    const minutes = room.replace('/room', '/minutes')
    expect((await ben.get(minutes)).text).not.toContain('in your journal')
    const page = await ana.get(minutes)
    expect(page.text).toContain('Put this decision in your journal')
    expect((await ana.get('/me/journal')).text).not.toContain('second shop')
    const field = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page.html)?.[1] ?? ''
    const [, id = ''] = /name="id" value="([^"]+)"/.exec(page.html) ?? []
    const sent = { id, decision, before: field('before'), after: field('after'), review: field('review') }
    expect(sent).toEqual({ id, decision, before: '35', after: '80', review: '2027-02-01' })
    expect(page.html).toContain('An early sign that it goes wrong: the rent is late')
    for (const _press of [1, 2]) await ana.submit('/me/journal/new', sent)
    expect((await ana.get('/me/journal')).text.split('I close the second shop')).toHaveLength(2)
  })

  test('goes when she lets it go', async () => {
    const id = await decides(ana)
    await ana.submit(`/me/journal/${id}/removal`)
    expect((await ana.get(`/me/journal/${id}`)).status).toBe(404)
  })
})
