import { beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../../test/browserless.ts'
import { agree, circleWith, inSeat, joinsLate } from '../../../test/circles.ts'
import { theLongTable } from '../../../test/long-table.ts'
import { leaveCircle } from '../../circles/writes.ts'
import { newId } from '../../platform/ids.ts'

const { house, community } = await theLongTable({})

/** A Tuesday morning in Lisbon. */
const start = new Date('2026-11-24T10:00:00Z')
const hour = 3_600_000
const later = (hours: number) => new Date(+house.services.now() + hours * hour)

let ana: Browser
let ben: Browser
let yuki: Browser
let all: Browser[]
let circle: string

const letters = (id: string) => id.slice(-12).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')

beforeEach(async () => {
  house.setNow(start)
  const named = (name: string, zone: string) => community.person(`${name} ${letters(newId())}`, { zone })
  ana = await named('Ana', 'Europe/Lisbon')
  ben = await named('Ben', 'Europe/Lisbon')
  yuki = await named('Yuki', 'Asia/Tokyo')
  all = [ana, ben, yuki]
  circle = await circleWith(ana, [ben, yuki], `Rowan ${newId().slice(-6)}`)
  await agree(circle, ...all)
})

/** Begins a meeting apart; answers with the path of its room. */
async function begins(who: Browser, format: string, presenter = ''): Promise<string> {
  const answer = await who.post(`/circles/${circle}/apart`, { id: newId(), format, presenter })
  expect(answer.status, answer.text).toBe(303)
  return answer.location
}

/** Presses in the room as a page without JavaScript does: with what its form carries. */
async function presses(who: Browser, room: string, kind: string, values: Record<string, string> = {}) {
  const { html } = await who.get(room)
  const form = html.split('<form').find((each) => each.includes(`data-press="${kind}"`)) ?? ''
  const fields = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ])
  return who.post(`${room}/commands`, { ...Object.fromEntries(fields), ...values })
}

const writes = (who: Browser, room: string, words: string, also = 'done') =>
  presses(who, room, 'write', { words, ...(also ? { also } : {}) })

const kindsTo = async ({ person }: Browser, since = 0) =>
  (await house.mails()).slice(since).flatMap((mail) => (mail.person === person ? [mail.kind] : []))

