import { beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/browserless.ts'
import { circleOf, inSeat, meets } from '../../test/circles.ts'
import { theLongTable } from '../../test/long-table.ts'
import { begun, openRoom, press, until } from '../../test/rooms.ts'
import { newId } from '../platform/ids.ts'

const { house, community, ana, ben, tom, olga } = await theLongTable({
  ana: 'Ana Martins',
  ben: 'Ben Okoro',
  tom: 'Tom Another',
  olga: ['Olga Ortiz', { offices: ['organiser'] }],
})
const start = new Date('2026-11-24T09:00Z')
const day = 86_400_000
let circle: string
let elsewhere: string

beforeAll(async () => {
  house.setNow(start)
  circle = await circleOf(ana, ben)
  elsewhere = await circleOf(tom, olga)
})

const judged = { kind: 'people', importance: '4', urgency: '3' }

/** Keeps a possible challenge; its id. */
async function keeps(who: Browser, question: string, wish: Record<string, string> = {}): Promise<string> {
  const id = newId()
  const answer = await who.post('/me/challenges', { ...judged, ...wish, question, id })
  expect(answer.location).toBe(`/me/challenges/${id}`)
  return id
}

/** Writes a note of a challenge; its path. */
async function notes(who: Browser, challenge: string, words: string): Promise<string> {
  const id = newId()
  const at = `/me/challenges/${challenge}/notes`
  await who.submit(at, { id, words, until: '' })
  return `${at}/${id}`
}

const one = (table: string, column = '*', where = 'true') =>
  house.owner.query(`select ${column} from app.${table} where ${where}`)

describe('What Ana might bring', () => {
  test('stands in the order of importance × urgency × times surfaced, which the page explains', async () => {
    await keeps(ana, 'Loud once?', { importance: '5', urgency: '2' })
    const again = await keeps(ana, 'Comes back?', { importance: '3', urgency: '3' })
    house.setNow(new Date(+start + day))
    for (const _tap of [1, 2]) await ana.submit(`/me/challenges/${again}/surfacing`)
    const { text } = await ana.get('/me/challenges')
    expect(text).toContain('importance 3 × urgency 3 × came up 2 times = 18')
    expect(text.indexOf('Comes back?')).toBeLessThan(text.indexOf('Loud once?'))
    expect(text).toContain('What keeps coming back weighs more')
    house.setNow(start)
  })

  test('is kept once however often she taps, and asks for what is missing', async () => {
    const fields = { ...judged, question: 'Twice?', id: newId() }
    for (const _tap of [1, 2]) await ana.post('/me/challenges', fields)
    expect((await one('possible_challenge', '1', `id = '${fields.id}'`)).rowCount).toBe(1)
    const page = await ana.post('/me/challenges', { ...judged, kind: '', question: '', id: newId() })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Please say in one sentence')
    expect(page.text).toContain('Please choose what comes closest')
  })

  test('is read by nobody else: not by Ben of her circle, not by Tom, not by Olga who organises', async () => {
    const id = await keeps(ana, 'How do I tell Rita?')
    const note = await notes(ana, id, 'Rita cried on Monday')
    for (const who of [ben, tom, olga]) {
      expect((await who.get(`/me/challenges/${id}`)).status).toBe(404)
      expect((await who.get(`/me/challenges/${id}/file`)).status).toBe(404)
      expect((await who.post(note, { words: 'mine', privacy: 'shareable', until: '' })).status).toBe(404)
      const seen = await house.services.handles.member({ community: community.id, person: who.person, circle }, (db) =>
        db
          .selectFrom('app.own_note')
          .select('id')
          .union(db.selectFrom('app.possible_challenge').select('id'))
          .execute(),
      )
      expect(seen).toEqual([])
    }
    const sealed = await one('own_note', 'words')
    for (const { words } of sealed.rows) expect(words.toString('utf8')).not.toContain('Rita')
  })
})

describe('A brief', () => {
  test('is shown to the circle when Ana says so, as it was then, and to nobody else', async () => {
    const id = await keeps(ana, 'How do I stop saving everybody?')
    const words = {
      question: 'How do I stop saving everybody?',
      what: 'I answer every mail',
      tried: '',
      wanted: 'Questions',
    }
    await ana.submit(`/me/challenges/${id}`, { ...judged, ...words, until: '' })
    const page = `/circles/${circle}/challenges`
    expect((await ben.get(page)).text).not.toContain('saving everybody')
    await ana.submit(page, { challenge: id, privacy: 'lesson', until: '' })
    await ana.submit(`/me/challenges/${id}`, { ...judged, ...words, what: 'Second thoughts', until: '' })
    const { text } = await ben.get(page)
    expect(text).toContain('I answer every mail')
    expect(text).toContain('lesson only')
    expect(text).not.toContain('Second thoughts')
    for (const who of [tom, olga]) expect((await who.get(page)).status).toBe(404)
    expect((await tom.get(`/circles/${elsewhere}/challenges`)).text).not.toContain('saving everybody')
    const { rows } = await one('brief', 'id')
    expect((await ben.post(`${page}/${rows[0].id}/removal`)).status).toBe(404)
    expect((await ben.post(page, { challenge: id, privacy: 'here', until: '' })).status).toBe(404)
    expect((await ben.get('/me/data.json')).html).not.toContain('I answer every mail')
    await ana.submit(page, { challenge: id, privacy: 'here', until: '' })
    expect((await ben.get(page)).text).toContain('Second thoughts')
    await ana.submit(`${page}/${(await one('brief', 'id')).rows[0].id}/removal`)
    expect((await ben.get(page)).text).not.toContain('saving everybody')
  })

  test('goes with Eve when she leaves, while what she noted stays hers', async () => {
    const eve = await community.person('Eve Lind')
    const ours = await circleOf(eve, ben)
    const id = await keeps(eve, 'Shall I move?')
    await notes(eve, id, 'Only mine')
    await eve.submit(`/circles/${ours}/challenges`, { challenge: id, privacy: 'here', until: '' })
    expect((await ben.get(`/circles/${ours}/challenges`)).text).toContain('Shall I move?')
    expect((await eve.get(`/circles/${ours}/leaving`)).text).toContain('your own notes stay yours')
    await eve.submit(`/circles/${ours}/leaving`)
    expect((await ben.get(`/circles/${ours}/challenges`)).text).not.toContain('Shall I move?')
    expect((await eve.get(`/circles/${ours}/challenges`)).status).toBe(404)
    expect((await eve.get(`/me/challenges/${id}`)).text).toContain('Only mine')
    expect((await eve.get('/me/leaving')).text).toContain('Your own notes: 1')
    await eve.submit('/me/leaving', { name: 'Eve Lind' })
    expect((await one('own_note', '1', `person = '${eve.person}'`)).rowCount).toBe(0)
  })
})

describe('Ana’s notes', () => {
  test('leave the circle as far as each of them may, and are hers as a whole', async () => {
    const id = await keeps(ana, 'What do I pass on?')
    const [here, lesson, open] = [
      await notes(ana, id, 'Rita was afraid'),
      await notes(ana, id, 'Sam shouted at me'),
      await notes(ana, id, 'A list of questions'),
    ]
    const change = (path: string, words: string, wish: Record<string, string>) =>
      ana.submit(path, { words, lesson: '', until: '', ...wish })
    await change(here, 'Rita was afraid', { privacy: 'here', lesson: 'Kept back' })
    const wrong = await ana.post(lesson, { words: 'Sam shouted at me', lesson: '', privacy: 'lesson', until: '' })
    expect(wrong.text).toContain('Please write the lesson')
    await change(lesson, 'Sam shouted at me', { privacy: 'lesson', lesson: 'Wait a day before answering' })
    await change(open, 'A list of questions', { privacy: 'shareable' })
    const handed = (await ana.get(`/me/challenges/${id}/file?hand-on`)).html
    expect(handed).toContain('Wait a day before answering')
    expect(handed).toContain('A list of questions')
    expect(handed).not.toMatch(/Rita|Sam|Kept back|pass on/)
    const whole = (await ana.get(`/me/challenges/${id}/file`)).html
    for (const words of ['Rita was afraid', 'Sam shouted at me', 'stays here', 'lesson only'])
      expect(whole).toContain(words)
    expect((await ana.get('/me/data.json')).html).toContain('Sam shouted at me')
  })

  test('are forgotten when their last day is over, unless she chose another day since', async () => {
    const id = await keeps(ana, 'What do I forget?')
    const [gone, stays] = [await notes(ana, id, 'Short-lived'), await notes(ana, id, 'Long-lived')]
    const keep = (path: string, words: string, last: string) =>
      ana.submit(path, { words, lesson: '', privacy: 'here', until: last })
    await keep(gone, 'Short-lived', '2026-11-25')
    await keep(stays, 'Long-lived', '2026-11-25')
    await keep(stays, 'Long-lived', '2027-03-01')
    house.setNow(new Date('2026-11-27T13:00Z'))
    const page = await ana.get(`/me/challenges/${id}`)
    expect(page.text).toContain('Long-lived')
    expect(page.text).not.toContain('Short-lived')
    await house.work()
    const left = await one('own_note', 'id', `challenge = '${id}'`)
    expect(left.rows.map((row) => row.id)).toEqual([stays.split('/').at(-1)])
    house.setNow(start)
  })

  test('are kept until a day that is not over yet: any other is asked for again, wherever she names one', async () => {
    const id = await keeps(ana, 'Until when?')
    const note = await notes(ana, id, 'A note')
    const words = { ...judged, question: 'Until when?', what: '', tried: '', wanted: '' }
    const forms = [
      [`/me/challenges/${id}`, words],
      [`/me/challenges/${id}/notes`, { id: newId(), words: 'Another' }],
      [note, { words: 'A note', lesson: '', privacy: 'here' }],
      ['/me/notes', { id: newId(), words: 'Mine' }],
      [`/circles/${circle}/challenges`, { challenge: id, privacy: 'here' }],
    ] as const
    for (const [path, fields] of forms)
      for (const [until, asked] of [
        ['2026-11-23', 'That day is over'],
        ['0000-01-01', 'Please choose a day'],
        ['9999-12-31', 'Please choose a day'],
      ] as const) {
        const answer = await ana.post(path, { ...fields, until })
        expect(answer.status, `${path} ${until}`).toBe(422)
        expect(answer.text, `${path} ${until}`).toContain(asked)
      }
    expect((await ana.get(`/me/challenges/${id}`)).text).toContain('A note')
    expect((await ben.get(`/circles/${circle}/challenges`)).text).not.toContain('Until when?')
  })

  test('that belong to no challenge are hers alone, and go when she deletes them', async () => {
    const id = newId()
    await ana.submit('/me/notes', { id, words: 'Cleo looked tired', until: '' })
    expect((await ana.get('/me/notes')).text).toContain('Cleo looked tired')
    expect((await ben.get('/me/notes')).text).not.toContain('Cleo')
    expect((await ben.post(`/me/notes/${id}/removal`)).status).toBe(404)
    expect((await ana.get('/me/notes')).html).not.toContain('name="privacy"')
    await ana.submit(`/me/notes/${id}/removal`)
    expect((await one('own_note', '1', `id = '${id}'`)).rowCount).toBe(0)
  })

  test('that she deleted in one tab and saves in another come back to her in words, and a second press on a deletion leads back calmly', async () => {
    const id = await keeps(ana, 'What do I lose?')
    const note = await notes(ana, id, 'Milk')
    await ana.submit(`${note}/removal`)
    const wrote = 'Rita said:\n\nnobody asked her.'
    const saved = await ana.post(note, { words: wrote, lesson: '', privacy: 'here', until: '2027-03-01' })
    expect(saved.status).toBe(404)
    for (const words of [
      'It is gone already, or never was here.',
      'Rita said:',
      'nobody asked her.',
      'for you to copy',
    ])
      expect(saved.text).toContain(words)
    expect(saved.text).not.toContain('2027-03-01')
    const again = await ana.post(`${note}/removal`)
    expect(again.text).toContain('It is gone already, or never was here.')
    expect(again.address(/\/me\/challenges\/[0-9a-f-]{36}$/)).toBe(`/me/challenges/${id}`)
    const theirs = await ben.post(`/me/challenges/${id}/removal`)
    const none = await ben.post(`/me/challenges/${newId()}/removal`)
    expect([theirs.status, theirs.text]).toEqual([404, none.text])
    await ana.submit(`/me/challenges/${id}/removal`)
    const twice = await ana.post(`/me/challenges/${id}/removal`)
    expect(twice.address(/\/me\/challenges$/)).toBe('/me/challenges')
  })

  test('made by Ben while Ana presented are hers to take over or to delete, and then nobody reads them there', async () => {
    const cleo = await community.person('Cleo Fellow')
    const ours = await circleOf(ana, ben, cleo)
    await meets(ana, ours, { minutes: '60' })
    house.setNow(new Date('2026-11-24T17:25:00Z'))
    const room = await openRoom(ana, ours, 'deep-dive')
    await begun(room, [ana, ben, cleo])
    await until(room, ana, ({ view }) => view.people.some(({ roles }) => roles.includes('presenter')))
    for (const words of ['You laughed when you said no', 'Something else'])
      await press(ben, room, 'note', { entry: newId(), words })
    await press(ana, room, 'end')
    const page = `/circles/${ours}/challenges`
    expect((await cleo.get(page)).text).not.toContain('You laughed')
    expect((await ben.get(page)).text).not.toContain('You laughed')
    expect((await ana.get(page)).text).toContain('You laughed when you said no')
    const { rows } = await one('run_entry', 'id', `circle = '${ours}' and kind = 'note' order by made_at, id`)
    const [kept, dropped] = rows.map(({ id }) => `${page}/notes/${id}`)
    expect((await cleo.post(`${kept}/keeping`, { challenge: '' })).status).toBe(404)
    const id = await keeps(ana, 'Whose notes?')
    await ana.submit(`${kept}/keeping`, { challenge: id })
    await ana.submit(`${dropped}/removal`)
    expect((await one('run_entry', '1', `circle = '${ours}' and kind = 'note'`)).rowCount).toBe(0)
    expect((await ana.get(`/me/challenges/${id}`)).text).toContain('You laughed when you said no')
    house.setNow(start)
  })
})

test('What Ana shows until a day is gone when that day is over where she lives, also for Kai, for whom it lasts eleven hours longer', async () => {
  const lisa = await community.person('Lisa of Lisbon', { zone: 'Europe/Lisbon' })
  const kai = await community.person('Kai of Honolulu', { zone: 'Pacific/Honolulu' })
  const ours = await circleOf(lisa, kai)
  const page = `/circles/${ours}/challenges`
  await lisa.submit(page, { challenge: await keeps(lisa, 'Until tonight?'), privacy: 'here', until: '2026-11-24' })
  house.setNow(new Date('2026-11-24T23:30Z'))
  expect((await kai.get(page)).text).toContain('Until tonight?')
  house.setNow(new Date('2026-11-25T00:30Z'))
  expect((await kai.get(page)).text).not.toContain('Until tonight?')
  house.setNow(start)
})

test('A seat lets nobody show the challenge of somebody else, nor one who left read on', async () => {
  const id = await keeps(ana, 'Mine?')
  const forged = inSeat(house, ben, circle, ({ db, seat }) =>
    db
      .insertInto('app.brief')
      .values({
        ...{ community: seat.community, id: newId(), circle, epoch: seat.box.epoch, person: ana.person, challenge: id },
        ...{ question: seat.box.seal('brief.question', id, 'forged'), privacy: 'here', made_at: start },
      })
      .execute(),
  )
  await expect(forged).rejects.toThrow(/row-level security/)
})