describe('A meeting that everybody holds in their own time', () => {
  test('Ana begins one from the library; each is told once, sees until when in their own time, and goes on when all are done', async () => {
    const page = await ana.get(`/circles/${circle}/formats/brainstorm`)
    expect((await ana.get(page.address(/\/apart\?format=brainstorm$/))).html).toMatch(/value="brainstorm" checked/)
    const fields = { id: newId(), format: 'brainstorm', presenter: '' }
    const [first, second] = [
      await ana.post(`/circles/${circle}/apart`, fields),
      await ana.post(`/circles/${circle}/apart`, fields),
    ]
    expect(second.location).toBe(first.location)
    const room = first.location
    await house.work()
    await house.work()
    expect(
      [await kindsTo(ana), await kindsTo(ben), await kindsTo(yuki)].map((kinds) =>
        kinds.filter((kind) => kind.startsWith('meetings.')),
      ),
    ).toEqual([[], ['meetings.begun'], ['meetings.begun']])
    expect((await ana.get(room)).text).toContain('Open until Wednesday 25 November, 10:00 · your time, Europe/Lisbon')
    expect((await yuki.get(room)).text).toContain('Open until Wednesday 25 November, 19:00 · your time, Asia/Tokyo')
    for (const path of ['/home', `/circles/${circle}`]) {
      const asked = await ben.get(path)
      expect(asked.text).toContain('Your part in the meeting that you hold in your own time')
      expect(asked.address(/\/room$/)).toBe(room)
    }
    for (const who of all) await writes(who, room, `said by ${who.person}`)
    const next = await ben.get(room)
    expect(next.text).toContain('step 2 of 7')
    expect(next.text).toContain('What was said so far')
    expect(next.text).toContain(`said by ${yuki.person}`)
  })

  test('What Ben writes in silence is nobody else’s to read, in their pages and in the database, until the window closes by itself', async () => {
    const room = await begins(ana, 'brainstorm')
    for (const who of all) await writes(who, room, 'in a sentence')
    await writes(ben, room, 'canary in the silence')
    expect((await ben.get(room)).text).toContain('canary in the silence')
    const hidden = async (who: Browser) => {
      expect((await who.get(room)).text).not.toContain('canary in the silence')
      expect(await bodiesReadBy(who)).toBe(3)
    }
    for (const who of [ana, yuki]) await hidden(who)
    house.setNow(later(47))
    await house.work()
    await hidden(ana)
    expect((await ben.get('/home')).text).not.toContain('Your part in the meeting')
    expect((await yuki.get('/home')).text).toContain('Your part in the meeting')
    house.setNow(later(26))
    await house.work()
    const read = await yuki.get(room)
    expect(read.text).toContain('step 3 of 7')
    expect(read.text).toContain('canary in the silence')
    expect(await bodiesReadBy(yuki)).toBe(4)
    expect((await writes(yuki, room, 'too late for that')).status).not.toBe(500)
  })

  /** How many words of the run the database gives to this person. */
  async function bodiesReadBy(who: Browser): Promise<number> {
    const rows = await house.services.handles.member({ community: community.id, person: who.person, circle }, (db) =>
      db.selectFrom('app.run_entry').select('body').where('circle', '=', circle).execute(),
    )
    return rows.length
  }

  test('Only who is missing is reminded, once a window, not at night, with a link and no words, whoever looks and however often', async () => {
    const room = await begins(ana, 'brainstorm')
    await house.work()
    const before = (await house.mails()).length
    await writes(ben, room, 'my question')
    house.setNow(new Date('2026-11-25T03:59:00Z'))
    await house.work()
    expect((await house.mails()).length).toBe(before)
    house.setNow(new Date('2026-11-25T09:59:00Z'))
    const again = await house.restart()
    await Promise.all([house.work(), house.work()])
    await house.work()
    await again.end()
    expect(await kindsTo(ben, before)).toEqual([])
    expect(await kindsTo(ana, before)).toEqual(['meetings.asked'])
    expect(await kindsTo(yuki, before)).toEqual(['meetings.asked'])
    const [mail] = (await house.mails()).slice(before)
    expect(mail?.text).toContain(room)
    for (const word of ['Rowan', 'question', 'Ana', 'Ben']) expect(mail?.text).not.toContain(word)
    house.setNow(new Date('2026-11-25T10:00:01Z'))
    await house.work()
    expect((await yuki.get(room)).text).toContain('step 2 of 7')
    expect((await house.mails()).length).toBe(before + 2)
  })

  test('Ben, whose challenge it is, cannot write while he is turned away; statements where questions are asked come back with a hint', async () => {
    const room = await begins(ana, 'circle-meeting-120', ben.person)
    const goOn = async (until: RegExp) => {
      for (let steps = 0; steps < 20 && !until.test((await ana.get(room)).text); steps++)
        await presses(ana, room, 'next')
    }
    await goOn(/step 8 of/)
    const asks = await yuki.get(room)
    expect(asks.text).toContain('Questions only.')
    const held = await writes(yuki, room, 'You should just tell them.')
    expect(held.status).toBe(200)
    expect(held.text).toContain('You should just tell them.')
    const sure = await presses(yuki, room, 'write', { words: 'You should just tell them.', sure: 'yes' })
    expect(sure.status).toBe(303)
    for (const words of ['Since the spring.', 'And before that, too.'])
      expect((await presses(ben, room, 'write', { words })).status).toBe(303)
    for (const words of ['You should just tell them.', 'Since the spring.', 'And before that, too.'])
      expect((await ana.get(room)).text).toContain(words)
    await goOn(/step 10 of/)
    const turned = await ben.get(room)
    expect(turned.text).toContain('The others talk about your challenge now')
    expect(turned.html).not.toContain('data-press="write"')
    const step = /name="step" value="([^"]+)"/.exec((await ana.get(room)).html)?.[1] ?? ''
    const refused = await ben.post(`${room}/commands`, {
      id: newId(),
      kind: 'write',
      step,
      entry: newId(),
      words: 'But I meant',
    })
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('But I meant')
  })

  test('All windows close by their hours alone, what stays is what would stay of a live one, and nobody is named as missing', async () => {
    const room = await begins(ana, 'brainstorm')
    await writes(ana, room, 'How do we get more rest?')
    for (let windows = 0; windows < 12; windows++) {
      house.setNow(later(49))
      await house.work()
    }
    const over = await yuki.get(room)
    expect(over.text).toContain('That was it')
    const minutes = await yuki.get(over.address(/\/minutes$/))
    expect(minutes.text).toContain('How do we get more rest?')
    expect((await yuki.get('/home')).text).not.toContain('Your part in the meeting')
    expect((await ana.get(`/circles/${circle}/apart`)).address(/\/minutes$/)).toBe(room.replace('room', 'minutes'))
  })

  test('One at a time; nobody outside finds it, and whoever joins later does not either', async () => {
    const room = await begins(ana, 'circle-meeting-60')
    const second = await ben.post(`/circles/${circle}/apart`, { id: newId(), format: 'brainstorm', presenter: '' })
    expect(second.status).toBe(403)
    const olga = await community.person(`Olga ${letters(newId())}`, { offices: ['organiser'] })
    for (const who of [olga, community.owner, house.nobody()]) expect((await who.get(room)).status).toBe(404)
    const dan = await community.person(`Dan ${letters(newId())}`)
    await writes(ana, room, 'before Dan came')
    await joinsLate(dan, circle, [ana, ben, yuki])
    expect((await dan.get(room)).status).toBe(404)
    expect((await dan.get(`/circles/${circle}`)).status).toBe(200)
    house.setNow(later(30))
    await house.work()
    expect((await ana.get(room)).text).toContain('step 2 of')
  })

  test('Two who begin one at the same moment begin one, and so does one who presses twice', async () => {
    const begin = (who: Browser, id: string) =>
      who.post(`/circles/${circle}/apart`, { id, format: 'brainstorm', presenter: '' })
    await ana.submit(`/circles/${circle}/commitments`, {
      id: newId(),
      what: 'the first that we write',
      cue: '',
      due: '',
    })
    const twice = newId()
    const answers = await Promise.all([begin(ana, twice), begin(ana, twice), begin(ben, newId())])
    for (const { status } of answers) expect([303, 403]).toContain(status)
    const { rows } = await house.owner.query('select 1 from app.run where circle = $1', [circle])
    expect(rows).toHaveLength(1)
  })

  test('Yuki, who has left the circle meanwhile, is reminded of nothing', async () => {
    await begins(ana, 'brainstorm')
    await house.work()
    const before = (await house.mails()).length
    // As when circles change: nobody presses anything in the room.
    await inSeat(house, yuki, circle, ({ db, here, seat }) => leaveCircle(db, here, seat, house.services.now(), []))
    house.setNow(new Date('2026-11-25T09:30:00Z'))
    await house.work()
    expect(await kindsTo(ben, before)).toEqual(['meetings.asked'])
    expect(await kindsTo(yuki, before)).toEqual([])
  })

  test('Ana, who leads, leaves for good: the windows go on closing for the others, to the end', async () => {
    const name = `Ana ${letters(newId())}`
    const leader = await community.person(name)
    circle = await circleWith(leader, [ana, ben, yuki], `Rowan ${newId().slice(-6)}`)
    await agree(circle, leader, ...all)
    const room = await begins(leader, 'brainstorm')
    await leader.submit('/me/leaving', { name })
    for (const who of all) expect((await writes(who, room, 'in a sentence')).status).toBe(303)
    for (let windows = 0; windows < 12; windows++) {
      house.setNow(later(49))
      await house.work()
    }
    expect((await yuki.get(room)).text).toContain('That was it')
  })

  test('A format that works on somebody’s challenge asks who brings it', async () => {
    const answer = await ana.post(`/circles/${circle}/apart`, { id: newId(), format: 'deep-dive', presenter: '' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('In this format somebody brings a challenge')
  })
})
